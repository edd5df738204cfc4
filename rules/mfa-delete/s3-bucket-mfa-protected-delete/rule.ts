import { bucketPolicyContext } from '../../../src/core/policy-context.js';
import { policyEvidence } from '../../../src/core/policy-evidence.js';
import { joinReasons, words } from '../../../src/core/reason.js';
import { defineRule } from '../../../src/core/rule.js';
import { compliant, insufficientData, nonCompliant } from '../../../src/core/verdict.js';
import { operationsOf } from '../../../src/policy/index.js';
import { mfaProtection } from '../../../src/policy/mfa-protected.js';

export default defineRule({
  id: 's3-bucket-mfa-protected-delete',
  severity: 'LOW',
  title: 'Only who has used MFA may delete from the bucket',
  description:
    'The bucket policy denies deletions of objects, of versions and of the bucket, and changes of its lifecycle, to everyone who has not used MFA. Controls: NIST IA-2(1), AC-6.',
  tier: 'extended',
  controls: ['PCI DSS 4.0.1 8.4 ~', 'NIST 800-53 r5 IA-2(1) ~', 'NIST 800-53 r5 AC-6 ~'],
  remediation: {
    summary:
      'Deny the actions on the bucket and its objects to Principal "*" where aws:MultiFactorAuthPresent is false or missing (BoolIfExists).',
  },
  looksAtDeniesAlone: true,
  resource: 'bucket',
  facts: ['policy'],
  optionalFacts: [],
  parameters: {
    maxMfaAgeSeconds: {
      type: 'integer',
      default: 3600,
      minimum: 1,
      maximum: 129_600,
      description: 'The highest age of MFA in seconds that a policy which limits the age may let pass.',
    },
    actions: {
      type: 'list',
      default: ['s3:DeleteObject', 's3:DeleteObjectVersion', 's3:DeleteBucket', 's3:PutLifecycleConfiguration'],
      pattern: '^s3:[A-Za-z]+$',
      description: 'The actions that need MFA, each by its whole name.',
    },
    exemptPrincipals: {
      type: 'list',
      default: [],
      pattern: '^arn:[^:\\s]+:iam::[^:\\s]*:[^:\\s]+$',
      description: 'ARNs of roles and users that need no MFA, as aws:PrincipalArn tells them; * and ? allowed.',
    },
  },
  evaluate({ policy, ...bucket }, { maxMfaAgeSeconds, actions, exemptPrincipals }) {
    const unheardOf = actions.filter((action) => !known.has(action.toLowerCase()));
    if (unheardOf.length > 0) {
      const reason = words`The parameter actions names what is no action of a bucket policy: ${unheardOf}.`;
      return insufficientData('UNKNOWN_ACTION', reason);
    }
    if (!policy) {
      return nonCompliant('NO_POLICY', 'The bucket has no policy, so deletions need no MFA.', [
        { path: 'policy', found: null, expected: DENIED },
      ]);
    }
    const protection = mfaProtection(policy, bucketPolicyContext(bucket), {
      actions: actions.flatMap((action) => known.get(action.toLowerCase()) ?? []),
      exempt: exemptPrincipals,
    });
    const { value, code, reason } = protection;
    if (value === 'unknown') return insufficientData(code, reason);
    if (!value.required) return nonCompliant(code, reason, policyEvidence(protection, DENIED));
    const { maxAgeSeconds } = value;
    if (maxAgeSeconds === null || maxAgeSeconds <= maxMfaAgeSeconds) return compliant(code, reason);
    return nonCompliant(
      'MFA_AGE_TOO_HIGH',
      joinReasons(reason, `At most ${maxMfaAgeSeconds} are allowed.`),
      policyEvidence(protection, maxMfaAgeSeconds, maxAgeSeconds),
    );
  },
});

const DENIED = 'an explicit Deny';

/** The actions of a bucket policy, by name in lower case. */
const known: ReadonlyMap<string, string> = new Map(
  operationsOf('bucket').map(({ action }) => [action.toLowerCase(), action]),
);
