import { unknown } from '../../../src/core/fact.js';
import type { VpcEndpointFacts } from '../../../src/core/facts.js';
import { ACCOUNT, type Given, OTHER_ACCOUNT, REGION, resourceWith } from '../../../test/builders.js';
import { intricateDenies } from '../../../test/intricate-denies.js';
import { type RuleCase, testRule } from '../../../test/rule-tester.js';
import rule from './rule.js';

type Statement = Readonly<Record<string, unknown>>;

const MINE = 'o-exampleorg1';
const allow = (more: Statement = {}): Statement => ({
  Sid: 'Work',
  Effect: 'Allow',
  Principal: '*',
  Action: 's3:*',
  Resource: '*',
  ...more,
});
const when = (Condition: object): Statement => ({ Condition });
const ownAccount = when({ StringEquals: { 'aws:PrincipalAccount': ACCOUNT, 'aws:ResourceAccount': ACCOUNT } });
const ownOrganization = when({ StringEquals: { 'aws:PrincipalOrgID': MINE, 'aws:ResourceOrgID': MINE } });
const inMine = { trustedOrgIds: MINE };

/** A gateway endpoint for S3 with these statements, with what the test changes. */
const endpoint = (statements: readonly Statement[], given: Given<VpcEndpointFacts> = {}) =>
  resourceWith(
    'vpcEndpoint',
    {
      type: 'AWS::EC2::VPCEndpoint',
      id: 'vpce-0example1',
      arn: `arn:aws:ec2:${REGION}:${ACCOUNT}:vpc-endpoint/vpce-0example1`,
      accountId: ACCOUNT,
      region: REGION,
    },
    {
      serviceName: `com.amazonaws.${REGION}.s3`,
      vpcId: 'vpc-1',
      state: 'available',
      requesterManaged: false,
      policyDocument: { Version: '2012-10-17', Statement: statements },
      tags: {},
      ...given,
    },
  );
const bad = (name: string, statement: Statement, code: string, more: Partial<RuleCase> = {}): RuleCase => ({
  name,
  resource: endpoint([allow(statement)]),
  code,
  ...more,
});

testRule(rule, {
  compliant: [
    {
      name: 'the own account, calling and reached',
      resource: endpoint([allow(ownAccount)]),
      code: 'RESTRICTED',
      reason: 'Only trusted callers reach trusted buckets through the endpoint.',
    },
    {
      name: 'a trusted organization, calling and reached',
      resource: endpoint([allow(ownOrganization)]),
      parameters: inMine,
      code: 'RESTRICTED',
    },
    {
      name: 'a trusted account',
      resource: endpoint([
        allow(when({ StringEquals: { 'aws:PrincipalAccount': OTHER_ACCOUNT, 'aws:ResourceAccount': OTHER_ACCOUNT } })),
      ]),
      parameters: { trustedAccountIds: OTHER_ACCOUNT },
      code: 'RESTRICTED',
    },
    {
      name: 'named buckets that are trusted',
      resource: endpoint([
        allow({
          Resource: ['arn:aws:s3:::app-data', 'arn:aws:s3:::app-data/*'],
          ...when({ StringEquals: { 'aws:PrincipalAccount': ACCOUNT } }),
        }),
      ]),
      parameters: { trustedBucketArns: 'arn:aws:s3:::app-data' },
      code: 'RESTRICTED',
    },
    {
      name: 'a bucket that AWS documents as its own',
      resource: endpoint([
        allow(ownAccount),
        allow({ Sid: 'Aws', Action: 's3:GetObject', Resource: `arn:aws:s3:::prod-${REGION}-starport-layer-bucket/*` }),
      ]),
      code: 'RESTRICTED',
    },
    {
      name: 'a Deny of everything outside of the account',
      resource: endpoint([
        allow(),
        allow({ Sid: 'Out', Effect: 'Deny', ...when({ StringNotEquals: { 'aws:ResourceAccount': ACCOUNT } }) }),
        allow({ Sid: 'Others', Effect: 'Deny', ...when({ StringNotEquals: { 'aws:PrincipalAccount': ACCOUNT } }) }),
      ]),
      code: 'RESTRICTED',
    },
    {
      name: 'an endpoint for directory buckets',
      resource: endpoint([allow({ Action: 's3express:*', ...ownAccount })], {
        serviceName: `com.amazonaws.${REGION}.s3express`,
      }),
      code: 'RESTRICTED',
    },
  ],
  nonCompliant: [
    {
      name: 'the default policy',
      resource: endpoint([{ Effect: 'Allow', Principal: '*', Action: '*', Resource: '*' }]),
      code: 'FULL_ACCESS',
      reason: /^The endpoint has the default policy: /,
      evidence: ['policyDocument'],
    },
    {
      name: 'the default policy as text',
      resource: endpoint([], {
        policyDocument: '{"Statement":[{"Action":"*","Effect":"Allow","Principal":"*","Resource":"*"}]}',
      }),
      code: 'FULL_ACCESS',
    },
    bad('callers alone confined', when({ StringEquals: { 'aws:PrincipalAccount': ACCOUNT } }), 'UNTRUSTED_BUCKETS', {
      reason: /^Buckets that are not trusted can be reached: any bucket \(statement "Work"\)\.$/,
    }),
    bad('buckets alone confined', when({ StringEquals: { 'aws:ResourceAccount': ACCOUNT } }), 'UNTRUSTED_CALLERS', {
      reason: /^Callers that are not trusted are let through: /,
    }),
    bad('neither', {}, 'UNRESTRICTED', { evidence: ['policy.Statement[0]', 'policy.Statement[0]'] }),
    bad('another organization', ownOrganization, 'UNRESTRICTED'),
    bad(
      'a named bucket that is not trusted',
      { Resource: 'arn:aws:s3:::app-data/*', ...when({ StringEquals: { 'aws:PrincipalAccount': ACCOUNT } }) },
      'UNTRUSTED_BUCKETS',
    ),
    {
      name: 'a bucket of AWS where that is not accepted',
      resource: endpoint([
        allow(ownAccount),
        allow({ Sid: 'Aws', Action: 's3:GetObject', Resource: `arn:aws:s3:::prod-${REGION}-starport-layer-bucket/*` }),
      ]),
      parameters: { allowAwsOwnedBuckets: 'false' },
      code: 'UNRESTRICTED',
    },
    {
      name: 'Multi-Region Access Points of anybody',
      resource: endpoint([allow(when({ StringEquals: { 'aws:PrincipalAccount': ACCOUNT } }))], {
        serviceName: 'com.amazonaws.s3-global.accesspoint',
      }),
      code: 'UNTRUSTED_BUCKETS',
    },
  ],
  notApplicable: [
    {
      name: 'another service',
      resource: endpoint([], { serviceName: `com.amazonaws.${REGION}.ec2` }),
      code: 'OTHER_SERVICE',
      reason: `The endpoint is for com.amazonaws.${REGION}.ec2, not for S3.`,
    },
    {
      name: 'a service whose name only holds S3’s',
      resource: endpoint([], { serviceName: 'com.amazonaws.vpce.eu-west-1.vpce-svc-s3' }),
      code: 'OTHER_SERVICE',
    },
    { name: 'an endpoint that goes away', resource: endpoint([], { state: 'deleting' }), code: 'NOT_IN_USE' },
    {
      name: 'an endpoint that a service keeps',
      resource: endpoint([], { requesterManaged: true }),
      code: 'REQUESTER_MANAGED',
    },
  ],
  insufficientData: [
    {
      name: 'a policy that was not read',
      resource: endpoint([], { policyDocument: unknown('NOT_RECORDED', 'the item does not hold it') }),
      code: 'NOT_RECORDED',
    },
    {
      name: 'a policy that is none',
      resource: endpoint([], { policyDocument: { Statement: [{ Effect: 'Perhaps' }] } }),
      code: 'MALFORMED',
      reason: /^The endpoint policy cannot be read: /,
    },
    { name: 'no policy where there must be one', resource: endpoint([], { policyDocument: null }), code: 'MALFORMED' },
    {
      name: 'a policy too intricate to decide',
      resource: endpoint([
        allow({ Resource: 'arn:aws:s3:::*' }),
        ...(intricateDenies({ ...allow(), Effect: 'Deny' }) as readonly Statement[]),
      ]),
      code: 'TOO_INTRICATE',
    },
  ],
});
