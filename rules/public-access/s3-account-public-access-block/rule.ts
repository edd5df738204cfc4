import { settingName } from '../../../src/core/block-public-access.js';
import { type PublicAccessBlockFlag, publicAccessBlockFlags } from '../../../src/core/facts.js';
import { joinReasons, words } from '../../../src/core/reason.js';
import { defineRule } from '../../../src/core/rule.js';
import { compliant, nonCompliant, notApplicable } from '../../../src/core/verdict.js';

export default defineRule({
  id: 's3-account-public-access-block',
  severity: 'HIGH',
  title: 'Block Public Access is in force for the account',
  description:
    "Each of the four settings of Block Public Access is in force for the whole account, by its own configuration or by the organization's S3 policy. Controls: S3.1.",
  tier: 'core',
  controls: [
    'FSBP S3.1',
    'CIS AWS Foundations 1.4 2.1.5',
    'CIS AWS Foundations 3.0 2.1.4',
    'CIS AWS Foundations 5.0 2.1.4',
    'PCI DSS 4.0.1 1.4.4',
    'NIST 800-53 r5 AC-3',
    'NIST 800-53 r5 AC-3(7)',
    'NIST 800-53 r5 AC-4',
    'NIST 800-53 r5 AC-4(21)',
    'NIST 800-53 r5 AC-6',
    'NIST 800-53 r5 AC-21',
    'NIST 800-53 r5 SC-7',
    'NIST 800-53 r5 SC-7(3)',
    'NIST 800-53 r5 SC-7(4)',
    'NIST 800-53 r5 SC-7(9)',
    'NIST 800-53 r5 SC-7(11)',
    'NIST 800-53 r5 SC-7(16)',
    'NIST 800-53 r5 SC-7(20)',
    'NIST 800-53 r5 SC-7(21)',
  ],
  remediation: {
    summary:
      "Turn on all four settings of Block Public Access for the account. Where the organization's S3 policy sets them, S3 refuses that with 403: change the policy.",
    automation: {
      document: 'AWSConfigRemediation-ConfigureS3PublicAccessBlock',
      parameters: { AccountId: 'RESOURCE_ID' },
    },
  },
  resource: 'account',
  facts: ['accountPublicAccessBlock'],
  optionalFacts: ['organizationPublicAccessBlock'],
  parameters: {
    blockPublicAcls: { type: 'boolean', default: true, description: 'Whether BlockPublicAcls must be on.' },
    ignorePublicAcls: { type: 'boolean', default: true, description: 'Whether IgnorePublicAcls must be on.' },
    blockPublicPolicy: { type: 'boolean', default: true, description: 'Whether BlockPublicPolicy must be on.' },
    restrictPublicBuckets: { type: 'boolean', default: true, description: 'Whether RestrictPublicBuckets must be on.' },
  },
  evaluate({ accountPublicAccessBlock: block, organizationPublicAccessBlock: organization }, required) {
    const demanded = publicAccessBlockFlags.filter((flag) => required[flag]);
    if (demanded.length === 0) return notApplicable('NOTHING_REQUIRED', 'The parameters ask for none of the settings.');

    const missing = demanded.filter((flag) => !block?.[flag]);
    const note = organization.known ? noteOn(organization.value, missing) : null;
    if (missing.length === 0) {
      return compliant('BLOCKED', joinReasons(words`The account turns on ${demanded.map(settingName)}.`, note));
    }
    const evidence = {
      path: 'accountPublicAccessBlock',
      found: block,
      expected: Object.fromEntries(missing.map((flag) => [flag, true])),
    };
    const reason = block
      ? words`The account does not turn on ${missing.map(settingName)}.`
      : words`Block Public Access was never set for the account, so these are off: ${missing.map(settingName)}.`;
    return nonCompliant(block ? 'NOT_BLOCKED' : 'NOT_CONFIGURED', joinReasons(reason, note), [evidence]);
  },
});

/** What the organization's S3 policy has to do with it; it takes the place of the account's own settings. */
const noteOn = (policy: 'all' | 'none' | null, missing: readonly PublicAccessBlockFlag[]): string | null => {
  if (policy === null) return null;
  if (policy === 'all' && missing.length === 0) return "The organization's S3 policy sets this.";
  if (policy === 'none' && missing.length > 0) {
    return "The organization's S3 policy turns all four off; only there can they be turned on.";
  }
  return `The organization's S3 policy prescribes "${policy}", which is not in force yet.`;
};
