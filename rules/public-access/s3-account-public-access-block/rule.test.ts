import { unknown } from '../../../src/core/fact.js';
import { publicAccessBlockFlags } from '../../../src/core/facts.js';
import { ParameterError } from '../../../src/core/parameters.js';
import { accountWith, block } from '../../../test/builders.js';
import { NOW, testRule } from '../../../test/rule-tester.js';
import rule from './rule.js';

const on = block(true);
const off = block(false);
const nameOf = (flag: string) => flag.charAt(0).toUpperCase() + flag.slice(1);
const PATH = 'accountPublicAccessBlock';

it('is a rule of its own, about the account alone (B3)', () => {
  expect(rule.kinds).toEqual(['account']);
});

testRule(rule, {
  compliant: [
    {
      name: 'all four on',
      resource: accountWith({ accountPublicAccessBlock: on }),
      code: 'BLOCKED',
      reason: 'The account turns on BlockPublicAcls, IgnorePublicAcls, BlockPublicPolicy, RestrictPublicBuckets.',
    },
    {
      name: "all four on by the organization's S3 policy (B7)",
      resource: accountWith({ accountPublicAccessBlock: on, organizationPublicAccessBlock: 'all' }),
      code: 'BLOCKED',
      reason: /RestrictPublicBuckets\. The organization's S3 policy sets this\.$/,
    },
    {
      name: 'all four on, whether an organization sets them not read',
      resource: accountWith({
        accountPublicAccessBlock: on,
        organizationPublicAccessBlock: unknown('DENIED', 'organizations:DescribeEffectivePolicy was denied'),
      }),
      code: 'BLOCKED',
      reason: /RestrictPublicBuckets\.$/,
    },
    {
      name: "all four on although the organization's S3 policy says none",
      resource: accountWith({ accountPublicAccessBlock: on, organizationPublicAccessBlock: 'none' }),
      code: 'BLOCKED',
      reason: /The organization's S3 policy prescribes "none", which is not in force yet\.$/,
    },
    ...publicAccessBlockFlags.map((flag) => ({
      name: `${flag} off and not required`,
      resource: accountWith({ accountPublicAccessBlock: { ...on, [flag]: false } }),
      parameters: { [flag]: 'false' },
      code: 'BLOCKED',
      reason: new RegExp(`^(?!.*${nameOf(flag)})`),
    })),
  ],
  nonCompliant: [
    {
      name: 'never configured, which the managed rule leaves without a result (B6)',
      resource: accountWith({ accountPublicAccessBlock: null }),
      code: 'NOT_CONFIGURED',
      reason:
        'Block Public Access was never set for the account, so these are off: BlockPublicAcls, IgnorePublicAcls, BlockPublicPolicy, RestrictPublicBuckets.',
      evidence: [PATH],
      severity: 'HIGH',
    },
    {
      name: 'configured with all four off',
      resource: accountWith({ accountPublicAccessBlock: off }),
      code: 'NOT_BLOCKED',
      evidence: [PATH],
    },
    ...publicAccessBlockFlags.map((flag) => ({
      name: `${flag} alone off (Prowler looks at two of four)`,
      resource: accountWith({ accountPublicAccessBlock: { ...on, [flag]: false } }),
      code: 'NOT_BLOCKED',
      reason: `The account does not turn on ${nameOf(flag)}.`,
      evidence: [PATH],
    })),
    {
      name: 'never configured, one setting required',
      resource: accountWith({ accountPublicAccessBlock: null }),
      parameters: { blockPublicAcls: 'false', ignorePublicAcls: 'false', blockPublicPolicy: 'false' },
      code: 'NOT_CONFIGURED',
      reason: /are off: RestrictPublicBuckets\.$/,
    },
    {
      name: "off by the organization's S3 policy, which the account cannot change (B7)",
      resource: accountWith({ accountPublicAccessBlock: off, organizationPublicAccessBlock: 'none' }),
      code: 'NOT_BLOCKED',
      reason: /The organization's S3 policy turns all four off; only there can they be turned on\.$/,
    },
    {
      name: "off although the organization's S3 policy says all",
      resource: accountWith({ accountPublicAccessBlock: off, organizationPublicAccessBlock: 'all' }),
      code: 'NOT_BLOCKED',
      reason: /The organization's S3 policy prescribes "all", which is not in force yet\.$/,
    },
    {
      name: 'off, whether an organization sets them not read',
      resource: accountWith({
        accountPublicAccessBlock: off,
        organizationPublicAccessBlock: unknown('DENIED', 'organizations:DescribeEffectivePolicy was denied'),
      }),
      code: 'NOT_BLOCKED',
      reason: /RestrictPublicBuckets\.$/,
    },
  ],
  notApplicable: [
    {
      name: 'no setting required',
      resource: accountWith({ accountPublicAccessBlock: on }),
      parameters: Object.fromEntries(publicAccessBlockFlags.map((flag) => [flag, 'false'])),
      code: 'NOTHING_REQUIRED',
    },
    {
      name: 'an account that is exempt until a day, as buckets there are public on purpose (B2)',
      resource: accountWith({ accountPublicAccessBlock: null }),
      parameters: { exemptResources: '111122223333@2027-03-31' },
      code: 'EXEMPT',
      reason: /until 2027-03-31/,
    },
  ],
  insufficientData: [
    {
      name: 'the account block was not read',
      resource: accountWith({
        accountPublicAccessBlock: unknown('DENIED', 's3:GetAccountPublicAccessBlock was denied'),
      }),
      code: 'DENIED',
      reason: 's3:GetAccountPublicAccessBlock was denied.',
    },
    {
      name: "the account block was not read, the organization's S3 policy says all",
      resource: accountWith({
        accountPublicAccessBlock: unknown('DENIED', 's3:GetAccountPublicAccessBlock was denied'),
        organizationPublicAccessBlock: 'all',
      }),
      code: 'DENIED',
    },
  ],
});

describe('parameters', () => {
  it.each(publicAccessBlockFlags)('%s that is not true or false', (flag) => {
    expect(() => rule.readParameters({ [flag]: 'yes' })).toThrow(ParameterError);
  });
});

describe('evidence', () => {
  it('holds what S3 answers and the settings that are missing', () => {
    const given = { ...on, blockPublicPolicy: false };
    const verdict = rule.evaluate(accountWith({ accountPublicAccessBlock: given }), rule.readParameters({}), NOW);
    expect(verdict.evidence).toEqual([{ path: PATH, found: given, expected: { blockPublicPolicy: true } }]);
  });
});
