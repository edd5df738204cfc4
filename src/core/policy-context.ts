import type { PolicyContext } from '../policy/index.js';
import { type Fact, known, unknown } from './fact.js';
import { type Kind, partitionOf, type ResourceIdentity } from './resource.js';

/** What a bucket's policy is judged for. */
export const bucketPolicyContext = (bucket: ResourceIdentity): PolicyContext => ({
  kind: 'bucket',
  name: bucket.id,
  accountId: bucket.accountId,
  partition: partitionOf(bucket),
  ...(bucket.region && { region: bucket.region }),
});

/** The kinds of resource that have a resource policy of S3. */
export type PolicyHolder = Extract<Kind, 'bucket' | 'accessPoint' | 'directoryBucket' | 'tableBucket'>;

/**
 * What the policy of a resource of any kind is judged for.
 *
 * @returns unknown where its ARN, by which the policy's resources are told, does not follow from what is known of it
 */
export const policyContextOf = (resource: ResourceIdentity & { readonly kind: PolicyHolder }): Fact<PolicyContext> => {
  if (resource.kind === 'bucket') return known(bucketPolicyContext(resource));
  const isMultiRegion = resource.type === 'AWS::S3::MultiRegionAccessPoint';
  // Of table buckets the id is the ARN; a Multi-Region Access Point is told by its alias, which only the ARN has.
  const arn = resource.arn ?? (resource.id.startsWith('arn:') ? resource.id : null);
  const region = resource.region ?? arn?.split(':')[3];
  if (isMultiRegion ? !arn : !region) return unknown('NOT_RECORDED', 'the ARN of the resource is not known');
  return known({
    kind: isMultiRegion ? 'multiRegionAccessPoint' : resource.kind,
    name: (arn ?? resource.id).split('/').at(-1) ?? resource.id,
    accountId: resource.accountId,
    partition: partitionOf({ arn, region: region ?? null }),
    ...(region && !isMultiRegion && { region }),
  });
};
