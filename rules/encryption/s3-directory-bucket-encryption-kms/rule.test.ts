import { unknown } from '../../../src/core/fact.js';
import type { DefaultEncryption } from '../../../src/core/facts.js';
import { ParameterError } from '../../../src/core/parameters.js';
import { ACCOUNT, bucketWith, KEY_ARN, OTHER_ACCOUNT, REGION, resourceWith } from '../../../test/builders.js';
import { testRule } from '../../../test/rule-tester.js';
import rule from './rule.js';

const id = 'scratch--euw1-az1--x-s3';
const arn = `arn:aws:s3express:${REGION}:${ACCOUNT}:bucket/${id}`;
const directoryWith = (encryption: unknown, tags: Readonly<Record<string, string>> = {}) =>
  resourceWith(
    'directoryBucket',
    { type: 'AWS::S3Express::DirectoryBucket', id, arn, accountId: ACCOUNT, region: REGION },
    { encryption, tags },
  );

const kms: DefaultEncryption = { algorithm: 'aws:kms', keyId: KEY_ARN, bucketKeyEnabled: true };
const sseS3: DefaultEncryption = { algorithm: 'AES256', keyId: null, bucketKeyEnabled: true };
const KEY_ID = KEY_ARN.split('/')[1] ?? '';
const OTHER_ARN = KEY_ARN.replace(ACCOUNT, OTHER_ACCOUNT);

testRule(rule, {
  compliant: [
    {
      name: 'a customer managed key',
      resource: directoryWith(kms),
      code: 'CUSTOMER_KEY',
      reason: `The default key is the customer managed key ${KEY_ARN}.`,
    },
    {
      name: 'a customer managed key by its id',
      resource: directoryWith({ ...kms, keyId: KEY_ID }),
      code: 'CUSTOMER_KEY',
    },
    {
      name: 'a customer managed key of another account',
      resource: directoryWith({ ...kms, keyId: OTHER_ARN }),
      code: 'CUSTOMER_KEY',
    },
    {
      name: 'one of the keys allowed',
      resource: directoryWith(kms),
      parameters: { allowedKeyArns: `${OTHER_ARN}, ${KEY_ARN}` },
      code: 'CUSTOMER_KEY',
    },
    {
      name: 'one of the keys allowed, by its id',
      resource: directoryWith({ ...kms, keyId: KEY_ID }),
      parameters: { allowedKeyArns: KEY_ARN },
      code: 'CUSTOMER_KEY',
    },
  ],
  nonCompliant: [
    {
      name: "SSE-S3, S3's default",
      resource: directoryWith(sseS3),
      code: 'NOT_KMS',
      reason: 'The default encryption is SSE-S3 (AES256) and uses no AWS KMS key.',
      evidence: ['encryption.algorithm'],
      severity: 'LOW',
    },
    {
      name: 'none set',
      resource: directoryWith(null),
      code: 'NOT_KMS',
      reason: 'No default encryption is set, so S3 uses SSE-S3 and no AWS KMS key.',
      evidence: ['encryption'],
    },
    {
      name: 'SSE-KMS without a key',
      resource: directoryWith({ ...kms, keyId: null }),
      code: 'NO_CUSTOMER_KEY',
      reason: 'The default encryption is aws:kms and names no key, not a customer managed one.',
      evidence: ['encryption.keyId'],
    },
    {
      name: 'a key that is not allowed',
      resource: directoryWith(kms),
      parameters: { allowedKeyArns: OTHER_ARN },
      code: 'OTHER_KEY',
      reason: `The default key ${KEY_ARN} is not one of ${OTHER_ARN}. A directory bucket keeps its key for life: it takes a new bucket.`,
      evidence: ['encryption.keyId'],
    },
  ],
  notApplicable: [
    {
      name: 'exempt by its name',
      resource: directoryWith(sseS3),
      parameters: { exemptResources: 'scratch--*' },
      code: 'EXEMPT',
    },
    {
      name: 'out of scope by its tags',
      resource: directoryWith(sseS3, { team: 'web' }),
      parameters: { applyToTag: 'team=data' },
      code: 'NOT_TAGGED',
    },
  ],
  insufficientData: [
    {
      name: 'the encryption may not be read',
      resource: directoryWith(unknown('DENIED', 's3express:GetEncryptionConfiguration was denied')),
      code: 'DENIED',
      reason: 's3express:GetEncryptionConfiguration was denied.',
    },
    {
      name: 'a key by an alias, where only some keys are allowed',
      resource: directoryWith({ ...kms, keyId: 'alias/app' }),
      parameters: { allowedKeyArns: KEY_ARN },
      code: 'KEY_NOT_TOLD',
      reason: 'Which key alias/app stands for is unknown, and with it whether that is one of those allowed.',
    },
  ],
});

it('says nothing about general purpose buckets', () => {
  expect(rule.kinds).toEqual(['directoryBucket']);
  expect(rule.kinds).not.toContain(bucketWith().kind);
});

it('refuses what is no ARN of a key', () => {
  for (const allowedKeyArns of ['alias/app', KEY_ID, KEY_ARN.replace('key/', 'alias/')]) {
    expect(() => rule.readParameters({ allowedKeyArns })).toThrow(ParameterError);
  }
});
