import { type Fact, known, unknown } from '../../../core/fact.js';
import type { DefaultEncryption, EncryptionKey } from '../../../core/facts.js';
import type { Resource, ResourceIdentity } from '../../../core/resource.js';
import type { Policy } from '../../../policy/index.js';
import {
  encryptionKeyFromItem,
  keyPolicyFromItem,
  keyRotationFromItem,
} from '../../configuration-item/encryption-key-from-item.js';
import { factFromItem } from '../../configuration-item/fact-from-item.js';
import { memberOf, textOf } from '../../configuration-item/item-value.js';
import { type ConfigurationItem, isLive } from '../../configuration-item/parse-item.js';
import { configurationOf } from '../../configuration-item/parts-of-item.js';

/** The KMS keys of all accounts and what is known of them. */
export interface EncryptionKeys {
  add(item: ConfigurationItem): void;
  /** The key of a bucket's default encryption; null where that needs none. */
  keyOf(bucket: Resource): Fact<EncryptionKey | null>;
  /** Whether that key rotates. */
  rotationOf(bucket: Resource): Fact<boolean | null>;
  /** That key's policy. */
  policyOf(bucket: Resource): Fact<Policy | null>;
}

/**
 * Gathers AWS::KMS::Key items, and AWS::KMS::Alias items, since a bucket may name its key by an alias.
 *
 * @param where as reasons name the source: `the snapshot`
 */
export const createEncryptionKeys = (where: string): EncryptionKeys => {
  const keys = new Map<string, Told>();
  const aliases = new Map<string, string>();

  const told = <T>(bucket: Resource, choose: (key: Told) => Fact<T | null>): Fact<T | null> => {
    const encryption = bucket.fact('encryption') as Fact<DefaultEncryption | null>;
    if (!encryption.known) return encryption;
    if (encryption.value === null || encryption.value.algorithm === 'AES256') return known(null);
    const place = placeOf(encryption.value.keyId ?? AWS_MANAGED_KEY, bucket.identity);
    const target = aliases.get(place);
    const key = keys.get(target ?? place);
    if (key) return choose(key);
    const missing = isAlias(place) && target === undefined ? 'AWS::KMS::Alias' : 'AWS::KMS::Key';
    return unknown('NOT_RECORDED', `no ${missing} item of ${target ?? place} is in ${where}`);
  };

  return {
    add: (item) => {
      const place = placeOf(item.resourceId, item);
      if (item.resourceType === 'AWS::KMS::Key') {
        keys.set(place, {
          key: encryptionKeyFromItem(item),
          rotation: keyRotationFromItem(item),
          policy: keyPolicyFromItem(item),
        });
      } else if (isLive(item)) {
        const target = factFromItem(() => textOf(memberOf(configurationOf(item), 'TargetKeyId')));
        if (target.known) aliases.set(place, placeOf(target.value, item));
      }
    },
    keyOf: (bucket) => told(bucket, ({ key }) => key),
    rotationOf: (bucket) => told(bucket, ({ rotation }) => rotation),
    policyOf: (bucket) => told(bucket, ({ policy }) => policy),
  };
};

interface Told {
  readonly key: Fact<EncryptionKey | null>;
  readonly rotation: Fact<boolean | null>;
  readonly policy: Fact<Policy | null>;
}

/** The alias of the AWS managed key that S3 uses where KMS is asked for without a key. */
const AWS_MANAGED_KEY = 'alias/aws/s3';

/**
 * A key or alias by region, account and name, whichever way it is written: `eu-west-1:111122223333:key/…`. Bare ids and
 * aliases are those of whoever names them.
 */
const placeOf = (name: string, { accountId, region }: Pick<ResourceIdentity, 'accountId' | 'region'>): string => {
  if (name.startsWith('arn:')) return name.split(':').slice(3).join(':');
  return `${region}:${accountId}:${name.startsWith('alias/') ? name : `key/${name}`}`;
};

const isAlias = (place: string): boolean => /^[^:]*:[^:]*:alias\//.test(place);
