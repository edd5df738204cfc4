import { unknown } from '../../../src/core/fact.js';
import { ParameterError } from '../../../src/core/parameters.js';
import { ACCOUNT, block, bucketWith, OTHER_ACCOUNT, resourceWith } from '../../../test/builders.js';
import { intricateDenies } from '../../../test/intricate-denies.js';
import { NOW, type RuleCase, testRule } from '../../../test/rule-tester.js';
import rule from './rule.js';

const BUCKET_ARN = 'arn:aws:s3:::app-data';
const OBJECTS_ARN = `${BUCKET_ARN}/*`;

const open = { Sid: 'Open', Effect: 'Allow', Principal: '*', Action: 's3:GetObject', Resource: OBJECTS_ARN };
const openList = { ...open, Sid: 'OpenList', Action: 's3:ListBucket', Resource: BUCKET_ARN };
const named = { ...open, Sid: 'Named', Principal: { AWS: `arn:aws:iam::${OTHER_ACCOUNT}:root` } };
const denyAll = { ...open, Sid: 'DenyAll', Effect: 'Deny', Action: 's3:*', Resource: [BUCKET_ARN, OBJECTS_ARN] };
const onlyOrganization = {
  ...denyAll,
  Sid: 'OnlyOrganization',
  Condition: { StringNotEquals: { 'aws:PrincipalOrgID': 'o-example1' } },
};
/** Confined to the members of a unit of an organization, by a key that is not on S3's list. */
const unit = {
  ...open,
  Sid: 'Unit',
  Condition: { 'ForAnyValue:StringLike': { 'aws:PrincipalOrgPaths': 'o-example1/r-ab12/ou-ab12-11111111/*' } },
};
/** Narrow one by one, and together more than a /8. */
const broadTogether = {
  ...open,
  Sid: 'Ranges',
  Condition: { IpAddress: { 'aws:SourceIp': ['16.0.0.0/8', '17.0.0.0/8'] } },
};

const policyOf = (...statements: readonly object[]) => ({ Version: '2012-10-17', Statement: statements });
/** A bucket that nothing protects but its policy, with what the test changes. */
const bucket = (statements: readonly object[], given: Parameters<typeof bucketWith>[0] = {}) =>
  bucketWith({
    policy: policyOf(...statements),
    publicAccessBlock: null,
    accountPublicAccessBlock: null,
    ...given,
  });
const withCondition = (condition: object) => bucket([{ ...open, Condition: condition }]);

const restricting = { ...block(false), restrictPublicBuckets: true };
const allButRestricting = { ...block(true), restrictPublicBuckets: false };
const accountUnread = unknown('DENIED', 's3:GetAccountPublicAccessBlock was denied');
const onlyEffective = { latent: 'ignore' };

const confining: readonly (readonly [string, object])[] = [
  ['an endpoint (A1)', { StringEquals: { 'aws:SourceVpce': 'vpce-0a1b2c3d4e5f' } }],
  ['a VPC', { StringEquals: { 'aws:SourceVpc': 'vpc-0a1b2c3d4e5f' } }],
  ['a key in another case (A3)', { StringEquals: { 'AWS:sourcevpce': 'vpce-0a1b2c3d4e5f' } }],
  ['an organization (A8)', { StringEquals: { 'aws:PrincipalOrgID': 'o-example1' } }],
  ['several endpoints', { StringEquals: { 'aws:SourceVpce': ['vpce-0a1b2c3d4e5f', 'vpce-1a1b2c3d4e5f'] } }],
  ['StringLike without a wildcard', { StringLike: { 'aws:PrincipalOrgID': 'o-example1' } }],
  ['a source ARN', { ArnEquals: { 'aws:SourceArn': `arn:aws:sns:eu-west-1:${ACCOUNT}:topic` } }],
  ['a source account', { StringEquals: { 'aws:SourceAccount': ACCOUNT } }],
  ['an account of principals', { StringEquals: { 'aws:PrincipalAccount': OTHER_ACCOUNT } }],
  ['a role', { ArnLike: { 'aws:PrincipalArn': `arn:aws:iam::${OTHER_ACCOUNT}:role/app` } }],
  ['a range of addresses', { IpAddress: { 'aws:SourceIp': '203.0.113.0/24' } }],
  ['a range as wide as S3 lets be fixed', { IpAddress: { 'aws:SourceIp': '16.0.0.0/8' } }],
  ['an IPv6 range as wide as S3 lets be fixed', { IpAddress: { 'aws:SourceIp': '2001:db8::/32' } }],
  [
    'access points of one account',
    { ArnLike: { 's3:DataAccessPointArn': `arn:aws:s3:eu-west-1:${ACCOUNT}:accesspoint/*` } },
  ],
  [
    'a fixed value beside a condition that confines nothing',
    { StringEquals: { 'aws:SourceVpce': 'vpce-0a1b2c3d4e5f' }, Bool: { 'aws:SecureTransport': 'true' } },
  ],
];

const notConfining: readonly (readonly [string, object])[] = [
  ['a wildcard', { StringLike: { 'aws:SourceVpce': 'vpce-*' } }],
  ['one wildcard among fixed values', { StringLike: { 'aws:SourceVpce': ['vpce-0a1b2c3d4e5f', 'vpce-*'] } }],
  ['a role in any account', { ArnLike: { 'aws:PrincipalArn': 'arn:aws:iam::*:role/app' } }],
  ['a policy variable', { StringEquals: { 'aws:PrincipalArn': '${aws:PrincipalArn}' } }],
  ['IfExists on a key that may be missing', { StringEqualsIfExists: { 'aws:SourceVpce': 'vpce-0a1b2c3d4e5f' } }],
  ['ForAllValues, true without the key', { 'ForAllValues:StringEquals': { 'aws:SourceVpce': 'vpce-0a1b2c3d4e5f' } }],
  ['everyone but one', { StringNotEquals: { 'aws:SourceVpce': 'vpce-0a1b2c3d4e5f' } }],
  ['every address but one range', { NotIpAddress: { 'aws:SourceIp': '203.0.113.0/24' } }],
  ['half of the internet', { IpAddress: { 'aws:SourceIp': '0.0.0.0/1' } }],
  ['a range wider than /8', { IpAddress: { 'aws:SourceIp': '16.0.0.0/7' } }],
  ['an IPv6 range wider than /32', { IpAddress: { 'aws:SourceIp': '2600::/31' } }],
  ['any organization', { Null: { 'aws:PrincipalOrgID': 'false' } }],
  ['a Referer, which the caller chooses', { StringLike: { 'aws:Referer': 'https://www.example.com/*' } }],
  ['a user agent, which the caller chooses', { StringEquals: { 'aws:UserAgent': 'secret' } }],
  ['a tag, which the caller chooses', { StringEquals: { 'aws:PrincipalTag/team': 'data' } }],
  ['TLS', { Bool: { 'aws:SecureTransport': 'true' } }],
  [
    'an object tag (CloudSploit warns of any condition alike)',
    { StringEquals: { 's3:ExistingObjectTag/public': 'yes' } },
  ],
];

const principals: readonly (readonly [string, object])[] = [
  ['*', { Principal: '*' }],
  ['{"AWS": "*"}', { Principal: { AWS: '*' } }],
  ['{"AWS": ["*"]} (CloudSploit misses it)', { Principal: { AWS: ['*'] } }],
  ['a list that holds *', { Principal: { AWS: [ACCOUNT, '*'] } }],
  ['everyone but one account', { Principal: undefined, NotPrincipal: { AWS: OTHER_ACCOUNT } }],
];

/** An action a statement grants, where, and the sort of access it is. */
const actions: readonly (readonly [string, string, string | null])[] = [
  ['s3:GetObject', OBJECTS_ARN, 'read'],
  ['s3:GetObjectVersion', OBJECTS_ARN, 'read'],
  ['s3:Get*', OBJECTS_ARN, 'read'],
  ['s3:ListBucket', BUCKET_ARN, 'list'],
  ['s3:PutObject', OBJECTS_ARN, 'write'],
  ['s3:DeleteObject', OBJECTS_ARN, 'write'],
  ['s3:PutBucketPolicy', BUCKET_ARN, 'admin'],
  ['s3:PutObjectAcl', OBJECTS_ARN, 'admin'],
  ['s3:PutLifecycleConfiguration', BUCKET_ARN, null],
];

const compliant: readonly RuleCase[] = [
  { name: 'no policy', resource: bucketWith({ policy: null }), code: 'NO_POLICY' },
  {
    name: 'a named account',
    resource: bucket([named]),
    code: 'NOT_PUBLIC',
    reason: 'No statement grants anything to strangers.',
  },
  {
    name: 'a service, which has its own rule (A12)',
    resource: bucket([{ ...open, Principal: { Service: 'cloudfront.amazonaws.com' } }]),
    code: 'NOT_PUBLIC',
  },
  { name: 'a Deny to everyone alone (A10)', resource: bucket([denyAll]), code: 'NOT_PUBLIC' },
  {
    name: 'a unit of an organization, and the organization beside it',
    resource: bucket([
      { ...unit, Condition: { ...unit.Condition, StringEquals: { 'aws:PrincipalOrgID': 'o-example1' } } },
    ]),
    code: 'NOT_PUBLIC',
  },
  ...confining.map(([name, condition]) => ({
    name: `confined to ${name}`,
    resource: withCondition(condition),
    code: 'NOT_PUBLIC',
  })),
  {
    name: 'the blocks not read, and nothing they could hold back',
    resource: bucket([named], {
      publicAccessBlock: unknown('DENIED', 's3:GetBucketPublicAccessBlock was denied'),
      accountPublicAccessBlock: accountUnread,
    }),
    parameters: onlyEffective,
    code: 'NOT_PUBLIC',
  },
  {
    name: "held back by the bucket's RestrictPublicBuckets, only what is effective asked for (A5)",
    resource: bucket([open], { publicAccessBlock: restricting }),
    parameters: onlyEffective,
    code: 'HELD_BACK',
    reason: /RestrictPublicBuckets of the bucket holds it back\. Access/,
  },
  {
    name: "held back by the account's RestrictPublicBuckets, only what is effective asked for (B1)",
    resource: bucket([open], { accountPublicAccessBlock: restricting }),
    parameters: onlyEffective,
    code: 'HELD_BACK',
    reason: /RestrictPublicBuckets of the account holds it back\. Access/,
  },
  {
    name: 'too intricate to decide and held back, only what is effective asked for',
    resource: bucket([open, ...intricateDenies(denyAll)], { publicAccessBlock: restricting }),
    parameters: onlyEffective,
    code: 'HELD_BACK',
  },
  {
    name: 'public by its status, taken back by a Deny, only what is effective asked for',
    resource: bucket([open, onlyOrganization]),
    parameters: onlyEffective,
    code: 'NOT_PUBLIC',
    reason: 'Statement "OnlyOrganization" takes back what statement "Open" grants to strangers.',
  },
  {
    name: 'public by its status, the account not read, taken back by a Deny, only what is effective asked for',
    resource: bucket([open, denyAll], { accountPublicAccessBlock: accountUnread }),
    parameters: onlyEffective,
    code: 'NOT_PUBLIC',
  },
  {
    name: 'public by its status for a key off its list that confines, only what is effective asked for',
    resource: bucket([unit]),
    parameters: onlyEffective,
    code: 'NOT_PUBLIC',
  },
  {
    name: 'a website whose reads are allowed to be public (A16)',
    resource: bucket([open]),
    parameters: { allowedPublicActions: 's3:GetObject' },
    code: 'ACCEPTED',
    reason: 'The parameters accept what statement "Open" grants.',
  },
  {
    name: 'allowed actions in another case, beside a named account',
    resource: bucket([{ ...open, Action: ['s3:getobject', 's3:GetObjectVersion'] }, named]),
    parameters: { allowedPublicActions: 's3:GetObject, s3:GetObjectVersion' },
    code: 'ACCEPTED',
  },
  {
    name: 'a wide range that is trusted',
    resource: withCondition({ IpAddress: { 'aws:SourceIp': '16.0.0.0/7' } }),
    parameters: { trustedCidrs: '16.0.0.0/7' },
    code: 'ACCEPTED',
  },
  {
    name: 'wide ranges within trusted ones',
    resource: withCondition({ IpAddress: { 'aws:SourceIp': ['16.0.0.0/7', '2600::/28'] } }),
    parameters: { trustedCidrs: '2600::/12,16.0.0.0/6' },
    code: 'ACCEPTED',
  },
  {
    name: 'ranges that are broad together, one of them trusted',
    resource: bucket([broadTogether]),
    parameters: { trustedCidrs: '17.0.0.0/8' },
    code: 'NOT_PUBLIC',
  },
];

const nonCompliant: readonly RuleCase[] = [
  {
    name: 'anyone may read, and nothing holds it back',
    resource: bucket([open]),
    code: 'PUBLIC_POLICY',
    reason:
      'Statement "Open" lets anyone s3:GetObject on objects; no fixed condition limits it. Access of strangers: read.',
    evidence: ['policy.Statement[0]'],
    severity: 'CRITICAL',
  },
  {
    name: 'anyone may do anything (A7)',
    resource: bucket([{ ...denyAll, Sid: 'All', Effect: 'Allow' }], { publicAccessBlock: allButRestricting }),
    code: 'PUBLIC_POLICY',
    reason: /^Statement "All" lets anyone .* Access of strangers: read, list, write, admin\.$/,
    severity: 'CRITICAL',
  },
  ...principals.map(([name, change]) => ({
    name: `the principal ${name}`,
    resource: bucket([{ ...open, ...change }]),
    code: 'PUBLIC_POLICY',
    severity: 'CRITICAL' as const,
  })),
  {
    name: 'users of an identity provider, whom S3 takes for public',
    resource: bucket([{ ...open, Principal: { Federated: 'graph.facebook.com' } }]),
    code: 'PUBLIC_POLICY',
  },
  ...actions.map(([action, resource, sort]) => ({
    name: `${action} (A4)`,
    resource: bucket([{ ...open, Action: action, Resource: resource }]),
    code: 'PUBLIC_POLICY',
    reason: sort ? new RegExp(`Access of strangers: ${sort}\\.$`) : /no fixed condition limits it\.$/,
    severity: 'CRITICAL' as const,
  })),
  ...notConfining.map(([name, condition]) => ({
    name: `a condition that confines nothing: ${name}`,
    resource: withCondition(condition),
    code: 'PUBLIC_POLICY',
    evidence: ['policy.Statement[0]'],
  })),
  {
    name: 'two public statements beside a named one: each is named',
    resource: bucket([open, named, openList]),
    code: 'PUBLIC_POLICY',
    reason:
      /^Statement "Open" lets anyone .* Access of strangers: read, list\. Also public by S3's status: statement "OpenList"\.$/,
    evidence: ['policy.Statement[0]', 'policy.Statement[2]'],
  },
  {
    name: "held back by the bucket's RestrictPublicBuckets: it counts the day that is switched off (A5)",
    resource: bucket([open], { publicAccessBlock: restricting }),
    code: 'LATENT_PUBLIC_POLICY',
    reason: /RestrictPublicBuckets of the bucket holds it back\. Access/,
    evidence: ['policy.Statement[0]'],
    severity: 'HIGH',
  },
  {
    name: "held back by the account's RestrictPublicBuckets: it counts the day that is switched off",
    resource: bucket([open], { accountPublicAccessBlock: restricting }),
    code: 'LATENT_PUBLIC_POLICY',
    reason: /RestrictPublicBuckets of the account holds it back\. Access/,
    severity: 'HIGH',
  },
  {
    name: 'the other three settings on, of which none holds a policy back (Steampipe trusts BlockPublicPolicy)',
    resource: bucket([open], {
      publicAccessBlock: allButRestricting,
      accountPublicAccessBlock: allButRestricting,
    }),
    parameters: onlyEffective,
    code: 'PUBLIC_POLICY',
    severity: 'CRITICAL',
  },
  {
    name: 'whether the account holds it back is unknown, which lessens nothing',
    resource: bucket([open], { accountPublicAccessBlock: accountUnread }),
    code: 'PUBLIC_POLICY',
    reason:
      /Whether RestrictPublicBuckets holds it back is unknown: s3:GetAccountPublicAccessBlock was denied\. Access/,
    severity: 'CRITICAL',
  },
  {
    name: 'public by its status, and a Deny of all but an organization takes it back',
    resource: bucket([open, onlyOrganization]),
    code: 'PUBLIC_STATUS',
    reason:
      'S3 calls the policy public for statement "Open". Statement "OnlyOrganization" takes back what statement "Open" grants to strangers.',
    evidence: ['policy.Statement[0]'],
    severity: 'HIGH',
  },
  {
    name: 'public by its status, whatever holds it back unknown and of no matter',
    resource: bucket([open, denyAll], { accountPublicAccessBlock: accountUnread }),
    code: 'PUBLIC_STATUS',
    reason: /grants to strangers\.$/,
    severity: 'HIGH',
  },
  {
    name: 'public by its status for a key off its list that confines',
    resource: bucket([unit]),
    code: 'PUBLIC_STATUS',
    reason: 'S3 calls the policy public for statement "Unit". No statement grants anything to strangers.',
    severity: 'HIGH',
  },
  {
    name: 'public by its status, a grant of nothing',
    resource: bucket([{ ...open, Resource: 'arn:aws:s3:::other/*' }]),
    code: 'PUBLIC_STATUS',
  },
  {
    name: 'public by its status, too intricate to say what strangers get',
    resource: bucket([open, ...intricateDenies(denyAll)]),
    code: 'PUBLIC_STATUS',
    reason: 'S3 calls the policy public for statement "Open". The policy is too intricate to decide this.',
    evidence: ['policy.Statement[0]'],
    severity: 'CRITICAL',
  },
  {
    name: 'public by its status, too intricate to say what strangers get, held back',
    resource: bucket([open, ...intricateDenies(denyAll)], { publicAccessBlock: restricting }),
    code: 'PUBLIC_STATUS',
    severity: 'HIGH',
  },
  {
    name: 'a value that S3 takes for fixed and that every anonymous caller has; RestrictPublicBuckets does not restrict it',
    resource: bucket([{ ...open, Condition: { StringEquals: { 'aws:PrincipalAccount': 'anonymous' } } }], {
      publicAccessBlock: restricting,
    }),
    code: 'PUBLIC_POLICY',
    reason: /^Statement "Open" lets anyone .* Access of strangers: read\.$/,
    evidence: ['policy.Statement[0]'],
    severity: 'CRITICAL',
  },
  {
    name: 'a Deny that leaves the AWS accounts of others',
    resource: bucket([open, { ...denyAll, Condition: { StringEquals: { 'aws:PrincipalType': 'Anonymous' } } }]),
    parameters: onlyEffective,
    code: 'PUBLIC_POLICY',
  },
  {
    name: 'a Deny of objects that leaves the list',
    resource: bucket([open, openList, { ...denyAll, Resource: OBJECTS_ARN }]),
    parameters: onlyEffective,
    code: 'PUBLIC_POLICY',
    reason:
      /"OpenList" lets anyone s3:ListBucket on the bucket.* Access of strangers: list\. Also public by S3's status: statement "Open"\.$/,
  },
  {
    name: 'another action than the allowed one',
    resource: bucket([{ ...open, Action: ['s3:GetObject', 's3:PutObject'] }]),
    parameters: { allowedPublicActions: 's3:GetObject' },
    code: 'PUBLIC_POLICY',
    reason: /lets anyone s3:PutObject on objects.* Access of strangers: write\.$/,
  },
  {
    name: 'a pattern that grants more than the allowed action',
    resource: bucket([{ ...open, Action: 's3:Get*' }]),
    parameters: { allowedPublicActions: 's3:GetObject' },
    code: 'PUBLIC_POLICY',
  },
  {
    name: 'every action but the allowed one',
    resource: bucket([{ ...open, Action: undefined, NotAction: 's3:GetObject' }]),
    parameters: { allowedPublicActions: 's3:GetObject' },
    code: 'PUBLIC_POLICY',
  },
  {
    name: 'an allowed action whose Deny does not help another',
    resource: bucket([open, openList, { ...denyAll, Action: 's3:GetObject' }]),
    parameters: { ...onlyEffective, allowedPublicActions: 's3:GetObject' },
    code: 'PUBLIC_POLICY',
    evidence: ['policy.Statement[1]'],
  },
  {
    name: 'a wide range beyond the trusted one',
    resource: withCondition({ IpAddress: { 'aws:SourceIp': '16.0.0.0/6' } }),
    parameters: { trustedCidrs: '16.0.0.0/7' },
    code: 'PUBLIC_POLICY',
  },
  {
    name: 'a wide range that ends with the trusted one and begins before',
    resource: withCondition({ IpAddress: { 'aws:SourceIp': '16.0.0.0/6' } }),
    parameters: { trustedCidrs: '18.0.0.0/7' },
    code: 'PUBLIC_POLICY',
  },
  {
    name: 'every address but a trusted range',
    resource: withCondition({ NotIpAddress: { 'aws:SourceIp': '16.0.0.0/7' } }),
    parameters: { trustedCidrs: '16.0.0.0/7' },
    code: 'PUBLIC_POLICY',
  },
];

testRule(rule, {
  compliant,
  nonCompliant,
  notApplicable: [
    {
      name: 'a directory bucket, which always blocks public access',
      resource: resourceWith(
        'directoryBucket',
        {
          type: 'AWS::S3Express::DirectoryBucket',
          id: 'scratch--euw1-az1--x-s3',
          arn: null,
          accountId: ACCOUNT,
          region: 'eu-west-1',
        },
        {},
      ),
      code: 'OTHER_BUCKET_KIND',
    },
  ],
  insufficientData: [
    {
      name: 'the policy was not read (A9)',
      resource: bucketWith({ policy: unknown('DENIED', 's3:GetBucketPolicy was denied') }),
      code: 'DENIED',
      reason: 's3:GetBucketPolicy was denied.',
    },
    {
      name: 'a template function hides a part of the policy (A15)',
      resource: bucketWith({ policy: unknown('MALFORMED', 'the policy has what Fn::ImportValue gives') }),
      code: 'MALFORMED',
      reason: 'The policy has what Fn::ImportValue gives.',
    },
    {
      name: 'only what is effective asked for, and whether the account holds it back is unknown',
      resource: bucket([open], { accountPublicAccessBlock: accountUnread }),
      parameters: onlyEffective,
      code: 'DENIED',
      reason: /is unknown: s3:GetAccountPublicAccessBlock was denied\. Access/,
    },
    {
      name: 'only what is effective asked for, and too intricate to decide',
      resource: bucket([open, ...intricateDenies(denyAll)]),
      parameters: onlyEffective,
      code: 'TOO_INTRICATE',
    },
    {
      name: 'ranges that are broad together, of which S3 says nothing',
      resource: bucket([broadTogether]),
      code: 'BROAD_RANGES',
    },
    {
      name: 'ranges that are broad together, and RestrictPublicBuckets, which restricts only what S3 calls public',
      resource: bucket([broadTogether], { publicAccessBlock: restricting }),
      parameters: onlyEffective,
      code: 'BROAD_RANGES',
    },
  ],
});

describe('parameters', () => {
  it.each([
    { latent: 'warn' },
    { allowedPublicActions: 'GetObject' },
    { allowedPublicActions: 's3:Get*' },
    { trustedCidrs: '203.0.113.7' },
    { trustedCidrs: 'office' },
  ])('malformed %j', (parameters) => {
    expect(() => rule.readParameters(parameters)).toThrow(ParameterError);
  });
});

describe('what is read', () => {
  const reading = (statements: readonly object[], given: Parameters<typeof bucketWith>[0] = {}) => {
    const resource = bucket(statements, given);
    const read: string[] = [];
    const fact = (name: string) => {
      read.push(name);
      return resource.fact(name);
    };
    rule.evaluate({ ...resource, fact }, rule.readParameters({}), NOW);
    return read;
  };

  it('is the policy alone where it is not public', () => {
    expect(reading([named])).toEqual(['policy']);
  });

  it('is the policy alone where a Deny takes everything back', () => {
    expect(reading([open, denyAll])).toEqual(['policy']);
  });

  it('is not the account where the bucket restricts it', () => {
    expect(reading([open], { publicAccessBlock: restricting })).toEqual(['policy', 'publicAccessBlock']);
  });

  it('is the account too where only it can hold the policy back', () => {
    expect(reading([open])).toEqual(['policy', 'publicAccessBlock', 'accountPublicAccessBlock']);
  });
});

describe('evidence', () => {
  it('is a request that a stranger may make', () => {
    const verdict = rule.evaluate(bucket([open]), rule.readParameters({}), NOW);
    expect(verdict.evidence).toEqual([
      {
        path: 'policy.Statement[0]',
        found: expect.objectContaining({ caller: { kind: 'anonymous' }, action: 's3:GetObject' }),
        expected: 'no grant to strangers',
      },
    ]);
  });

  it('is the status where strangers get nothing', () => {
    const verdict = rule.evaluate(bucket([unit]), rule.readParameters({}), NOW);
    expect(verdict.evidence).toEqual([
      { path: 'policy.Statement[0]', found: "public by S3's status", expected: 'no grant to strangers' },
    ]);
  });
});
