import { MalformedPolicyError, type Policy, parsePolicy } from '../../policy/index.js';
import { type ItemValue, isAbsent, MalformedValueError } from './item-value.js';

/**
 * A resource policy: JSON text (buckets), an object (access points), or nothing, for which Config also writes `{}`.
 *
 * @throws MalformedValueError with the parser's complaint
 */
export const policyFromValue = (from: ItemValue): Policy | null => {
  if (isAbsent(from)) return null;
  try {
    return parsePolicy(from.value);
  } catch (cause) {
    if (!(cause instanceof MalformedPolicyError)) throw cause;
    throw new MalformedValueError(`${from.path} is no valid policy: ${cause.message}`, { cause });
  }
};
