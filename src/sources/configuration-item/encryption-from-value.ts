import type { DefaultEncryption } from '../../core/facts.js';
import {
  type ItemValue,
  isAbsent,
  itemsOf,
  malformed,
  memberOf,
  oneOf,
  optionalBooleanOf,
  optionalTextOf,
} from './item-value.js';

/** How buckets (`camelCase`) and directory buckets (`PascalCase`) name the members of an encryption rule. */
const ruleNames = {
  camelCase: {
    byDefault: 'applyServerSideEncryptionByDefault',
    algorithm: 'sseAlgorithm',
    keyId: 'kmsMasterKeyID',
    bucketKeyEnabled: 'bucketKeyEnabled',
  },
  PascalCase: {
    byDefault: 'ServerSideEncryptionByDefault',
    algorithm: 'SSEAlgorithm',
    keyId: 'KMSMasterKeyID',
    bucketKeyEnabled: 'BucketKeyEnabled',
  },
} as const;

/** The default encryption that a list of rules tells; null where the list is empty. S3 takes one rule only. */
export const encryptionFromRules = (
  rules: ItemValue,
  spelling: 'camelCase' | 'PascalCase',
): DefaultEncryption | null => {
  const [rule, ...others] = itemsOf(rules);
  if (!rule || isAbsent(rule)) return null;
  if (others.length > 0) throw malformed(rules, 'a list of one rule');
  const names = ruleNames[spelling];
  return {
    ...encryptionFromDefault(memberOf(rule, names.byDefault), names.algorithm, names.keyId),
    // Items from before December 2020 have no such member.
    bucketKeyEnabled: optionalBooleanOf(memberOf(rule, names.bucketKeyEnabled)),
  };
};

/** The default encryption of an object with an algorithm and a key, under whatever names. */
export const encryptionFromDefault = (
  byDefault: ItemValue,
  algorithmName: string,
  keyIdName: string,
): DefaultEncryption => ({
  algorithm: oneOf(memberOf(byDefault, algorithmName), ['AES256', 'aws:kms', 'aws:kms:dsse']),
  keyId: optionalTextOf(memberOf(byDefault, keyIdName)),
  bucketKeyEnabled: null,
});
