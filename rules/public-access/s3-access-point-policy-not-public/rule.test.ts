import { unknown } from '../../../src/core/fact.js';
import type { AccessPointFacts } from '../../../src/core/facts.js';
import { ParameterError } from '../../../src/core/parameters.js';
import { ACCOUNT, block, type Given, OTHER_ACCOUNT, REGION, resourceWith } from '../../../test/builders.js';
import { intricateDenies } from '../../../test/intricate-denies.js';
import { NOW, type RuleCase, testRule } from '../../../test/rule-tester.js';
import rule from './rule.js';

const ARN = `arn:aws:s3:${REGION}:${ACCOUNT}:accesspoint/reports`;
const OBJECTS_ARN = `${ARN}/object/*`;
const EVERYWHERE_ARN = `arn:aws:s3::${ACCOUNT}:accesspoint/example0000000.mrap`;
const ORGANIZATION = 'o-example1';

const open = { Sid: 'Open', Effect: 'Allow', Principal: '*', Action: 's3:GetObject', Resource: OBJECTS_ARN };
const own = { ...open, Sid: 'Own', Principal: { AWS: `arn:aws:iam::${ACCOUNT}:role/app` } };
const partner = { ...open, Sid: 'Partner', Principal: { AWS: `arn:aws:iam::${OTHER_ACCOUNT}:role/reader` } };
const denyAll = { ...open, Sid: 'DenyAll', Effect: 'Deny', Action: 's3:*', Resource: [ARN, OBJECTS_ARN] };

const policyOf = (...statements: readonly object[]) => ({ Version: '2012-10-17', Statement: statements });
/** An access point that nothing protects but its policy, with what the test changes. */
const point = (statements: readonly object[], given: Given<AccessPointFacts> = {}) =>
  resourceWith(
    'accessPoint',
    { type: 'AWS::S3::AccessPoint', id: 'reports', arn: ARN, accountId: ACCOUNT, region: REGION },
    {
      policy: policyOf(...statements),
      vpcId: null,
      publicAccessBlock: block(false),
      accountPublicAccessBlock: null,
      tags: {},
      ...given,
    },
  );
const openIf = (condition: object) => point([{ ...open, Condition: condition }]);
const everywhere = (statements: readonly object[], arn: string | null = EVERYWHERE_ARN) =>
  resourceWith(
    'accessPoint',
    { type: 'AWS::S3::MultiRegionAccessPoint', id: 'everywhere', arn, accountId: ACCOUNT, region: 'us-west-2' },
    {
      policy: policyOf(...statements),
      vpcId: null,
      publicAccessBlock: block(false),
      accountPublicAccessBlock: null,
      tags: {},
    },
  );
const openEverywhere = { ...open, Resource: `${EVERYWHERE_ARN}/object/*` };

const inVpc = { vpcId: 'vpc-0a1b2c3d4e5f' };
const restricting = { ...block(false), restrictPublicBuckets: true };
const allButRestricting = { ...block(true), restrictPublicBuckets: false };
const accountUnread = unknown('DENIED', 's3:GetAccountPublicAccessBlock was denied');
const onlyEffective = { latent: 'ignore' };
const inOrganization = { StringEquals: { 'aws:PrincipalOrgID': ORGANIZATION } };

const compliant: readonly RuleCase[] = [
  {
    name: 'no policy',
    resource: point([], { policy: null }),
    code: 'NO_POLICY',
    reason: 'The access point has no policy.',
  },
  {
    name: "the account's own role",
    resource: point([own]),
    code: 'NOT_PUBLIC',
    reason: 'No statement grants anything to strangers.',
  },
  {
    name: 'everyone through an access point of VPC origin, which is never public',
    resource: point([open], inVpc),
    code: 'VPC_ORIGIN',
    reason: 'Only vpc-0a1b2c3d4e5f reaches the access point, so its policy is never public.',
  },
  { name: 'a Deny of everyone (A10)', resource: point([denyAll]), code: 'NOT_PUBLIC' },
  {
    name: 'a service (A12)',
    resource: point([{ ...open, Principal: { Service: 'cloudfront.amazonaws.com' } }]),
    code: 'NOT_PUBLIC',
  },
  {
    name: 'confined to an endpoint (A1)',
    resource: openIf({ StringEquals: { 'aws:SourceVpce': 'vpce-0a1b' } }),
    code: 'NOT_PUBLIC',
  },
  {
    name: 'confined to the account',
    resource: openIf({ StringEquals: { 'aws:PrincipalAccount': ACCOUNT } }),
    code: 'NOT_PUBLIC',
  },
  {
    name: 'confined to an organization that is trusted (A8)',
    resource: openIf(inOrganization),
    parameters: { trustedOrgIds: ORGANIZATION },
    code: 'NOT_PUBLIC',
  },
  {
    name: 'a role of an account that is trusted',
    resource: point([partner]),
    parameters: { trustedAccountIds: OTHER_ACCOUNT },
    code: 'NOT_PUBLIC',
  },
  {
    name: 'a role of another account, confined to an organization that is trusted',
    resource: point([{ ...partner, Condition: inOrganization }]),
    parameters: { trustedOrgIds: ORGANIZATION },
    code: 'NOT_PUBLIC',
  },
  {
    name: "held back by the access point's RestrictPublicBuckets, only what is effective asked for (A5)",
    resource: point([open], { publicAccessBlock: restricting }),
    parameters: onlyEffective,
    code: 'HELD_BACK',
    reason: /RestrictPublicBuckets of the access point holds it back\./,
  },
  {
    name: "held back by the account's RestrictPublicBuckets, only what is effective asked for",
    resource: point([open], { accountPublicAccessBlock: restricting }),
    parameters: onlyEffective,
    code: 'HELD_BACK',
    reason: /RestrictPublicBuckets of the account holds it back\./,
  },
  {
    name: 'public by its status, taken back by a Deny, only what is effective asked for',
    resource: point([open, denyAll]),
    parameters: onlyEffective,
    code: 'NOT_PUBLIC',
  },
  {
    name: 'reads that are allowed to be public',
    resource: point([open, partner]),
    parameters: { allowedPublicActions: 's3:GetObject' },
    code: 'ACCEPTED',
    reason: 'The parameters accept what statement "Open" grants.',
  },
  {
    name: 'a wide range that is trusted',
    resource: openIf({ IpAddress: { 'aws:SourceIp': '16.0.0.0/7' } }),
    parameters: { trustedCidrs: '16.0.0.0/7' },
    code: 'ACCEPTED',
  },
  {
    name: 'the resource of a bucket, which an access point policy cannot grant, confined',
    resource: point([{ ...partner, Resource: 'arn:aws:s3:::app-data/*' }]),
    code: 'NOT_PUBLIC',
  },
  {
    name: "the account's own role at a Multi-Region Access Point",
    resource: everywhere([{ ...openEverywhere, Principal: own.Principal }]),
    code: 'NOT_PUBLIC',
  },
];

const nonCompliant: readonly RuleCase[] = [
  {
    name: 'anyone may read, and nothing holds it back',
    resource: point([own, open]),
    code: 'PUBLIC_POLICY',
    reason:
      'Statement "Open" lets anyone s3:GetObject on objects; no fixed condition limits it. Access of strangers: read.',
    evidence: ['policy.Statement[1]'],
    severity: 'HIGH',
  },
  {
    name: 'the principal {"AWS": ["*"]}',
    resource: point([{ ...open, Principal: { AWS: ['*'] } }]),
    code: 'PUBLIC_POLICY',
  },
  {
    name: 'everyone but one account',
    resource: point([{ ...open, Principal: undefined, NotPrincipal: { AWS: OTHER_ACCOUNT } }]),
    code: 'PUBLIC_POLICY',
  },
  {
    name: 'a wildcard endpoint',
    resource: openIf({ StringLike: { 'aws:SourceVpce': 'vpce-*' } }),
    code: 'PUBLIC_POLICY',
  },
  { name: 'a wide range', resource: openIf({ IpAddress: { 'aws:SourceIp': '16.0.0.0/7' } }), code: 'PUBLIC_POLICY' },
  {
    name: "the access point's own account as condition, which every request meets",
    resource: openIf({ StringEquals: { 's3:DataAccessPointAccount': ACCOUNT } }),
    code: 'PUBLIC_POLICY',
  },
  {
    name: 'a set of access points as condition, which every request meets',
    resource: openIf({ ArnLike: { 's3:DataAccessPointArn': `arn:aws:s3:${REGION}:${ACCOUNT}:accesspoint/*` } }),
    code: 'PUBLIC_POLICY',
  },
  {
    name: "held back by the access point's RestrictPublicBuckets",
    resource: point([open], { publicAccessBlock: restricting }),
    code: 'LATENT_PUBLIC_POLICY',
    reason: /RestrictPublicBuckets of the access point holds it back\./,
    severity: 'MEDIUM',
  },
  {
    name: "held back by the account's RestrictPublicBuckets",
    resource: point([open], { accountPublicAccessBlock: restricting }),
    code: 'LATENT_PUBLIC_POLICY',
    severity: 'MEDIUM',
  },
  {
    name: 'the other three settings on, of which none holds a policy back',
    resource: point([open], { publicAccessBlock: allButRestricting, accountPublicAccessBlock: allButRestricting }),
    parameters: onlyEffective,
    code: 'PUBLIC_POLICY',
    severity: 'HIGH',
  },
  {
    name: 'whether the account holds it back is unknown, which lessens nothing',
    resource: point([open], { accountPublicAccessBlock: accountUnread }),
    code: 'PUBLIC_POLICY',
    severity: 'HIGH',
  },
  {
    name: 'public by its status, and a Deny takes it back',
    resource: point([open, denyAll]),
    code: 'PUBLIC_STATUS',
    severity: 'MEDIUM',
  },
  {
    name: 'another action than the allowed one',
    resource: point([{ ...open, Action: ['s3:GetObject', 's3:PutObject'] }]),
    parameters: { allowedPublicActions: 's3:GetObject' },
    code: 'PUBLIC_POLICY',
    reason: /lets anyone s3:PutObject on objects/,
  },
  {
    name: 'a wide range beyond the trusted one',
    resource: openIf({ IpAddress: { 'aws:SourceIp': '16.0.0.0/6' } }),
    parameters: { trustedCidrs: '16.0.0.0/7' },
    code: 'PUBLIC_POLICY',
  },
  {
    name: 'a role of another account',
    resource: point([own, partner]),
    code: 'UNTRUSTED_GRANT',
    reason: `Not all who are let in are trusted. Statement "Partner" grants to other accounts ${OTHER_ACCOUNT}. One of the actions is s3:GetObject.`,
    evidence: ['policy.Statement[1]'],
    severity: 'HIGH',
  },
  {
    name: 'a role of another account, through an access point of VPC origin',
    resource: point([open, partner], inVpc),
    code: 'UNTRUSTED_GRANT',
    evidence: ['policy.Statement[1]'],
  },
  {
    name: 'another account than the trusted one',
    resource: point([partner]),
    parameters: { trustedAccountIds: '777788889999' },
    code: 'UNTRUSTED_GRANT',
  },
  {
    name: 'an account whose id stands in the name of a role of another (Prowler compares as text)',
    resource: point([{ ...open, Principal: { AWS: `arn:aws:iam::777788889999:role/${OTHER_ACCOUNT}` } }]),
    parameters: { trustedAccountIds: OTHER_ACCOUNT },
    code: 'UNTRUSTED_GRANT',
    reason: /other accounts 777788889999/,
  },
  {
    name: 'an organization that is not trusted',
    resource: openIf(inOrganization),
    parameters: { trustedOrgIds: 'o-example2' },
    code: 'UNTRUSTED_GRANT',
    reason: /Statement "Open" grants to organizations o-example1\./,
  },
  {
    name: 'an organization that is not trusted, through an access point of VPC origin',
    resource: point([{ ...open, Condition: inOrganization }], inVpc),
    code: 'UNTRUSTED_GRANT',
  },
  {
    name: 'a canonical user',
    resource: point([{ ...open, Principal: { CanonicalUser: 'b'.repeat(64) } }]),
    code: 'UNTRUSTED_GRANT',
    reason: /canonical users b{64}/,
  },
  {
    name: 'another account and an organization, each told',
    resource: point([partner, { ...open, Condition: inOrganization }]),
    code: 'UNTRUSTED_GRANT',
    reason: /other accounts 444455556666\. Statement "Open" grants to organizations o-example1\./,
    evidence: ['policy.Statement[0]', 'policy.Statement[1]'],
  },
  {
    name: 'another account, and whether what is public is held back is unknown',
    resource: point([open, partner], { accountPublicAccessBlock: accountUnread }),
    parameters: onlyEffective,
    code: 'UNTRUSTED_GRANT',
  },
  {
    name: 'anyone at a Multi-Region Access Point, told by its alias',
    resource: everywhere([openEverywhere]),
    code: 'PUBLIC_POLICY',
    reason: /lets anyone s3:GetObject on objects/,
  },
  {
    name: 'another account at a Multi-Region Access Point',
    resource: everywhere([{ ...openEverywhere, Principal: partner.Principal }]),
    code: 'UNTRUSTED_GRANT',
  },
];

testRule(rule, {
  compliant,
  nonCompliant,
  notApplicable: [],
  insufficientData: [
    {
      name: 'the policy was not read (A9)',
      resource: point([], { policy: unknown('DENIED', 's3:GetAccessPointPolicy was denied') }),
      code: 'DENIED',
      reason: 's3:GetAccessPointPolicy was denied.',
    },
    {
      name: 'the network origin was not read',
      resource: point([own], { vpcId: unknown('DENIED', 's3:GetAccessPoint was denied') }),
      code: 'DENIED',
    },
    {
      name: 'only what is effective asked for, and whether the account holds it back is unknown',
      resource: point([open], { accountPublicAccessBlock: accountUnread }),
      parameters: onlyEffective,
      code: 'DENIED',
    },
    {
      name: 'only what is effective asked for, and too intricate to decide',
      resource: point([open, ...intricateDenies(denyAll)]),
      parameters: onlyEffective,
      code: 'TOO_INTRICATE',
    },
    {
      name: 'not public, and too intricate to say what another account gets',
      resource: point([partner, ...intricateDenies(denyAll)]),
      code: 'TOO_INTRICATE',
    },
    {
      name: 'ranges that are broad together, of which S3 says nothing',
      resource: openIf({ IpAddress: { 'aws:SourceIp': ['16.0.0.0/8', '17.0.0.0/8'] } }),
      code: 'BROAD_RANGES',
    },
    {
      name: 'a Multi-Region Access Point whose alias is not known',
      resource: everywhere([openEverywhere], null),
      code: 'NOT_RECORDED',
      reason: 'What the policy grants is unknown: the ARN of the resource is not known.',
    },
  ],
});

describe('parameters', () => {
  it.each([
    { latent: 'warn' },
    { allowedPublicActions: 's3:Get*' },
    { trustedCidrs: 'office' },
    { trustedAccountIds: 'partner' },
    { trustedOrgIds: OTHER_ACCOUNT },
  ])('malformed %j', (parameters) => {
    expect(() => rule.readParameters(parameters)).toThrow(ParameterError);
  });
});

describe('what is read', () => {
  const reading = (resource: ReturnType<typeof point>) => {
    const read: string[] = [];
    const fact = (name: string) => {
      read.push(name);
      return resource.fact(name);
    };
    rule.evaluate({ ...resource, fact }, rule.readParameters({}), NOW);
    return read;
  };

  it('is no block where the policy is not public', () => {
    expect(reading(point([own]))).toEqual(['policy', 'vpcId']);
  });

  it('is no block where only a VPC reaches it', () => {
    expect(reading(point([open], inVpc))).toEqual(['policy', 'vpcId']);
  });

  it('is the account only where the access point does not restrict it', () => {
    expect(reading(point([open]))).toEqual(['policy', 'vpcId', 'publicAccessBlock', 'accountPublicAccessBlock']);
    expect(reading(point([open], { publicAccessBlock: restricting }))).toEqual([
      'policy',
      'vpcId',
      'publicAccessBlock',
    ]);
  });
});
