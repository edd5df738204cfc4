import { externalGrantees, permits, publicGrants } from './access-control-list.js';
import type { Answer } from './answer.js';
import type { Exposure, ExposureFacts, ExposureInput } from './exposure-facts.js';
import { policyExposure, policyStatus, unread } from './policy-exposure.js';
import { both, either, isInForce, opposite, type Truth } from './public-access-block.js';

/**
 * What is exposed of a bucket, by its policy, ACL, Object Ownership and Block Public Access together.
 *
 * What was not read is unknown and makes unknown what rests on it; it never makes a bucket look closed.
 *
 * @see https://docs.aws.amazon.com/AmazonS3/latest/userguide/access-control-block-public-access.html
 */
export function exposureOf(input: ExposureInput): Exposure {
  const { policy, context, acl, ownership, accountBlock, bucketBlock, accessPoints = [] } = input;
  const byPolicy = policyExposure(policy, context);
  const { strangers } = byPolicy;
  const levels = [accountBlock, bucketBlock];
  const restricted = both(isInForce('restrictPublicBuckets', levels), byPolicy.policyIsPublic.value);
  const ignored = ownership === 'BucketOwnerEnforced' ? true : isInForce('ignorePublicAcls', levels);
  const effective = (sort: 'list' | 'write' | 'admin') =>
    joined(restrictedAnswer(strangers[sort], restricted), aclAnswer(input, sort, ignored));
  // Spelled out member by member: spreading so many costs as much as a decision.
  return {
    malformed: malformedAnswer(policy),
    policyIsPublic: byPolicy.policyIsPublic,
    aclIsPublic: aclStatus(acl),
    publicRead: restrictedAnswer(strangers.read, restricted),
    publicList: effective('list'),
    publicWrite: effective('write'),
    publicAdmin: effective('admin'),
    crossAccount: crossAccountAnswer(byPolicy.crossAccount, restricted, strangers.any),
    canonicalUsers: byPolicy.canonicalUsers,
    aclExternalGrantees: externalAnswer(input),
    orgIds: byPolicy.orgIds,
    services: byPolicy.services,
    confusedDeputy: byPolicy.confusedDeputy,
    accessPointDelegation: byPolicy.accessPointDelegation,
    accessPoints: accessPointAnswer(accessPoints),
    tlsEnforced: byPolicy.tlsEnforced,
    minTlsVersion: byPolicy.minTlsVersion,
    mfaDelete: byPolicy.mfaDelete,
    signatureAgeMaxMs: byPolicy.signatureAgeMaxMs,
    presignedBlocked: byPolicy.presignedBlocked,
    sse: byPolicy.sse,
    kmsKeys: byPolicy.kmsKeys,
    ssecDenied: byPolicy.ssecDenied,
    perimeter: byPolicy.perimeter,
  };
}

/** The values of an exposure, without what they rest on. */
export function factsOf(exposure: Exposure): {
  readonly [Name in keyof ExposureFacts]: ExposureFacts[Name] | 'unknown';
} {
  const values = Object.entries(exposure).map(([name, { value }]) => [name, value]);
  return Object.fromEntries(values);
}

const NO_ACL: Answer = { value: false, statements: [], reason: '', code: 'NO_ACL_GRANT' };

function malformedAnswer(policy: ExposureInput['policy']): Answer {
  if (policy === 'unknown') return unread('The policy was not read.');
  return policy === 'malformed'
    ? { value: true, statements: [], reason: 'The policy is malformed.', code: 'MALFORMED' }
    : { value: false, statements: [], reason: 'The policy is valid, or there is none.', code: 'VALID' };
}

function aclStatus(acl: ExposureInput['acl']): Answer {
  if (acl === 'unknown') return unread('The ACL was not read.');
  const grants = publicGrants(acl);
  if (grants.length === 0)
    return { value: false, statements: [], reason: 'The ACL grants nothing to the public.', code: 'NOT_PUBLIC' };
  const granted = grants.map(
    ({ grantee, permission }) => `${permission} to ${grantee.kind === 'group' ? grantee.name : grantee.id}`,
  );
  return { value: true, statements: [], reason: `The ACL grants ${granted.join(', ')}.`, code: 'PUBLIC' };
}

/** What strangers have through the policy, once RestrictPublicBuckets is counted. */
function restrictedAnswer(answer: Answer, restricted: Truth): Answer {
  if (answer.value === false || restricted === false || (answer.value === 'unknown' && restricted !== true))
    return answer;
  const value = both(opposite(restricted), answer.value);
  return value === false
    ? { ...answer, value, reason: `RestrictPublicBuckets holds it back: ${answer.reason}`, code: 'RESTRICTED' }
    : { ...answer, value, reason: `Whether RestrictPublicBuckets holds it back is not known: ${answer.reason}` };
}

/** What strangers have through the ACL, unless ACLs are disabled or public ones ignored. */
function aclAnswer({ acl }: ExposureInput, sort: 'list' | 'write' | 'admin', ignored: Truth): Answer {
  if (ignored === true) return NO_ACL;
  if (acl === 'unknown') return unread('The ACL was not read.');
  const grant = publicGrants(acl).find(({ permission }) => permits(permission, sort));
  if (grant === undefined) return NO_ACL;
  const name = grant.grantee.kind === 'group' ? grant.grantee.name : grant.grantee.id;
  const reason = `The ACL grants ${grant.permission} to ${name}.`;
  if (ignored === false) return { value: true, statements: [], reason, code: 'ACL' };
  return unread(`Whether IgnorePublicAcls holds it back is not known: ${reason}`);
}

function joined(byPolicy: Answer, byAcl: Answer): Answer {
  const value = either(byPolicy.value, byAcl.value);
  return byPolicy.value === value ? byPolicy : byAcl;
}

/** Under RestrictPublicBuckets a public policy grants nothing to other accounts, those it names included. */
function crossAccountAnswer(
  accounts: Exposure['crossAccount'],
  restricted: Truth,
  strangers: Answer,
): Exposure['crossAccount'] {
  // Whether S3 takes a policy for public whose Denies close it is not documented: then the grants may well stand.
  const cut = both(restricted, strangers.value);
  if (accounts.value === 'unknown' || accounts.value.length === 0 || cut === false) return accounts;
  if (cut === true) {
    return {
      ...accounts,
      value: [],
      reason: `RestrictPublicBuckets holds it back: ${accounts.reason}`,
      code: 'RESTRICTED',
    };
  }
  return {
    ...accounts,
    value: 'unknown',
    reason: `Whether RestrictPublicBuckets holds it back is not known: ${accounts.reason}`,
  };
}

function externalAnswer({ acl, ownership }: ExposureInput): Exposure['aclExternalGrantees'] {
  if (ownership === 'BucketOwnerEnforced') {
    return { value: [], statements: [], reason: 'ACLs are disabled by BucketOwnerEnforced.', code: 'NONE' };
  }
  if (acl === 'unknown') return unread('The ACL was not read.');
  const value = externalGrantees(acl);
  if (value.length === 0) return { value, statements: [], reason: 'The ACL grants to no other account.', code: 'NONE' };
  return { value, statements: [], reason: `The ACL grants to ${value.join(', ')}.`, code: 'SOME' };
}

function accessPointAnswer(accessPoints: NonNullable<ExposureInput['accessPoints']>): Exposure['accessPoints'] {
  const status = accessPoints.map(({ policy, context }) => ({
    name: context.name,
    answer: policyStatus(policy, context),
  }));
  const open = status.filter(({ answer }) => answer.value !== false).map(({ name }) => name);
  return {
    value: Object.fromEntries(status.map(({ name, answer }) => [name, { policyIsPublic: answer.value }])),
    statements: [],
    reason:
      open.length === 0
        ? 'No policy of an access point is public.'
        : `The policies of ${open.join(', ')} are or may be public.`,
    code: open.length === 0 ? 'NONE' : 'SOME',
  };
}
