import { HiddenValue } from '../answers/hidden-value.js';
import {
  cannedAclAnswer,
  error,
  fourFlags,
  isPublicAcl,
  type LeftOut,
  NO_BLOCK,
  needsAcls,
  newBucket,
} from '../declared/bucket-defaults.js';
import {
  booleanIn,
  type Members,
  mapElements,
  mapMembers,
  memberIn,
  numberIn,
  withoutUndefined,
} from '../declared/members.js';

/** What a bucket's answers rest on beside its properties. */
export interface BucketSurroundings {
  readonly name: string;
  /** What `s3:GetBucketPolicy` answers. */
  readonly policy: unknown;
  /** What to answer where the template sets nothing; takes the facts that it decides and S3's default. */
  readonly leftOut: LeftOut;
}

/**
 * What S3 would answer about a bucket of these properties.
 *
 * @see https://docs.aws.amazon.com/AWSCloudFormation/latest/TemplateReference/aws-resource-s3-bucket.html
 */
export const bucketAnswers = (bucket: Members, { name, policy, leftOut }: BucketSurroundings): Members => ({
  's3:GetBucketPolicy': policy,
  's3:GetPublicAccessBlock': bucketBlockAnswer(bucket, leftOut),
  's3:GetBucketOwnershipControls': ownershipAnswer(bucket, leftOut),
  's3:GetBucketAcl': aclAnswer(bucket, leftOut),
  's3:GetBucketEncryption': encryptionAnswer(bucket, leftOut),
  's3:GetBucketVersioning': versioningAnswer(bucket, leftOut),
  's3:GetBucketLogging': { LoggingEnabled: loggingAnswer(bucket, name) },
  's3:GetBucketLifecycleConfiguration': lifecycleAnswer(bucket),
  's3:GetBucketReplication': replicationAnswer(bucket),
  's3:GetObjectLockConfiguration': objectLockAnswer(bucket),
  // No template sets it, and the owner pays unless somebody does.
  's3:GetBucketRequestPayment': leftOut(['requesterPays'], newBucket.requestPayment),
  's3:GetBucketWebsite': websiteAnswer(bucket),
  's3:GetBucketTagging': 'Tags' in bucket ? { TagSet: tagsIn(bucket.Tags) } : error('NoSuchTagSet'),
});

const bucketBlockAnswer = (bucket: Members, leftOut: LeftOut): unknown =>
  bucket.PublicAccessBlockConfiguration === undefined && isPublicAcl(cannedName(bucket.AccessControl))
    ? NO_BLOCK
    : { PublicAccessBlockConfiguration: blockAnswer(bucket, leftOut) };

/** The four settings of a bucket or access point, of which those not named are off. */
export const blockAnswer = (properties: Members, leftOut: LeftOut): unknown => {
  const block = properties.PublicAccessBlockConfiguration;
  if (block === undefined) return leftOut(['publicAccessBlock'], fourFlags(true));
  return mapMembers(block, (flags) => ({
    ...fourFlags(false),
    ...Object.fromEntries(Object.entries(flags).map(([name, on]) => [name, booleanIn(on)])),
  }));
};

/** @see https://docs.aws.amazon.com/AmazonS3/latest/userguide/about-object-ownership.html */
const ownershipAnswer = (bucket: Members, leftOut: LeftOut): unknown => {
  const rules = memberIn(bucket, 'OwnershipControls', 'Rules');
  if (rules !== undefined) return { OwnershipControls: { Rules: rules } };
  // A new bucket with such an ACL is refused, so where the stack stands the bucket is older than the default.
  if (needsAcls(cannedName(bucket.AccessControl))) return error('OwnershipControlsNotFoundError');
  return leftOut(['ownership'], newBucket.ownership);
};

const aclAnswer = ({ AccessControl: canned }: Members, leftOut: LeftOut): unknown =>
  canned === undefined ? leftOut(['acl'], newBucket.acl) : (cannedAclAnswer(cannedName(canned)) ?? { Grants: canned });

/** `PublicRead` is `public-read` elsewhere. */
const cannedName = (canned: unknown): unknown =>
  typeof canned === 'string'
    ? canned.replace(/[A-Z]/g, (letter, index) => `${index === 0 ? '' : '-'}${letter.toLowerCase()}`)
    : canned;

const encryptionAnswer = (bucket: Members, leftOut: LeftOut): unknown => {
  const rules = memberIn(bucket, 'BucketEncryption', 'ServerSideEncryptionConfiguration');
  if (rules === undefined) return leftOut(['encryption', 'ssecBlocked'], newBucket.encryption);
  return {
    ServerSideEncryptionConfiguration: {
      Rules: mapElements(rules, (rule) =>
        withoutUndefined({
          ApplyServerSideEncryptionByDefault: rule.ServerSideEncryptionByDefault,
          BucketKeyEnabled: booleanIn(rule.BucketKeyEnabled),
          BlockedEncryptionTypes: rule.BlockedEncryptionTypes,
        }),
      ),
    },
  };
};

/** Object Lock turns versioning on. MFA delete can be set by the root user alone, never by a template. */
const versioningAnswer = (bucket: Members, leftOut: LeftOut): unknown => {
  const status = memberIn(bucket, 'VersioningConfiguration', 'Status');
  if (status !== undefined) return { Status: status };
  if (bucket.ObjectLockEnabled instanceof HiddenValue) return bucket.ObjectLockEnabled;
  return booleanIn(bucket.ObjectLockEnabled) === true ? { Status: 'Enabled' } : leftOut(['versioning'], {});
};

/** Without a destination the logs go to the bucket itself. */
const loggingAnswer = (bucket: Members, name: string): unknown =>
  mapMembers(bucket.LoggingConfiguration, ({ DestinationBucketName: destination, LogFilePrefix: prefix }) =>
    withoutUndefined({ TargetBucket: destination ?? name, TargetPrefix: prefix }),
  );

const lifecycleAnswer = (bucket: Members): unknown => {
  const rules = memberIn(bucket, 'LifecycleConfiguration', 'Rules');
  return rules === undefined ? error('NoSuchLifecycleConfiguration') : { Rules: mapElements(rules, lifecycleRule) };
};

const lifecycleRule = (rule: Members): Members => {
  const noncurrent =
    rule.NoncurrentVersionExpirationInDays ?? memberIn(rule, 'NoncurrentVersionExpiration', 'NoncurrentDays');
  const hasSize = rule.ObjectSizeGreaterThan !== undefined || rule.ObjectSizeLessThan !== undefined;
  return withoutUndefined({
    ID: rule.Id,
    Status: rule.Status,
    Filter: withoutUndefined({
      And: withoutUndefined({
        Prefix: rule.Prefix,
        Tags: rule.TagFilters,
        ...(hasSize && {
          ObjectSizeGreaterThan: rule.ObjectSizeGreaterThan,
          ObjectSizeLessThan: rule.ObjectSizeLessThan,
        }),
      }),
    }),
    Expiration:
      rule.ExpirationInDays === undefined && rule.ExpirationDate === undefined
        ? undefined
        : withoutUndefined({ Days: numberIn(rule.ExpirationInDays), Date: rule.ExpirationDate }),
    NoncurrentVersionExpiration: noncurrent === undefined ? undefined : { NoncurrentDays: numberIn(noncurrent) },
    AbortIncompleteMultipartUpload: mapMembers(rule.AbortIncompleteMultipartUpload, ({ DaysAfterInitiation }) => ({
      DaysAfterInitiation: numberIn(DaysAfterInitiation),
    })),
  });
};

const replicationAnswer = (bucket: Members): unknown => {
  const rules = memberIn(bucket, 'ReplicationConfiguration', 'Rules');
  if (rules === undefined) return error('ReplicationConfigurationNotFoundError');
  return {
    ReplicationConfiguration: {
      Rules: mapElements(rules, (rule) =>
        withoutUndefined({
          ID: rule.Id,
          Status: rule.Status,
          Prefix: rule.Prefix,
          Filter: mapMembers(rule.Filter, ({ Prefix, TagFilter, And }) =>
            withoutUndefined({ Prefix, Tag: TagFilter, And }),
          ),
          DeleteMarkerReplication: rule.DeleteMarkerReplication,
          Destination: mapMembers(rule.Destination, ({ Bucket, Account, EncryptionConfiguration: encryption }) =>
            withoutUndefined({
              Bucket,
              Account,
              EncryptionConfiguration: mapMembers(encryption, ({ ReplicaKmsKeyID }) => ({ ReplicaKmsKeyID })),
            }),
          ),
        }),
      ),
    },
  };
};

const objectLockAnswer = (bucket: Members): unknown => {
  const enabled = booleanIn(bucket.ObjectLockEnabled);
  if (enabled instanceof HiddenValue) return enabled;
  if (enabled !== true) return error('ObjectLockConfigurationNotFoundError');
  const rule = memberIn(bucket, 'ObjectLockConfiguration', 'Rule');
  return {
    ObjectLockConfiguration: {
      ObjectLockEnabled: 'Enabled',
      Rule: mapMembers(rule, ({ DefaultRetention }) => ({
        DefaultRetention: mapMembers(DefaultRetention, ({ Mode, Days, Years }) =>
          withoutUndefined({ Mode, Days: numberIn(Days), Years: numberIn(Years) }),
        ),
      })),
    },
  };
};

const websiteAnswer = ({ WebsiteConfiguration: website }: Members): unknown => {
  if (website === undefined) return error('NoSuchWebsiteConfiguration');
  return mapMembers(website, ({ IndexDocument: index, RedirectAllRequestsTo }) =>
    withoutUndefined({ IndexDocument: index === undefined ? undefined : { Suffix: index }, RedirectAllRequestsTo }),
  );
};

/** Numbers and booleans become the text that CloudFormation makes of them. */
const tagsIn = (tags: unknown): unknown =>
  mapElements(tags, ({ Key, Value }) => ({ Key: textIn(Key), Value: textIn(Value) }));

const textIn = (value: unknown): unknown =>
  typeof value === 'number' || typeof value === 'boolean' ? String(value) : value;
