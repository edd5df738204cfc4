import { configDeliveryOf } from '../../../src/core/config-delivery.js';
import { sparingLogDestinations } from '../../../src/core/log-destination.js';
import { joinReasons, words } from '../../../src/core/reason.js';
import { defineRule } from '../../../src/core/rule.js';
import { compliant, nonCompliant, notApplicable } from '../../../src/core/verdict.js';

export default defineRule({
  id: 's3-bucket-object-lock',
  severity: 'MEDIUM',
  title: 'Object Lock keeps the objects of the bucket by default',
  description:
    'Object Lock is on with a default retention of the mode and length asked for. Destinations of access logs and of AWS Config, which cannot deliver under one, are not judged. Controls: S3.15.',
  tier: 'extended',
  controls: ['Security Hub S3.15', 'NIST 800-53 r5 CP-6(2)', 'PCI DSS 4.0.1 10.5.1'],
  remediation: {
    summary:
      'Turn Object Lock on and set a default retention. Try GOVERNANCE first: retention in COMPLIANCE mode cannot be taken back by anybody until it ends.',
  },
  resource: 'bucket',
  facts: ['objectLock'],
  optionalFacts: ['policy', 'acl', 'loggingSources'],
  parameters: {
    mode: {
      type: 'text',
      enum: ['GOVERNANCE', 'COMPLIANCE'],
      default: 'GOVERNANCE',
      description: 'The mode of the default retention; GOVERNANCE takes COMPLIANCE too.',
    },
    minRetentionDays: {
      type: 'integer',
      default: 1,
      minimum: 1,
      maximum: 36500,
      description: 'How many days the default retention must be at least; a year counts 365.',
    },
  },
  evaluate(bucket, { mode, minRetentionDays }) {
    const retention = bucket.objectLock?.defaultRetention ?? null;
    const isMode = mode === 'GOVERNANCE' || retention?.mode === 'COMPLIANCE';
    if (retention !== null && isMode && retention.days >= minRetentionDays) {
      return compliant('LOCKED', `New versions are kept for ${retention.days} days in ${retention.mode} mode.`);
    }
    const expected = { mode, days: minRetentionDays };
    const violation =
      bucket.objectLock === null
        ? nonCompliant('NO_OBJECT_LOCK', 'Object Lock is off.', [{ path: 'objectLock', found: null, expected }])
        : retention === null
          ? nonCompliant(
              'NO_DEFAULT_RETENTION',
              'Object Lock is on, and has no default retention: new versions are not locked.',
              [{ path: 'objectLock.defaultRetention', found: null, expected }],
            )
          : nonCompliant(
              'TOO_WEAK',
              words`New versions are kept for ${retention.days} days in ${retention.mode} mode, not for ${minRetentionDays} in ${mode}.`,
              [{ path: 'objectLock.defaultRetention', found: retention, expected }],
            );
    const { policy } = bucket;
    const config = policy.known && policy.value ? configDeliveryOf(policy.value, bucket) : null;
    if (config) {
      const reason = `Destinations of AWS Config are not judged: ${config.label} lets it deliver here, and it cannot under default retention.`;
      return notApplicable('CONFIG_DESTINATION', joinReasons(reason), [
        { path: config.path, found: 'config.amazonaws.com', expected: null },
      ]);
    }
    if (policy.known) return sparingLogDestinations(bucket, violation);
    const open = `Whether AWS Config delivers here is unknown: ${policy.reason}.`;
    return sparingLogDestinations(bucket, { ...violation, reason: joinReasons(violation.reason, open) });
  },
});
