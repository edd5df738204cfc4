import type { LifecycleRule } from '../../core/facts.js';
import { anyTextOf, countOf, elementsOf, isAbsent, memberOf, oneOf, optional, type Part } from './part.js';
import { timeOf } from './time.js';

/** The rules of a bucket's lifecycle, from what `s3:GetBucketLifecycleConfiguration` answers. */
export const lifecycleFrom = (answer: Part): readonly LifecycleRule[] =>
  elementsOf(memberOf(answer, 'Rules')).map(lifecycleRuleFrom);

const lifecycleRuleFrom = (rule: Part): LifecycleRule => ({
  id: optional(memberOf(rule, 'ID'), anyTextOf),
  enabled: oneOf(memberOf(rule, 'Status'), ['Enabled', 'Disabled']) === 'Enabled',
  wholeBucket: isWholeBucket(rule),
  expirationDays: daysIn(rule, 'Expiration', 'Days'),
  expirationDate: optional(memberOf(rule, 'Expiration'), (part) => optional(memberOf(part, 'Date'), timeOf)),
  noncurrentExpirationDays: daysIn(rule, 'NoncurrentVersionExpiration', 'NoncurrentDays'),
  abortMultipartUploadDays: daysIn(rule, 'AbortIncompleteMultipartUpload', 'DaysAfterInitiation'),
});

const daysIn = (rule: Part, effect: string, member: string): number | null =>
  optional(memberOf(rule, effect), (part) => optional(memberOf(part, member), countOf));

/** A prefix or a tag chooses a part. A size alone chooses by the objects, and may choose them all. */
const isWholeBucket = (rule: Part): boolean | null => {
  if (!isEmptyPrefix(memberOf(rule, 'Prefix'))) return false;
  const filter = memberOf(rule, 'Filter');
  if (isAbsent(filter)) return true;
  const and = memberOf(filter, 'And');
  const parts = isAbsent(and) ? [filter] : [filter, and];
  if (parts.some(isByPrefixOrTag)) return false;
  return parts.some(isBySize) ? null : true;
};

const isByPrefixOrTag = (part: Part): boolean =>
  !isEmptyPrefix(memberOf(part, 'Prefix')) ||
  !isAbsent(memberOf(part, 'Tag')) ||
  (optional(memberOf(part, 'Tags'), elementsOf) ?? []).length > 0;

const isBySize = (part: Part): boolean =>
  !isAbsent(memberOf(part, 'ObjectSizeGreaterThan')) || !isAbsent(memberOf(part, 'ObjectSizeLessThan'));

const isEmptyPrefix = (prefix: Part): boolean => isAbsent(prefix) || prefix.value === '';
