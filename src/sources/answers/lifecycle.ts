import type { LifecycleRule } from '../../core/facts.js';
import {
  anyTextOf,
  at,
  countOf,
  elementsOf,
  isAbsent,
  malformed,
  memberOf,
  oneOf,
  optional,
  type Part,
} from './part.js';

/** The rules of a bucket's lifecycle, from what `s3:GetBucketLifecycleConfiguration` answers. */
export const lifecycleFrom = (answer: Part): readonly LifecycleRule[] =>
  elementsOf(memberOf(answer, 'Rules')).map(lifecycleRuleFrom);

const lifecycleRuleFrom = (rule: Part): LifecycleRule => ({
  id: optional(memberOf(rule, 'ID'), anyTextOf),
  enabled: oneOf(memberOf(rule, 'Status'), ['Enabled', 'Disabled']) === 'Enabled',
  wholeBucket: isEmptyPrefix(memberOf(rule, 'Prefix')) && (optional(memberOf(rule, 'Filter'), isEmptyFilter) ?? true),
  expirationDays: daysIn(rule, 'Expiration', 'Days'),
  expirationDate: optional(memberOf(rule, 'Expiration'), (part) => optional(memberOf(part, 'Date'), timeOf)),
  noncurrentExpirationDays: daysIn(rule, 'NoncurrentVersionExpiration', 'NoncurrentDays'),
  abortMultipartUploadDays: daysIn(rule, 'AbortIncompleteMultipartUpload', 'DaysAfterInitiation'),
});

const daysIn = (rule: Part, effect: string, member: string): number | null =>
  optional(memberOf(rule, effect), (part) => optional(memberOf(part, member), countOf));

const isEmptyFilter = (filter: Part): boolean =>
  isEmptyPrefix(memberOf(filter, 'Prefix')) &&
  isAbsent(memberOf(filter, 'Tag')) &&
  hasNoSizes(filter) &&
  (optional(memberOf(filter, 'And'), isEmptyConjunction) ?? true);

const isEmptyConjunction = (and: Part): boolean =>
  isEmptyPrefix(memberOf(and, 'Prefix')) &&
  hasNoSizes(and) &&
  (optional(memberOf(and, 'Tags'), elementsOf) ?? []).length === 0;

const hasNoSizes = (filter: Part): boolean =>
  isAbsent(at(filter, 'ObjectSizeGreaterThan')) && isAbsent(at(filter, 'ObjectSizeLessThan'));

const isEmptyPrefix = (prefix: Part): boolean => isAbsent(prefix) || prefix.value === '';

/** A time as ISO text in UTC; the SDK gives dates, a recorded file gives text. */
const timeOf = (part: Part): string => {
  const time =
    part.value instanceof Date ? part.value : new Date(typeof part.value === 'string' ? part.value : Number.NaN);
  if (Number.isNaN(time.getTime())) throw malformed(part, 'a time');
  return time.toISOString();
};
