import type { DefaultEncryption } from './facts.js';
import type { ListParameter } from './parameters.js';
import { words } from './reason.js';
import { partitionOf, type ResourceIdentity } from './resource.js';
import { compliant, insufficientData, nonCompliant, type Verdict } from './verdict.js';

/** The parameter that leaves only some keys; one definition, so that a pack has one. */
export const allowedKeys = {
  allowedKeyArns: {
    type: 'list',
    default: [],
    pattern: '^arn:[^:]+:kms:[^:]+:\\d{12}:key/.+$',
    description: 'ARNs of the only keys that may be used, whoever owns them. Not set: every customer managed key.',
  },
} as const satisfies Readonly<Record<string, ListParameter>>;

/**
 * Whether an encryption uses a customer managed AWS KMS key, for kinds of bucket where S3 takes no other KMS key than
 * that. What state the key is in is not asked.
 *
 * @param encryption null: none is set, so S3 uses its own keys
 * @param bucket where a bare key id belongs: its account and region
 */
export const customerKeyVerdict = (
  encryption: DefaultEncryption | null,
  bucket: ResourceIdentity,
  allowedKeyArns: readonly string[],
): Verdict => {
  if (encryption === null) return notKms('No default encryption is set, so S3 uses SSE-S3 and no AWS KMS key.', null);
  const { algorithm, keyId } = encryption;
  if (algorithm === 'AES256') {
    return notKms('The default encryption is SSE-S3 (AES256) and uses no AWS KMS key.', algorithm);
  }
  if (keyId === null || /(^|:)alias\/aws\//.test(keyId)) {
    const named = keyId === null ? 'names no key' : `names the AWS managed key ${keyId}`;
    return nonCompliant(
      'NO_CUSTOMER_KEY',
      `The default encryption is ${algorithm} and ${named}, not a customer managed one.`,
      [{ path: 'encryption.keyId', found: keyId, expected: 'a customer managed key' }],
    );
  }
  return verdictOnKey(keyId, bucket, allowedKeyArns);
};

const notKms = (reason: string, found: string | null): Verdict =>
  nonCompliant('NOT_KMS', reason, [
    { path: found === null ? 'encryption' : 'encryption.algorithm', found, expected: 'aws:kms' },
  ]);

const verdictOnKey = (keyId: string, bucket: ResourceIdentity, allowedKeyArns: readonly string[]): Verdict => {
  const ofCustomer = compliant('CUSTOMER_KEY', `The default key is the customer managed key ${keyId}.`);
  if (allowedKeyArns.length === 0) return ofCustomer;
  const arn = arnOf(keyId, bucket);
  if (arn === null) {
    const reason = `Which key ${keyId} stands for is unknown, and with it whether that is one of those allowed.`;
    return insufficientData('KEY_NOT_TOLD', reason);
  }
  if (allowedKeyArns.includes(arn)) return ofCustomer;
  return nonCompliant('OTHER_KEY', words`The default key ${arn} is not one of ${allowedKeyArns}.`, [
    { path: 'encryption.keyId', found: keyId, expected: allowedKeyArns },
  ]);
};

/** A bare id is that of a key in the bucket's account and region; what an alias stands for only AWS KMS tells. */
const arnOf = (keyId: string, { arn, accountId, region }: ResourceIdentity): string | null => {
  if (/^arn:[^:]+:kms:[^:]+:\d{12}:key\/./.test(keyId)) return keyId;
  const isBareId = /^[A-Za-z0-9-]+$/.test(keyId);
  return isBareId && region !== null
    ? `arn:${partitionOf({ arn, region })}:kms:${region}:${accountId}:key/${keyId}`
    : null;
};
