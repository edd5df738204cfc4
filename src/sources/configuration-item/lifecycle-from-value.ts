import type { LifecycleRule } from '../../core/facts.js';
import {
  type ItemValue,
  isAbsent,
  itemsOf,
  malformed,
  memberOf,
  oneOf,
  optionalDaysOf,
  optionalTextOf,
  textOf,
} from './item-value.js';

/** The rules of a lifecycle configuration; null where there are none. */
export const lifecycleFromValue = (from: ItemValue): readonly LifecycleRule[] | null => {
  if (isAbsent(from)) return null;
  const rules = itemsOf(memberOf(from, 'rules')).map(ruleFrom);
  return rules.length === 0 ? null : rules;
};

const ruleFrom = (rule: ItemValue): LifecycleRule => {
  const abort = memberOf(rule, 'abortIncompleteMultipartUpload');
  return {
    id: optionalTextOf(memberOf(rule, 'id')),
    enabled: oneOf(memberOf(rule, 'status'), ['Enabled', 'Disabled']) === 'Enabled',
    wholeBucket: isWholeBucket(rule),
    expirationDays: optionalDaysOf(memberOf(rule, 'expirationInDays')),
    expirationDate: optionalTimeOf(memberOf(rule, 'expirationDate')),
    noncurrentExpirationDays: noncurrentDaysOf(rule),
    abortMultipartUploadDays: isAbsent(abort) ? null : optionalDaysOf(memberOf(abort, 'daysAfterInitiation')),
  };
};

/**
 * Whether a rule applies to every object; null where its objects decide, or a filter that is new to this code. Old rules
 * carry a prefix of their own; newer ones a filter, whose predicate is null where it takes everything (`{}` where nulls
 * are dropped).
 */
const isWholeBucket = (rule: ItemValue): boolean | null => {
  if (optionalTextOf(memberOf(rule, 'prefix')) !== null) return false;
  const filter = memberOf(rule, 'filter');
  if (isAbsent(filter)) return true;
  const predicate = memberOf(filter, 'predicate');
  // A filter that says something in another way narrows in a way nobody here knows.
  return isAbsent(predicate) ? null : takesEverything(predicate);
};

const takesEverything = (predicate: ItemValue): boolean | null => {
  if (textOf(memberOf(predicate, 'type')) !== 'LifecycleAndOperator') return isTakenBy(predicate);
  const operands = itemsOf(memberOf(predicate, 'operands')).map(isTakenBy);
  if (operands.includes(false)) return false;
  return operands.length > 0 && !operands.includes(null) ? true : null;
};

/** Whether one predicate takes every object. S3 has no And within an And. */
const isTakenBy = (predicate: ItemValue): boolean | null => {
  const { value: type } = memberOf(predicate, 'type');
  if (type === 'LifecyclePrefixPredicate') return optionalTextOf(memberOf(predicate, 'prefix')) === null;
  return type === 'LifecycleTagPredicate' ? false : null;
};

/** Days stand in the old member, since 2023 perhaps in an object beside it; both may be there, one saying -1. */
const noncurrentDaysOf = (rule: ItemValue): number | null => {
  const old = optionalDaysOf(memberOf(rule, 'noncurrentVersionExpirationInDays'));
  const expiration = memberOf(rule, 'noncurrentVersionExpiration');
  if (isAbsent(expiration)) return old;
  // AWS's schema of items names it so; the Java class that items are dumps of says `days`.
  const days = optionalDaysOf(memberOf(expiration, 'noncurrentDays')) ?? optionalDaysOf(memberOf(expiration, 'days'));
  if (old !== null && days !== null && old !== days)
    throw malformed(expiration, `the same as the ${old} days beside it`);
  return days ?? old;
};

/** A time as ISO text in UTC; null where it is not set. */
const optionalTimeOf = (from: ItemValue): string | null => {
  const text = optionalTextOf(from);
  if (text === null) return null;
  const time = new Date(text);
  if (Number.isNaN(time.getTime())) throw malformed(from, 'a time');
  return time.toISOString();
};
