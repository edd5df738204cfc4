import { known, unknown } from '../../../src/core/fact.js';
import type { DefaultEncryption, EncryptionKey } from '../../../src/core/facts.js';
import { judgeReading } from '../../../src/core/judge-reading.js';
import { ParameterError } from '../../../src/core/parameters.js';
import { ACCOUNT, BUCKET, bucketWith, KEY_ARN, OTHER_ACCOUNT, OWNER_ID } from '../../../test/builders.js';
import { NOW, testRule } from '../../../test/rule-tester.js';
import rule from './rule.js';

const encryption: DefaultEncryption = { algorithm: 'aws:kms', keyId: KEY_ARN, bucketKeyEnabled: true };
const encryptionKey: EncryptionKey = {
  arn: KEY_ARN,
  accountId: ACCOUNT,
  manager: 'CUSTOMER',
  state: 'Enabled',
  origin: 'AWS_KMS',
};
const good = { encryption, encryptionKey };
const keyWith = (change: Partial<EncryptionKey>) => ({ ...good, encryptionKey: { ...encryptionKey, ...change } });
const encryptionWith = (change: Partial<DefaultEncryption>) => ({ ...good, encryption: { ...encryption, ...change } });

const OTHER_ARN = KEY_ARN.replace(ACCOUNT, OTHER_ACCOUNT);
const foreign = {
  encryption: { ...encryption, keyId: OTHER_ARN },
  encryptionKey: { ...encryptionKey, arn: OTHER_ARN, accountId: OTHER_ACCOUNT },
};
const KEY_ID = KEY_ARN.split('/')[1] ?? '';
const ALIAS_ARN = KEY_ARN.replace(`key/${KEY_ID}`, 'alias/app');

const sseS3: DefaultEncryption = { algorithm: 'AES256', keyId: null, bucketKeyEnabled: true };
const awsManaged: DefaultEncryption = { ...encryption, keyId: null };
const denied = (action: string) => unknown('DENIED', `${action} was denied`);

testRule(rule, {
  compliant: [
    {
      name: 'an enabled customer managed key of its own account',
      resource: bucketWith(good),
      code: 'CUSTOMER_KEY',
      reason: `The default key is the customer managed key ${KEY_ARN}.`,
    },
    {
      name: 'an enabled customer managed key, and nothing about log destinations was read',
      resource: bucketWith({
        ...good,
        encryptionKeyRotation: denied('kms:GetKeyRotationStatus'),
        policy: denied('s3:GetBucketPolicy'),
        acl: denied('s3:GetBucketAcl'),
        loggingSources: denied('config:SelectResourceConfig'),
      }),
      code: 'CUSTOMER_KEY',
    },
    {
      name: 'more layers than asked for',
      resource: bucketWith(encryptionWith({ algorithm: 'aws:kms:dsse' })),
      code: 'CUSTOMER_KEY',
    },
    {
      name: 'two layers asked for (E2)',
      resource: bucketWith(encryptionWith({ algorithm: 'aws:kms:dsse' })),
      parameters: { minimumLevel: 'aws:kms:dsse' },
      code: 'CUSTOMER_KEY',
    },
    {
      name: 'the AWS managed key, which is accepted',
      resource: bucketWith({ encryption: awsManaged }),
      parameters: { allowAwsManagedKey: 'true' },
      code: 'AWS_MANAGED_KEY_ACCEPTED',
      reason: 'The default key is the AWS managed key aws/s3, which is accepted here.',
    },
    { name: 'a key given by its id', resource: bucketWith(encryptionWith({ keyId: KEY_ID })), code: 'CUSTOMER_KEY' },
    {
      name: 'a key given by the ARN of an alias, which holds for every writer',
      resource: bucketWith(encryptionWith({ keyId: ALIAS_ARN })),
      code: 'CUSTOMER_KEY',
    },
    {
      name: 'a key given by an alias, which every writer looks up in his own account',
      resource: bucketWith(encryptionWith({ keyId: 'alias/app' })),
      code: 'CUSTOMER_KEY_BY_ALIAS',
      reason: `The default key is ${KEY_ARN}, given as alias/app: other accounts look that up among their own keys.`,
    },
    {
      name: 'one of the keys allowed',
      resource: bucketWith(good),
      parameters: { allowedKeyArns: `${OTHER_ARN},${KEY_ARN}` },
      code: 'CUSTOMER_KEY',
    },
    {
      name: 'a key of another account that is allowed by its ARN',
      resource: bucketWith(foreign),
      parameters: { allowedKeyArns: OTHER_ARN },
      code: 'CUSTOMER_KEY',
    },
    {
      name: 'a key of another account that is trusted',
      resource: bucketWith(foreign),
      parameters: { allowedKeyAccounts: OTHER_ACCOUNT },
      code: 'CUSTOMER_KEY',
    },
    {
      name: 'a key of its own account, where another account is trusted too',
      resource: bucketWith(good),
      parameters: { allowedKeyAccounts: OTHER_ACCOUNT },
      code: 'CUSTOMER_KEY',
    },
    {
      name: 'a multi-Region key whose primary Region is being changed',
      resource: bucketWith(keyWith({ state: 'Updating' })),
      code: 'CUSTOMER_KEY',
    },
    {
      name: 'a key with imported material',
      resource: bucketWith(keyWith({ origin: 'EXTERNAL' })),
      code: 'CUSTOMER_KEY',
    },
    {
      name: 'a key in an external key store, which is allowed',
      resource: bucketWith(keyWith({ origin: 'EXTERNAL_KEY_STORE' })),
      parameters: { allowExternalKeyStore: 'true' },
      code: 'CUSTOMER_KEY',
    },
    {
      name: 'a key of unknown origin, where an external key store is allowed',
      resource: bucketWith(keyWith({ origin: null })),
      parameters: { allowExternalKeyStore: 'true' },
      code: 'CUSTOMER_KEY',
    },
    {
      name: 'a bucket key asked for, and on (E5)',
      resource: bucketWith(good),
      parameters: { requireBucketKey: 'true' },
      code: 'CUSTOMER_KEY',
    },
    {
      name: 'no bucket key, and none asked for',
      resource: bucketWith(encryptionWith({ bucketKeyEnabled: false })),
      code: 'CUSTOMER_KEY',
    },
    {
      name: 'a bucket key asked for, which two layers do not know',
      resource: bucketWith(encryptionWith({ algorithm: 'aws:kms:dsse', bucketKeyEnabled: false })),
      parameters: { requireBucketKey: 'true' },
      code: 'CUSTOMER_KEY',
    },
    {
      name: 'rotation asked for, and on',
      resource: bucketWith({ ...good, encryptionKeyRotation: true }),
      parameters: { requireRotation: 'true' },
      code: 'CUSTOMER_KEY',
    },
    {
      name: 'no rotation, and none asked for',
      resource: bucketWith({ ...good, encryptionKeyRotation: false }),
      code: 'CUSTOMER_KEY',
    },
    {
      name: 'rotation asked for, which AWS does for its own key',
      resource: bucketWith({ encryption: awsManaged, encryptionKeyRotation: null }),
      parameters: { requireRotation: 'true', allowAwsManagedKey: 'true' },
      code: 'AWS_MANAGED_KEY_ACCEPTED',
    },
    {
      name: 'a log bucket with a customer managed key',
      resource: bucketWith({ ...good, loggingSources: ['app-web'] }),
      code: 'CUSTOMER_KEY',
    },
  ],
  nonCompliant: [
    {
      name: "SSE-S3, S3's default (E1, trap 46)",
      resource: bucketWith({ encryption: sseS3 }),
      code: 'NOT_KMS',
      reason: 'The default encryption is SSE-S3 (AES256) and uses no AWS KMS key.',
      evidence: ['encryption.algorithm'],
    },
    {
      name: 'none set, in a bucket last recorded before S3 encrypted by default',
      resource: bucketWith({ encryption: null }),
      code: 'NOT_KMS',
      reason: 'No default encryption is set, so S3 uses SSE-S3 and no AWS KMS key.',
      evidence: ['encryption'],
    },
    {
      name: 'one layer, where two are asked for',
      resource: bucketWith(good),
      parameters: { minimumLevel: 'aws:kms:dsse' },
      code: 'ONE_LAYER',
      reason: 'The default encryption is aws:kms with one layer, not aws:kms:dsse with two.',
      evidence: ['encryption.algorithm'],
    },
    ...[null, 'alias/aws/s3', KEY_ARN.replace(`key/${KEY_ID}`, 'alias/aws/s3')].map((keyId) => ({
      name: `the AWS managed key, given ${keyId === null ? 'by no key at all' : `as ${keyId}`}`,
      resource: bucketWith({ encryption: { ...encryption, keyId } }),
      code: 'AWS_MANAGED_KEY',
      reason: 'The default key is the AWS managed key aws/s3, not a customer managed one.',
      evidence: ['encryption.keyId'],
    })),
    {
      name: 'the AWS managed key, given by its ARN',
      resource: bucketWith(keyWith({ manager: 'AWS' })),
      code: 'AWS_MANAGED_KEY',
    },
    {
      name: "a key with an alias that only begins like the AWS managed key's",
      resource: bucketWith({
        encryption: { ...encryption, keyId: 'alias/aws/s3-copy' },
        encryptionKey: { ...encryptionKey, state: 'Disabled' },
      }),
      code: 'KEY_UNUSABLE',
    },
    ...['Disabled', 'PendingDeletion', 'PendingImport', 'Unavailable'].map((state) => ({
      name: `a key in the state ${state}`,
      resource: bucketWith(keyWith({ state })),
      code: 'KEY_UNUSABLE',
      reason: `The default key ${KEY_ARN} is in the state ${state}, so S3 cannot use it.`,
      evidence: ['encryptionKey.state'],
    })),
    {
      name: 'a key that is gone',
      resource: bucketWith({ ...good, encryptionKey: null }),
      code: 'KEY_GONE',
      reason: `The default key ${KEY_ARN} does not exist, so S3 cannot encrypt with it.`,
      evidence: ['encryptionKey'],
    },
    {
      name: 'a key of another account, which its ARN tells although its state was not read',
      resource: bucketWith({ ...foreign, encryptionKey: denied('kms:DescribeKey') }),
      code: 'FOREIGN_KEY',
      reason: `The default key ${OTHER_ARN} belongs to ${OTHER_ACCOUNT}, not to one of ${ACCOUNT}.`,
      evidence: ['encryption.keyId'],
    },
    {
      name: 'a key of another account, given by the ARN of an alias',
      resource: bucketWith({ ...foreign, encryption: { ...encryption, keyId: ALIAS_ARN } }),
      code: 'FOREIGN_KEY',
      evidence: ['encryptionKey.arn'],
    },
    {
      name: 'a key of a third account, where another account is trusted',
      resource: bucketWith(foreign),
      parameters: { allowedKeyAccounts: '777788889999' },
      code: 'FOREIGN_KEY',
      reason: `The default key ${OTHER_ARN} belongs to ${OTHER_ACCOUNT}, not to one of ${ACCOUNT}, 777788889999.`,
    },
    {
      name: 'a key that is not among those allowed, although its account is trusted',
      resource: bucketWith(good),
      parameters: { allowedKeyArns: OTHER_ARN, allowedKeyAccounts: ACCOUNT },
      code: 'OTHER_KEY',
      reason: `The default key ${KEY_ARN} is not one of ${OTHER_ARN}.`,
      evidence: ['encryption.keyId'],
    },
    {
      name: 'a key given by its id that is not among those allowed',
      resource: bucketWith(encryptionWith({ keyId: KEY_ID })),
      parameters: { allowedKeyArns: OTHER_ARN },
      code: 'OTHER_KEY',
      evidence: ['encryptionKey.arn'],
    },
    {
      name: 'a key in an external key store',
      resource: bucketWith(keyWith({ origin: 'EXTERNAL_KEY_STORE' })),
      code: 'EXTERNAL_KEY_STORE',
      reason: `The default key ${KEY_ARN} is in an external key store, outside AWS.`,
      evidence: ['encryptionKey.origin'],
    },
    ...[false, null].map((bucketKeyEnabled) => ({
      name: `a bucket key asked for, and ${bucketKeyEnabled === null ? 'not configured' : 'off'} (E5)`,
      resource: bucketWith(encryptionWith({ bucketKeyEnabled })),
      parameters: { requireBucketKey: 'true' },
      code: 'NO_BUCKET_KEY',
      reason: 'The default encryption does without an S3 Bucket Key.',
      evidence: ['encryption.bucketKeyEnabled'],
    })),
    {
      name: 'rotation asked for, and off',
      resource: bucketWith({ ...good, encryptionKeyRotation: false }),
      parameters: { requireRotation: 'true' },
      code: 'NO_ROTATION',
      reason: `The default key ${KEY_ARN} does not rotate automatically.`,
      evidence: ['encryptionKeyRotation'],
    },
    {
      name: 'rotation asked for, which imported material does not allow',
      resource: bucketWith({ ...keyWith({ origin: 'EXTERNAL' }), encryptionKeyRotation: null }),
      parameters: { requireRotation: 'true' },
      code: 'NO_ROTATION',
      reason: `The default key ${KEY_ARN} cannot rotate automatically.`,
    },
    {
      name: 'SSE-S3, and which buckets log here was not read',
      resource: bucketWith({ encryption: sseS3, loggingSources: denied('config:SelectResourceConfig') }),
      code: 'NOT_KMS',
      reason:
        'The default encryption is SSE-S3 (AES256) and uses no AWS KMS key. Whether it is a destination of access logs is unknown: config:SelectResourceConfig was denied.',
    },
  ],
  notApplicable: [
    {
      name: 'a log bucket by its policy, with SSE-S3 (D4, E3)',
      resource: bucketWith({
        encryption: sseS3,
        policy: {
          Statement: {
            Effect: 'Allow',
            Principal: { Service: 'logging.s3.amazonaws.com' },
            Action: 's3:PutObject',
            Resource: `arn:aws:s3:::${BUCKET}/*`,
          },
        },
      }),
      code: 'LOG_DESTINATION',
    },
    {
      name: 'a log bucket by its access control list, with SSE-S3 (D4)',
      resource: bucketWith({
        encryption: sseS3,
        acl: {
          ownerId: OWNER_ID,
          grants: [{ grantee: { kind: 'group', group: 'LogDelivery' }, permission: 'WRITE' }],
        },
      }),
      code: 'LOG_DESTINATION',
    },
    {
      name: 'a log bucket that other buckets name, with the AWS managed key (D5)',
      resource: bucketWith({ encryption: awsManaged, loggingSources: ['app-web'] }),
      code: 'LOG_DESTINATION',
      reason: 'Destinations of access logs are not judged: the access logs of app-web go here.',
      evidence: ['loggingSources'],
    },
    {
      name: 'a log bucket with a key whose state was not read',
      resource: bucketWith({ ...good, encryptionKey: denied('kms:DescribeKey'), loggingSources: ['app-web'] }),
      code: 'LOG_DESTINATION',
    },
  ],
  insufficientData: [
    {
      name: 'the default encryption was not read (I1)',
      resource: bucketWith({ encryption: denied('s3:GetEncryptionConfiguration') }),
      code: 'DENIED',
      reason: 's3:GetEncryptionConfiguration was denied.',
    },
    {
      name: 'the state of the key was not read',
      resource: bucketWith({ ...good, encryptionKey: denied('kms:DescribeKey') }),
      code: 'DENIED',
      reason: `The state of the default key ${KEY_ARN} is unknown: kms:DescribeKey was denied.`,
    },
    {
      name: "the state of a trusted account's key, which its policy does not let us read",
      resource: bucketWith({ ...foreign, encryptionKey: denied('kms:DescribeKey') }),
      parameters: { allowedKeyAccounts: OTHER_ACCOUNT },
      code: 'DENIED',
    },
    {
      name: 'the origin of the key is not recorded',
      resource: bucketWith(keyWith({ origin: null })),
      code: 'NOT_RECORDED',
      reason: `Whether the default key ${KEY_ARN} is in an external key store is unknown.`,
    },
    {
      name: 'rotation asked for, and not read',
      resource: bucketWith({ ...good, encryptionKeyRotation: denied('kms:GetKeyRotationStatus') }),
      parameters: { requireRotation: 'true' },
      code: 'DENIED',
      reason: `Whether the default key ${KEY_ARN} rotates is unknown: kms:GetKeyRotationStatus was denied.`,
    },
  ],
});

describe('parameters of s3-bucket-kms-encryption', () => {
  it.each([
    [{ minimumLevel: 'AES256' }, 'minimumLevel must be one of aws:kms, aws:kms:dsse, got "AES256"'],
    [{ allowAwsManagedKey: 'yes' }, 'allowAwsManagedKey must be true or false, got "yes"'],
    [{ allowedKeyArns: 'alias/app' }, 'allowedKeyArns must be a comma-separated list of items that match'],
    [{ allowedKeyAccounts: '1111-2222-3333' }, 'allowedKeyAccounts must be a comma-separated list of items that match'],
    [{ allowExternalKeyStore: 'no' }, 'allowExternalKeyStore must be true or false, got "no"'],
    [{ requireBucketKey: 'on' }, 'requireBucketKey must be true or false, got "on"'],
    [{ requireRotation: 'yearly' }, 'requireRotation must be true or false, got "yearly"'],
  ])('refuses %j', (given, message) => {
    expect(() => rule.readParameters(given)).toThrow(ParameterError);
    expect(() => rule.readParameters(given)).toThrow(message);
  });
});

it('reads only what decides', async () => {
  const unread = unknown('NOT_READ', 'nobody asked');
  const facts = { ...good, encryptionKey: unread, encryptionKeyRotation: unread, loggingSources: unread };
  const read = jest.fn(async () => known(encryptionKey));
  await judgeReading(rule, bucketWith(facts), rule.readParameters({}), NOW, read);
  expect(read.mock.calls).toEqual([['encryptionKey']]);
});
