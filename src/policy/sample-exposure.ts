import type { AccessControlList, AclGrant, AclPermission } from './access-control-list.js';
import { exposureOf, factsOf } from './exposure.js';
import type { Exposure, ExposureInput } from './exposure-facts.js';
import type { PublicAccessBlock } from './public-access-block.js';
import { bucket, policyOf, type StatementSource } from './sample-policies.js';

// Buckets for the tests of this folder; nothing here is shipped.

/** No setting of Block Public Access, and all four. */
export const off: PublicAccessBlock = {
  blockPublicAcls: false,
  ignorePublicAcls: false,
  blockPublicPolicy: false,
  restrictPublicBuckets: false,
};
export const on: PublicAccessBlock = {
  blockPublicAcls: true,
  ignorePublicAcls: true,
  blockPublicPolicy: true,
  restrictPublicBuckets: true,
};

const ownerId = 'a'.repeat(64);

/** The canonical id of another account. */
export const otherId = 'b'.repeat(64);

/** An ACL with the owner's grant, and further ones to groups by name or to canonical ids. */
export function aclWith(...grants: readonly [string, AclPermission][]): AccessControlList {
  const further = grants.map(
    ([grantee, permission]): AclGrant => ({
      grantee:
        grantee.length === ownerId.length ? { kind: 'canonicalUser', id: grantee } : { kind: 'group', name: grantee },
      permission,
    }),
  );
  return {
    ownerId,
    grants: [{ grantee: { kind: 'canonicalUser', id: ownerId }, permission: 'FULL_CONTROL' }, ...further],
  };
}

/** An ACL that grants everything to everyone. */
export const openAcl: AccessControlList = aclWith(['AllUsers', 'FULL_CONTROL']);

/** Nothing is public. */
export const closed = { publicRead: false, publicList: false, publicWrite: false, publicAdmin: false };

/** The exposure of a bucket that has these statements, no public ACL and no block, but for the changes. */
export function exposureWith(statements: readonly StatementSource[], changes: Partial<ExposureInput> = {}): Exposure {
  return exposureOf({
    context: bucket,
    policy: statements.length === 0 ? null : policyOf(...statements),
    acl: aclWith(),
    ownership: null,
    accountBlock: null,
    bucketBlock: null,
    ...changes,
  });
}

/** Its facts. */
export function factsWith(statements: readonly StatementSource[], changes: Partial<ExposureInput> = {}) {
  return factsOf(exposureWith(statements, changes));
}

/** Which of the four sorts of access are public. */
export function accessWith(statements: readonly StatementSource[], changes: Partial<ExposureInput> = {}) {
  const { publicRead, publicList, publicWrite, publicAdmin } = factsWith(statements, changes);
  return { publicRead, publicList, publicWrite, publicAdmin };
}
