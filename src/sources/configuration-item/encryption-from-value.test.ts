import { KEY_ARN } from '../../../test/builders.js';
import { factOfItem, malformedFact } from '../../../test/item-facts.js';
import { directoryBucketItem, eventItem, tableBucketItem, withSupplementary } from '../../../test/items.js';
import { known } from '../../core/fact.js';

const encryptionOf = (value: unknown) =>
  factOfItem(withSupplementary(eventItem(), { ServerSideEncryptionConfiguration: value }), 'encryption');

const ruleWith = (byDefault: unknown, bucketKeyEnabled?: unknown) => ({
  rules: [
    { applyServerSideEncryptionByDefault: byDefault, ...(bucketKeyEnabled !== undefined && { bucketKeyEnabled }) },
  ],
});

describe('the default encryption of a bucket', () => {
  it.each<[what: string, value: unknown, expected: unknown]>([
    [
      'SSE-S3',
      ruleWith({ sseAlgorithm: 'AES256', kmsMasterKeyID: null }, true),
      { algorithm: 'AES256', keyId: null, bucketKeyEnabled: true },
    ],
    [
      'nulls dropped',
      ruleWith({ sseAlgorithm: 'AES256' }, false),
      { algorithm: 'AES256', keyId: null, bucketKeyEnabled: false },
    ],
    [
      'an item of 2019, without the bucket key',
      ruleWith({ sseAlgorithm: 'AES256', kmsMasterKeyID: null }),
      { algorithm: 'AES256', keyId: null, bucketKeyEnabled: null },
    ],
    [
      'SSE-KMS with a key',
      ruleWith({ sseAlgorithm: 'aws:kms', kmsMasterKeyID: KEY_ARN }, true),
      { algorithm: 'aws:kms', keyId: KEY_ARN, bucketKeyEnabled: true },
    ],
    [
      'SSE-KMS with the AWS managed key',
      ruleWith({ sseAlgorithm: 'aws:kms', kmsMasterKeyID: null }, true),
      { algorithm: 'aws:kms', keyId: null, bucketKeyEnabled: true },
    ],
    [
      'an alias, as the writer gave it',
      ruleWith({ sseAlgorithm: 'aws:kms', kmsMasterKeyID: 'alias/example' }),
      { algorithm: 'aws:kms', keyId: 'alias/example', bucketKeyEnabled: null },
    ],
    [
      'DSSE-KMS',
      ruleWith({ sseAlgorithm: 'aws:kms:dsse', kmsMasterKeyID: KEY_ARN }),
      { algorithm: 'aws:kms:dsse', keyId: KEY_ARN, bucketKeyEnabled: null },
    ],
    ['not there', undefined, null],
    ['an empty object', {}, null],
    ['no rules', { rules: [] }, null],
    ['rules that are null', { rules: null }, null],
  ])('%s', (_what, value, expected) => {
    expect(encryptionOf(value)).toEqual(known(expected));
  });

  const at = 'supplementaryConfiguration.ServerSideEncryptionConfiguration';
  const first = `${at}.rules[0].applyServerSideEncryptionByDefault`;
  it.each<[what: string, value: unknown, complaint: string]>([
    [
      'an unknown algorithm',
      ruleWith({ sseAlgorithm: 'aws:fsx' }),
      `${first}.sseAlgorithm must be one of AES256, aws:kms, aws:kms:dsse, got "aws:fsx"`,
    ],
    [
      'no algorithm',
      ruleWith({ kmsMasterKeyID: KEY_ARN }),
      `${first}.sseAlgorithm must be one of AES256, aws:kms, aws:kms:dsse, got nothing`,
    ],
    [
      'a rule about the bucket key alone',
      { rules: [{ bucketKeyEnabled: true }] },
      `${first} must be an object, got nothing`,
    ],
    [
      'a key that is no text',
      ruleWith({ sseAlgorithm: 'aws:kms', kmsMasterKeyID: {} }),
      `${first}.kmsMasterKeyID must be text, got an object`,
    ],
    [
      'a bucket key that is no boolean',
      ruleWith({ sseAlgorithm: 'AES256' }, 'on'),
      `${at}.rules[0].bucketKeyEnabled must be true or false, got "on"`,
    ],
    [
      'two rules, of which nobody knows which is in force',
      { rules: [...ruleWith({ sseAlgorithm: 'aws:kms' }).rules, ...ruleWith({ sseAlgorithm: 'AES256' }).rules] },
      `${at}.rules must be a list of one rule, got a list`,
    ],
    [
      'rules that are no list',
      { rules: ruleWith({ sseAlgorithm: 'AES256' }) },
      `${at}.rules must be a list, got an object`,
    ],
    ["the S3 API's spelling", { Rules: [] }, `${at}.rules must be a list, got nothing`],
  ])('%s is malformed', (_what, value, complaint) => {
    expect(encryptionOf(value)).toEqual(malformedFact(complaint));
  });
});

describe('the default encryption of a directory bucket, in the spelling of CloudFormation (trap 43)', () => {
  const kms = {
    BucketEncryption: {
      ServerSideEncryptionConfiguration: [
        { BucketKeyEnabled: true, ServerSideEncryptionByDefault: { SSEAlgorithm: 'aws:kms', KMSMasterKeyID: KEY_ARN } },
      ],
    },
  };
  it.each<[what: string, configuration: object, expected: unknown]>([
    ['SSE-S3', {}, { algorithm: 'AES256', keyId: null, bucketKeyEnabled: false }],
    ['SSE-KMS', kms, { algorithm: 'aws:kms', keyId: KEY_ARN, bucketKeyEnabled: true }],
    ['not set', { BucketEncryption: {} }, null],
  ])('%s', (_what, configuration, expected) => {
    expect(factOfItem(directoryBucketItem({ ...configuration }), 'encryption')).toEqual(known(expected));
  });
  it('an unknown algorithm is malformed', () => {
    const encryption = {
      ServerSideEncryptionConfiguration: [{ ServerSideEncryptionByDefault: { SSEAlgorithm: 'none' } }],
    };
    expect(factOfItem(directoryBucketItem({ BucketEncryption: encryption }), 'encryption')).toMatchObject({
      code: 'MALFORMED',
    });
  });
});

describe('the default encryption of a table bucket', () => {
  it.each<[what: string, configuration: object, expected: unknown]>([
    ['SSE-S3', {}, { algorithm: 'AES256', keyId: null, bucketKeyEnabled: null }],
    [
      'SSE-KMS',
      { EncryptionConfiguration: { SSEAlgorithm: 'aws:kms', KMSKeyArn: KEY_ARN } },
      { algorithm: 'aws:kms', keyId: KEY_ARN, bucketKeyEnabled: null },
    ],
    ['not set', { EncryptionConfiguration: null }, null],
  ])('%s', (_what, configuration, expected) => {
    expect(factOfItem(tableBucketItem({ ...configuration }), 'encryption')).toEqual(known(expected));
  });
  it('another spelling is malformed, not "none"', () => {
    expect(
      factOfItem(tableBucketItem({ EncryptionConfiguration: { sseAlgorithm: 'AES256' } }), 'encryption'),
    ).toMatchObject({ code: 'MALFORMED' });
  });
});
