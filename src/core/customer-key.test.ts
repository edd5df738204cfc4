import { ACCOUNT, KEY_ARN, OTHER_ACCOUNT, REGION } from '../../test/builders.js';
import { customerKeyVerdict } from './customer-key.js';
import type { DefaultEncryption } from './facts.js';
import { fullText } from './reason.js';

const bucket = {
  type: 'AWS::S3Express::DirectoryBucket',
  id: 'scratch--euw1-az1--x-s3',
  arn: `arn:aws:s3express:${REGION}:${ACCOUNT}:bucket/scratch--euw1-az1--x-s3`,
  accountId: ACCOUNT,
  region: REGION,
};
const KEY_ID = KEY_ARN.split('/')[1] ?? '';
const kms = (keyId: string | null): DefaultEncryption => ({ algorithm: 'aws:kms', keyId, bucketKeyEnabled: true });
const codeOf = (encryption: DefaultEncryption | null, allowed: readonly string[] = [], identity = {}) =>
  customerKeyVerdict(encryption, { ...bucket, ...identity }, allowed).code;

describe('customerKeyVerdict', () => {
  it.each<[string, DefaultEncryption | null, string]>([
    ['a key by its ARN', kms(KEY_ARN), 'CUSTOMER_KEY'],
    ['a key by its id', kms(KEY_ID), 'CUSTOMER_KEY'],
    ['a key by an alias', kms('alias/app'), 'CUSTOMER_KEY'],
    ['a key of another account', kms(KEY_ARN.replace(ACCOUNT, OTHER_ACCOUNT)), 'CUSTOMER_KEY'],
    ['two layers', { ...kms(KEY_ARN), algorithm: 'aws:kms:dsse' }, 'CUSTOMER_KEY'],
    ['none set', null, 'NOT_KMS'],
    ['SSE-S3', { algorithm: 'AES256', keyId: null, bucketKeyEnabled: true }, 'NOT_KMS'],
    ['SSE-S3 beside a key', { algorithm: 'AES256', keyId: KEY_ARN, bucketKeyEnabled: null }, 'NOT_KMS'],
    ['no key', kms(null), 'NO_CUSTOMER_KEY'],
    ['the AWS managed key', kms('alias/aws/s3'), 'NO_CUSTOMER_KEY'],
    ['the AWS managed key by its ARN', kms(KEY_ARN.replace(`key/${KEY_ID}`, 'alias/aws/s3')), 'NO_CUSTOMER_KEY'],
  ])('of %s', (_name, encryption, code) => {
    expect(codeOf(encryption)).toBe(code);
  });

  const elsewhere = KEY_ARN.replace(REGION, 'us-east-1');
  it.each<[string, string, readonly string[], string]>([
    ['the only one allowed', KEY_ARN, [KEY_ARN], 'CUSTOMER_KEY'],
    ['one of those allowed', KEY_ARN, [elsewhere, KEY_ARN], 'CUSTOMER_KEY'],
    ['allowed, and given by its id', KEY_ID, [KEY_ARN], 'CUSTOMER_KEY'],
    ['allowed in another region alone', KEY_ARN, [elsewhere], 'OTHER_KEY'],
    ['allowed in another region alone, and given by its id', KEY_ID, [elsewhere], 'OTHER_KEY'],
    ['not allowed', KEY_ARN, [`${KEY_ARN}0`], 'OTHER_KEY'],
    ['given by an alias, which may be any', 'alias/app', [KEY_ARN], 'KEY_NOT_TOLD'],
    ['given by the ARN of an alias', KEY_ARN.replace(`key/${KEY_ID}`, 'alias/app'), [KEY_ARN], 'KEY_NOT_TOLD'],
  ])('of a key that is %s', (_name, keyId, allowed, code) => {
    expect(codeOf(kms(keyId), allowed)).toBe(code);
  });

  it('of an id without a region does not guess', () => {
    expect(codeOf(kms(KEY_ID), [KEY_ARN], { region: null })).toBe('KEY_NOT_TOLD');
  });

  it('names the keys', () => {
    expect(fullText(customerKeyVerdict(kms(KEY_ID), bucket, [elsewhere]).reason)).toBe(
      `The default key ${KEY_ARN} is not one of ${elsewhere}.`,
    );
  });
});
