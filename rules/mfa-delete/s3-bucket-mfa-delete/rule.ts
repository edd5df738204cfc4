import type { Fact } from '../../../src/core/fact.js';
import type { ObjectLock, Tags } from '../../../src/core/facts.js';
import { bucketPolicyContext } from '../../../src/core/policy-context.js';
import { joinReasons } from '../../../src/core/reason.js';
import { defineRule } from '../../../src/core/rule.js';
import { compliant, insufficientData, nonCompliant, notApplicable, type Verdict } from '../../../src/core/verdict.js';
import { mfaDelete, type Policy, type PolicyContext } from '../../../src/policy/index.js';

export default defineRule({
  id: 's3-bucket-mfa-delete',
  severity: 'LOW',
  title: 'Versions of objects are deleted with MFA only',
  description:
    'MFA delete is on, or Object Lock in compliance mode stands in for it. Buckets with a lifecycle configuration are not judged: S3 allows only one of the two. Controls: S3.20.',
  tier: 'core',
  controls: [
    'Security Hub S3.20',
    'CIS AWS Foundations 1.4 2.1.3',
    'CIS AWS Foundations 3.0 2.1.2',
    'CIS AWS Foundations 5.0 2.1.2',
    'NIST 800-53 r5 CA-9(1)',
    'NIST 800-53 r5 CM-2',
    'NIST 800-53 r5 CM-2(2)',
    'NIST 800-53 r5 CM-3',
    'NIST 800-53 r5 SC-5(2)',
  ],
  remediation: {
    summary:
      'Turn MFA delete on with PutBucketVersioning as the root user of the account, with an MFA device; neither a role nor a template can.',
  },
  undeclarable: 'No template can turn on MFA delete: only the root user of the account can, once the bucket is there.',
  resource: 'bucket',
  facts: ['versioning'],
  optionalFacts: ['tags', 'lifecycle', 'objectLock', 'policy'],
  parameters: {
    applyTo: {
      type: 'text',
      enum: ['all', 'tagged'],
      default: 'all',
      description: `Which buckets are judged: all, or those tagged s3-config-rules:mfa-delete=required.`,
    },
    acceptObjectLock: {
      type: 'boolean',
      default: true,
      description: 'Whether default retention in compliance mode, which nobody can shorten, stands in for MFA delete.',
    },
    minLockDays: {
      type: 'integer',
      default: 30,
      minimum: 1,
      maximum: 36500,
      description: 'How many days of default retention acceptObjectLock asks for.',
    },
    acceptPolicyMfa: {
      type: 'boolean',
      default: false,
      description:
        'Whether a bucket policy that denies every deletion of objects without MFA stands in for MFA delete.',
    },
  },
  evaluate(bucket, { applyTo, acceptObjectLock, minLockDays, acceptPolicyMfa }) {
    const outOfScope = applyTo === 'tagged' ? verdictOnTags(bucket.tags) : null;
    if (outOfScope) return outOfScope;
    const { versioning } = bucket;
    if (versioning.mfaDelete) return compliant('MFA_DELETE', 'MFA delete is on.');
    const { lifecycle } = bucket;
    if (lifecycle.known && lifecycle.value?.length) return notApplicable('LIFECYCLE', besideLifecycle);

    const lock = acceptObjectLock ? objectLockAsSubstitute(bucket.objectLock, minLockDays) : none;
    if (lock.holds) return compensated(lock);
    const policy = acceptPolicyMfa ? policyAsSubstitute(bucket.policy, bucketPolicyContext(bucket)) : none;
    if (policy.holds) return compensated(policy);

    if (!lifecycle.known) return insufficientData(lifecycle.code, `${maybeBesideLifecycle}: ${lifecycle.reason}.`);
    const off =
      versioning.status === 'Enabled'
        ? 'MFA delete is off; only the root user can turn it on.'
        : 'MFA delete and versioning, which it needs, are off; only the root user can turn MFA delete on.';
    return nonCompliant('MFA_DELETE_OFF', joinReasons(off, lock.reason, policy.reason), [
      { path: 'versioning.mfaDelete', found: false, expected: true },
    ]);
  },
});

// https://docs.aws.amazon.com/AmazonS3/latest/userguide/lifecycle-and-other-bucket-config.html
const besideLifecycle = 'The bucket has a lifecycle configuration, beside which S3 allows no MFA delete.';
const maybeBesideLifecycle = 'MFA delete is off, and whether a lifecycle configuration excludes it is unknown';

/** The tag of `applyTo` = tagged; its value is `required`. */
const TAG = 's3-config-rules:mfa-delete';

const verdictOnTags = (tags: Fact<Tags>): Verdict | null => {
  if (!tags.known) return insufficientData(tags.code, `Whether the rule applies is decided by tags: ${tags.reason}.`);
  return tags.value[TAG] === 'required'
    ? null
    : notApplicable('NOT_TAGGED', `The bucket is not tagged ${TAG}=required.`);
};

const compensated = ({ reason }: Substitute): Verdict =>
  compliant('COMPENSATED', joinReasons('MFA delete is off.', reason));

/** What may stand in for MFA delete: whether it does, and what there is to say of it. */
interface Substitute {
  readonly holds: boolean;
  readonly reason: string | null;
}

const none: Substitute = { holds: false, reason: null };

const objectLockAsSubstitute = (lock: Fact<ObjectLock | null>, minDays: number): Substitute => {
  if (!lock.known) return { holds: false, reason: `Whether Object Lock stands in for it is unknown: ${lock.reason}.` };
  if (!lock.value) return none;
  if (!lock.value.defaultRetention) return { holds: false, reason: 'Object Lock is on, and has no default retention.' };
  const { mode, days } = lock.value.defaultRetention;
  const found = `Object Lock keeps new versions for ${days} days in ${mode} mode`;
  if (mode === 'COMPLIANCE' && days >= minDays) return { holds: true, reason: `${found} instead.` };
  return { holds: false, reason: `${found}, not for at least ${minDays} in COMPLIANCE mode.` };
};

const policyAsSubstitute = (policy: Fact<Policy | null>, context: PolicyContext): Substitute => {
  const open = 'Whether the bucket policy stands in for it is unknown';
  if (!policy.known) return { holds: false, reason: `${open}: ${policy.reason}.` };
  if (!policy.value) return none;
  const { value, reason } = mfaDelete(policy.value, context);
  return { holds: value === true, reason: value === 'unknown' ? `${open}. ${reason}` : reason };
};
