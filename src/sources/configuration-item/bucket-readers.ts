import type { ServerAccessLogging, Versioning } from '../../core/facts.js';
import { aclFromValue } from './acl-from-value.js';
import { encryptionFromRules } from './encryption-from-value.js';
import type { ItemReaders } from './fact-from-item.js';
import {
  booleanOf,
  type ItemValue,
  isAbsent,
  itemsOf,
  malformed,
  memberOf,
  oneOf,
  optionalBooleanOf,
  optionalTextOf,
  textOf,
} from './item-value.js';
import { lifecycleFromValue } from './lifecycle-from-value.js';
import { objectLockFromValue } from './object-lock-from-value.js';
import type { ConfigurationItem } from './parse-item.js';
import { hasSupplementary, NotRecordedError, ownTagsOf, supplementaryOf, tagsAt } from './parts-of-item.js';
import { policyFromValue } from './policy-from-value.js';
import { publicAccessBlockFromValue } from './public-access-block-from-value.js';
import { replicationFromValue } from './replication-from-value.js';
import { websiteFromValue } from './website-from-value.js';

/** The facts of a general purpose bucket in an AWS::S3::Bucket item. */
export const bucketReaders = {
  policy: (item) => {
    const policy = alwaysThere(item, 'BucketPolicy');
    if (isAbsent(policy)) return null;
    const text = memberOf(policy, 'policyText');
    // An object that says something else must not pass for "no policy".
    if (text.value === null) throw malformed(text, 'a policy');
    return policyFromValue(text);
  },
  publicAccessBlock: (item) => publicAccessBlockFromValue(setting(item, 'PublicAccessBlockConfiguration'), 'camelCase'),
  acl: (item) => aclFromValue(alwaysThere(item, 'AccessControlList')),
  encryption: (item) => {
    const encryption = setting(item, 'ServerSideEncryptionConfiguration');
    return isAbsent(encryption) ? null : encryptionFromRules(memberOf(encryption, 'rules'), 'camelCase');
  },
  logging: (item) => loggingFrom(alwaysThere(item, 'BucketLoggingConfiguration')),
  versioning: (item) => versioningFrom(alwaysThere(item, 'BucketVersioningConfiguration')),
  lifecycle: (item) => lifecycleFromValue(setting(item, 'BucketLifecycleConfiguration')),
  replication: (item) => replicationFromValue(setting(item, 'BucketReplicationConfiguration')),
  objectLock: (item) => objectLockFromValue(setting(item, 'ObjectLockConfiguration')),
  requesterPays: (item) => booleanOf(alwaysThere(item, 'IsRequesterPaysEnabled')),
  website: (item) => websiteFromValue(setting(item, 'BucketWebsiteConfiguration')),
  tags: (item) =>
    tagsAt(
      () => ownTagsOf(item),
      () => supplementaryTagsOf(item),
    ),
} satisfies ItemReaders<'bucket'>;

/** What every live bucket item holds, whatever is configured: 47 of 47 items from 2017 to 2026. */
const keysOfEveryBucket = [
  'AccessControlList',
  'BucketPolicy',
  'BucketVersioningConfiguration',
  'BucketLoggingConfiguration',
  'BucketNotificationConfiguration',
  'IsRequesterPaysEnabled',
];

/** A value that every bucket has. Where it is missing it was not recorded, which is not the same as "off". */
const alwaysThere = (item: ConfigurationItem, key: string): ItemValue => {
  const value = supplementaryOf(item, key);
  if (value.value === null) throw new NotRecordedError(value.path);
  return value;
};

/**
 * A value whose absence says that nothing is configured, provided that the item was recorded at all: one without any of
 * the keys of every bucket (a query that selected something else, the recorder's own fault) proves no absence.
 */
const setting = (item: ConfigurationItem, key: string): ItemValue => {
  const value = supplementaryOf(item, key);
  if (value.value !== null || keysOfEveryBucket.some((always) => hasSupplementary(item, always))) return value;
  throw new NotRecordedError(value.path);
};

/** Null where logs go nowhere: `{}`, or members that are all null. */
const loggingFrom = (logging: ItemValue): ServerAccessLogging | null => {
  if (isAbsent(logging)) return null;
  return {
    destinationBucket: textOf(memberOf(logging, 'destinationBucketName')),
    prefix: optionalTextOf(memberOf(logging, 'logFilePrefix')) ?? '',
  };
};

const versioningFrom = (versioning: ItemValue): Versioning => ({
  status: oneOf(memberOf(versioning, 'status'), ['Enabled', 'Suspended', 'Off']),
  // S3 answers MFA delete only for buckets where it was ever set, and Config keeps its silence as null.
  mfaDelete: optionalBooleanOf(memberOf(versioning, 'isMfaDeleteEnabled')) ?? false,
});

/** The same tags once more, as the batch API may give them, which leaves out the item's own. */
const supplementaryTagsOf = (item: ConfigurationItem): ItemValue => {
  const tagging = supplementaryOf(item, 'BucketTaggingConfiguration');
  const [first] = isAbsent(tagging) ? [] : itemsOf(memberOf(tagging, 'tagSets'));
  return first ? memberOf(first, 'tags') : { ...tagging, value: null };
};
