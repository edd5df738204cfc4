import type { Condition, Statement } from '../policy/index.js';
import { arnsOf } from '../policy/policy-context.js';
import { matchesName } from './name-pattern.js';
import { bucketPolicyContext } from './policy-context.js';
import type { ResourceIdentity } from './resource.js';

/**
 * Whether a statement lets a service of AWS put objects into a bucket, for the bucket's own account: the sign by which a
 * destination of its deliveries is known.
 *
 * @param service its principal: `logging.s3.amazonaws.com`
 */
export const letsDeliver = (
  { effect, principal, action, resource, conditions }: Statement,
  service: string,
  bucket: ResourceIdentity,
): boolean => {
  if (effect !== 'Allow' || principal.not || action.not || resource.not) return false;
  const { inner } = arnsOf(bucketPolicyContext(bucket));
  return (
    principal.services.includes(service) &&
    action.patterns.some((pattern) => matchesName(pattern.toLowerCase(), 's3:putobject')) &&
    resource.patterns.some((pattern) => pattern.startsWith(inner) || matchesName(pattern, `${inner}object`)) &&
    !conditions.some((condition) => isForOtherAccounts(condition, bucket.accountId))
  );
};

/** A grant for sources in other accounts delivers nothing of the bucket's own. */
const isForOtherAccounts = ({ key, family, negated, values }: Condition, accountId: string): boolean =>
  key === 'aws:sourceaccount' &&
  family === 'string' &&
  !negated &&
  !values.some((value) => matchesName(value, accountId));
