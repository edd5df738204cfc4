import { bucketPolicyContext } from '../../../src/core/policy-context.js';
import { publicPolicyParameters, publicPolicyVerdict } from '../../../src/core/public-policy.js';
import { defineRule } from '../../../src/core/rule.js';
import { compliant } from '../../../src/core/verdict.js';

export default defineRule({
  id: 's3-bucket-policy-not-public',
  severity: 'CRITICAL',
  title: 'The bucket policy lets no stranger in',
  description:
    "The bucket policy is not public by S3's own status, and gives no S3 action to anyone it does not name: neither now nor once Block Public Access is off. Controls: S3.2, S3.3.",
  tier: 'core',
  controls: [
    'FSBP S3.2',
    'FSBP S3.3',
    'CIS AWS Foundations 7.0 2.21 ~',
    'PCI DSS 4.0.1 1.4.4 ~',
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
      'Name the accounts, roles or services in Principal, or confine the statement to fixed values of a key such as aws:PrincipalOrgID or aws:SourceVpce.',
  },
  resource: 'bucket',
  facts: ['policy'],
  optionalFacts: ['publicAccessBlock', 'accountPublicAccessBlock'],
  parameters: publicPolicyParameters,
  evaluate(bucket, parameters) {
    const { policy } = bucket;
    if (!policy) return compliant('NO_POLICY', 'The bucket has no policy.');
    return publicPolicyVerdict(bucket, policy, bucketPolicyContext(bucket), parameters, {
      owner: 'bucket',
      severity: { open: 'CRITICAL', held: 'HIGH' },
    });
  },
});
