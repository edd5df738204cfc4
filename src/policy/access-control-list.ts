/** The ACL of a bucket, as S3's API spells it. */
export interface AccessControlList {
  /** The canonical id of the bucket's owner. */
  readonly ownerId: string;
  readonly grants: readonly AclGrant[];
}

/** One grant of an ACL. */
export interface AclGrant {
  readonly grantee: AclGrantee;
  readonly permission: AclPermission;
}

/** Who an ACL grants to: a predefined group by the last part of its URI, or a canonical user. */
export type AclGrantee =
  | { readonly kind: 'group'; readonly name: string }
  | { readonly kind: 'canonicalUser'; readonly id: string };

export type AclPermission = 'READ' | 'WRITE' | 'READ_ACP' | 'WRITE_ACP' | 'FULL_CONTROL';

/** Object Ownership; null where none is recorded, as of buckets before 2021, which is `ObjectWriter`. */
export type ObjectOwnership = 'BucketOwnerEnforced' | 'BucketOwnerPreferred' | 'ObjectWriter' | null;

/** The grants of an ACL to everyone or to every AWS account. The group for log delivery is neither. */
export function publicGrants({ grants }: AccessControlList): readonly AclGrant[] {
  return grants.filter(({ grantee }) => grantee.kind === 'group' && PUBLIC_GROUPS.has(grantee.name));
}

/** The canonical ids, other than the owner's, that an ACL grants to, sorted. */
export function externalGrantees({ ownerId, grants }: AccessControlList): readonly string[] {
  const ids = grants.flatMap(({ grantee }) => (grantee.kind === 'canonicalUser' ? [grantee.id] : []));
  return [...new Set(ids)].filter((id) => id !== ownerId).sort();
}

/** Whether a permission on a bucket gives a sort of access. A bucket's ACL gives no reading of objects. */
export function permits(permission: AclPermission, sort: 'list' | 'write' | 'admin'): boolean {
  return permission === 'FULL_CONTROL' || permission === PERMISSIONS[sort];
}

const PUBLIC_GROUPS: ReadonlySet<string> = /* @__PURE__ */ new Set(['AllUsers', 'AuthenticatedUsers']);

const PERMISSIONS = { list: 'READ', write: 'WRITE', admin: 'WRITE_ACP' } as const;
