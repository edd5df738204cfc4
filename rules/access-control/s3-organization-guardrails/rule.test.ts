import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { known, unknown } from '../../../src/core/fact.js';
import type { AccountFacts, ControlPolicy } from '../../../src/core/facts.js';
import { judge } from '../../../src/core/judge.js';
import { ACCOUNT, accountWith, type Given, OTHER_ACCOUNT } from '../../../test/builders.js';
import { NOW, type RuleCase, testRule } from '../../../test/rule-tester.js';
import rule from './rule.js';

type Statement = Readonly<Record<string, unknown>>;

const ORGANIZATION = 'o-exampleorg1';
const organization = {
  id: ORGANIZATION,
  arn: `arn:aws:organizations::${OTHER_ACCOUNT}:organization/${ORGANIZATION}`,
  managementAccountId: OTHER_ACCOUNT,
};
const policy = (name: string, ...Statement: readonly Statement[]): ControlPolicy => ({
  name,
  target: 'r-ab12',
  document: JSON.stringify({ Version: '2012-10-17', Statement }),
});
const fullAccess = policy('FullAWSAccess', { Effect: 'Allow', Action: '*', Resource: '*' });
const deny = (Action: unknown, more: Statement = {}): Statement => ({ Effect: 'Deny', Action, Resource: '*', ...more });

const keepBlock = policy('keep-block', deny(['s3:PutAccountPublicAccessBlock']));
const noPublicAcl = policy(
  'no-public-acl',
  deny(['s3:PutBucketAcl', 's3:PutObjectAcl', 's3:PutObjectVersionAcl'], {
    Condition: { StringEquals: { 's3:x-amz-acl': ['public-read', 'public-read-write', 'authenticated-read'] } },
  }),
);
const perimeter = policy(
  'perimeter',
  deny('s3:*', {
    Principal: '*',
    Condition: {
      StringNotEqualsIfExists: { 'aws:PrincipalOrgID': ORGANIZATION },
      BoolIfExists: { 'aws:PrincipalIsAWSService': 'false' },
    },
  }),
);
const tls = policy(
  'tls',
  deny('s3:*', { Principal: '*', Condition: { BoolIfExists: { 'aws:SecureTransport': 'false' } } }),
);

/** A member account with every guardrail, with what the test changes. */
const guarded = (given: Given<AccountFacts> = {}) =>
  accountWith({
    organization,
    organizationPublicAccessBlock: 'all',
    serviceControlPolicies: [fullAccess, keepBlock, noPublicAcl],
    resourceControlPolicies: [perimeter, tls],
    ...given,
  });
const only = (...names: readonly string[]) => ({ require: names.join(',') });
const denied = unknown('DENIED', 'organizations:ListPoliciesForTarget was denied');
const hidden = { serviceControlPolicies: denied, resourceControlPolicies: denied };

const missing = (name: string, require: string, given: Given<AccountFacts>, reason: string | RegExp): RuleCase => ({
  name,
  resource: guarded(given),
  parameters: only(require),
  code: 'GUARDRAIL_MISSING',
  reason,
});
const scp = (...policies: readonly ControlPolicy[]) => ({ serviceControlPolicies: [fullAccess, ...policies] });
const rcp = (...policies: readonly ControlPolicy[]) => ({ resourceControlPolicies: policies });

testRule(rule, {
  compliant: [
    {
      name: 'every guardrail',
      resource: guarded(),
      code: 'GUARDED',
      reason:
        'In force: org-s3-policy (the S3 policy prescribes "all"), scp-deny-bpa-change (keep-block), scp-deny-public-acl (no-public-acl), rcp-org-perimeter (perimeter), rcp-tls (tls).',
    },
    {
      name: 'the one that is asked for',
      resource: guarded({ ...hidden }),
      parameters: only('org-s3-policy'),
      code: 'GUARDED',
    },
    {
      name: 'a Deny that spares an administrator by name',
      resource: guarded(
        scp(
          policy(
            'keep-block',
            deny('s3:PutAccountPublicAccessBlock', {
              Condition: { ArnNotLike: { 'aws:PrincipalArn': 'arn:aws:iam::*:role/SecurityAdmin' } },
            }),
          ),
        ),
      ),
      parameters: only('scp-deny-bpa-change'),
      code: 'GUARDED',
    },
    {
      name: 'a Deny by a pattern',
      resource: guarded(scp(policy('keep-block', deny('s3:Put*PublicAccessBlock')))),
      parameters: only('scp-deny-bpa-change'),
      code: 'GUARDED',
    },
  ],
  nonCompliant: [
    { name: 'no organization', resource: accountWith(), code: 'NO_ORGANIZATION' },
    missing(
      'no S3 policy',
      'org-s3-policy',
      { organizationPublicAccessBlock: null },
      'Not in force: org-s3-policy (no S3 policy applies).',
    ),
    missing(
      'an S3 policy that turns blocks off',
      'org-s3-policy',
      { organizationPublicAccessBlock: 'none' },
      'Not in force: org-s3-policy (the S3 policy prescribes "none").',
    ),
    missing(
      'no Deny of changing the block',
      'scp-deny-bpa-change',
      scp(noPublicAcl),
      /^Not in force: scp-deny-bpa-change \(not denied: /,
    ),
    missing(
      'a Deny that says Allow',
      'scp-deny-bpa-change',
      scp(policy('allows', { Effect: 'Allow', Action: 's3:PutAccountPublicAccessBlock', Resource: '*' })),
      /scp-deny-bpa-change/,
    ),
    missing(
      'a Deny in one region',
      'scp-deny-bpa-change',
      scp(
        policy(
          'keep-block',
          deny('s3:PutAccountPublicAccessBlock', {
            Condition: { StringEquals: { 'aws:RequestedRegion': 'eu-west-1' } },
          }),
        ),
      ),
      /scp-deny-bpa-change/,
    ),
    missing(
      'public ACLs of buckets alone',
      'scp-deny-public-acl',
      scp(
        policy(
          'half',
          deny('s3:PutBucketAcl', {
            Condition: { StringEquals: { 's3:x-amz-acl': ['public-read', 'public-read-write', 'authenticated-read'] } },
          }),
        ),
      ),
      /scp-deny-public-acl/,
    ),
    missing(
      'one of the public ACLs',
      'scp-deny-public-acl',
      scp(policy('half', deny('s3:Put*Acl', { Condition: { StringEquals: { 's3:x-amz-acl': 'public-read' } } }))),
      /scp-deny-public-acl/,
    ),
    missing(
      'a perimeter of another organization',
      'rcp-org-perimeter',
      rcp(
        policy(
          'perimeter',
          deny('s3:*', {
            Principal: '*',
            Condition: {
              StringNotEqualsIfExists: { 'aws:PrincipalOrgID': 'o-anotherorg' },
              BoolIfExists: { 'aws:PrincipalIsAWSService': 'false' },
            },
          }),
        ),
      ),
      /o-anotherorg, not the organization o-exampleorg1/,
    ),
    missing(
      'a perimeter for reading alone',
      'rcp-org-perimeter',
      rcp(
        policy(
          'perimeter',
          deny('s3:GetObject', {
            Principal: '*',
            Condition: {
              StringNotEqualsIfExists: { 'aws:PrincipalOrgID': ORGANIZATION },
              BoolIfExists: { 'aws:PrincipalIsAWSService': 'false' },
            },
          }),
        ),
      ),
      /rcp-org-perimeter/,
    ),
    missing('no resource control policies', 'rcp-tls', rcp(), /rcp-tls/),
    missing(
      'TLS for objects of one bucket',
      'rcp-tls',
      rcp(
        policy('tls', {
          ...deny('s3:*', { Principal: '*', Condition: { BoolIfExists: { 'aws:SecureTransport': 'false' } } }),
          Resource: 'arn:aws:s3:::app-data/*',
        }),
      ),
      /rcp-tls/,
    ),
    {
      name: 'one of several, with the fact it rests on',
      resource: guarded(rcp(perimeter)),
      code: 'GUARDRAIL_MISSING',
      evidence: ['resourceControlPolicies'],
    },
  ],
  notApplicable: [
    {
      name: 'the management account, which is not bound',
      resource: guarded({ organization: { ...organization, managementAccountId: ACCOUNT } }),
      code: 'MANAGEMENT_ACCOUNT',
    },
    {
      name: 'a member that may not look',
      resource: guarded(hidden),
      code: 'NOT_TOLD_HERE',
      reason: /^Only the management account or a delegated administrator can tell of scp-deny-bpa-change, /,
    },
  ],
  insufficientData: [
    {
      name: 'the organization was not read',
      resource: guarded({ organization: unknown('DENIED', 'organizations:DescribeOrganization was denied') }),
      code: 'DENIED',
      reason: 'organizations:DescribeOrganization was denied.',
    },
    {
      name: 'an account that has to tell and may not',
      resource: guarded(hidden),
      parameters: { required: 'true' },
      code: 'DENIED',
    },
    {
      name: 'the S3 policy was not read',
      resource: guarded({
        organizationPublicAccessBlock: unknown('DENIED', 'organizations:DescribeEffectivePolicy was denied'),
      }),
      code: 'DENIED',
    },
    {
      name: 'policies that no answer tells',
      resource: guarded({ serviceControlPolicies: unknown('NOT_RECORDED', 'not recorded') }),
      code: 'NOT_RECORDED',
    },
    {
      name: 'a policy that cannot be read',
      resource: guarded(scp({ name: 'broken', target: 'r-ab12', document: '{' })),
      parameters: only('scp-deny-bpa-change'),
      code: 'MALFORMED',
      reason: /control policy "broken" cannot be read/,
    },
  ],
});

describe('the policies of the page', () => {
  const page = readFileSync(join(__dirname, 'README.md'), 'utf8');
  const samples = [...page.matchAll(/```json (scp|rcp)\n([\s\S]*?)```/g)].map(([, sort, text = '']) => ({
    sort,
    policy: { name: 'sample', target: 'r-ab12', document: text.replaceAll('o-exampleorgid', ORGANIZATION) },
  }));

  it('put the guardrails up', () => {
    expect(samples.map(({ sort }) => sort)).toEqual(['scp', 'rcp']);
    const of = (sort: string) => samples.filter((one) => one.sort === sort).map((one) => one.policy);
    const account = guarded({
      serviceControlPolicies: known([fullAccess, ...of('scp')]),
      resourceControlPolicies: known(of('rcp')),
    });
    expect(judge(rule, account, rule.readParameters({}), NOW)).toMatchObject({ compliance: 'COMPLIANT' });
  });
});
