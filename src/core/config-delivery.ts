import { describeStatement, type Policy, type StatementReference } from '../policy/index.js';
import type { ResourceIdentity } from './resource.js';
import { letsDeliver } from './service-delivery.js';

/** The principal by which AWS Config delivers, in every partition. */
const CONFIG_SERVICE = 'config.amazonaws.com';

/**
 * The statement that lets AWS Config deliver into a bucket; null where none does. A central bucket takes the deliveries of
 * other accounts, for which statements may confine it.
 *
 * @see https://docs.aws.amazon.com/config/latest/developerguide/s3-bucket-policy.html
 */
export const configDeliveryOf = ({ statements }: Policy, bucket: ResourceIdentity): StatementReference | null => {
  const found = statements.find((one) => letsDeliver({ ...one, conditions: [] }, CONFIG_SERVICE, bucket));
  return found ? describeStatement(found) : null;
};
