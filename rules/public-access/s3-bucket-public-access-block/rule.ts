import { settingName } from '../../../src/core/block-public-access.js';
import type { Known } from '../../../src/core/fact.js';
import { type PublicAccessBlock, type PublicAccessBlockFlag, publicAccessBlockFlags } from '../../../src/core/facts.js';
import { words } from '../../../src/core/reason.js';
import { defineRule } from '../../../src/core/rule.js';
import { compliant, insufficientData, nonCompliant, notApplicable } from '../../../src/core/verdict.js';

export default defineRule({
  id: 's3-bucket-public-access-block',
  severity: 'HIGH',
  title: 'Block Public Access is in force for the bucket',
  description:
    'Each of the four settings of Block Public Access is on for the bucket or for its account, which counts the organization. Controls: S3.8.',
  tier: 'core',
  controls: [
    'FSBP S3.8',
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
    summary: 'Turn on all four settings of Block Public Access for the bucket, or for the whole account.',
    automation: {
      document: 'AWSConfigRemediation-ConfigureS3BucketPublicAccessBlock',
      parameters: { BucketName: 'RESOURCE_ID' },
    },
  },
  resource: 'bucket',
  facts: ['publicAccessBlock'],
  optionalFacts: ['accountPublicAccessBlock'],
  parameters: {
    blockPublicAcls: { type: 'boolean', default: true, description: 'Whether BlockPublicAcls must be on.' },
    ignorePublicAcls: { type: 'boolean', default: true, description: 'Whether IgnorePublicAcls must be on.' },
    blockPublicPolicy: { type: 'boolean', default: true, description: 'Whether BlockPublicPolicy must be on.' },
    restrictPublicBuckets: { type: 'boolean', default: true, description: 'Whether RestrictPublicBuckets must be on.' },
    mode: {
      type: 'text',
      enum: ['effective', 'bucket'],
      default: 'effective',
      description: "Which settings count: effective (the bucket's or the account's) or bucket (its own, as in S3.8).",
    },
  },
  evaluate(bucket, { mode, ...required }) {
    const own = bucket.publicAccessBlock;
    const demanded = publicAccessBlockFlags.filter((flag) => required[flag]);
    if (demanded.length === 0) return notApplicable('NOTHING_REQUIRED', 'The parameters ask for none of the settings.');

    const missing = demanded.filter((flag) => !own?.[flag]);
    if (missing.length === 0) return compliant('BLOCKED', "The bucket's own settings block public access.");
    if (mode === 'bucket') return notBlocked(missing, own, 'The bucket does not turn on');

    const account = bucket.accountPublicAccessBlock;
    if (!account.known) {
      return insufficientData(
        account.code,
        words`The bucket does not turn on ${missing.map(settingName)}, and whether its account does is unknown: ${account.reason}.`,
      );
    }
    const nowhere = missing.filter((flag) => !account.value?.[flag]);
    if (nowhere.length > 0) return notBlocked(nowhere, own, 'Neither the bucket nor its account turns on', account);
    return compliant(
      'BLOCKED_BY_ACCOUNT',
      words`The account's settings block what the bucket's do not: ${missing.map(settingName)}.`,
    );
  },
});

const notBlocked = (
  flags: readonly PublicAccessBlockFlag[],
  own: PublicAccessBlock | null,
  lead: string,
  account?: Known<PublicAccessBlock | null>,
) => {
  const expected = Object.fromEntries(flags.map((flag) => [flag, true]));
  return nonCompliant('NOT_BLOCKED', words`${lead} ${flags.map(settingName)}.`, [
    { path: 'publicAccessBlock', found: own, expected },
    ...(account ? [{ path: 'accountPublicAccessBlock', found: account.value, expected }] : []),
  ]);
};
