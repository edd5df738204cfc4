import { describeStatement, type Policy, type StatementReference } from '../policy/index.js';
import { matchesName } from './name-pattern.js';

/** The principal by which AWS Config delivers, in every partition. */
const CONFIG_SERVICE = 'config.amazonaws.com';

/**
 * The statement that lets AWS Config deliver into a bucket; null where none does.
 *
 * @see https://docs.aws.amazon.com/config/latest/developerguide/s3-bucket-policy.html
 */
export const configDeliveryOf = ({ statements }: Policy): StatementReference | null => {
  const found = statements.find(
    ({ effect, principal, action }) =>
      effect === 'Allow' &&
      !principal.not &&
      principal.services.includes(CONFIG_SERVICE) &&
      !action.not &&
      action.patterns.some((pattern) => matchesName(pattern.toLowerCase(), 's3:putobject')),
  );
  return found ? describeStatement(found) : null;
};
