import { unknown } from '../../../src/core/fact.js';
import { ParameterError } from '../../../src/core/parameters.js';
import { ACCOUNT, bucketWith, OTHER_ACCOUNT, REGION, resourceWith } from '../../../test/builders.js';
import { intricateDenies } from '../../../test/intricate-denies.js';
import { type RuleCase, testRule } from '../../../test/rule-tester.js';
import rule from './rule.js';

const BUCKET_ARN = 'arn:aws:s3:::app-data';
const OBJECTS_ARN = `${BUCKET_ARN}/*`;
const LOGGING = 'logging.s3.amazonaws.com';
const CLOUDFRONT = 'cloudfront.amazonaws.com';
const IDENTITY = 'arn:aws:iam::cloudfront:user/CloudFront Origin Access Identity E1EXAMPLE';
const TRAIL = `arn:aws:cloudtrail:${REGION}:${ACCOUNT}:trail/main`;
const distributionOf = (account: string) => `arn:aws:cloudfront::${account}:distribution/E2EXAMPLE`;

const deliver = {
  Sid: 'Deliver',
  Effect: 'Allow',
  Principal: { Service: LOGGING },
  Action: 's3:PutObject',
  Resource: OBJECTS_ARN,
};
const serve = { ...deliver, Sid: 'Serve', Principal: { Service: CLOUDFRONT }, Action: 's3:GetObject' };
const denyAll = {
  ...deliver,
  Sid: 'Fence',
  Effect: 'Deny',
  Principal: '*',
  Action: 's3:*',
  Resource: [BUCKET_ARN, OBJECTS_ARN],
};

const policyOf = (...statements: readonly object[]) => ({ Version: '2012-10-17', Statement: statements });
const withStatements = (...statements: readonly object[]) => bucketWith({ policy: policyOf(...statements) });
const deliverIf = (condition: object) => withStatements({ ...deliver, Condition: condition });
const serveIf = (condition: object) => withStatements({ ...serve, Condition: condition });

const fromOwn = { StringEquals: { 'aws:SourceAccount': ACCOUNT } };
const fromOther = { StringEquals: { 'aws:SourceAccount': OTHER_ACCOUNT } };

/** Services carry no principal tags, so that the intricacy lies in the tags of the object. */
const intricateForServices: readonly object[] = JSON.parse(
  JSON.stringify(intricateDenies(denyAll)).replaceAll('aws:PrincipalTag', 's3:ExistingObjectTag'),
);

/** Conditions that tie a service to accounts. */
const ties: readonly (readonly [string, object])[] = [
  ['the account of the source (H3)', fromOwn],
  ['the account of the source, the key in another case (A3)', { StringEquals: { 'AWS:sourceaccount': ACCOUNT } }],
  ['several accounts', { StringEquals: { 'aws:SourceAccount': [ACCOUNT, OTHER_ACCOUNT] } }],
  ['the account by StringLike without a wildcard', { StringLike: { 'aws:SourceAccount': ACCOUNT } }],
  ['the ARN of the source', { ArnEquals: { 'aws:SourceArn': TRAIL } }],
  ['the ARN by a string operator', { StringEquals: { 'aws:SourceArn': TRAIL } }],
  [
    'a pattern of ARNs whose account is fixed',
    { ArnLike: { 'aws:SourceArn': `arn:aws:cloudtrail:*:${ACCOUNT}:trail/*` } },
  ],
  ['the organization of the source', { StringEquals: { 'aws:SourceOrgID': 'o-example1' } }],
  [
    'a path in an organization',
    { 'ForAnyValue:StringLike': { 'aws:SourceOrgPaths': 'o-example1/r-ab12/ou-ab12-11111111/*' } },
  ],
  [
    'the ARN of a bucket, and its account beside it',
    { ArnLike: { 'aws:SourceArn': 'arn:aws:s3:::app-logs' }, ...fromOwn },
  ],
  [
    'ForAllValues, with the key asked for beside it',
    { 'ForAllValues:StringEquals': { 'aws:SourceAccount': ACCOUNT }, Null: { 'aws:SourceAccount': 'false' } },
  ],
];

/** Conditions that do not. */
const loose: readonly (readonly [string, object])[] = [
  ['TLS alone', { Bool: { 'aws:SecureTransport': 'true' } }],
  ['the ACL that is asked for', { StringEquals: { 's3:x-amz-acl': 'bucket-owner-full-control' } }],
  ['the ARN of a bucket, which has no account', { ArnLike: { 'aws:SourceArn': 'arn:aws:s3:::app-logs' } }],
  ['the ARN of any account', { ArnLike: { 'aws:SourceArn': 'arn:aws:cloudtrail:*:*:trail/main' } }],
  ['an account by a wildcard', { StringLike: { 'aws:SourceAccount': '1111*' } }],
  ['one wildcard among fixed accounts', { StringLike: { 'aws:SourceAccount': [ACCOUNT, '4*'] } }],
  ['an account if there is one', { StringEqualsIfExists: { 'aws:SourceAccount': ACCOUNT } }],
  ['a set of accounts that may be empty', { 'ForAllValues:StringEquals': { 'aws:SourceAccount': ACCOUNT } }],
  ['all accounts but one', { StringNotEquals: { 'aws:SourceAccount': OTHER_ACCOUNT } }],
  ['any account', { Null: { 'aws:SourceAccount': 'false' } }],
  ['any organization', { StringLike: { 'aws:SourceOrgID': 'o-*' } }],
  ['a variable', { StringEquals: { 'aws:SourceAccount': '${aws:PrincipalTag/account}' } }],
  ['the account of the bucket, which is always that', { StringEquals: { 'aws:ResourceAccount': ACCOUNT } }],
];

const compliant: readonly RuleCase[] = [
  { name: 'no policy', resource: bucketWith({ policy: null }), code: 'NO_POLICY' },
  {
    name: 'no service',
    resource: withStatements({ ...deliver, Principal: { AWS: OTHER_ACCOUNT } }),
    code: 'SCOPED',
    reason: 'Every grant to a service is tied to fixed accounts, or there is none.',
  },
  ...ties.map(([name, condition]) => ({ name: `tied by ${name}`, resource: deliverIf(condition), code: 'SCOPED' })),
  {
    name: 'tied by a Deny of other accounts',
    resource: withStatements(deliver, {
      ...denyAll,
      Principal: { Service: LOGGING },
      Condition: { StringNotEquals: { 'aws:SourceAccount': ACCOUNT } },
    }),
    code: 'SCOPED',
  },
  { name: 'taken back by a Deny', resource: withStatements(deliver, denyAll), code: 'SCOPED' },
  { name: 'a Deny of a service (A10)', resource: withStatements({ ...deliver, Effect: 'Deny' }), code: 'SCOPED' },
  {
    name: 'a grant on another bucket',
    resource: withStatements({ ...deliver, Resource: 'arn:aws:s3:::other/*' }),
    code: 'SCOPED',
  },
  {
    name: 'everyone from some addresses, beside a service that is tied',
    resource: withStatements(
      { ...deliver, Condition: fromOwn },
      { ...deliver, Principal: '*', Condition: { IpAddress: { 'aws:SourceIp': '203.0.113.0/24' } } },
    ),
    code: 'SCOPED',
  },
  { name: 'everyone, which is no service', resource: withStatements({ ...deliver, Principal: '*' }), code: 'SCOPED' },
  {
    name: "a distribution of the bucket's account (A11)",
    resource: serveIf({ StringEquals: { 'AWS:SourceArn': distributionOf(ACCOUNT) } }),
    code: 'SCOPED',
  },
  {
    name: "any distribution of the bucket's account",
    resource: serveIf({ ArnLike: { 'aws:SourceArn': `arn:aws:cloudfront::${ACCOUNT}:distribution/*` } }),
    code: 'SCOPED',
  },
  {
    name: 'a distribution of an account that is trusted',
    resource: serveIf({ StringEquals: { 'aws:SourceArn': distributionOf(OTHER_ACCOUNT) } }),
    parameters: { trustedSourceAccounts: OTHER_ACCOUNT },
    code: 'SCOPED',
  },
  { name: 'another account that nobody asks about', resource: deliverIf(fromOther), code: 'SCOPED' },
  {
    name: 'another account that is trusted',
    resource: deliverIf(fromOther),
    parameters: { trustedSourceAccounts: OTHER_ACCOUNT },
    code: 'SCOPED',
  },
  {
    name: "the bucket's own account beside trusted ones",
    resource: deliverIf(fromOwn),
    parameters: { trustedSourceAccounts: OTHER_ACCOUNT },
    code: 'SCOPED',
  },
  {
    name: 'an exempt service',
    resource: withStatements({ ...deliver, Principal: { Service: [LOGGING] } }),
    parameters: { exemptServices: `delivery.logs.amazonaws.com,${LOGGING}` },
    code: 'SCOPED',
  },
  {
    name: 'the one key that is required',
    resource: deliverIf(fromOwn),
    parameters: { requiredKeys: 'aws:SourceAccount' },
    code: 'SCOPED',
  },
];

const nonCompliant: readonly RuleCase[] = [
  {
    name: 'a service that writes for anyone (H3)',
    resource: withStatements(deliver),
    code: 'CONFUSED_DEPUTY',
    reason:
      'Anyone may have services act on the bucket, as no source is fixed: logging.s3.amazonaws.com (statement "Deliver": s3:PutObject on objects).',
    evidence: ['policy.Statement[0]'],
    severity: 'HIGH',
  },
  {
    name: 'a service that reads for anyone',
    resource: withStatements({ ...deliver, Action: 's3:GetBucketAcl', Resource: BUCKET_ARN }),
    code: 'CONFUSED_DEPUTY',
    severity: 'MEDIUM',
  },
  {
    name: 'a service that lists for anyone',
    resource: withStatements({ ...deliver, Action: 's3:ListBucket', Resource: BUCKET_ARN }),
    code: 'CONFUSED_DEPUTY',
    severity: 'MEDIUM',
  },
  {
    name: 'a service that tags for anyone',
    resource: withStatements({ ...deliver, Action: 's3:PutObjectTagging' }),
    code: 'CONFUSED_DEPUTY',
    severity: 'HIGH',
  },
  {
    name: 'a service that changes ACLs for anyone',
    resource: withStatements({ ...deliver, Action: ['s3:GetObject', 's3:PutObjectAcl'] }),
    code: 'CONFUSED_DEPUTY',
    severity: 'HIGH',
  },
  ...loose.map(([name, condition]) => ({
    name: `not tied by ${name}`,
    resource: deliverIf(condition),
    code: 'CONFUSED_DEPUTY',
  })),
  {
    name: 'one of two statements tied',
    resource: withStatements(
      { ...deliver, Condition: fromOwn },
      { ...deliver, Sid: 'Loose', Action: 's3:GetBucketAcl', Resource: BUCKET_ARN },
    ),
    code: 'CONFUSED_DEPUTY',
    reason: /: logging\.s3\.amazonaws\.com \(statement "Loose": s3:GetBucketAcl on the bucket\)\.$/,
    evidence: ['policy.Statement[1]'],
    severity: 'MEDIUM',
  },
  {
    name: 'two services in one statement',
    resource: withStatements({ ...deliver, Principal: { Service: ['config.amazonaws.com', LOGGING] } }),
    code: 'CONFUSED_DEPUTY',
    reason: /config\.amazonaws\.com \(.*, logging\.s3\.amazonaws\.com \(/,
  },
  {
    name: 'everyone, confined to a service that another statement names and ties',
    resource: withStatements(
      { ...deliver, Condition: fromOwn },
      { ...deliver, Principal: '*', Condition: { StringEquals: { 'aws:PrincipalServiceName': LOGGING } } },
    ),
    code: 'CONFUSED_DEPUTY',
    evidence: ['policy.Statement[1]'],
  },
  {
    name: 'an account by a wildcard, beside a statement that fixes one of them',
    resource: withStatements(
      { ...deliver, Condition: fromOwn },
      { ...deliver, Sid: 'Loose', Condition: { StringLike: { 'aws:SourceAccount': '1111*' } } },
    ),
    code: 'CONFUSED_DEPUTY',
    evidence: ['policy.Statement[1]'],
  },
  {
    name: 'another key than the one that is required',
    resource: deliverIf({ ArnLike: { 'aws:SourceArn': TRAIL } }),
    parameters: { requiredKeys: 'aws:SourceAccount' },
    code: 'CONFUSED_DEPUTY',
    reason: /no source is fixed/,
  },
  {
    name: 'another service than the exempt one',
    resource: withStatements({ ...deliver, Principal: { Service: [LOGGING, 'config.amazonaws.com'] } }),
    parameters: { exemptServices: LOGGING },
    code: 'CONFUSED_DEPUTY',
    reason: /: config\.amazonaws\.com \(statement "Deliver": s3:PutObject on objects\)\.$/,
  },
  {
    name: 'CloudFront for any distribution',
    resource: withStatements(serve),
    code: 'CONFUSED_DEPUTY',
    severity: 'MEDIUM',
  },
  {
    name: 'CloudFront for a distribution of another account (CloudSploit does not look)',
    resource: serveIf({ StringEquals: { 'aws:SourceArn': distributionOf(OTHER_ACCOUNT) } }),
    code: 'UNTRUSTED_SOURCE',
    reason: `Services may act on the bucket for accounts that are not trusted: cloudfront.amazonaws.com with aws:SourceArn ${distributionOf(OTHER_ACCOUNT)} (statement "Serve": s3:GetObject on objects).`,
    severity: 'MEDIUM',
  },
  {
    name: 'an account that is not among the trusted',
    resource: deliverIf(fromOther),
    parameters: { trustedSourceAccounts: '777788889999' },
    code: 'UNTRUSTED_SOURCE',
    reason: /logging\.s3\.amazonaws\.com with aws:SourceAccount 444455556666/,
  },
  {
    name: 'one of two accounts not among the trusted',
    resource: deliverIf({ StringEquals: { 'aws:SourceAccount': [ACCOUNT, OTHER_ACCOUNT] } }),
    parameters: { trustedSourceAccounts: '777788889999' },
    code: 'UNTRUSTED_SOURCE',
  },
  {
    name: 'an origin access identity of CloudFront, superseded',
    resource: withStatements({ ...serve, Principal: { AWS: IDENTITY } }),
    code: 'LEGACY_IDENTITY',
    reason: `Origin access identities of CloudFront are superseded by origin access control: ${IDENTITY} (statement "Serve").`,
    evidence: ['policy.Statement[0]'],
    severity: 'LOW',
  },
  {
    name: 'a canonical user, which may be such an identity',
    resource: withStatements({ ...serve, Principal: { CanonicalUser: 'b'.repeat(64) } }),
    code: 'LEGACY_IDENTITY',
    reason: /canonical user b{64} \(statement "Serve"\)\.$/,
    severity: 'LOW',
  },
  {
    name: 'an identity beside a loose service, which counts more',
    resource: withStatements({ ...serve, Principal: { AWS: IDENTITY } }, deliver),
    code: 'CONFUSED_DEPUTY',
    severity: 'HIGH',
  },
];

testRule(rule, {
  compliant,
  nonCompliant,
  notApplicable: [
    {
      name: 'a directory bucket',
      resource: resourceWith(
        'directoryBucket',
        {
          type: 'AWS::S3Express::DirectoryBucket',
          id: 'scratch--euw1-az1--x-s3',
          arn: null,
          accountId: ACCOUNT,
          region: REGION,
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
    },
    {
      name: 'a policy too intricate to decide',
      resource: withStatements(deliver, ...intricateForServices),
      code: 'TOO_INTRICATE',
    },
  ],
});

describe('parameters', () => {
  it.each([
    { requiredKeys: 'aws:SourceVpce' },
    { exemptServices: 'logging' },
    { exemptServices: '*.amazonaws.com' },
    { trustedSourceAccounts: `arn:aws:iam::${OTHER_ACCOUNT}:root` },
  ])('malformed %j', (parameters) => {
    expect(() => rule.readParameters(parameters)).toThrow(ParameterError);
  });
});
