import { unknown } from '../../../src/core/fact.js';
import { ParameterError } from '../../../src/core/parameters.js';
import { ACCOUNT, bucketWith, OTHER_ACCOUNT } from '../../../test/builders.js';
import { intricateDenies } from '../../../test/intricate-denies.js';
import { type RuleCase, testRule } from '../../../test/rule-tester.js';
import rule from './rule.js';

const BUCKET_ARN = 'arn:aws:s3:::app-data';
const OBJECTS_ARN = `${BUCKET_ARN}/*`;
const VPCE = 'aws:SourceVpce';
const ENDPOINT = 'vpce-1a2b3c4d';
const ORGANIZATION = 'o-a1b2c3d4e5';
const SERVICE_ROLES = `arn:aws:iam::${ACCOUNT}:role/aws-service-role/*`;

const tags = { 's3-config-rules:perimeter': 'network' };
const services = { BoolIfExists: { 'aws:PrincipalIsAWSService': 'false', 'aws:ViaAWSService': 'false' } };
/** AWS's perimeter of networks, which spares AWS services. */
const denyElsewhere = {
  Sid: 'Perimeter',
  Effect: 'Deny',
  Principal: '*',
  Action: 's3:*',
  Resource: [BUCKET_ARN, OBJECTS_ARN],
  Condition: { StringNotEqualsIfExists: { [VPCE]: ENDPOINT }, ...services },
};
const withStatements = (...statements: readonly object[]) =>
  bucketWith({ tags, policy: { Version: '2012-10-17', Statement: statements } });
const but = (change: object) => withStatements({ ...denyElsewhere, ...change });
const elsewhere = (condition: object) => but({ Condition: { ...condition, ...services } });
const withoutServices = (condition: object) =>
  but({ Condition: { StringNotEquals: { [VPCE]: ENDPOINT }, ...condition } });

const onlyEndpoint = `Requests may come from ${ENDPOINT} alone.`;
const notMentioned = 'No statement denies requests by where they come from.';

/** One thing spoiled each. */
const gaps: readonly (readonly [string, object])[] = [
  ['the wrong way round', elsewhere({ StringEquals: { [VPCE]: ENDPOINT } })],
  ['every endpoint of anyone', elsewhere({ StringNotLike: { [VPCE]: 'vpce-*' } })],
  ['any endpoint, whose it may be', elsewhere({ Null: { [VPCE]: 'true' } })],
  [
    'ForAnyValue, which spares whoever has no endpoint',
    elsewhere({ 'ForAnyValue:StringNotEquals': { [VPCE]: ENDPOINT } }),
  ],
  ['objects alone', but({ Resource: OBJECTS_ARN })],
  ['the bucket alone', but({ Resource: BUCKET_ARN })],
  ['some actions', but({ Action: ['s3:GetObject', 's3:ListBucket'] })],
  ['one account', but({ Principal: { AWS: OTHER_ACCOUNT } })],
  ['everyone but one role', but({ Principal: undefined, NotPrincipal: { AWS: `arn:aws:iam::${ACCOUNT}:role/admin` } })],
  ['half of the internet', elsewhere({ NotIpAddress: { 'aws:SourceIp': '0.0.0.0/1' } })],
  ['addresses in a VPC, which any VPC may have', elsewhere({ NotIpAddress: { 'aws:VpcSourceIp': '10.0.0.0/16' } })],
  [
    'an Allow from an address, which binds no other grant',
    but({ Effect: 'Allow', Condition: { IpAddress: { 'aws:SourceIp': '203.0.113.0/24' } } }),
  ],
  ['an organization, which is no network', elsewhere({ StringNotEquals: { 'aws:PrincipalOrgID': ORGANIZATION } })],
];

const exempted: readonly (readonly [string, object, string])[] = [
  [
    'a tag',
    { StringNotEqualsIfExists: { [VPCE]: ENDPOINT, 'aws:PrincipalTag/dp:exclude': 'true' } },
    'aws:PrincipalTag/dp:exclude',
  ],
  [
    'an organization instead',
    { StringNotEquals: { [VPCE]: ENDPOINT, 'aws:PrincipalOrgID': ORGANIZATION } },
    'aws:PrincipalOrgID',
  ],
  [
    'an account',
    { StringNotEquals: { [VPCE]: ENDPOINT, 'aws:PrincipalAccount': OTHER_ACCOUNT } },
    'aws:PrincipalAccount',
  ],
  [
    'a client, which anyone can be',
    { StringNotEquals: { [VPCE]: ENDPOINT, 'aws:UserAgent': 'secret' } },
    'aws:UserAgent',
  ],
  [
    'addresses in a VPC instead',
    { StringNotEquals: { [VPCE]: ENDPOINT }, NotIpAddress: { 'aws:VpcSourceIp': '10.0.0.0/16' } },
    'aws:VpcSourceIp',
  ],
  [
    'a role',
    {
      StringNotEquals: { [VPCE]: ENDPOINT },
      ArnNotEquals: { 'aws:PrincipalArn': `arn:aws:iam::${ACCOUNT}:role/admin` },
    },
    'aws:PrincipalArn',
  ],
  [
    'service-linked roles of any account',
    { StringNotEquals: { [VPCE]: ENDPOINT }, ArnNotLike: { 'aws:PrincipalArn': SERVICE_ROLES.replace(ACCOUNT, '*') } },
    'aws:PrincipalArn',
  ],
];

testRule(rule, {
  compliant: [
    {
      name: 'an endpoint, and AWS services spared (H6)',
      resource: but({}),
      code: 'ENFORCED',
      reason: onlyEndpoint,
    },
    {
      name: 'a VPC',
      resource: elsewhere({ StringNotEquals: { 'aws:SourceVpc': 'vpc-1a2b3c4d' } }),
      code: 'ENFORCED',
      reason: 'Requests may come from vpc-1a2b3c4d alone.',
    },
    {
      name: 'addresses',
      resource: elsewhere({ NotIpAddress: { 'aws:SourceIp': ['203.0.113.0/24', '2001:db8::/32'] } }),
      code: 'ENFORCED',
      reason: 'Requests may come from 2001:db8::/32, 203.0.113.0/24 alone.',
    },
    {
      name: 'the account that owns the endpoints',
      resource: elsewhere({ StringNotEquals: { 'aws:VpceAccount': ACCOUNT } }),
      code: 'ENFORCED',
    },
    {
      name: 'the organization that owns the endpoints, and addresses beside it',
      resource: withStatements(
        { ...denyElsewhere, Condition: { StringNotEquals: { 'aws:VpceOrgID': ORGANIZATION }, ...services } },
        { ...denyElsewhere, Condition: { NotIpAddressIfExists: { 'aws:VpcSourceIp': '10.0.0.0/16' }, ...services } },
      ),
      code: 'ENFORCED',
      reason: `Requests may come from ${ORGANIZATION} alone.`,
    },
    {
      name: 'either way in',
      resource: elsewhere({
        StringNotEquals: { [VPCE]: ENDPOINT },
        NotIpAddress: { 'aws:SourceIp': '203.0.113.0/24' },
      }),
      code: 'ENFORCED',
      reason: `Requests may come from ${ENDPOINT}, 203.0.113.0/24 alone.`,
    },
    {
      name: 'the key in lower case (A3)',
      resource: elsewhere({ StringNotEquals: { 'aws:sourcevpce': ENDPOINT } }),
      code: 'ENFORCED',
    },
    {
      name: 'statements for the bucket and for objects',
      resource: withStatements({ ...denyElsewhere, Resource: BUCKET_ARN }, { ...denyElsewhere, Resource: OBJECTS_ARN }),
      code: 'ENFORCED',
    },
    {
      name: 'members of an organization, through an endpoint alone: both are needed',
      resource: withStatements(denyElsewhere, {
        ...denyElsewhere,
        Condition: { StringNotEquals: { 'aws:PrincipalOrgID': ORGANIZATION } },
      }),
      code: 'ENFORCED',
    },
    {
      name: 'service-linked roles of the account spared, so that auditors see the bucket',
      resource: elsewhere({ StringNotEquals: { [VPCE]: ENDPOINT }, ArnNotLike: { 'aws:PrincipalArn': SERVICE_ROLES } }),
      code: 'ENFORCED',
    },
    {
      name: 'nobody spared, which breaks services',
      resource: withoutServices({}),
      code: 'ENFORCED',
      reason: `${onlyEndpoint} Refused too are AWS services (aws:PrincipalIsAWSService), such as log delivery and services that act for users (aws:ViaAWSService).`,
    },
    {
      name: 'services spared, and not those that act for users',
      resource: withoutServices({ BoolIfExists: { 'aws:PrincipalIsAWSService': 'false' } }),
      code: 'ENFORCED',
      reason: `${onlyEndpoint} Refused too are services that act for users (aws:ViaAWSService).`,
    },
    {
      name: 'services that act for users spared, and no others',
      resource: withoutServices({ Bool: { 'aws:ViaAWSService': 'false' } }),
      code: 'ENFORCED',
      reason: `${onlyEndpoint} Refused too are AWS services (aws:PrincipalIsAWSService), such as log delivery.`,
    },
    {
      name: 'everything denied',
      resource: but({ Condition: undefined }),
      code: 'ENFORCED',
      reason: /^Every request is denied\./,
    },
    {
      name: 'a trusted endpoint',
      resource: but({}),
      parameters: { trustedVpceIds: `vpce-9z9z9z9z,${ENDPOINT}` },
      code: 'ENFORCED',
    },
    {
      name: 'a trusted VPC',
      resource: elsewhere({ StringNotEquals: { 'aws:SourceVpc': 'vpc-1a2b3c4d' } }),
      parameters: { trustedVpcIds: 'vpc-1a2b3c4d' },
      code: 'ENFORCED',
    },
    {
      name: 'addresses within a trusted range',
      resource: elsewhere({ NotIpAddress: { 'aws:SourceIp': ['203.0.113.0/25', '203.0.113.200'] } }),
      parameters: { trustedCidrs: '198.51.100.0/24,203.0.113.0/24' },
      code: 'ENFORCED',
    },
    {
      name: 'a bucket with another tag, where that is asked for',
      resource: bucketWith({
        tags: { network: 'closed' },
        policy: { Version: '2012-10-17', Statement: denyElsewhere },
      }),
      parameters: { applyToTag: 'network' },
      code: 'ENFORCED',
    },
  ],
  nonCompliant: [
    {
      name: 'no policy',
      resource: bucketWith({ tags, policy: null }),
      code: 'NO_POLICY',
      evidence: ['policy'],
      severity: 'MEDIUM',
    },
    {
      name: 'a policy about something else',
      resource: but({ Condition: { Bool: { 'aws:SecureTransport': 'false' } } }),
      code: 'NOT_ENFORCED',
      reason: notMentioned,
      evidence: ['policy'],
    },
    ...gaps.map(([name, resource]): RuleCase => ({ name, resource: resource as never, code: 'NOT_ENFORCED' })),
    ...exempted.map(
      ([name, condition, key]): RuleCase => ({
        name: `spared by ${name}`,
        resource: elsewhere(condition),
        code: 'EXEMPTED',
        reason: `Requests from elsewhere are spared by ${key} in statement "Perimeter".`,
        evidence: ['policy.Statement[0]'],
      }),
    ),
    {
      name: 'services spared by Bool, which spares anonymous requests too (H6)',
      resource: withoutServices({ Bool: { 'aws:PrincipalIsAWSService': 'false' } }),
      code: 'EXEMPTED',
      reason:
        'Requests from elsewhere are spared by aws:PrincipalIsAWSService in statement "Perimeter". Anonymous requests lack aws:PrincipalIsAWSService; use BoolIfExists with the value false.',
    },
    {
      name: 'services denied instead of spared',
      resource: withoutServices({ BoolIfExists: { 'aws:PrincipalIsAWSService': 'true' } }),
      code: 'EXEMPTED',
      reason: 'Requests from elsewhere are spared by aws:PrincipalIsAWSService in statement "Perimeter".',
    },
    {
      name: 'an endpoint that is not trusted',
      resource: elsewhere({ StringNotEquals: { [VPCE]: [ENDPOINT, 'vpce-9z9z9z9z'] } }),
      parameters: { trustedVpceIds: ENDPOINT },
      code: 'UNTRUSTED_NETWORK',
      reason: 'Requests may come from what is not among the trusted networks: vpce-9z9z9z9z.',
      evidence: ['policy.Statement[0]'],
    },
    {
      name: 'an endpoint where VPCs are trusted',
      resource: but({}),
      parameters: { trustedVpcIds: 'vpc-1a2b3c4d' },
      code: 'UNTRUSTED_NETWORK',
    },
    {
      name: 'addresses beyond a trusted range',
      resource: elsewhere({ NotIpAddress: { 'aws:SourceIp': '203.0.113.0/24' } }),
      parameters: { trustedCidrs: '203.0.113.0/25' },
      code: 'UNTRUSTED_NETWORK',
    },
    {
      name: 'an owner of endpoints where endpoints are trusted',
      resource: elsewhere({ StringNotEquals: { 'aws:VpceAccount': ACCOUNT } }),
      parameters: { trustedVpceIds: ENDPOINT },
      code: 'UNTRUSTED_NETWORK',
    },
  ],
  notApplicable: [
    {
      name: 'a bucket without the tag of perimeters',
      resource: bucketWith({ policy: null }),
      code: 'NOT_TAGGED',
      reason: 'The resource does not carry the tag s3-config-rules:perimeter=network.',
    },
    {
      name: 'a bucket with another value of the tag',
      resource: bucketWith({ tags: { 's3-config-rules:perimeter': 'identity' }, policy: null }),
      code: 'NOT_TAGGED',
    },
  ],
  insufficientData: [
    {
      name: 'the policy was not read (A9)',
      resource: bucketWith({ tags, policy: unknown('DENIED', 's3:GetBucketPolicy was denied') }),
      code: 'DENIED',
    },
    {
      name: 'the tags were not read',
      resource: bucketWith({ tags: unknown('DENIED', 's3:GetBucketTagging was denied') }),
      code: 'DENIED',
    },
    {
      name: 'a policy too intricate to decide',
      resource: withStatements(
        ...intricateDenies({ ...denyElsewhere, Condition: { StringNotEquals: { [VPCE]: ENDPOINT } } }),
      ),
      code: 'TOO_INTRICATE',
    },
  ],
});

describe('parameters', () => {
  it.each([
    { trustedVpcIds: 'vpce-1a2b3c4d' },
    { trustedVpceIds: 'vpce-*' },
    { trustedCidrs: '203.0.113.0' },
    { applyToTag: '=network' },
  ])('malformed %j', (parameters) => {
    expect(() => rule.readParameters(parameters)).toThrow(ParameterError);
  });
});
