import type { Fact } from '../../../src/core/fact.js';
import type { LifecycleRule, ObjectLock, Versioning } from '../../../src/core/facts.js';
import { words } from '../../../src/core/reason.js';
import { defineRule } from '../../../src/core/rule.js';
import { compliant, insufficientData, nonCompliant, notApplicable, type Verdict } from '../../../src/core/verdict.js';

export default defineRule({
  id: 's3-bucket-lifecycle-safe',
  severity: 'HIGH',
  title: 'The lifecycle of the bucket clears away what is left over, and destroys nothing',
  description:
    'Enabled lifecycle rules for the whole bucket expire noncurrent versions in time and abort unfinished uploads, and none expires objects or versions after a few days. Controls: S3.10, S3.13.',
  tier: 'core',
  controls: [
    'Security Hub S3.10',
    'FSBP S3.13',
    'NIST 800-53 r5 CP-6(2)',
    'NIST 800-53 r5 CP-9',
    'NIST 800-53 r5 CP-10',
    'NIST 800-53 r5 SC-5(2)',
    'NIST 800-53 r5 SI-13(5)',
  ],
  remediation: {
    summary:
      'Give the bucket an enabled rule without filter that expires noncurrent versions and aborts unfinished uploads. If a rule expires objects after a few days and nobody meant it to, disable it first and look for who added it.',
  },
  resource: 'bucket',
  facts: ['lifecycle', 'versioning'],
  optionalFacts: ['objectLock'],
  parameters: {
    requireNoncurrentExpiry: {
      type: 'boolean',
      default: true,
      description: 'Whether noncurrent versions must expire, where the bucket has versions.',
    },
    maxNoncurrentDays: {
      type: 'integer',
      default: 365,
      minimum: 1,
      maximum: 36500,
      description: 'After how many days at most noncurrent versions must expire.',
    },
    requireAbortMultipart: {
      type: 'boolean',
      default: true,
      description: 'Whether unfinished multipart uploads must be aborted.',
    },
    minExpirationDays: {
      type: 'integer',
      default: 2,
      minimum: 1,
      maximum: 36500,
      description: 'An expiration of all objects after fewer days is taken for destruction; 8 suits protected buckets.',
    },
    minNoncurrentDays: {
      type: 'integer',
      default: 7,
      minimum: 1,
      maximum: 36500,
      description: 'An expiration of all noncurrent versions after fewer days is taken for destruction.',
    },
  },
  evaluate(bucket, parameters) {
    const { lifecycle, versioning } = bucket;
    if (versioning.mfaDelete) {
      return notApplicable('MFA_DELETE', 'MFA delete is on, and S3 takes no lifecycle configuration beside it.');
    }
    const enabled = (lifecycle ?? []).filter((rule) => rule.enabled);
    const rules = enabled.filter(({ wholeBucket }) => wholeBucket);
    const destructionBy = (some: readonly LifecycleRule[]) =>
      some.flatMap((rule) => destructionOf(rule, versioning, parameters));
    const destructive = destructionBy(rules);
    if (destructive.length > 0) {
      return nonCompliant('DESTRUCTIVE', words`The whole bucket is emptied: ${destructive}.`, [
        { path: 'lifecycle', found: lifecycle, expected: `no expiration before ${parameters.minExpirationDays} days` },
      ]);
    }
    const missing = missingIn(rules, versioning, parameters);
    if (missing.length > 0) return incomplete(lifecycle, missing);
    const perhaps = destructionBy(enabled.filter(({ wholeBucket }) => wholeBucket === null));
    if (perhaps.length > 0) {
      return insufficientData(
        'CHOSEN_BY_OBJECTS',
        words`Whether the whole bucket is emptied depends on the objects that a filter by size or of a new kind chooses: ${perhaps}.`,
        [
          {
            path: 'lifecycle',
            found: lifecycle,
            expected: `no expiration before ${parameters.minExpirationDays} days`,
          },
        ],
      );
    }
    return verdictOnLength(rules, versioning, parameters, () => bucket.objectLock);
  },
});

interface Limits {
  readonly requireNoncurrentExpiry: boolean;
  readonly maxNoncurrentDays: number;
  readonly requireAbortMultipart: boolean;
  readonly minExpirationDays: number;
  readonly minNoncurrentDays: number;
}

/**
 * What a rule destroys. From its date on, S3 expires whatever is there and whatever comes, so a date spares no new object.
 *
 * @see https://docs.aws.amazon.com/AmazonS3/latest/userguide/intro-lifecycle-rules.html
 */
const destructionOf = (rule: LifecycleRule, versioning: Versioning, limits: Limits): readonly string[] => {
  const { expirationDays, expirationDate, noncurrentExpirationDays: noncurrent } = rule;
  const name = rule.id ? `rule "${rule.id}"` : 'a rule without id';
  return [
    ...(expirationDays !== null && expirationDays < limits.minExpirationDays
      ? [`${name} expires objects after ${dayCount(expirationDays)}`]
      : []),
    ...(expirationDate !== null ? [`${name} expires objects from ${expirationDate.slice(0, 10)} on`] : []),
    ...(hasVersions(versioning) && noncurrent !== null && noncurrent < limits.minNoncurrentDays
      ? [`${name} expires noncurrent versions after ${dayCount(noncurrent)}`]
      : []),
  ];
};

const dayCount = (days: number): string => (days === 1 ? '1 day' : `${days} days`);

const hasVersions = ({ status }: Versioning): boolean => status !== 'Off';

const missingIn = (rules: readonly LifecycleRule[], versioning: Versioning, limits: Limits): readonly string[] => [
  ...(limits.requireNoncurrentExpiry &&
  hasVersions(versioning) &&
  rules.every(({ noncurrentExpirationDays }) => noncurrentExpirationDays === null)
    ? ['noncurrent versions never expire']
    : []),
  ...(limits.requireAbortMultipart && rules.every(({ abortMultipartUploadDays }) => abortMultipartUploadDays === null)
    ? ['unfinished uploads are never aborted']
    : []),
];

const incomplete = (lifecycle: readonly LifecycleRule[] | null, missing: readonly string[]): Verdict => {
  const evidence = { path: 'lifecycle', found: lifecycle, expected: 'enabled rules for the whole bucket' };
  if (lifecycle === null) {
    return nonCompliant(
      'NO_LIFECYCLE',
      words`The bucket has no lifecycle configuration: ${missing}.`,
      [evidence],
      'LOW',
    );
  }
  return nonCompliant('INCOMPLETE', words`Of the whole bucket, by its enabled rules: ${missing}.`, [evidence], 'LOW');
};

/** A version that is locked does not expire, so days up to its retention are never too many. */
const verdictOnLength = (
  rules: readonly LifecycleRule[],
  versioning: Versioning,
  { requireNoncurrentExpiry, maxNoncurrentDays }: Limits,
  objectLock: () => Fact<ObjectLock | null>,
): Verdict => {
  const fine = compliant(
    'SAFE',
    'Enabled rules for the whole bucket clear away what is left over, and none empties it.',
  );
  const shortest = Math.min(...rules.flatMap(({ noncurrentExpirationDays: days }) => days ?? []));
  if (!requireNoncurrentExpiry || !hasVersions(versioning) || shortest <= maxNoncurrentDays) return fine;
  const lock = objectLock();
  const found = `Noncurrent versions expire after ${shortest} days only`;
  if (!lock.known)
    return insufficientData(lock.code, `${found}, and whether they are locked as long is unknown: ${lock.reason}.`);
  if (shortest <= (lock.value?.defaultRetention?.days ?? 0)) return fine;
  return nonCompliant(
    'NONCURRENT_TOO_LONG',
    `${found}, not after ${maxNoncurrentDays}.`,
    [{ path: 'lifecycle', found: shortest, expected: maxNoncurrentDays }],
    'LOW',
  );
};
