import type { PolicyContext } from '../policy/index.js';
import { partitionOf, type ResourceIdentity } from './resource.js';

/** What a bucket's policy is judged for. */
export const bucketPolicyContext = (bucket: ResourceIdentity): PolicyContext => ({
  kind: 'bucket',
  name: bucket.id,
  accountId: bucket.accountId,
  partition: partitionOf(bucket),
  ...(bucket.region && { region: bucket.region }),
});
