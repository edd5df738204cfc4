import { bucketPolicyContext } from '../../../src/core/policy-context.js';
import { policyEvidence } from '../../../src/core/policy-evidence.js';
import { joinReasons, words } from '../../../src/core/reason.js';
import { defineRule } from '../../../src/core/rule.js';
import { compliant, insufficientData, nonCompliant, type Verdict } from '../../../src/core/verdict.js';
import {
  describeStatement,
  type Policy,
  type PolicyContext,
  presignedBlocked,
  presignedVersion2Denied,
  type StatementReference,
  signatureAgeMaxMs,
} from '../../../src/policy/index.js';

export default defineRule({
  id: 's3-bucket-presigned-url-limited',
  severity: 'LOW',
  title: 'Presigned URLs of the bucket work for a short time only',
  description:
    'The bucket policy denies every request for an object by a presigned URL whose signature is older than a limit, or every presigned URL: to anyone, with any action. Controls: NIST AC-12.',
  tier: 'extended',
  controls: ['NIST 800-53 r5 AC-12 ~'],
  remediation: {
    summary:
      'Deny s3:* on the objects of the bucket to Principal "*" where s3:signatureAge is above the limit in milliseconds (NumericGreaterThan).',
  },
  looksAtDeniesAlone: true,
  resource: 'bucket',
  facts: ['policy'],
  optionalFacts: [],
  parameters: {
    maxSignatureAgeMs: {
      type: 'integer',
      default: 960_000,
      minimum: 1,
      maximum: 604_800_000,
      description: 'The oldest signature in milliseconds with which a presigned URL may work.',
    },
    requireAuthHeader: {
      type: 'boolean',
      default: false,
      description: 'Whether presigned URLs must not work at all, so that requests sign in the Authorization header.',
    },
  },
  evaluate({ policy, ...bucket }, { maxSignatureAgeMs, requireAuthHeader }) {
    if (!policy) {
      return nonCompliant('NO_POLICY', 'The bucket has no policy, so nothing limits presigned URLs.', [
        { path: 'policy', found: null, expected: DENIED },
      ]);
    }
    const context = bucketPolicyContext(bucket);
    const blocked = presignedBlocked(policy, context);
    if (blocked.value === true) return compliant('BLOCKED', blocked.reason);
    if (!requireAuthHeader) return verdictOnAge(policy, context, maxSignatureAgeMs);
    if (blocked.value === 'unknown') return insufficientData(blocked.code, blocked.reason);
    const about = statementsAbout(policy, 's3:authtype');
    const reason =
      about.length === 0
        ? 'No statement denies presigned URLs by s3:authType.'
        : words`Presigned URLs are not all denied by ${labels(about)}; that takes every principal, action and object.`;
    return nonCompliant('NOT_BLOCKED', reason, policyEvidence({ ...blocked, statements: about }, DENIED));
  },
});

const DENIED = 'an explicit Deny';

/** A limit below this can hardly be meant: S3 wants milliseconds, and people write seconds. */
const ODD_LIMIT_MS = 10_000;

const verdictOnAge = (policy: Policy, context: PolicyContext, allowed: number): Verdict => {
  const limit = signatureAgeMaxMs(policy, context);
  const { value } = limit;
  if (value === 'unknown') return insufficientData(limit.code, limit.reason);
  if (value === null) {
    const about = statementsAbout(policy, 's3:signatureage');
    const reason =
      about.length === 0
        ? 'No statement denies presigned URLs by s3:signatureAge.'
        : words`Not every presigned URL is limited by ${labels(about)}; that takes NumericGreaterThan, every principal, action and object.`;
    return nonCompliant('NO_LIMIT', reason, policyEvidence({ ...limit, statements: about }, DENIED, null));
  }
  if (value > allowed) {
    const reason = joinReasons(limit.reason, `At most ${allowed} ms are allowed.`);
    return nonCompliant('LIMIT_TOO_HIGH', reason, policyEvidence(limit, allowed, value));
  }
  const odd = value < ODD_LIMIT_MS ? 'So short a limit looks like seconds; the unit is milliseconds.' : null;
  return compliant('LIMITED', joinReasons(limit.reason, odd, noteOnVersion2(policy, context)));
};

const noteOnVersion2 = (policy: Policy, context: PolicyContext): string | null => {
  if (presignedVersion2Denied(policy, context).value === true) return null;
  return 'The age of signature version 2 is always 0, so the limit does not bind it; deny s3:signatureversion AWS too.';
};

const statementsAbout = ({ statements }: Policy, wanted: string): readonly StatementReference[] =>
  statements
    .filter(({ effect, conditions }) => effect === 'Deny' && conditions.some(({ key }) => key === wanted))
    .map(describeStatement);

const labels = (statements: readonly StatementReference[]): readonly string[] => statements.map(({ label }) => label);
