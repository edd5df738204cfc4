import type { Fact } from '../../core/fact.js';
import type { EncryptionKey } from '../../core/facts.js';
import type { Policy } from '../../policy/index.js';
import { factFromItem } from './fact-from-item.js';
import { booleanOf, type ItemValue, memberOf, oneOf, optionalTextOf, textOf } from './item-value.js';
import { type ConfigurationItem, isDeleted } from './parse-item.js';
import { configurationOf, NotRecordedError, supplementaryOf } from './parts-of-item.js';
import { policyFromValue } from './policy-from-value.js';

/** The key of an AWS::KMS::Key item; null where the item says that it was deleted. */
export const encryptionKeyFromItem = (item: ConfigurationItem): Fact<EncryptionKey | null> =>
  factFromItem(() => {
    if (isDeleted(item)) return null;
    const configuration = configurationOf(item);
    return {
      arn: optionalTextOf(memberOf(configuration, 'arn')) ?? textOf({ path: 'ARN', value: item.arn }),
      accountId: item.accountId,
      manager: managerOf(configuration),
      state: textOf(memberOf(configuration, 'keyState')),
      origin: optionalTextOf(memberOf(configuration, 'origin')),
    };
  });

/** Whether the key of an AWS::KMS::Key item rotates every year or so by itself; null where it cannot, or was deleted. */
export const keyRotationFromItem = (item: ConfigurationItem): Fact<boolean | null> =>
  factFromItem(() => {
    if (isDeleted(item)) return null;
    const configuration = configurationOf(item);
    const status = supplementaryOf(item, 'KeyRotationStatus');
    if (status.value !== null) return booleanOf(status);
    // AWS managed keys rotate every year, always, so Config does not ask.
    // https://docs.aws.amazon.com/kms/latest/APIReference/API_GetKeyRotationStatus.html
    if (managerOf(configuration) === 'AWS') return true;
    if (cannotRotate(configuration)) return null;
    throw new NotRecordedError(status.path);
  });

/** The policy of the key of an AWS::KMS::Key item; null where it was deleted. */
export const keyPolicyFromItem = (item: ConfigurationItem): Fact<Policy | null> =>
  factFromItem(() => {
    if (isDeleted(item)) return null;
    const policy = policyFromValue(supplementaryOf(item, 'Policy'));
    // Every key has one.
    if (policy === null) throw new NotRecordedError('supplementaryConfiguration.Policy');
    return policy;
  });

const managerOf = (configuration: ItemValue): EncryptionKey['manager'] =>
  oneOf(memberOf(configuration, 'keyManager'), ['AWS', 'CUSTOMER']);

/** Only symmetric keys whose material KMS made rotate by themselves. */
const cannotRotate = (configuration: ItemValue): boolean => {
  const origin = memberOf(configuration, 'origin').value;
  const spec = memberOf(configuration, 'keySpec').value ?? memberOf(configuration, 'customerMasterKeySpec').value;
  return (origin !== null && origin !== 'AWS_KMS') || (spec !== null && spec !== 'SYMMETRIC_DEFAULT');
};
