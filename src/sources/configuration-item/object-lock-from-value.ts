import type { ObjectLock, ObjectLockRetention } from '../../core/facts.js';
import { type ItemValue, isAbsent, malformed, memberOf, oneOf, optionalDaysOf } from './item-value.js';

/**
 * A bucket's Object Lock configuration; null where Object Lock is not enabled.
 *
 * No item that has one has been published. The names are those of AWS's schema of items; since that is all there is,
 * the API's own spelling (`ObjectLockEnabled`) is understood as well.
 *
 * @see https://github.com/awslabs/aws-config-resource-schema
 */
export const objectLockFromValue = (from: ItemValue): ObjectLock | null => {
  if (isAbsent(from)) return null;
  oneOf(inEitherCase(from, 'objectLockEnabled'), ['Enabled']);
  const rule = inEitherCase(from, 'rule');
  // A lock without a rule holds only what writers lock themselves.
  const retention = isAbsent(rule) ? rule : inEitherCase(rule, 'defaultRetention');
  return { defaultRetention: isAbsent(retention) ? null : retentionFrom(retention) };
};

const DAYS_OF_YEAR = 365;

const retentionFrom = (retention: ItemValue): ObjectLockRetention => {
  const days = optionalDaysOf(inEitherCase(retention, 'days'));
  const years = optionalDaysOf(inEitherCase(retention, 'years'));
  if ((days === null) === (years === null)) throw malformed(retention, 'a number of days or of years');
  return {
    mode: oneOf(inEitherCase(retention, 'mode'), ['GOVERNANCE', 'COMPLIANCE']),
    days: days ?? (years ?? 0) * DAYS_OF_YEAR,
  };
};

const inEitherCase = (parent: ItemValue, key: string): ItemValue => {
  const member = memberOf(parent, key);
  return member.value === null ? memberOf(parent, `${key.charAt(0).toUpperCase()}${key.slice(1)}`) : member;
};
