import { HiddenValue } from '../answers/hidden-value.js';
import {
  cannedAclAnswer,
  error,
  fourFlags,
  isPublicAcl,
  NO_BLOCK,
  needsAcls,
  newBucket,
} from '../declared/bucket-defaults.js';
import { mapElements, memberIn, withoutUndefined } from '../declared/members.js';
import { asItIs, type BucketContext, inlineValue, settingOf } from './bucket-settings.js';
import { firstOf, setIn, valueAt } from './names.js';
import type { PlanResource } from './plan.js';

/**
 * What S3 would answer about the ACL of a bucket.
 *
 * @param ownerId the canonical id of the account, if it is known
 */
export const aclAnswer = (context: BucketContext, ownerId: string | undefined): unknown => {
  const { bucket, leftOut } = context;
  return settingOf(
    context,
    {
      type: 'aws_s3_bucket_acl',
      member: 'Grants',
      from: aclFrom,
      attribute: null,
      fresh: () => {
        const canned = inlineValue(bucket, 'acl');
        if (canned !== undefined) return cannedAnswer(canned);
        const grants = inlineValue(bucket, 'grant');
        return grants === undefined ? leftOut(['acl'], newBucket.acl) : grantsAnswer(grants, ownerId);
      },
    },
    () => existingAcl(bucket, ownerId),
  );
};

/** What a new bucket's ownership is; one with an ACL for others can only be older than the default. */
export const newOwnership = (context: BucketContext): unknown =>
  servedBy(context) === 'owner'
    ? context.leftOut(['ownership'], newBucket.ownership)
    : error('OwnershipControlsNotFoundError');

/** What a new bucket's public access block is; one with a public ACL can only be older than the default. */
export const newBlock = (context: BucketContext): unknown =>
  servedBy(context) === 'public'
    ? NO_BLOCK
    : context.leftOut(['publicAccessBlock'], { PublicAccessBlockConfiguration: fourFlags(true) });

/** Whom the ACL of a new bucket serves, as far as it shows. */
const servedBy = ({ bucket, attached }: BucketContext): 'owner' | 'others' | 'public' => {
  const found = attached('aws_s3_bucket_acl');
  const [canned, grants] =
    found.kind === 'one'
      ? [memberIn(found.resource.values, 'acl'), memberIn(found.resource.values, 'access_control_policy')]
      : [inlineValue(bucket, 'acl'), inlineValue(bucket, 'grant')];
  const text = JSON.stringify(grants ?? null);
  if (isPublicAcl(canned) || text.includes('/groups/global/')) return 'public';
  return needsAcls(canned) || text.includes('/groups/') ? 'others' : 'owner';
};

/** Of a resource that stays as it is the grants were read; of another those of before may still be shown. */
const aclFrom = ({ values, expressions, isSame }: PlanResource): unknown => {
  const canned = setIn(memberIn(values, 'acl'));
  const policy = setIn(firstOf(memberIn(values, 'access_control_policy')));
  const isCanned =
    expressions === null ? canned !== undefined : Object.hasOwn(expressions, 'acl') && canned !== undefined;
  if (isCanned && !(isSame && policy !== undefined && !(policy instanceof HiddenValue))) return cannedAnswer(canned);
  if (policy === undefined || policy instanceof HiddenValue) return policy ?? cannedAnswer(canned);
  return {
    Owner: { ID: valueAt(policy, ['owner', 'id']) },
    Grants: mapElements(memberIn(policy, 'grant'), ({ grantee, permission }) => ({
      Grantee: granteeFrom(firstOf(grantee)),
      Permission: permission,
    })),
  };
};

const cannedAnswer = (canned: unknown): unknown =>
  canned instanceof HiddenValue ? canned : (cannedAclAnswer(canned) ?? { Grants: canned });

const granteeFrom = (grantee: unknown): unknown =>
  grantee instanceof HiddenValue
    ? grantee
    : withoutUndefined({
        Type: memberIn(grantee, 'type'),
        ID: setIn(memberIn(grantee, 'id')),
        URI: setIn(memberIn(grantee, 'uri')),
        EmailAddress: setIn(memberIn(grantee, 'email_address')),
      });

/** A bucket shows its grants as they were read, unless it is told to have others. */
const existingAcl = (bucket: PlanResource, ownerId: string | undefined): unknown => {
  const { expressions } = bucket;
  const canned = setIn(memberIn(bucket.values, 'acl'));
  const grants = setIn(memberIn(bucket.values, 'grant'));
  if (expressions !== null && Object.hasOwn(expressions, 'acl') && !bucket.isSame) return cannedAnswer(canned);
  if (grants !== undefined) return grantsAnswer(grants, ownerId);
  return canned === undefined ? asItIs(bucket) : cannedAnswer(canned);
};

/** The bucket's own blocks name a grantee once, with all its permissions. */
const grantsAnswer = (grants: unknown, ownerId: string | undefined): unknown => {
  if (!Array.isArray(grants)) return { Grants: grants };
  return withoutUndefined({
    Owner: ownerId === undefined ? undefined : { ID: ownerId },
    Grants: grants.flatMap((one: unknown): readonly unknown[] => {
      if (one instanceof HiddenValue) return [one];
      const permissions = memberIn(one, 'permissions');
      return (Array.isArray(permissions) ? permissions : [permissions]).map((Permission: unknown) => ({
        Grantee: granteeFrom(one),
        Permission,
      }));
    }),
  });
};
