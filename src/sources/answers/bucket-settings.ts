import type { ObjectLock, ObjectOwnership, PublicAccessBlock, Tags, Versioning } from '../../core/facts.js';
import { parsePolicy } from '../../policy/parse.js';
import type { Policy } from '../../policy/policy.js';
import { bucketQuestion, type FactFunctions } from './fact-functions.js';
import { lifecycleFrom } from './lifecycle.js';
import {
  anyTextOf,
  at,
  booleanOf,
  countOf,
  elementsOf,
  isAbsent,
  malformed,
  memberOf,
  oneOf,
  optional,
  type Part,
  textOf,
} from './part.js';
import { factOf } from './reply.js';
import { websiteFrom } from './website.js';

/** Facts of a bucket that one call each tells. */
export const bucketSettings: FactFunctions<'bucket'> = {
  policy: ({ resource, ask }) => factOf(ask, bucketQuestion(resource, 's3:GetBucketPolicy'), policyFrom, null),
  publicAccessBlock: ({ resource, ask }) =>
    factOf(ask, bucketQuestion(resource, 's3:GetPublicAccessBlock'), publicAccessBlockFrom, null),
  ownership: ({ resource, ask }) =>
    factOf(ask, bucketQuestion(resource, 's3:GetBucketOwnershipControls'), ownershipFrom, null),
  versioning: ({ resource, ask }) => factOf(ask, bucketQuestion(resource, 's3:GetBucketVersioning'), versioningFrom),
  lifecycle: ({ resource, ask }) =>
    factOf(ask, bucketQuestion(resource, 's3:GetBucketLifecycleConfiguration'), lifecycleFrom, null),
  objectLock: ({ resource, ask }) =>
    factOf(ask, bucketQuestion(resource, 's3:GetObjectLockConfiguration'), objectLockFrom, null),
  requesterPays: ({ resource, ask }) =>
    factOf(ask, bucketQuestion(resource, 's3:GetBucketRequestPayment'), requesterPaysFrom),
  website: ({ resource, ask }) => factOf(ask, bucketQuestion(resource, 's3:GetBucketWebsite'), websiteFrom, null),
  tags: ({ resource, ask }) => factOf(ask, bucketQuestion(resource, 's3:GetBucketTagging'), tagsFrom, {}),
};

/**
 * The policy of a bucket or access point, told as text within the answer.
 *
 * @throws MalformedPolicyError
 */
export const policyFrom = (answer: Part): Policy => parsePolicy(textOf(memberOf(answer, 'Policy')));

/** The four settings of a bucket, an account or an access point. S3 always answers all four. */
export const publicAccessBlockFrom = (answer: Part, member = 'PublicAccessBlockConfiguration'): PublicAccessBlock => {
  const block = memberOf(answer, member);
  return {
    blockPublicAcls: booleanOf(memberOf(block, 'BlockPublicAcls')),
    ignorePublicAcls: booleanOf(memberOf(block, 'IgnorePublicAcls')),
    blockPublicPolicy: booleanOf(memberOf(block, 'BlockPublicPolicy')),
    restrictPublicBuckets: booleanOf(memberOf(block, 'RestrictPublicBuckets')),
  };
};

const ownershipFrom = (answer: Part): ObjectOwnership => {
  const rules = at(answer, 'OwnershipControls', 'Rules');
  const [rule, ...more] = elementsOf(rules);
  if (!rule || more.length > 0) throw malformed(rules, 'a list of one rule');
  return oneOf(memberOf(rule, 'ObjectOwnership'), ['BucketOwnerEnforced', 'BucketOwnerPreferred', 'ObjectWriter']);
};

/** Without `Status` versioning was never on, without `MFADelete` it was never set (S3's API reference). */
const versioningFrom = (answer: Part): Versioning => ({
  status: optional(memberOf(answer, 'Status'), (part) => oneOf(part, ['Enabled', 'Suspended'])) ?? 'Off',
  mfaDelete: optional(memberOf(answer, 'MFADelete'), (part) => oneOf(part, ['Enabled', 'Disabled'])) === 'Enabled',
});

const objectLockFrom = (answer: Part): ObjectLock => {
  const lock = memberOf(answer, 'ObjectLockConfiguration');
  oneOf(memberOf(lock, 'ObjectLockEnabled'), ['Enabled']);
  return {
    defaultRetention: optional(memberOf(lock, 'Rule'), (rule) =>
      optional(memberOf(rule, 'DefaultRetention'), (retention) => ({
        mode: oneOf(memberOf(retention, 'Mode'), ['GOVERNANCE', 'COMPLIANCE']),
        days: daysOf(retention),
      })),
    ),
  };
};

/** S3 takes days or years, never both. */
const daysOf = (retention: Part): number => {
  const days = memberOf(retention, 'Days');
  const years = memberOf(retention, 'Years');
  if (isAbsent(days) === isAbsent(years)) throw malformed(retention, 'Days or Years');
  return optional(days, countOf) ?? countOf(years) * 365;
};

/** S3 always answers who pays. */
const requesterPaysFrom = (answer: Part): boolean =>
  oneOf(memberOf(answer, 'Payer'), ['Requester', 'BucketOwner']) === 'Requester';

/** Tags told as a list; they are one by one, of any name. */
export const tagsFrom = (answer: Part, member = 'TagSet'): Tags =>
  Object.fromEntries(
    elementsOf(memberOf(answer, member)).map((tag) => [
      textOf(memberOf(tag, 'Key')),
      anyTextOf(memberOf(tag, 'Value')),
    ]),
  );
