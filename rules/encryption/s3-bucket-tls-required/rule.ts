import { bucketPolicyContext } from '../../../src/core/policy-context.js';
import { policyEvidence } from '../../../src/core/policy-evidence.js';
import { joinReasons } from '../../../src/core/reason.js';
import { defineRule } from '../../../src/core/rule.js';
import { compliant, insufficientData, nonCompliant, notApplicable, type Verdict } from '../../../src/core/verdict.js';
import {
  minimumTlsVersion,
  type Policy,
  type PolicyContext,
  parsePolicy,
  plainHttpDenied,
} from '../../../src/policy/index.js';

export default defineRule({
  id: 's3-bucket-tls-required',
  severity: 'MEDIUM',
  title: 'The bucket refuses requests that do not use TLS',
  description:
    'The bucket policy denies every request over plain HTTP: by anyone, with any action, to the bucket and to all of its objects. Optionally also old versions of TLS. Controls: S3.5.',
  tier: 'core',
  controls: [
    'FSBP S3.5',
    'CIS AWS Foundations 1.4 2.1.2',
    'CIS AWS Foundations 3.0 2.1.1',
    'CIS AWS Foundations 5.0 2.1.1',
    'PCI DSS 4.0.1 4.2.1',
    'NIST 800-53 r5 AC-4',
    'NIST 800-53 r5 AC-17(2)',
    'NIST 800-53 r5 IA-5(1)',
    'NIST 800-53 r5 SC-7(4)',
    'NIST 800-53 r5 SC-8',
    'NIST 800-53 r5 SC-8(1)',
    'NIST 800-53 r5 SC-8(2)',
    'NIST 800-53 r5 SC-12(3)',
    'NIST 800-53 r5 SC-13',
    'NIST 800-53 r5 SC-23',
    'NIST 800-53 r5 SC-23(3)',
    'NIST 800-53 r5 SI-7(6)',
    'NIST 800-171 r2 3.13.8',
    'NIST 800-171 r2 3.13.15',
  ],
  remediation: {
    summary:
      'Add a statement that denies s3:* on the bucket and its objects to Principal "*" where aws:SecureTransport is false.',
  },
  looksAtDeniesAlone: true,
  resource: 'bucket',
  facts: ['policy'],
  optionalFacts: [],
  parameters: {
    minimumTlsVersion: {
      type: 'text',
      enum: ['1.2', '1.3'],
      default: '',
      description: 'The lowest TLS version that the policy may let pass. Not set: any version.',
    },
    enforcedByRcp: {
      type: 'boolean',
      default: false,
      description: "Whether an organization's resource control policy does this, so that the bucket's own need not.",
    },
    requireBucketAndObjects: {
      type: 'boolean',
      default: true,
      description: 'Whether requests to the bucket itself must be denied too, and not only those to its objects.',
    },
  },
  evaluate({ policy, ...bucket }, { minimumTlsVersion: version, enforcedByRcp, requireBucketAndObjects }) {
    const verdict = policy
      ? verdictOn(policy, bucketPolicyContext(bucket), version, requireBucketAndObjects)
      : nonCompliant('NO_POLICY', 'The bucket has no policy, so nothing denies requests over plain HTTP.', [
          { path: 'policy', found: null, expected: DENIED },
        ]);
    if (!enforcedByRcp || verdict.compliance === 'COMPLIANT') return verdict;
    return notApplicable(
      'ENFORCED_BY_RCP',
      'The parameter enforcedByRcp leaves this to a resource control policy, which the rule does not read.',
    );
  },
});

const DENIED = 'an explicit Deny';

const verdictOn = (policy: Policy, context: PolicyContext, version: string, bucketToo: boolean): Verdict => {
  const judged = bucketToo ? policy : withBucketDenied(policy, context);
  const http = plainHttpDenied(policy, context);
  const isDenied = http.value === true || plainHttpDenied(judged, context).value === true;
  if (!isDenied && http.value === 'unknown')
    return insufficientData(http.code, http.reason, policyEvidence(http, DENIED));
  if (!isDenied) return nonCompliant(http.code, http.reason, policyEvidence(http, DENIED));
  const reason =
    http.value === true ? http.reason : 'Plain HTTP is denied for every object, which is all that is asked.';
  if (version === '') return compliant(http.value === true ? http.code : 'OBJECTS_ONLY', reason);

  const lowest = minimumTlsVersion(judged, context);
  if (lowest.value === 'unknown') return insufficientData(lowest.code, lowest.reason);
  // The versions there are, 1.0 to 1.3, compare as texts.
  if (lowest.value !== null && lowest.value >= version) {
    return compliant('TLS_VERSION_REQUIRED', joinReasons(reason, `TLS below ${version} is denied too.`));
  }
  const open = lowest.value ?? '1.0';
  return nonCompliant('TLS_VERSION_TOO_LOW', `Plain HTTP is denied, but TLS ${open} is not; ${version} is required.`, [
    { path: 'policy', found: open, expected: version },
  ]);
};

/** The policy as if it denied everything to the bucket itself, so that only requests to objects are left to judge. */
const withBucketDenied = (policy: Policy, { partition, name }: PolicyContext): Policy => {
  const { statements } = parsePolicy({
    Statement: { Effect: 'Deny', Principal: '*', Action: 's3:*', Resource: `arn:${partition}:s3:::${name}` },
  });
  return { ...policy, statements: [...policy.statements, ...statements] };
};
