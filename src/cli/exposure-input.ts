import type { Fact } from '../core/fact.js';
import type { AccessPointBucket, Acl, AclGrantee, ObjectOwnership, PublicAccessBlock } from '../core/facts.js';
import { bucketPolicyContext } from '../core/policy-context.js';
import { partitionOf, type Resource, type ResourceIdentity } from '../core/resource.js';
import type { AccessControlList, ExposureInput, KnownPolicy, Policy, PolicyContext } from '../policy/index.js';

/** Reads a fact of one resource. */
type Read = (fact: string) => Promise<Fact<unknown>>;

/** An access point as its bucket's exposure counts it. */
export type ExposedAccessPoint = NonNullable<ExposureInput['accessPoints']>[number];

/** What the exposure of a bucket is decided from; what is not known says so. */
export const exposureInputOf = async (
  { identity }: Resource,
  read: Read,
  accessPoints: readonly ExposedAccessPoint[],
): Promise<ExposureInput> => ({
  context: bucketPolicyContext(identity),
  policy: policyFrom(await read('policy')),
  acl: aclFrom((await read('acl')) as Fact<Acl>),
  ownership: knownValue((await read('ownership')) as Fact<ObjectOwnership | null>),
  accountBlock: knownValue((await read('accountPublicAccessBlock')) as Fact<PublicAccessBlock | null>),
  bucketBlock: knownValue((await read('publicAccessBlock')) as Fact<PublicAccessBlock | null>),
  accessPoints,
});

/** An access point with the names of the buckets behind it; null if those are not known. */
export const accessPointOf = async ({ identity }: Resource, read: Read) => {
  const buckets = (await read('buckets')) as Fact<readonly AccessPointBucket[]>;
  if (!buckets.known) return null;
  const vpcId = (await read('vpcId')) as Fact<string | null>;
  const isInVpc = vpcId.known && vpcId.value !== null;
  return {
    buckets: buckets.value.map(({ name }) => name),
    exposed: { context: accessPointContext(identity, isInVpc), policy: policyFrom(await read('policy')) },
  };
};

/** A Multi-Region Access Point goes by its alias, which only its ARN tells. */
const accessPointContext = (identity: ResourceIdentity, isInVpc: boolean): PolicyContext => {
  const alias = /:accesspoint\/(.+\.mrap)$/.exec(identity.arn ?? '')?.[1];
  return {
    kind: alias ? 'multiRegionAccessPoint' : 'accessPoint',
    name: alias ?? identity.id,
    accountId: identity.accountId,
    partition: partitionOf(identity),
    networkOrigin: isInVpc ? 'VPC' : 'Internet',
    ...(identity.region && { region: identity.region }),
  };
};

const policyFrom = (fact: Fact<unknown>): KnownPolicy => {
  if (fact.known) return fact.value as Policy | null;
  return fact.code === 'MALFORMED' ? 'malformed' : 'unknown';
};

const knownValue = <T>(fact: Fact<T>): T | 'unknown' => (fact.known ? fact.value : 'unknown');

/** Without its owner nobody can tell which grants go elsewhere. */
const aclFrom = (fact: Fact<Acl>): AccessControlList | 'unknown' => {
  if (!fact.known || fact.value.ownerId === null) return 'unknown';
  const { ownerId, grants } = fact.value;
  return { ownerId, grants: grants.map(({ grantee, permission }) => ({ permission, grantee: granteeFrom(grantee) })) };
};

const granteeFrom = (grantee: AclGrantee): AccessControlList['grants'][number]['grantee'] => {
  if (grantee.kind === 'group') return { kind: 'group', name: grantee.group };
  // In whatever spelling: somebody who is not the owner.
  return { kind: 'canonicalUser', id: grantee.kind === 'other' ? grantee.text : grantee.id };
};
