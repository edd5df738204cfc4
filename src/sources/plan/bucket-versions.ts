import { HiddenValue } from '../answers/hidden-value.js';
import { error, newBucket } from '../declared/bucket-defaults.js';
import { mapMembers, memberIn, withoutUndefined } from '../declared/members.js';
import { type BucketContext, inlineValue, type Setting, settingOf } from './bucket-settings.js';
import { firstOf, setIn, valueAt } from './names.js';

/** The versioning of a bucket. Object Lock turns it on. */
export const versioningSetting = ({ bucket, leftOut }: BucketContext): Setting => ({
  type: 'aws_s3_bucket_versioning',
  member: 'Status',
  from: ({ values }) => {
    const status = valueAt(values, ['versioning_configuration', 'status']);
    return withoutUndefined({
      // `Disabled` is for buckets whose versioning was never on.
      Status: status === 'Disabled' ? undefined : status,
      MFADelete: mfaDeleteIn(values),
    });
  },
  attribute: 'versioning',
  inline: (value) => {
    if (setIn(value) === undefined) return undefined;
    const [enabled, mfa] = [valueAt(value, ['enabled']), valueAt(value, ['mfa_delete'])];
    return withoutUndefined({
      Status: enabled === false && !bucket.isNew ? neverOrSuspended(bucket.address) : statusOf(enabled),
      MFADelete: typeof mfa === 'boolean' ? (mfa ? 'Enabled' : 'Disabled') : setIn(mfa),
    });
  },
  fresh: () => {
    const lock = inlineValue(bucket, 'object_lock_enabled');
    if (lock instanceof HiddenValue) return lock;
    return lock === true ? { Status: 'Enabled' } : leftOut(['versioning'], newBucket.versioning);
  },
});

/**
 * Providers call it unknown where no file sets it. Without the code of a device S3 neither turns MFA delete on nor takes
 * any versioning where it is on.
 *
 * @see https://docs.aws.amazon.com/AmazonS3/latest/userguide/MultiFactorAuthenticationDelete.html
 */
const mfaDeleteIn = (values: unknown): unknown => {
  const mfaDelete = valueAt(values, ['versioning_configuration', 'mfa_delete']);
  const hasCode = setIn(memberIn(values, 'mfa')) !== undefined;
  return mfaDelete instanceof HiddenValue && !hasCode ? undefined : setIn(mfaDelete);
};

const statusOf = (enabled: unknown): unknown => {
  if (enabled === true) return 'Enabled';
  return enabled === false ? undefined : enabled;
};

/** The bucket's own block says `enabled = false` of both. */
const neverOrSuspended = (address: string): HiddenValue =>
  new HiddenValue(`whether versioning was ever on, which ${address} does not show`);

const notLocked = error('ObjectLockConfigurationNotFoundError');

/** What S3 would answer about the Object Lock of a bucket. */
export const objectLockAnswer = (context: BucketContext): unknown =>
  settingOf(context, {
    type: 'aws_s3_bucket_object_lock_configuration',
    member: 'ObjectLockConfiguration',
    from: ({ values }) => lockedAnswer(values),
    attribute: 'object_lock_enabled',
    inline: (enabled) => {
      if (enabled === null) return undefined;
      if (enabled !== true) return notLocked;
      const own = inlineValue(context.bucket, 'object_lock_configuration');
      return own instanceof HiddenValue ? own : lockedAnswer(firstOf(own));
    },
    fresh: () => {
      // The block of older providers turns it on by itself.
      const own = firstOf(inlineValue(context.bucket, 'object_lock_configuration'));
      return own === undefined || own === null ? notLocked : own instanceof HiddenValue ? own : lockedAnswer(own);
    },
  });

const lockedAnswer = (value: unknown): unknown => ({
  ObjectLockConfiguration: {
    ObjectLockEnabled: 'Enabled',
    Rule: mapMembers(firstOf(memberIn(value, 'rule')), ({ default_retention: retention }) => ({
      DefaultRetention: mapMembers(firstOf(retention), ({ mode, days, years }) =>
        withoutUndefined({ Mode: mode, Days: setIn(days), Years: setIn(years) }),
      ),
    })),
  },
});
