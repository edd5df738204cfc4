import fc from 'fast-check';
import type { Caller } from './callers.js';
import { type EndpointTrust, endpointReach } from './endpoint-reach.js';
import { evaluateRequest } from './evaluate-request.js';
import { parsePolicy } from './parse.js';
import type { PolicyKind } from './policy.js';

const OWN = '111122223333';
const OTHER = '444455556666';
const MINE = 'o-exampleorg1';
const THEIRS = 'o-exampleorg2';
const trust: EndpointTrust = {
  kinds: ['bucket', 'accessPoint'],
  partition: 'aws',
  region: 'eu-west-1',
  accounts: [OWN],
  organizations: [],
  resources: [],
  aws: true,
};

type Source = Readonly<Record<string, unknown>>;
const allow = (changes: Source = {}): Source => ({
  Effect: 'Allow',
  Principal: '*',
  Action: '*',
  Resource: '*',
  ...changes,
});
const deny = (changes: Source = {}): Source => allow({ Effect: 'Deny', ...changes });
const when = (Condition: object): Source => ({ Condition });
const equal = (keys: object): Source => when({ StringEquals: keys });
const own = { 'aws:PrincipalAccount': OWN, 'aws:ResourceAccount': OWN };
const ofOwn = { 'aws:PrincipalAccount': OWN };

/** Who is let through that is not trusted, and what is reached. */
const reachOf = (statements: readonly Source[], changes: Partial<EndpointTrust> = {}) => {
  const policy = parsePolicy({ Version: '2012-10-17', Statement: statements });
  const { callers, resources, undecided } = endpointReach(policy, { ...trust, ...changes });
  expect(undecided).toEqual([]);
  return {
    callers: callers.map(({ grantee }) => grantee),
    reached: resources.flatMap(({ reached }) => reached),
  };
};

const confined = { callers: [], reached: [] };
const inMine: Partial<EndpointTrust> = { organizations: [MINE] };

describe('confined', () => {
  test.each<[string, readonly Source[], Partial<EndpointTrust>?]>([
    ['by accounts', [allow(equal(own))]],
    ['by organizations', [allow(equal({ 'aws:PrincipalOrgID': MINE, 'aws:ResourceOrgID': MINE }))], inMine],
    [
      'by paths in organizations',
      [
        allow(
          when({
            'ForAnyValue:StringLike': {
              'aws:PrincipalOrgPaths': `${MINE}/*`,
              'aws:ResourceOrgPaths': `${MINE}/r-ab12/*`,
            },
          }),
        ),
      ],
      inMine,
    ],
    ['to the account of the caller', [allow(equal({ ...ofOwn, 'aws:ResourceAccount': '${aws:PrincipalAccount}' }))]],
    [
      'to the organization of the caller',
      [allow(equal({ 'aws:PrincipalOrgID': MINE, 'aws:ResourceOrgID': '${aws:PrincipalOrgID}' }))],
      inMine,
    ],
    [
      'to the organization of the caller, by a Deny',
      [
        allow(equal({ 'aws:PrincipalOrgID': MINE })),
        deny(when({ StringNotEquals: { 'aws:ResourceOrgID': '${aws:PrincipalOrgID}' } })),
      ],
      inMine,
    ],
    [
      'to callers of the organization of the bucket',
      [allow(equal({ 'aws:ResourceOrgID': MINE, 'aws:PrincipalOrgID': '${aws:ResourceOrgID}' }))],
      inMine,
    ],
    [
      'by Denies, AWS services spared',
      [
        allow(),
        deny(
          when({
            StringNotEqualsIfExists: { 'aws:PrincipalOrgID': MINE },
            BoolIfExists: { 'aws:PrincipalIsAWSService': 'false' },
          }),
        ),
        deny(when({ StringNotEquals: { 'aws:ResourceOrgID': MINE } })),
      ],
      inMine,
    ],
    [
      'by a named role',
      [allow({ Principal: { AWS: `arn:aws:iam::${OWN}:role/app` }, ...equal({ 'aws:ResourceAccount': OWN }) })],
    ],
    [
      'by patterns of roles',
      [
        allow(
          when({
            StringEquals: { 'aws:ResourceAccount': OWN },
            ArnLike: { 'aws:PrincipalArn': `arn:aws:iam::${OWN}:role/*` },
          }),
        ),
      ],
    ],
    [
      'to trusted buckets',
      [allow({ Resource: ['arn:aws:s3:::app-data', 'arn:aws:s3:::app-data/*'], ...equal(ofOwn) })],
      { resources: ['arn:aws:s3:::app-*'] },
    ],
    [
      'to trusted buckets, by a Deny of all others',
      [
        allow(equal(ofOwn)),
        deny({ NotResource: ['arn:aws:s3:::app-data', 'arn:aws:s3:::app-data/*'], Resource: undefined }),
      ],
      { resources: ['arn:aws:s3:::app-data'] },
    ],
    [
      'to access points of its account',
      [allow({ Resource: `arn:aws:s3:eu-west-1:${OWN}:accesspoint/*`, ...equal(ofOwn) })],
    ],
    [
      'to access points of its account, by a key',
      [
        allow({
          Resource: 'arn:aws:s3:eu-west-1:*:accesspoint/*',
          ...equal({ ...ofOwn, 's3:DataAccessPointAccount': OWN }),
        }),
      ],
    ],
    ['to services of AWS', [allow(when({ Bool: { 'aws:PrincipalIsAWSService': 'true' } }))]],
    ['to what AWS owns', [allow({ Action: 's3:GetObject', Resource: 'arn:aws:s3:::aws-ssm-eu-west-1/*' })]],
    [
      'to a partner and its buckets',
      [allow(equal({ 'aws:PrincipalAccount': OTHER, 'aws:ResourceAccount': OTHER }))],
      { accounts: [OWN, OTHER] },
    ],
    ['to another service', [allow({ Action: 'dynamodb:*' })]],
    ['as nothing is allowed', [deny()]],
    [
      'as an access point of another region is not reached',
      [allow({ Resource: `arn:aws:s3:us-east-1:${OTHER}:accesspoint/x`, ...equal(ofOwn) })],
    ],
  ])('%s', (...[, statements, changes]) => {
    expect(reachOf(statements, changes)).toEqual(confined);
  });
});

describe('callers who are not trusted', () => {
  test.each<[string, Source, string, Partial<EndpointTrust>?]>([
    ['nothing confines them', allow(equal({ 'aws:ResourceAccount': OWN })), 'anyone'],
    [
      'another organization',
      allow(equal({ ...own, 'aws:PrincipalAccount': [], 'aws:PrincipalOrgID': THEIRS })),
      `any AWS account with aws:PrincipalOrgID ${THEIRS}`,
      inMine,
    ],
    ['another account', allow(equal({ ...own, 'aws:PrincipalAccount': [OWN, OTHER] })), `account ${OTHER}`],
    [
      'roles of any account',
      allow(
        when({
          StringEquals: { 'aws:ResourceAccount': OWN },
          ArnLike: { 'aws:PrincipalArn': 'arn:aws:iam::*:role/app' },
        }),
      ),
      expect.stringMatching(/^any AWS account with aws:PrincipalArn /),
    ],
    [
      'the key may be missing',
      allow(
        when({ StringEquals: { 'aws:ResourceAccount': OWN }, StringEqualsIfExists: { 'aws:PrincipalOrgID': MINE } }),
      ),
      'anyone',
      inMine,
    ],
    ['a tag alone', allow(equal({ 'aws:ResourceAccount': OWN, 'aws:PrincipalTag/team': 'data' })), 'any AWS account'],
    [
      'the owner of the endpoint tells nothing',
      allow(equal({ 'aws:ResourceAccount': OWN, 'aws:VpceAccount': OWN })),
      expect.stringMatching(/^anyone/),
    ],
    [
      'an access point tells nothing',
      allow(equal({ 'aws:ResourceAccount': OWN, 's3:DataAccessPointAccount': OWN })),
      expect.stringMatching(/^anyone/),
    ],
    [
      'services of AWS, where they are not trusted',
      allow(when({ StringEquals: { 'aws:ResourceAccount': OWN }, Bool: { 'aws:PrincipalIsAWSService': 'true' } })),
      'any AWS service',
      { aws: false },
    ],
    [
      'what AWS owns, where it is not trusted',
      allow({
        Action: 's3:GetObject',
        Resource: 'arn:aws:s3:::aws-ssm-eu-west-1/*',
        ...equal({ 'aws:ResourceAccount': OWN }),
      }),
      'anyone',
      { aws: false },
    ],
  ])('%s', (...[, source, grantee, changes]) => {
    const { StringEquals = {}, ...others } = (source.Condition ?? {}) as { StringEquals?: Record<string, unknown> };
    const filled = Object.fromEntries(Object.entries(StringEquals).filter(([, values]) => String(values) !== ''));
    const statement = { ...source, Condition: { ...others, StringEquals: filled } };
    expect(reachOf([statement], changes)).toEqual({ callers: [grantee], reached: [] });
  });
});

describe('buckets that are not trusted', () => {
  const toOwn = (Resource: unknown, more: object = {}): Source => allow({ Resource, ...equal({ ...ofOwn, ...more }) });
  test.each<[string, readonly Source[], readonly string[], Partial<EndpointTrust>?]>([
    ['nothing confines them', [toOwn('*')], ['any bucket']],
    ['every bucket by ARN', [toOwn('arn:aws:s3:::*')], ['any bucket']],
    [
      'all but some',
      [allow({ Resource: undefined, NotResource: 'arn:aws:s3:::x/*', ...equal(ofOwn) })],
      ['any bucket'],
    ],
    ['named ones, of whomever', [toOwn(['arn:aws:s3:::app-data/*', 'arn:aws:s3:::logs'])], ['app-data', 'logs']],
    ['names', [toOwn('arn:aws:s3:::app-*')], ['buckets named app-*'], { resources: ['arn:aws:s3:::app-data'] }],
    ['of another account', [toOwn('*', { 'aws:ResourceAccount': OTHER })], [`any bucket of account ${OTHER}`]],
    [
      'of accounts by a pattern',
      [allow(when({ StringEquals: ofOwn, StringLike: { 'aws:ResourceAccount': '4444*' } }))],
      ['any bucket'],
    ],
    ['of another organization', [toOwn('*', { 'aws:ResourceOrgID': THEIRS })], ['any bucket'], inMine],
    [
      'of no organization',
      [allow(when({ StringEquals: ofOwn, StringEqualsIfExists: { 'aws:ResourceOrgID': MINE } }))],
      ['any bucket'],
      inMine,
    ],
    [
      'what a Deny spares',
      [toOwn('*'), deny({ Resource: undefined, NotResource: ['arn:aws:s3:::app-data/*', 'arn:aws:s3:::elsewhere/*'] })],
      ['elsewhere'],
      { resources: ['arn:aws:s3:::app-data'] },
    ],
    [
      'where an Allow and the gap of a Deny meet',
      [toOwn('arn:aws:s3:::a*'), deny({ Resource: undefined, NotResource: 'arn:aws:s3:::*-b/*' })],
      ['buckets named a*'],
    ],
    [
      "another account's access point",
      [toOwn(`arn:aws:s3:eu-west-1:${OTHER}:accesspoint/reports/object/*`)],
      [`arn:aws:s3:eu-west-1:${OTHER}:accesspoint/reports`],
    ],
    [
      'access points of whomever from a VPC',
      [toOwn('arn:aws:s3:*:*:accesspoint/*', { 's3:AccessPointNetworkOrigin': 'VPC' })],
      ['arn:aws:s3:*:*:accesspoint/*'],
    ],
    [
      'by keys that look like an access point of its account, as a wildcard crosses colons',
      [toOwn(`arn:aws:s3:*:${OWN}:accesspoint/*`)],
      [`any bucket by keys that fit arn:aws:s3:*:${OWN}:accesspoint/*`],
    ],
    ['by a wildcard to write, with AWS trusted', [toOwn('arn:aws:s3:::aws-ssm-*/*')], ['buckets named aws-ssm-*']],
    [
      'an organization that the callers choose',
      [allow(equal({ ...ofOwn, 'aws:ResourceOrgID': '${aws:PrincipalOrgID}' }))],
      ['any bucket'],
    ],
  ])('%s', (...[, statements, reached, changes]) => {
    expect(reachOf(statements, changes)).toEqual({ callers: [], reached });
  });
});

describe('other services', () => {
  test.each<[string, PolicyKind, string, readonly string[]]>([
    ['directory buckets', 'directoryBucket', `arn:aws:s3express:eu-west-1:${OWN}:bucket/*`, []],
    ['access points of directory buckets', 'directoryBucket', `arn:aws:s3express:eu-west-1:${OWN}:accesspoint/*`, []],
    [
      "others' directory buckets",
      'directoryBucket',
      'arn:aws:s3express:*:*:bucket/*',
      ['arn:aws:s3express:eu-west-1:*:bucket/*'],
    ],
    [
      "access points of others' directory buckets",
      'directoryBucket',
      `arn:aws:s3express:*:${OTHER}:accesspoint/a`,
      [`arn:aws:s3express:eu-west-1:${OTHER}:bucket/a`],
    ],
    ['table buckets', 'tableBucket', `arn:aws:s3tables:*:${OWN}:bucket/*`, []],
    [
      "others' table buckets",
      'tableBucket',
      `arn:aws:s3tables:*:${OTHER}:bucket/sales/table/*`,
      [`arn:aws:s3tables:eu-west-1:${OTHER}:bucket/sales`],
    ],
    ['Multi-Region Access Points', 'multiRegionAccessPoint', `arn:aws:s3::${OWN}:accesspoint/*`, []],
    [
      "others' Multi-Region Access Points",
      'multiRegionAccessPoint',
      `arn:aws:s3::${OTHER}:accesspoint/a.mrap`,
      [`arn:aws:s3::${OTHER}:accesspoint/a.mrap`],
    ],
  ])('%s', (_, kind, Resource, reached) => {
    expect(reachOf([allow({ Resource, ...equal(ofOwn) })], { kinds: [kind] })).toEqual({ callers: [], reached });
  });
});

test('many buckets are decided', () => {
  const Resource = Array.from({ length: 200 }, (_, i) => `arn:aws:s3:::bucket-${i}/*`);
  expect(reachOf([allow({ Resource, ...equal(own) })])).toEqual(confined);
});

test('patterns that combine without end are left open', () => {
  const Resource = Array.from({ length: 60 }, (_, i) => `arn:aws:s3:::a*b${i}*c*`);
  const policy = parsePolicy({ Statement: [allow({ Resource, ...equal(own) })] });
  expect(endpointReach(policy, trust)).toMatchObject({ callers: [], resources: [], undecided: [{ index: 0 }] });
});

/** A request through the endpoint, and the bucket it is about. */
interface Through {
  readonly caller: Caller;
  readonly name: string;
  readonly context: Readonly<Record<string, string>>;
}

const ACCOUNTS = [OWN, OTHER, '777788889999'];
const ORGANIZATIONS = [MINE, THEIRS, 'o-exampleorg3'];

const anyRequest: fc.Arbitrary<Through> = fc
  .record({
    account: fc.constantFrom(...ACCOUNTS),
    organization: fc.constantFrom(...ORGANIZATIONS, null),
    owner: fc.constantFrom(...ACCOUNTS),
    ownerOrganization: fc.constantFrom(...ORGANIZATIONS, null),
    name: fc.constantFrom('app-data', 'app-x', 'logs', 'other'),
    kind: fc.constantFrom('account', 'anonymous'),
  })
  .map(({ account, organization, owner, ownerOrganization, name, kind }) => ({
    caller: kind === 'account' ? { kind, account, arn: null } : { kind: 'anonymous' },
    name,
    context: {
      'aws:PrincipalAccount': kind === 'account' ? account : 'anonymous',
      'aws:ResourceAccount': owner,
      ...(kind === 'account' && {
        'aws:PrincipalArn': `arn:aws:iam::${account}:user/ann`,
        'aws:PrincipalIsAWSService': 'false',
        ...(organization && { 'aws:PrincipalOrgID': organization }),
      }),
      ...(ownerOrganization && { 'aws:ResourceOrgID': ownerOrganization }),
    },
  }));

const isTrusted = ({ caller, name, context }: Through): boolean =>
  caller.kind === 'account' &&
  (caller.account === OWN || context['aws:PrincipalOrgID'] === MINE) &&
  (context['aws:ResourceAccount'] === OWN || context['aws:ResourceOrgID'] === MINE || name === 'app-data');

const anyCondition = fc
  .array(
    fc.oneof(
      fc.tuple(
        fc.constantFrom('StringEquals', 'StringNotEquals', 'StringEqualsIfExists', 'StringNotEqualsIfExists'),
        fc.oneof(
          fc.tuple(
            fc.constantFrom('aws:PrincipalAccount', 'aws:ResourceAccount'),
            fc.constantFrom(...ACCOUNTS.slice(0, 2), '${aws:PrincipalAccount}'),
          ),
          fc.tuple(
            fc.constantFrom('aws:PrincipalOrgID', 'aws:ResourceOrgID'),
            fc.constantFrom(...ORGANIZATIONS.slice(0, 2), '${aws:PrincipalOrgID}', '${aws:ResourceOrgID}'),
          ),
        ),
      ),
      fc.tuple(
        fc.constantFrom('Bool', 'BoolIfExists'),
        fc.constant(['aws:PrincipalIsAWSService', 'false'] as [string, string]),
      ),
      fc.tuple(
        fc.constantFrom('StringLike', 'StringNotLike'),
        fc.tuple(
          fc.constantFrom('aws:ResourceAccount', 'aws:PrincipalArn'),
          fc.constantFrom('1111*', 'arn:aws:iam::1111*', '*4444*'),
        ),
      ),
    ),
    { maxLength: 3 },
  )
  .map((entries) => {
    const blocks: Record<string, Record<string, string>> = {};
    for (const [operator, [key, value]] of entries) blocks[operator] = { ...blocks[operator], [key]: value };
    return blocks;
  });

const anyStatement = fc
  .record({
    Effect: fc.constantFrom('Allow', 'Deny'),
    Principal: fc.constantFrom<unknown>('*', '*', { AWS: OTHER }, { AWS: OWN }),
    resource: fc.constantFrom<Source>(
      { Resource: '*' },
      { Resource: '*' },
      { Resource: 'arn:aws:s3:::app-*' },
      { Resource: ['arn:aws:s3:::app-data/*', 'arn:aws:s3:::*s/*'] },
      { NotResource: ['arn:aws:s3:::app-data/*', 'arn:aws:s3:::logs/*'] },
      { NotResource: 'arn:aws:s3:::app*/*' },
    ),
    Condition: anyCondition,
  })
  .map(({ resource, ...rest }) => ({ ...rest, Action: 's3:*', ...resource }));

test('whatever plain evaluation lets through is found', () => {
  const among: EndpointTrust = { ...trust, organizations: [MINE], resources: ['arn:aws:s3:::app-data'] };
  fc.assert(
    fc.property(
      fc.array(anyStatement, { minLength: 1, maxLength: 3 }),
      fc.array(anyRequest, { minLength: 30, maxLength: 30 }),
      (statements, requests) => {
        const policy = parsePolicy({ Version: '2012-10-17', Statement: statements });
        const open = requests.find(
          (one) =>
            !isTrusted(one) &&
            evaluateRequest(policy, { ...one, action: 's3:GetObject', resource: `arn:aws:s3:::${one.name}/k` }) ===
              'allowed',
        );
        const { callers, resources, undecided } = endpointReach(policy, among);
        if (open) expect(callers.length + resources.length + undecided.length).toBeGreaterThan(0);
      },
    ),
    { seed: 20261125, numRuns: Number(process.env.POLICY_RUNS ?? 200) },
  );
});
