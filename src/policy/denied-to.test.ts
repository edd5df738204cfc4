import { type DenialsTo, deniedTo } from './denied-to.js';
import { evaluateRequest } from './evaluate-request.js';
import {
  allow,
  bucket,
  bucketArn,
  deny,
  ORGANIZATION,
  OTHER,
  OWNER,
  objectsArn,
  policyOf,
  type StatementSource,
  when,
} from './sample-policies.js';

const ROLE = `arn:aws:iam::${OWNER}:role/aws-service-role/config.amazonaws.com/AWSServiceRoleForConfig`;
const USER = `arn:aws:iam::${OWNER}:user/auditor`;
const READ = 's3:GetBucketPolicy';

const askedOf = (statements: readonly StatementSource[], changes: object = {}) =>
  deniedTo(policyOf(...statements), bucket, { principals: [ROLE], actions: [READ], organizations: [], ...changes });

/** Denied for certain, doubtful (and on what), or nothing of the two. */
const fateIn = (found: readonly DenialsTo[] | 'unknown') => {
  if (found === 'unknown') return 'unknown';
  const [one] = found;
  if (one === undefined) return 'spared';
  return one.denied.length > 0 ? 'denied' : one.dependsOn;
};
const fateOf = (...statements: readonly StatementSource[]) => fateIn(askedOf(statements));
const narrowed = (operator: string, key: string, value: unknown) => deny({ Sid: 'D', ...when(operator, key, value) });

describe('denied to a role in its usual calls', () => {
  test.each<[string, StatementSource]>([
    ['by a Deny of everything', deny()],
    ['by its ARN', deny({ Principal: { AWS: ROLE } })],
    ['by its account', deny({ Principal: { AWS: OWNER } })],
    [
      'by everyone but another role',
      deny({ Principal: undefined, NotPrincipal: { AWS: `arn:aws:iam::${OWNER}:role/a` } }),
    ],
    ['by this action alone', deny({ Action: READ, Resource: bucketArn })],
    ['by a pattern of actions', deny({ Action: 's3:Get*' })],
    ['by its ARN in a condition', narrowed('ArnEquals', 'aws:PrincipalArn', ROLE)],
    ['by all but another ARN', narrowed('ArnNotLike', 'aws:PrincipalArn', `arn:aws:iam::${OWNER}:role/admin`)],
    [
      'by all but service-linked roles of another account',
      narrowed('ArnNotLike', 'aws:PrincipalArn', `arn:aws:iam::${OTHER}:role/aws-service-role/*`),
    ],
    ['by all but another account', narrowed('StringNotEquals', 'aws:PrincipalAccount', OTHER)],
    ['by an endpoint', narrowed('StringNotEquals', 'aws:SourceVpce', 'vpce-1')],
    ['by a VPC', narrowed('StringNotEquals', 'aws:SourceVpc', 'vpc-1')],
    ['by the owner of endpoints', narrowed('StringNotEquals', 'aws:VpceAccount', OWNER)],
    ['by the addresses of an office', narrowed('NotIpAddress', 'aws:SourceIp', '203.0.113.0/24')],
    [
      'by calls of AWS services, which a role is none of',
      narrowed('BoolIfExists', 'aws:PrincipalIsAWSService', 'false'),
    ],
    ['by calls in a user name', narrowed('Bool', 'aws:ViaAWSService', 'false')],
    ['by MFA', narrowed('BoolIfExists', 'aws:MultiFactorAuthPresent', 'false')],
    ['by the age of MFA', narrowed('Null', 'aws:MultiFactorAuthAge', 'true')],
    ['by a missing source account', narrowed('StringNotEquals', 'aws:SourceAccount', OWNER)],
    ['by a referer', narrowed('StringNotLike', 'aws:Referer', 'https://example.com/*')],
    [
      'by a header of uploads, on all actions',
      narrowed('StringNotEquals', 's3:x-amz-server-side-encryption', 'aws:kms'),
    ],
    ['by access points', narrowed('StringNotEquals', 's3:DataAccessPointAccount', OWNER)],
    ['by the kind of principal', narrowed('StringEquals', 'aws:PrincipalType', 'AssumedRole')],
    ['by an account and a variable for it', narrowed('StringEquals', 'aws:PrincipalAccount', '${aws:ResourceAccount}')],
  ])('%s', (_, statement) => {
    expect(fateOf(statement)).toBe('denied');
  });

  test.each<[string, StatementSource]>([
    ['another action', deny({ Action: 's3:PutObject' })],
    ['objects alone', deny({ Resource: objectsArn })],
    ['another bucket', deny({ Resource: 'arn:aws:s3:::other' })],
    ['another account', deny({ Principal: { AWS: OTHER } })],
    ['another role', deny({ Principal: { AWS: `arn:aws:iam::${OWNER}:role/AWSServiceRoleForConfig` } })],
    ['plain HTTP', narrowed('Bool', 'aws:SecureTransport', 'false')],
    ['TLS below 1.3', narrowed('NumericLessThan', 's3:TlsVersion', '1.3')],
    ['all but its ARN', narrowed('ArnNotEquals', 'aws:PrincipalArn', ROLE)],
    [
      'all but the service-linked roles of its account',
      narrowed('ArnNotLike', 'aws:PrincipalArn', `arn:aws:iam::${OWNER}:role/aws-service-role/*`),
    ],
    ['all but its account', narrowed('StringNotEquals', 'aws:PrincipalAccount', OWNER)],
    ['a blocked range', narrowed('IpAddress', 'aws:SourceIp', '198.51.100.0/24')],
    ['an endpoint that is blocked', narrowed('StringEquals', 'aws:SourceVpce', 'vpce-1')],
    ['old presigned URLs', narrowed('NumericGreaterThan', 's3:signatureAge', 600000)],
    ['presigned URLs', narrowed('StringNotEquals', 's3:authType', 'REST-HEADER')],
    ['signature version 2', narrowed('StringEquals', 's3:signatureversion', 'AWS')],
    ['AWS services', narrowed('Bool', 'aws:PrincipalIsAWSService', 'true')],
    ['uploads with another encryption', narrowed('StringEquals', 's3:x-amz-server-side-encryption', 'AES256')],
    ['anonymous callers', narrowed('StringEquals', 'aws:PrincipalType', 'Anonymous')],
    [
      'all but an endpoint and its ARN',
      deny({
        Condition: { StringNotEquals: { 'aws:SourceVpce': 'vpce-1' }, ArnNotLike: { 'aws:PrincipalArn': ROLE } },
      }),
    ],
    ['nothing: it is an Allow', allow({ Principal: { AWS: OTHER } })],
  ])('spared by a Deny of %s', (_, statement) => {
    expect(fateOf(statement)).toBe('spared');
  });

  test.each<[string, StatementSource, readonly string[]]>([
    ['the organization', narrowed('StringNotEquals', 'aws:PrincipalOrgID', ORGANIZATION), ['aws:PrincipalOrgID']],
    [
      'the path in it',
      narrowed('ForAllValues:StringNotLike', 'aws:PrincipalOrgPaths', `${ORGANIZATION}/r-1/*`),
      ['aws:PrincipalOrgPaths'],
    ],
    ['a tag', narrowed('StringNotEquals', 'aws:PrincipalTag/audit', 'yes'), ['aws:PrincipalTag/audit']],
    ['the id of the role', narrowed('StringNotLike', 'aws:userId', 'AROAEXAMPLEEXAMPLE:*'), ['aws:userId']],
    ['the clock', narrowed('DateLessThan', 'aws:CurrentTime', '2026-01-01T00:00:00Z'), ['aws:CurrentTime']],
    ['the client', narrowed('StringNotLike', 'aws:UserAgent', 'audit*'), ['aws:UserAgent']],
    ['NotPrincipal', deny({ Principal: undefined, NotPrincipal: { AWS: [ROLE, OWNER] } }), ['NotPrincipal']],
    ['a variable', narrowed('StringEquals', 'aws:userId', '${aws:username}'), ['aws:userId']],
    ['half of all addresses, which no narrow range is', narrowed('NotIpAddress', 'aws:SourceIp', '0.0.0.0/1'), []],
  ])('left open where it depends on %s', (_, statement, keys) => {
    expect(fateOf(statement)).toEqual(keys);
  });
});

describe('organizations', () => {
  const perimeter = narrowed('StringNotEqualsIfExists', 'aws:PrincipalOrgID', ORGANIZATION);
  const paths = narrowed('ForAllValues:StringNotLike', 'aws:PrincipalOrgPaths', `${ORGANIZATION}/*`);

  test.each<[string, StatementSource, readonly string[], string]>([
    ['spare their member', perimeter, [ORGANIZATION], 'spared'],
    ['spare the member of one of several', perimeter, ['o-partner1', ORGANIZATION], 'spared'],
    ['do not spare the member of another one', perimeter, ['o-partner1'], 'denied'],
    ['spare by their path', paths, [ORGANIZATION], 'spared'],
    ['do not spare by the path of another one', paths, ['o-partner1'], 'denied'],
    ['play no part elsewhere', narrowed('Bool', 'aws:SecureTransport', 'false'), [ORGANIZATION], 'spared'],
  ])('%s', (_, statement, organizations, expected) => {
    expect(fateIn(askedOf([statement], { organizations }))).toBe(expected);
  });
});

describe('users', () => {
  const asUser = { principals: [USER] };

  test.each<[string, StatementSource, unknown]>([
    ['lack the key of MFA', narrowed('Bool', 'aws:MultiFactorAuthPresent', 'false'), 'spared'],
    ['have a name', narrowed('StringNotEquals', 'aws:username', 'auditor'), 'spared'],
    ['have their own name', narrowed('StringEquals', 'aws:username', 'auditor'), 'denied'],
  ])('%s', (_, statement, expected) => {
    expect(fateIn(askedOf([statement], asUser))).toEqual(expected);
  });
});

describe('the answer', () => {
  test('names the actions, and the statements that deny them', () => {
    const statements = [
      allow(),
      deny({ Sid: 'Policy', Action: 's3:GetBucketPolicy*' }),
      deny({ Sid: 'Tagged', Action: 's3:GetBucketAcl', ...when('StringEquals', 'aws:PrincipalTag/a', 'b') }),
      deny({ Sid: 'Uploads', Action: 's3:PutObject' }),
    ];
    const actions = ['s3:GetBucketPolicy', 's3:GetBucketPolicyStatus', 's3:GetBucketAcl', 's3:GetBucketLogging'];
    expect(askedOf(statements, { actions, principals: [ROLE, USER] })).toEqual(
      [ROLE, USER].map((principal) => ({
        principal,
        denied: ['s3:GetBucketPolicy', 's3:GetBucketPolicyStatus'],
        doubtful: ['s3:GetBucketAcl'],
        statements: [{ index: 1, sid: 'Policy', label: 'statement "Policy"', path: 'policy.Statement[1]' }],
        dependsOn: ['aws:PrincipalTag/a'],
      })),
    );
  });

  test('two statements may add up', () => {
    const one = deny({ Sid: 'Inside', ...when('StringEquals', 'aws:PrincipalTag/a', 'b') });
    const other = deny({ Sid: 'Outside', ...when('StringNotEquals', 'aws:PrincipalTag/a', 'b') });
    expect(fateOf(one, other)).toBe('denied');
  });

  test('agrees with plain evaluation of such a call', () => {
    const call = {
      caller: { kind: 'account', account: OWNER, arn: ROLE },
      action: READ,
      resource: bucketArn,
      context: {
        'aws:SecureTransport': 'true',
        's3:TlsVersion': '1.3',
        'aws:SourceIp': '192.0.2.1',
        'aws:PrincipalArn': ROLE,
        'aws:PrincipalAccount': OWNER,
        'aws:PrincipalType': 'AssumedRole',
        'aws:PrincipalIsAWSService': 'false',
        'aws:ViaAWSService': 'false',
        'aws:MultiFactorAuthPresent': 'false',
        's3:authType': 'REST-HEADER',
      },
    } as const;
    const statements = [
      narrowed('NotIpAddress', 'aws:SourceIp', '203.0.113.0/24'),
      narrowed('StringNotEquals', 'aws:SourceVpce', 'vpce-1'),
      narrowed('ArnNotLike', 'aws:PrincipalArn', ROLE),
      narrowed('Bool', 'aws:MultiFactorAuthPresent', 'false'),
      narrowed('Null', 'aws:SourceVpc', 'false'),
    ];
    for (const statement of statements) {
      const isDenied = evaluateRequest(policyOf(statement), call) === 'explicitlyDenied';
      expect(fateOf(statement)).toBe(isDenied ? 'denied' : 'spared');
    }
  });
});
