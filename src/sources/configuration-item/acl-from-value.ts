import type { Acl, AclGrant, AclGrantee, AclPermission } from '../../core/facts.js';
import { type ItemValue, itemsOf, malformed, memberOf, optionalTextOf } from './item-value.js';

/**
 * A bucket's access control list as Config keeps it: a dump of the Java SDK's class, whose groups are bare words and
 * whose permissions are names of Java constants. The S3 API's own spelling is understood as well.
 *
 * @param from the decoded list; Config keeps it as JSON text, in API answers as JSON text in JSON text
 */
export const aclFromValue = (from: ItemValue): Acl => {
  const owner = memberOf(from, 'owner');
  const lists = [memberOf(from, 'grantList'), memberOf(from, 'grantSet')].filter(({ value }) => value !== null);
  // No grants are possible, an owner may take away his own; but then there is still the owner.
  if (owner.value === null && lists.length === 0) throw malformed(from, 'a list of grants');
  return {
    ownerId: owner.value === null ? null : optionalTextOf(memberOf(owner, 'id')),
    grants: lists.flatMap(itemsOf).map(grantFrom),
  };
};

const grantFrom = (grant: ItemValue): AclGrant => ({
  grantee: granteeFrom(memberOf(grant, 'grantee')),
  permission: permissionFrom(memberOf(grant, 'permission')),
});

const permissions: ReadonlyMap<unknown, AclPermission> = new Map([
  ['FullControl', 'FULL_CONTROL'],
  ['Read', 'READ'],
  ['Write', 'WRITE'],
  ['ReadAcp', 'READ_ACP'],
  ['WriteAcp', 'WRITE_ACP'],
  ['FULL_CONTROL', 'FULL_CONTROL'],
  ['READ', 'READ'],
  ['WRITE', 'WRITE'],
  ['READ_ACP', 'READ_ACP'],
  ['WRITE_ACP', 'WRITE_ACP'],
]);

const permissionFrom = (from: ItemValue): AclPermission => {
  const permission = permissions.get(from.value);
  if (!permission) throw malformed(from, 'one of FullControl, Read, Write, ReadAcp, WriteAcp');
  return permission;
};

const granteeFrom = (from: ItemValue): AclGrantee => {
  if (typeof from.value === 'string' && from.value !== '') return groupOrOther(from.value);
  const id = optionalTextOf(memberOf(from, 'id')) ?? optionalTextOf(memberOf(from, 'ID'));
  if (id !== null) return { kind: 'canonicalUser', id };
  for (const key of ['URI', 'EmailAddress']) {
    const text = optionalTextOf(memberOf(from, key));
    if (text !== null) return groupOrOther(text);
  }
  throw malformed(from, 'a group or a canonical user');
};

/** @see https://docs.aws.amazon.com/AmazonS3/latest/userguide/acl-overview.html#specifying-grantee-predefined-groups */
const groups = {
  AllUsers: 'http://acs.amazonaws.com/groups/global/AllUsers',
  AuthenticatedUsers: 'http://acs.amazonaws.com/groups/global/AuthenticatedUsers',
  LogDelivery: 'http://acs.amazonaws.com/groups/s3/LogDelivery',
} as const;

const groupOrOther = (text: string): AclGrantee => {
  for (const group of ['AllUsers', 'AuthenticatedUsers', 'LogDelivery'] as const) {
    if (text === group || text === groups[group]) return { kind: 'group', group };
  }
  return { kind: 'other', text };
};
