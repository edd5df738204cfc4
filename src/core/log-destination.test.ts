import { ACCOUNT, BUCKET, bucketWith, OTHER_ACCOUNT, OWNER_ID } from '../../test/builders.js';
import { type Fact, known, unknown } from './fact.js';
import { type LogDestinationFacts, logDestinationOf, sparingLogDestinations } from './log-destination.js';
import { fullText } from './reason.js';
import { insufficientData, nonCompliant } from './verdict.js';

type Given = Parameters<typeof bucketWith>[0];

/** The bucket as a rule is given it: its optional facts are read when looked at. */
const judged = (given: Given = {}, looks: string[] = [], identity = {}): LogDestinationFacts => {
  const bucket = bucketWith(given, identity);
  const look = (name: string): Fact<never> => {
    looks.push(name);
    return bucket.fact(name) as Fact<never>;
  };
  return {
    ...bucket.identity,
    get policy() {
      return look('policy');
    },
    get acl() {
      return look('acl');
    },
    get loggingSources() {
      return look('loggingSources');
    },
  };
};

/** As the S3 user guide grants delivery to the logging service (enable-server-access-logging). */
const grant = {
  Sid: 'S3ServerAccessLogsPolicy',
  Effect: 'Allow',
  Principal: { Service: 'logging.s3.amazonaws.com' },
  Action: ['s3:PutObject'],
  Resource: `arn:aws:s3:::${BUCKET}/logs/*`,
  Condition: {
    ArnLike: { 'aws:SourceArn': 'arn:aws:s3:::web-assets' },
    StringEquals: { 'aws:SourceAccount': ACCOUNT },
  },
};
const policyOf = (...statements: readonly object[]) => ({ Version: '2012-10-17', Statement: statements });

const { Principal, Action, Resource, ...rest } = grant;

const aclWith = (group: 'LogDelivery' | 'AllUsers', permission: 'WRITE' | 'READ' | 'READ_ACP' | 'FULL_CONTROL') =>
  ({
    ownerId: OWNER_ID,
    grants: [
      { grantee: { kind: 'canonicalUser', id: OWNER_ID }, permission: 'FULL_CONTROL' },
      { grantee: { kind: 'group', group }, permission },
    ],
  }) as const;

describe('a destination of access logs', () => {
  it.each<[string, Given, string, string]>([
    [
      'its policy lets the logging service put objects (D2, D8)',
      { policy: policyOf(grant) },
      'statement "S3ServerAccessLogsPolicy" lets logging.s3.amazonaws.com put objects here',
      'policy.Statement[0]',
    ],
    [
      'its access control list lets LogDelivery write (D1)',
      { acl: aclWith('LogDelivery', 'WRITE') },
      'the access control list lets the group LogDelivery write here',
      'acl.grants[1]',
    ],
    [
      'other buckets log here (D1)',
      { loggingSources: ['app-web', 'app-api'] },
      'the access logs of app-web, app-api go here',
      'loggingSources',
    ],
  ])('is one because %s', (_, given, because, path) => {
    const destination = logDestinationOf(judged(given));
    expect(destination).toMatchObject({ known: true, value: { evidence: { path } } });
    expect(destination.known && destination.value && fullText(destination.value.because)).toBe(because);
  });

  it.each<[string, object]>([
    ['every action', { ...grant, Action: '*' }],
    ['every action of S3', { ...grant, Action: 's3:*' }],
    ['the action in other letters among others', { ...grant, Action: ['s3:GetBucketAcl', 'S3:putobject'] }],
    ['the service among others', { ...grant, Principal: { Service: ['x.amazonaws.com', 'logging.s3.amazonaws.com'] } }],
    ['every resource', { ...grant, Resource: '*' }],
    ['every object', { ...grant, Resource: [`arn:aws:s3:::${BUCKET}`, `arn:aws:s3:::${BUCKET}/*`] }],
    ['no condition', { ...grant, Condition: {} }],
    [
      'accounts among which is its own',
      { ...grant, Condition: { StringEquals: { 'aws:SourceAccount': [OTHER_ACCOUNT, ACCOUNT] } } },
    ],
    ['all accounts but one', { ...grant, Condition: { StringNotEquals: { 'aws:SourceAccount': OTHER_ACCOUNT } } }],
    ['a source account that must be there', { ...grant, Condition: { Null: { 'aws:SourceAccount': 'false' } } }],
  ])('is one by a grant with %s', (_, statement) => {
    expect(logDestinationOf(judged({ policy: policyOf(statement) }))).toMatchObject({ value: expect.anything() });
  });

  it.each([
    ['its ARN', { arn: `arn:aws-us-gov:s3:::${BUCKET}` }],
    ['its region', { arn: null, region: 'us-gov-west-1' }],
  ])('is one by a grant in the partition that %s tells (O1)', (_, identity) => {
    const policy = policyOf({ ...grant, Resource: `arn:aws-us-gov:s3:::${BUCKET}/*` });
    expect(logDestinationOf(judged({ policy }, [], identity))).toMatchObject({ value: expect.anything() });
    expect(logDestinationOf(judged({ policy: policyOf(grant) }, [], identity))).toEqual(known(null));
  });

  it('is one by a later statement, which is named', () => {
    const { Sid, ...nameless } = grant;
    expect(logDestinationOf(judged({ policy: policyOf({ ...grant, Effect: 'Deny' }, nameless) }))).toMatchObject({
      value: { because: 'Statement[1] lets logging.s3.amazonaws.com put objects here' },
    });
  });

  it.each<[string, Given]>([
    ['nothing points to it', {}],
    ['the grant is a denial', { policy: policyOf({ ...grant, Effect: 'Deny' }) }],
    ['the grant is to everyone', { policy: policyOf({ ...grant, Principal: '*' }) }],
    [
      'the grant is to another service',
      { policy: policyOf({ ...grant, Principal: { Service: 'logging.amazonaws.com' } }) },
    ],
    [
      'the grant is to all but the service',
      { policy: policyOf({ ...rest, Action, Resource, NotPrincipal: Principal }) },
    ],
    ['the grant is of another action', { policy: policyOf({ ...grant, Action: 's3:GetObject' }) }],
    [
      'the grant is of all actions but one',
      { policy: policyOf({ ...rest, Principal, Resource, NotAction: 's3:PutObject' }) },
    ],
    [
      'the grant is for the bucket and no object',
      { policy: policyOf({ ...grant, Resource: `arn:aws:s3:::${BUCKET}` }) },
    ],
    ['the grant is for another bucket', { policy: policyOf({ ...grant, Resource: `arn:aws:s3:::${BUCKET}-2/*` }) }],
    [
      'the grant is for all resources but some',
      { policy: policyOf({ ...rest, Principal, Action, NotResource: Resource }) },
    ],
    [
      'the grant is for sources of another account, whose logs S3 does not deliver here',
      { policy: policyOf({ ...grant, Condition: { StringEquals: { 'AWS:SourceAccount': OTHER_ACCOUNT } } }) },
    ],
    ['LogDelivery may only read its access control list', { acl: aclWith('LogDelivery', 'READ_ACP') }],
    ['another group may write', { acl: aclWith('AllUsers', 'WRITE') }],
    ['it logs into itself', { loggingSources: [BUCKET] }],
  ])('is none where %s', (_, given) => {
    expect(logDestinationOf(judged(given))).toEqual(known(null));
  });

  it('is one where LogDelivery has full control', () => {
    expect(logDestinationOf(judged({ acl: aclWith('LogDelivery', 'FULL_CONTROL') }))).toMatchObject({
      value: expect.anything(),
    });
  });

  it('names the other buckets where it logs into itself as well', () => {
    expect(logDestinationOf(judged({ loggingSources: ['app-web', BUCKET] }))).toMatchObject({
      value: { evidence: { found: ['app-web'] } },
    });
  });

  it('is looked for no further than until it is found', () => {
    const looks: string[] = [];
    logDestinationOf(judged({ policy: policyOf(grant) }, looks));
    expect(looks).toEqual(['policy']);
  });

  it('is found although something before was not read', () => {
    const given = { policy: unknown('MALFORMED', 'the policy is not JSON'), loggingSources: ['app-web'] } as const;
    expect(logDestinationOf(judged(given))).toMatchObject({
      known: true,
      value: { evidence: { path: 'loggingSources' } },
    });
  });

  it('is unknown where nothing shows it and something was not read', () => {
    const given = {
      policy: unknown('MALFORMED', 'the policy is not JSON'),
      loggingSources: unknown('DENIED', 'config:SelectResourceConfig was denied'),
    } as const;
    expect(logDestinationOf(judged(given))).toEqual(
      unknown('MALFORMED', 'the policy is not JSON; config:SelectResourceConfig was denied'),
    );
  });
});

describe('sparing destinations of access logs', () => {
  const violation = nonCompliant('OFF', 'It is off.', [{ path: 'it', found: 'off', expected: 'on' }]);

  it('does not judge a destination, and says what shows it', () => {
    const verdict = sparingLogDestinations(judged({ loggingSources: ['app-web'] }), violation);
    expect({ ...verdict, reason: fullText(verdict.reason) }).toEqual({
      compliance: 'NOT_APPLICABLE',
      code: 'LOG_DESTINATION',
      reason: 'Destinations of access logs are not judged: the access logs of app-web go here.',
      evidence: [{ path: 'loggingSources', found: ['app-web'], expected: null }],
    });
  });

  it('lets the verdict stand for another bucket', () => {
    expect(sparingLogDestinations(judged(), violation)).toBe(violation);
  });

  it('does not look while the verdict waits for a fact', () => {
    const looks: string[] = [];
    const waiting = insufficientData('NOT_READ', 'It was not read.');
    expect(sparingLogDestinations(judged({ loggingSources: ['app-web'] }, looks), waiting)).toBe(waiting);
    expect(looks).toEqual([]);
  });

  it('lets the verdict stand where it is unknown, and says what was not read', () => {
    const loggingSources = unknown('DENIED', 'config:SelectResourceConfig was denied');
    const verdict = sparingLogDestinations(judged({ loggingSources }), violation);
    expect({ ...verdict, reason: fullText(verdict.reason) }).toEqual({
      ...violation,
      reason:
        'It is off. Whether it is a destination of access logs is unknown: config:SelectResourceConfig was denied.',
    });
  });
});
