import { unknown } from '../../../src/core/fact.js';
import { ParameterError } from '../../../src/core/parameters.js';
import type { Kind, Resource } from '../../../src/core/resource.js';
import { ACCOUNT, bucketWith, OTHER_ACCOUNT, REGION, resourceWith } from '../../../test/builders.js';
import { intricateDenies } from '../../../test/intricate-denies.js';
import { NOW, type RuleCase, testRule } from '../../../test/rule-tester.js';
import rule from './rule.js';

const BUCKET_ARN = 'arn:aws:s3:::app-data';
const OBJECTS_ARN = `${BUCKET_ARN}/*`;
const THIRD_ACCOUNT = '777788889999';
const ORGANIZATION = 'o-example1';
const UNIT = `${ORGANIZATION}/r-ab12/ou-ab12-11111111/`;
const ENDPOINT = 'vpce-0a1b2c3d4e5f';
const VPC = 'vpc-0a1b2c3d4e5f';
const ROLE = `arn:aws:iam::${OTHER_ACCOUNT}:role/reader`;
const CANONICAL_ID = 'b'.repeat(64);
/** Elastic Load Balancing's account for eu-west-1. */
const LOAD_BALANCING = '156460612806';
const REDSHIFT = 'arn:aws:iam::210876761215:user/logs';

const partner = {
  Sid: 'Partner',
  Effect: 'Allow',
  Principal: { AWS: `arn:aws:iam::${OTHER_ACCOUNT}:root` },
  Action: 's3:GetObject',
  Resource: OBJECTS_ARN,
};
const anyone = { ...partner, Sid: 'Anyone', Principal: '*' };
const own = { ...partner, Sid: 'Own', Principal: { AWS: `arn:aws:iam::${ACCOUNT}:role/app` } };
const denyAll = { ...anyone, Sid: 'Fence', Effect: 'Deny', Action: 's3:*', Resource: [BUCKET_ARN, OBJECTS_ARN] };
const denyPartner = { ...denyAll, Principal: { AWS: OTHER_ACCOUNT } };

const policyOf = (...statements: readonly object[]) => ({ Version: '2012-10-17', Statement: statements });
const withStatements = (...statements: readonly object[]) => bucketWith({ policy: policyOf(...statements) });
const anyoneIf = (condition: object) => withStatements({ ...anyone, Condition: condition });
const to = (principal: object) => withStatements({ ...partner, Principal: principal });

const of = <K extends Kind>(kind: K, type: string, arn: string, statement: object): Resource<K> =>
  resourceWith(
    kind,
    { type, id: arn.split('/').at(-1) ?? '', arn, accountId: ACCOUNT, region: REGION },
    { policy: policyOf(statement), tags: {} },
  );
const DIRECTORY_ARN = `arn:aws:s3express:${REGION}:${ACCOUNT}:bucket/scratch--euw1-az1--x-s3`;
const directory = (change: object = {}) =>
  of('directoryBucket', 'AWS::S3Express::DirectoryBucket', DIRECTORY_ARN, {
    ...partner,
    Action: 's3express:CreateSession',
    Resource: DIRECTORY_ARN,
    ...change,
  });
const TABLES_ARN = `arn:aws:s3tables:${REGION}:${ACCOUNT}:bucket/tables`;
const tables = (change: object = {}) =>
  of('tableBucket', 'AWS::S3Tables::TableBucket', TABLES_ARN, {
    ...partner,
    Action: 's3tables:GetTableData',
    Resource: `${TABLES_ARN}/*`,
    ...change,
  });

const trusting = { trustedAccountIds: OTHER_ACCOUNT };

/** What is trusted by which parameter; the same without the parameter is not. */
const trusted: readonly (readonly [string, Resource, Readonly<Record<string, string>>])[] = [
  ['an account', withStatements(partner), trusting],
  ['an account, by its id', to({ AWS: OTHER_ACCOUNT }), trusting],
  ['an account, by a role in it', to({ AWS: ROLE }), { trustedAccountIds: `${THIRD_ACCOUNT},${OTHER_ACCOUNT}` }],
  ['an account, by a condition', anyoneIf({ StringEquals: { 'aws:PrincipalAccount': OTHER_ACCOUNT } }), trusting],
  [
    'an account, by its roles in a condition',
    anyoneIf({ ArnLike: { 'aws:PrincipalArn': `arn:aws:iam::${OTHER_ACCOUNT}:role/*` } }),
    trusting,
  ],
  [
    'an account, by its access points',
    anyoneIf({ StringEquals: { 's3:DataAccessPointAccount': OTHER_ACCOUNT } }),
    trusting,
  ],
  [
    'an account, by the names of its access points',
    anyoneIf({ ArnLike: { 's3:DataAccessPointArn': `arn:aws:s3:eu-west-1:${OTHER_ACCOUNT}:accesspoint/*` } }),
    trusting,
  ],
  ['an account that owns the endpoint', anyoneIf({ StringEquals: { 'aws:VpceAccount': OTHER_ACCOUNT } }), trusting],
  ['an account that has a service act', anyoneIf({ StringEquals: { 'aws:SourceAccount': OTHER_ACCOUNT } }), trusting],
  [
    'an account of whose resource a service acts',
    anyoneIf({ ArnLike: { 'aws:SourceArn': `arn:aws:sns:*:${OTHER_ACCOUNT}:*` } }),
    trusting,
  ],
  [
    'an organization (A8)',
    anyoneIf({ StringEquals: { 'aws:PrincipalOrgID': ORGANIZATION } }),
    { trustedOrgIds: `o-example2,${ORGANIZATION}` },
  ],
  [
    'an organization to which a named account is confined',
    withStatements({ ...partner, Condition: { StringEquals: { 'aws:PrincipalOrgID': ORGANIZATION } } }),
    { trustedOrgIds: ORGANIZATION },
  ],
  [
    'an organization, by a path in it',
    anyoneIf({ 'ForAnyValue:StringLike': { 'aws:PrincipalOrgPaths': `${UNIT}*` } }),
    { trustedOrgIds: ORGANIZATION },
  ],
  [
    'an organization, spared by a Deny of all others',
    withStatements(anyone, { ...denyAll, Condition: { StringNotEquals: { 'aws:PrincipalOrgID': ORGANIZATION } } }),
    { trustedOrgIds: ORGANIZATION },
  ],
  [
    'an organization that owns the endpoint',
    anyoneIf({ StringEquals: { 'aws:VpceOrgID': ORGANIZATION } }),
    { trustedOrgIds: ORGANIZATION },
  ],
  [
    'a path in an organization',
    anyoneIf({ 'ForAnyValue:StringLike': { 'aws:PrincipalOrgPaths': `${UNIT}ou-ab12-22222222/*` } }),
    { trustedOrgPaths: `${UNIT}*` },
  ],
  ['a role', to({ AWS: ROLE }), { trustedPrincipalArns: ROLE }],
  ['a role, by a pattern', to({ AWS: ROLE }), { trustedPrincipalArns: `arn:aws:iam::${OTHER_ACCOUNT}:role/re*` }],
  [
    'a role, by a condition',
    anyoneIf({ ArnEquals: { 'aws:PrincipalArn': ROLE } }),
    { trustedPrincipalArns: `arn:aws:iam::${OTHER_ACCOUNT}:role/re*` },
  ],
  [
    'an account as a whole, by its ARN',
    to({ AWS: OTHER_ACCOUNT }),
    { trustedPrincipalArns: `arn:aws:iam::${OTHER_ACCOUNT}:root` },
  ],
  ['a canonical user', to({ CanonicalUser: CANONICAL_ID }), { trustedPrincipalArns: CANONICAL_ID }],
  ['an endpoint (H2)', anyoneIf({ StringEquals: { 'aws:SourceVpce': ENDPOINT } }), { trustedVpceIds: ENDPOINT }],
  ['a VPC (A1)', anyoneIf({ StringEquals: { 'aws:SourceVpc': VPC } }), { trustedVpcIds: VPC }],
  [
    'an endpoint, spared by a Deny of all others',
    withStatements(anyone, { ...denyAll, Condition: { StringNotEquals: { 'aws:SourceVpce': ENDPOINT } } }),
    { trustedVpceIds: ENDPOINT },
  ],
  [
    'an endpoint or an organization, either of which a Deny spares',
    withStatements(anyone, {
      ...denyAll,
      Condition: { StringNotEquals: { 'aws:SourceVpce': ENDPOINT, 'aws:PrincipalOrgID': ORGANIZATION } },
    }),
    { trustedVpceIds: ENDPOINT, trustedOrgIds: ORGANIZATION },
  ],
  ['an account, of a directory bucket', directory(), trusting],
  ['an account, of a table bucket', tables(), trusting],
];

/** What a parameter that is set does not reach. */
const beyond: readonly (readonly [string, Resource, Readonly<Record<string, string>>])[] = [
  [
    'an account whose id stands in the name of a role (Prowler compares as text)',
    to({ AWS: `arn:aws:iam::${THIRD_ACCOUNT}:role/${OTHER_ACCOUNT}` }),
    trusting,
  ],
  ['a canonical id that holds the account', to({ CanonicalUser: OTHER_ACCOUNT.padStart(64, '0') }), trusting],
  ['an account beside the trusted one', to({ AWS: [OTHER_ACCOUNT, THIRD_ACCOUNT] }), trusting],
  ['another role than the trusted one (grantee-check)', to({ AWS: `${ROLE}2` }), { trustedPrincipalArns: ROLE }],
  [
    'a role of the name of the trusted one in another account',
    to({ AWS: ROLE.replace(OTHER_ACCOUNT, THIRD_ACCOUNT) }),
    { trustedPrincipalArns: ROLE },
  ],
  ['the whole account of a trusted role', to({ AWS: OTHER_ACCOUNT }), { trustedPrincipalArns: ROLE }],
  [
    'a pattern of roles wider than the trusted one',
    anyoneIf({ ArnLike: { 'aws:PrincipalArn': `arn:aws:iam::${OTHER_ACCOUNT}:role/*` } }),
    { trustedPrincipalArns: `arn:aws:iam::${OTHER_ACCOUNT}:role/re*` },
  ],
  [
    'a role in any account',
    anyoneIf({ ArnLike: { 'aws:PrincipalArn': 'arn:aws:iam::*:role/reader' } }),
    { trustedPrincipalArns: ROLE, ...trusting },
  ],
  [
    'another organization',
    anyoneIf({ StringEquals: { 'aws:PrincipalOrgID': ['o-example1', 'o-example2'] } }),
    { trustedOrgIds: ORGANIZATION },
  ],
  [
    'an organization by a pattern',
    anyoneIf({ StringLike: { 'aws:PrincipalOrgID': 'o-example1*' } }),
    { trustedOrgIds: ORGANIZATION },
  ],
  [
    'an account of which nothing says that it is in the organization',
    withStatements(partner),
    { trustedOrgIds: ORGANIZATION },
  ],
  [
    'an organization of which only a path is trusted',
    anyoneIf({ 'ForAnyValue:StringLike': { 'aws:PrincipalOrgPaths': `${ORGANIZATION}/*` } }),
    { trustedOrgPaths: `${UNIT}*` },
  ],
  [
    'an organization whose key may be missing',
    anyoneIf({ StringEqualsIfExists: { 'aws:PrincipalOrgID': ORGANIZATION } }),
    { trustedOrgIds: ORGANIZATION },
  ],
  [
    'everyone but an organization',
    anyoneIf({ StringNotEquals: { 'aws:PrincipalOrgID': ORGANIZATION } }),
    { trustedOrgIds: ORGANIZATION },
  ],
  ['another endpoint', anyoneIf({ StringEquals: { 'aws:SourceVpce': 'vpce-9' } }), { trustedVpceIds: ENDPOINT }],
  ['another VPC', anyoneIf({ StringEquals: { 'aws:SourceVpc': 'vpc-9' } }), { trustedVpcIds: VPC }],
  [
    'an endpoint in a trusted VPC that only the endpoint tells',
    anyoneIf({ StringEquals: { 'aws:SourceVpce': ENDPOINT } }),
    { trustedVpcIds: VPC },
  ],
  [
    'an endpoint or an organization, of which one is trusted',
    withStatements(anyone, {
      ...denyAll,
      Condition: { StringNotEquals: { 'aws:SourceVpce': ENDPOINT, 'aws:PrincipalOrgID': ORGANIZATION } },
    }),
    { trustedVpceIds: ENDPOINT },
  ],
  [
    'access points of another account',
    anyoneIf({ StringEquals: { 's3:DataAccessPointAccount': [OTHER_ACCOUNT, THIRD_ACCOUNT] } }),
    trusting,
  ],
];

const compliant: readonly RuleCase[] = [
  { name: 'no policy', resource: bucketWith({ policy: null }), code: 'NO_POLICY' },
  {
    name: 'a role of the account',
    resource: withStatements(own),
    code: 'RESTRICTED',
    reason: 'The policy grants nothing to others than its account and those it trusts.',
  },
  { name: 'the account as a whole', resource: to({ AWS: ACCOUNT }), code: 'RESTRICTED' },
  {
    name: 'everyone of the account, by a condition',
    resource: anyoneIf({ StringEquals: { 'aws:PrincipalAccount': ACCOUNT } }),
    code: 'RESTRICTED',
  },
  {
    name: 'access points of the account, whose owner decides',
    resource: anyoneIf({ StringEquals: { 's3:DataAccessPointAccount': ACCOUNT } }),
    code: 'RESTRICTED',
  },
  { name: 'a Deny of everyone (A10)', resource: withStatements(denyAll), code: 'RESTRICTED' },
  { name: 'a Deny of another account', resource: withStatements({ ...partner, Effect: 'Deny' }), code: 'RESTRICTED' },
  {
    name: 'another account whose grant a Deny takes back',
    resource: withStatements(partner, denyAll),
    code: 'RESTRICTED',
  },
  {
    name: 'another account that a condition contradicts (A14)',
    resource: withStatements({ ...partner, Condition: { StringEquals: { 'aws:PrincipalAccount': ACCOUNT } } }),
    code: 'RESTRICTED',
  },
  {
    name: 'another account, for another bucket',
    resource: withStatements({ ...partner, Resource: 'arn:aws:s3:::other/*' }),
    code: 'RESTRICTED',
  },
  {
    name: 'a service, which has its own rule (A12)',
    resource: to({ Service: 'logging.s3.amazonaws.com' }),
    code: 'RESTRICTED',
  },
  {
    name: "CloudFront's identity, which is no account (A12)",
    resource: to({ AWS: 'arn:aws:iam::cloudfront:user/CloudFront Origin Access Identity E1EXAMPLE' }),
    code: 'RESTRICTED',
  },
  {
    name: 'the logs of load balancers (H1)',
    resource: withStatements({
      ...partner,
      Principal: { AWS: `arn:aws:iam::${LOAD_BALANCING}:root` },
      Action: 's3:PutObject',
    }),
    code: 'RESTRICTED',
  },
  {
    name: 'the logs of Amazon Redshift (H1)',
    resource: withStatements(
      { ...partner, Principal: { AWS: REDSHIFT }, Action: 's3:PutObject' },
      { ...partner, Principal: { AWS: REDSHIFT }, Action: 's3:GetBucketAcl', Resource: BUCKET_ARN },
    ),
    code: 'RESTRICTED',
  },
  ...trusted.map(([name, resource, parameters]) => ({
    name: `trusted: ${name}`,
    resource,
    parameters,
    code: 'RESTRICTED',
  })),
];

const nonCompliant: readonly RuleCase[] = [
  {
    name: 'another account',
    resource: withStatements(own, partner),
    code: 'UNTRUSTED_GRANT',
    reason: `The policy grants to others than its account and those it trusts: account ${OTHER_ACCOUNT} (statement "Partner": s3:GetObject on objects).`,
    evidence: ['policy.Statement[1]'],
    severity: 'HIGH',
  },
  {
    name: 'a role of another account',
    resource: to({ AWS: ROLE }),
    code: 'UNTRUSTED_GRANT',
    reason: /: arn:aws:iam::444455556666:role\/reader \(statement/,
  },
  {
    name: 'an account and a role in it, named once',
    resource: to({ AWS: [ROLE, OTHER_ACCOUNT] }),
    code: 'UNTRUSTED_GRANT',
    reason: /: account 444455556666 \(statement "Partner": s3:GetObject on objects\)\.$/,
  },
  {
    name: 'a role of an account whose other principals a Deny shuts out',
    resource: withStatements(
      { ...partner, Principal: { AWS: OTHER_ACCOUNT } },
      { ...denyAll, Principal: undefined, NotPrincipal: { AWS: [ROLE, ACCOUNT] } },
    ),
    code: 'UNTRUSTED_GRANT',
    reason: /: arn:aws:iam::444455556666:role\/reader \(/,
  },
  {
    name: 'two accounts by two statements',
    resource: withStatements(partner, { ...partner, Sid: 'Third', Principal: { AWS: THIRD_ACCOUNT } }),
    code: 'UNTRUSTED_GRANT',
    reason: /account 444455556666 \(statement "Partner".*, account 777788889999 \(statement "Third"/,
    evidence: ['policy.Statement[0]', 'policy.Statement[1]'],
  },
  {
    name: 'a canonical user',
    resource: to({ CanonicalUser: CANONICAL_ID }),
    code: 'UNTRUSTED_GRANT',
    reason: /: canonical user b{64} \(/,
  },
  {
    name: 'users of an identity provider',
    resource: to({ Federated: 'graph.facebook.com' }),
    code: 'UNTRUSTED_GRANT',
    reason: /: users of graph\.facebook\.com \(/,
  },
  {
    name: 'everyone',
    resource: withStatements(anyone),
    code: 'UNTRUSTED_GRANT',
    reason: /: anyone \(statement "Anyone"/,
  },
  {
    name: 'everyone but an account (Prowler does not look at NotPrincipal)',
    resource: withStatements({ ...partner, Principal: undefined, NotPrincipal: { AWS: ACCOUNT } }),
    code: 'UNTRUSTED_GRANT',
    reason: /: anyone \(/,
  },
  {
    name: 'every action but one (Prowler does not look at NotAction)',
    resource: withStatements({ ...partner, Action: undefined, NotAction: 's3:DeleteObject' }),
    code: 'UNTRUSTED_GRANT',
  },
  {
    name: 'a pattern of actions (Prowler misses s3:PutObject*)',
    resource: withStatements({ ...partner, Action: 's3:PutObject*' }),
    code: 'UNTRUSTED_GRANT',
    reason: /s3:PutObject, .* on objects/,
  },
  {
    name: 'an organization, with its id in the reason (A8)',
    resource: anyoneIf({ StringEquals: { 'aws:PrincipalOrgID': ORGANIZATION } }),
    code: 'UNTRUSTED_GRANT',
    reason: /: any AWS account with aws:PrincipalOrgID o-example1 \(/,
  },
  {
    name: 'an account, by a condition',
    resource: anyoneIf({ StringEquals: { 'aws:PrincipalAccount': OTHER_ACCOUNT } }),
    code: 'UNTRUSTED_GRANT',
    reason: /: account 444455556666 \(/,
  },
  {
    name: 'addresses, which say nothing of the account',
    resource: anyoneIf({ IpAddress: { 'aws:SourceIp': '203.0.113.0/24' } }),
    code: 'UNTRUSTED_GRANT',
    reason: /: anyone with aws:SourceIp 203\.0\.113\.0 \(/,
  },
  {
    name: 'part of a grant that a Deny leaves',
    resource: withStatements({ ...partner, Action: 's3:*' }, { ...denyAll, Action: 's3:Put*' }),
    code: 'UNTRUSTED_GRANT',
  },
  {
    name: 'a load balancer account that may read (H1)',
    resource: to({ AWS: LOAD_BALANCING }),
    code: 'UNTRUSTED_GRANT',
  },
  {
    name: 'a load balancer account of another partition',
    resource: withStatements({ ...partner, Principal: { AWS: '638102146993' }, Action: 's3:PutObject' }),
    code: 'UNTRUSTED_GRANT',
  },
  {
    name: 'the logs of load balancers, not allowed',
    resource: withStatements({ ...partner, Principal: { AWS: LOAD_BALANCING }, Action: 's3:PutObject' }),
    parameters: { allowAwsLogDelivery: 'false' },
    code: 'UNTRUSTED_GRANT',
  },
  {
    name: 'a role that was deleted',
    resource: to({ AWS: 'AROAEXAMPLEEXAMPLE123' }),
    code: 'ORPHAN_PRINCIPAL',
    reason: 'Principals that were deleted are still named: AROAEXAMPLEEXAMPLE123.',
    evidence: ['policy.Statement[0]'],
    severity: 'LOW',
  },
  {
    name: 'a user that was deleted, beside another account',
    resource: withStatements({ ...own, Principal: { AWS: 'AIDAEXAMPLEEXAMPLE123' } }, partner),
    code: 'UNTRUSTED_GRANT',
    reason: /\)\. Principals that were deleted are still named: AIDAEXAMPLEEXAMPLE123\.$/,
    evidence: ['policy.Statement[1]', 'policy.Statement[0]'],
    severity: 'HIGH',
  },
  {
    name: 'too intricate for one statement, and another account by the next',
    resource: withStatements({ ...partner, Sid: 'Open' }, ...intricateDenies(denyPartner), {
      ...partner,
      Sid: 'Third',
      Principal: { AWS: THIRD_ACCOUNT },
    }),
    code: 'UNTRUSTED_GRANT',
    reason: /: account 777788889999/,
  },
  {
    name: 'another account, of a directory bucket',
    resource: directory(),
    code: 'UNTRUSTED_GRANT',
    reason: /s3express:CreateSession on the bucket/,
  },
  {
    name: 'another account, of a table bucket',
    resource: tables(),
    code: 'UNTRUSTED_GRANT',
    reason: /s3tables:GetTableData on tables/,
  },
  ...trusted.map(([name, resource]) => ({ name: `not trusted: ${name}`, resource, code: 'UNTRUSTED_GRANT' })),
  ...beyond.map(([name, resource, parameters]) => ({ name, resource, parameters, code: 'UNTRUSTED_GRANT' })),
];

testRule(rule, {
  compliant,
  nonCompliant,
  notApplicable: [],
  insufficientData: [
    {
      name: 'the policy was not read (A9)',
      resource: bucketWith({ policy: unknown('DENIED', 's3:GetBucketPolicy was denied') }),
      code: 'DENIED',
      reason: 's3:GetBucketPolicy was denied.',
    },
    {
      name: 'a policy too intricate to decide',
      resource: withStatements(partner, ...intricateDenies(denyAll)),
      code: 'TOO_INTRICATE',
      reason: 'The policy is too intricate to decide what it grants by statement "Partner".',
    },
    {
      name: 'a directory bucket of which neither region nor ARN is known',
      resource: resourceWith(
        'directoryBucket',
        { type: 'AWS::S3Express::DirectoryBucket', id: 'scratch', arn: null, accountId: ACCOUNT, region: null },
        { policy: policyOf(partner) },
      ),
      code: 'NOT_RECORDED',
      reason: 'What the policy grants is unknown: the ARN of the resource is not known.',
    },
  ],
});

describe('parameters', () => {
  it.each([
    { trustedAccountIds: '44445555666' },
    { trustedAccountIds: `arn:aws:iam::${OTHER_ACCOUNT}:root` },
    { trustedOrgIds: 'example1' },
    { trustedOrgPaths: 'r-ab12/ou-ab12-11111111/*' },
    { trustedPrincipalArns: 'arn:aws:iam::*:role/reader' },
    { trustedPrincipalArns: OTHER_ACCOUNT },
    { trustedVpcIds: 'vpc-*' },
    { trustedVpceIds: VPC },
    { allowAwsLogDelivery: 'yes' },
  ])('malformed %j', (parameters) => {
    expect(() => rule.readParameters(parameters)).toThrow(ParameterError);
  });
});

describe('evidence', () => {
  it('is a request that is allowed', () => {
    const verdict = rule.evaluate(withStatements(partner), rule.readParameters({}), NOW);
    expect(verdict.evidence).toEqual([
      {
        path: 'policy.Statement[0]',
        found: expect.objectContaining({
          caller: { kind: 'account', account: OTHER_ACCOUNT, arn: null },
          action: 's3:GetObject',
        }),
        expected: 'no grant to those who are not trusted',
      },
    ]);
  });
});
