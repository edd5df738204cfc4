import { type Fact, unknown } from '../../../core/fact.js';
import type { ResourceIdentity } from '../../../core/resource.js';
import type { Policy } from '../../../policy/index.js';
import { bucketPolicyFromItem } from '../../configuration-item/bucket-policy-from-item.js';
import type { ConfigurationItem } from '../../configuration-item/parse-item.js';

/** The policies that are items of their own: those of directory and table buckets. */
export interface BucketPolicies {
  add(item: ConfigurationItem): void;
  of(bucket: ResourceIdentity): Fact<Policy | null>;
}

/**
 * Gathers AWS::S3Express::BucketPolicy and AWS::S3Tables::TableBucketPolicy items.
 *
 * @param where as reasons name the source: `the snapshot`
 */
export const createBucketPolicies = (where: string): BucketPolicies => {
  const policies = new Map<string, Fact<Policy | null>>();
  return {
    add: (item) => {
      const found = bucketPolicyFromItem(item);
      if (found) policies.set(keyOf(item, found.bucket), found.policy);
    },
    of: (bucket) => {
      const byName = policies.get(keyOf(bucket, bucket.id));
      const found = byName ?? (bucket.arn === null ? undefined : policies.get(keyOf(bucket, bucket.arn)));
      return (
        found ??
        unknown(
          'NOT_RECORDED',
          `no ${typeOfPolicy(bucket)} item of it is in ${where}: it has none, or it is not recorded`,
        )
      );
    },
  };
};

const keyOf = ({ accountId, region }: Pick<ResourceIdentity, 'accountId' | 'region'>, bucket: string): string =>
  `${accountId} ${region} ${bucket}`;

const typeOfPolicy = ({ type }: ResourceIdentity): string =>
  type === 'AWS::S3Tables::TableBucket' ? 'AWS::S3Tables::TableBucketPolicy' : 'AWS::S3Express::BucketPolicy';
