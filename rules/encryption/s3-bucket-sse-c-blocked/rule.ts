import { bucketPolicyContext } from '../../../src/core/policy-context.js';
import { joinReasons } from '../../../src/core/reason.js';
import { defineRule } from '../../../src/core/rule.js';
import { compliant, insufficientData, nonCompliant, notApplicable } from '../../../src/core/verdict.js';
import { ssecDenied } from '../../../src/policy/index.js';

export default defineRule({
  id: 's3-bucket-sse-c-blocked',
  severity: 'MEDIUM',
  title: 'The bucket takes no objects encrypted with customer-provided keys',
  description:
    'Uploads with customer-provided keys (SSE-C) are blocked by the encryption configuration of the bucket, or denied by its policy: keys that the account does not hold can lock it out of its data.',
  tier: 'core',
  controls: ['NIST 800-53 r5 SC-12 ~', 'NIST 800-53 r5 SC-28 ~', 'PCI DSS 4.0.1 3.5.1 ~'],
  remediation: {
    summary:
      'Block SSE-C in the default encryption of the bucket (BlockedEncryptionTypes), and write its algorithm and key back with it. Look at CloudTrail data events first whether clients still upload so.',
  },
  resource: 'bucket',
  facts: ['ssecBlocked'],
  optionalFacts: ['policy'],
  parameters: {
    acceptPolicyDeny: {
      type: 'boolean',
      default: true,
      description: 'Whether a Deny of such uploads in the bucket policy counts.',
    },
    enforcedByRcp: {
      type: 'boolean',
      default: false,
      description: "Whether an organization's resource control policy does this, so that the bucket's own need not.",
    },
  },
  evaluate(bucket, { acceptPolicyDeny, enforcedByRcp }) {
    if (bucket.ssecBlocked) return compliant('BLOCKED', 'The encryption configuration of the bucket blocks SSE-C.');
    if (enforcedByRcp) {
      return notApplicable(
        'ENFORCED_BY_RCP',
        'The parameter enforcedByRcp leaves this to a resource control policy, which the rule does not read.',
      );
    }
    const reason = 'The encryption configuration of the bucket does not block SSE-C.';
    const evidence = { path: 'ssecBlocked', found: false, expected: true };
    if (!acceptPolicyDeny) return nonCompliant('NOT_BLOCKED', reason, [evidence]);
    const { policy } = bucket;
    if (!policy.known) {
      const unread = `Whether the policy denies it is unknown: ${policy.reason}.`;
      return nonCompliant('NOT_BLOCKED', joinReasons(reason, unread), [evidence]);
    }
    if (policy.value === null) {
      return nonCompliant('NOT_BLOCKED', joinReasons(reason, 'There is no policy that denies it.'), [evidence]);
    }
    const denied = ssecDenied(policy.value, bucketPolicyContext(bucket));
    if (denied.value === true) return compliant('DENIED', denied.reason);
    if (denied.value === 'unknown') return insufficientData(denied.code, joinReasons(reason, denied.reason));
    return nonCompliant('NOT_BLOCKED', joinReasons(reason, denied.reason), [evidence]);
  },
});
