import type { Acl, AclGrant, AclGrantee } from '../../core/facts.js';
import { bucketQuestion, type FactFunctions } from './fact-functions.js';
import { elementsOf, memberOf, oneOf, optional, type Part, textOf } from './part.js';
import { factOf } from './reply.js';

/** The access control list, as it is in force: S3 leaves out grants that it ignores. */
export const bucketAcl: FactFunctions<'bucket'> = {
  acl: ({ resource, ask }) => factOf(ask, bucketQuestion(resource, 's3:GetBucketAcl'), aclFrom),
};

const aclFrom = (answer: Part): Acl => ({
  ownerId: optional(memberOf(answer, 'Owner'), (owner) => textOf(memberOf(owner, 'ID'))),
  grants: elementsOf(memberOf(answer, 'Grants')).map(grantFrom),
});

const grantFrom = (grant: Part): AclGrant => ({
  grantee: granteeFrom(memberOf(grant, 'Grantee')),
  permission: oneOf(memberOf(grant, 'Permission'), ['FULL_CONTROL', 'READ', 'WRITE', 'READ_ACP', 'WRITE_ACP']),
});

const granteeFrom = (grantee: Part): AclGrantee => {
  switch (oneOf(memberOf(grantee, 'Type'), ['CanonicalUser', 'Group', 'AmazonCustomerByEmail'])) {
    case 'CanonicalUser':
      return { kind: 'canonicalUser', id: textOf(memberOf(grantee, 'ID')) };
    case 'AmazonCustomerByEmail':
      return { kind: 'other', text: textOf(memberOf(grantee, 'EmailAddress')) };
    case 'Group':
      return groupFrom(textOf(memberOf(grantee, 'URI')));
  }
};

const groupFrom = (uri: string): AclGrantee => {
  const group = groups.get(uri.replace(/^https:/, 'http:'));
  return group ? { kind: 'group', group } : { kind: 'other', text: uri };
};

/** @see https://docs.aws.amazon.com/AmazonS3/latest/userguide/acl-overview.html#specifying-grantee-predefined-groups */
const groups: ReadonlyMap<string, 'AllUsers' | 'AuthenticatedUsers' | 'LogDelivery'> = new Map([
  ['http://acs.amazonaws.com/groups/global/AllUsers', 'AllUsers'],
  ['http://acs.amazonaws.com/groups/global/AuthenticatedUsers', 'AuthenticatedUsers'],
  ['http://acs.amazonaws.com/groups/s3/LogDelivery', 'LogDelivery'],
]);
