import type { Fact } from '../../core/fact.js';
import type { Policy } from '../../policy/index.js';
import { factFromItem } from './fact-from-item.js';
import { memberOf, textOf } from './item-value.js';
import { type ConfigurationItem, isDeleted } from './parse-item.js';
import { configurationOf } from './parts-of-item.js';
import { policyFromValue } from './policy-from-value.js';

/** A bucket policy that is an item of its own, as those of directory and table buckets are. */
export interface BucketPolicyItem {
  readonly kind: 'directoryBucket' | 'tableBucket';
  /** Whose policy it is: the name of a directory bucket, the ARN of a table bucket. */
  readonly bucket: string;
  /** Null where the policy was deleted. */
  readonly policy: Fact<Policy | null>;
}

/** The policy of an AWS::S3Express::BucketPolicy or AWS::S3Tables::TableBucketPolicy item; null for another type. */
export const bucketPolicyFromItem = (item: ConfigurationItem): BucketPolicyItem | null => {
  const names = membersOfType.get(item.resourceType);
  if (!names) return null;
  const bucket = factFromItem(() => textOf(memberOf(configurationOf(item), names.bucket)));
  return {
    kind: names.kind,
    // The id of such a type is what CloudFormation tells it by, which is the bucket.
    bucket: bucket.known ? bucket.value : item.resourceId,
    policy: factFromItem(() =>
      isDeleted(item) ? null : policyFromValue(memberOf(configurationOf(item), names.policy)),
    ),
  };
};

interface MemberNames {
  readonly kind: BucketPolicyItem['kind'];
  readonly bucket: string;
  readonly policy: string;
}

const membersOfType: ReadonlyMap<string, MemberNames> = new Map([
  ['AWS::S3Express::BucketPolicy', { kind: 'directoryBucket', bucket: 'Bucket', policy: 'PolicyDocument' }],
  ['AWS::S3Tables::TableBucketPolicy', { kind: 'tableBucket', bucket: 'TableBucketARN', policy: 'ResourcePolicy' }],
]);
