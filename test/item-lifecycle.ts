import type { LifecycleRule } from '../src/core/facts.js';

/** How a lifecycle rule says which objects it is for: an old rule's prefix, or a filter with a predicate or without. */
export type LifecycleForm = 'prefix' | 'filter' | 'predicate' | 'and';

/** Where the days of noncurrent versions stand: in the old member, in the object of 2023, or in both. */
export type NoncurrentForm = 'number' | 'object' | 'both';

/** A lifecycle rule as an item holds it. A rule for a part of the bucket is one for `logs/` or a tag;
 * where the objects decide, one for a size. */
export const lifecycleTold = (rule: LifecycleRule, form: LifecycleForm, noncurrent: NoncurrentForm): unknown => ({
  id: rule.id,
  ...(form === 'prefix' && rule.wholeBucket !== null
    ? { prefix: rule.wholeBucket ? '' : 'logs/', filter: null }
    : { prefix: null, filter: { predicate: predicateTold(rule.wholeBucket, form) } }),
  status: rule.enabled ? 'Enabled' : 'Disabled',
  expirationInDays: rule.expirationDays ?? -1,
  expiredObjectDeleteMarker: false,
  noncurrentVersionExpirationInDays: noncurrent === 'object' ? -1 : (rule.noncurrentExpirationDays ?? -1),
  ...(noncurrent !== 'number' && {
    noncurrentVersionExpiration: rule.noncurrentExpirationDays && {
      noncurrentDays: rule.noncurrentExpirationDays,
      newerNoncurrentVersions: null,
    },
  }),
  expirationDate: rule.expirationDate,
  transitions: null,
  noncurrentVersionTransitions: null,
  abortIncompleteMultipartUpload: rule.abortMultipartUploadDays && {
    daysAfterInitiation: rule.abortMultipartUploadDays,
  },
});

const predicateTold = (wholeBucket: boolean | null, form: LifecycleForm): unknown => {
  if (wholeBucket === null) return { type: 'LifecycleObjectSizeGreaterThanPredicate', objectSizeGreaterThan: 1024 };
  const prefix = { type: 'LifecyclePrefixPredicate', prefix: wholeBucket ? '' : 'logs/' };
  if (form === 'predicate') return prefix;
  if (wholeBucket) return null;
  const tag = { type: 'LifecycleTagPredicate', tag: { key: 'keep', value: 'no' } };
  return form === 'and' ? { type: 'LifecycleAndOperator', operands: [prefix, tag] } : tag;
};
