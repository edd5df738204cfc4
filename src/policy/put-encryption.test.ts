import { requiredEncryption, requiredKmsKeys, ssecDenied } from './put-encryption.js';
import { bucket, bucketArn, deny, OTHER, objectsArn, policyOf, type StatementSource, when } from './sample-policies.js';

const SSE = 's3:x-amz-server-side-encryption';
const KEY = 's3:x-amz-server-side-encryption-aws-kms-key-id';
const CUSTOMER = 's3:x-amz-server-side-encryption-customer-algorithm';
const K1 = 'arn:aws:kms:us-east-1:111122223333:key/11111111-1111-1111-1111-111111111111';
const K2 = 'arn:aws:kms:us-east-1:111122223333:key/22222222-2222-2222-2222-222222222222';

const denyUploads = (changes: StatementSource) => deny({ Action: 's3:PutObject', Resource: objectsArn, ...changes });
const encryptionOf = (...statements: readonly StatementSource[]) =>
  requiredEncryption(policyOf(...statements), bucket).value;
const keysOf = (...statements: readonly StatementSource[]) => requiredKmsKeys(policyOf(...statements), bucket).value;

describe('the encryption every upload must ask for', () => {
  test.each<[string, readonly StatementSource[], string | null]>([
    ['KMS', [denyUploads(when('StringNotEquals', SSE, 'aws:kms'))], 'kms'],
    ['KMS, with IfExists', [denyUploads(when('StringNotEqualsIfExists', SSE, 'aws:kms'))], 'kms'],
    ['KMS of either sort', [denyUploads(when('StringNotEquals', SSE, ['aws:kms', 'aws:kms:dsse']))], 'kms'],
    ['KMS by pattern', [denyUploads(when('StringNotLike', SSE, 'aws:kms*'))], 'kms'],
    ['SSE-S3', [denyUploads(when('StringNotEquals', SSE, 'AES256'))], 'AES256'],
    ['either', [denyUploads(when('StringNotEquals', SSE, ['aws:kms', 'AES256']))], 'any'],
    ['any', [denyUploads(when('Null', SSE, 'true'))], 'any'],
    [
      'any, and not SSE-S3',
      [denyUploads(when('Null', SSE, 'true')), denyUploads(when('StringEquals', SSE, 'AES256'))],
      'kms',
    ],
    ['a key, which only KMS has', [denyUploads(when('Null', KEY, 'true'))], 'kms'],
    ['one key', [denyUploads(when('StringNotEquals', KEY, K1))], 'kms'],
    ['all actions', [denyUploads({ Action: 's3:*', ...when('StringNotEquals', SSE, 'aws:kms') })], 'kms'],
    ['nothing', [deny(when('Bool', 'aws:SecureTransport', 'false'))], null],
    ['not SSE-S3 by name: no header passes', [denyUploads(when('StringEquals', SSE, 'AES256'))], null],
    [
      'only what is sent',
      [denyUploads({ Condition: { StringNotEquals: { [SSE]: 'aws:kms' }, Null: { [SSE]: 'false' } } })],
      null,
    ],
    ['one prefix', [denyUploads({ Resource: `${bucketArn}/a/*`, ...when('StringNotEquals', SSE, 'aws:kms') })], null],
    ['one account', [denyUploads({ Principal: { AWS: OTHER }, ...when('StringNotEquals', SSE, 'aws:kms') })], null],
    ['other actions', [denyUploads({ Action: 's3:GetObject', ...when('StringNotEquals', SSE, 'aws:kms') })], null],
    [
      'KMS, or a key of the customer s own',
      [denyUploads({ Condition: { StringNotEquals: { [SSE]: 'aws:kms' }, Null: { [CUSTOMER]: 'true' } } })],
      null,
    ],
    ['only who fails both', [denyUploads({ Condition: { StringNotEquals: { [SSE]: 'aws:kms', [KEY]: K1 } } })], 'kms'],
  ])('%s', (_, statements, expected) => {
    expect(encryptionOf(...statements)).toBe(expected);
  });

  test('where nobody can upload it is the strictest, and says so', () => {
    const policy = policyOf(
      denyUploads(when('StringNotEquals', KEY, K1)),
      denyUploads(when('StringNotEquals', KEY, K2)),
    );
    expect(requiredEncryption(policy, bucket)).toMatchObject({ value: 'kms', code: 'NO_UPLOAD' });
  });
});

describe('the keys of which every upload must name one', () => {
  test.each<[string, readonly StatementSource[], readonly string[] | 'unknown']>([
    ['one', [denyUploads(when('StringNotEquals', KEY, K1))], [K1]],
    ['one, compared as ARN, with IfExists', [denyUploads(when('ArnNotEqualsIfExists', KEY, K1))], [K1]],
    ['two, sorted', [denyUploads(when('StringNotEquals', KEY, [K2, K1]))], [K1, K2]],
    ['one, or none', [denyUploads({ Condition: { StringNotEquals: { [KEY]: K1 }, Null: { [KEY]: 'false' } } })], []],
    ['some', [denyUploads(when('Null', KEY, 'true'))], []],
    ['any of an account', [denyUploads(when('StringNotLike', KEY, 'arn:aws:kms:us-east-1:111122223333:key/*'))], []],
    ['all but one', [denyUploads(when('StringEquals', KEY, K1))], []],
    ['only KMS', [denyUploads(when('StringNotEquals', SSE, 'aws:kms'))], []],
    [
      'each of two alone, so that nobody can upload',
      [denyUploads(when('StringNotEquals', KEY, K1)), denyUploads(when('StringNotEquals', KEY, K2))],
      [],
    ],
    [
      'by id',
      [denyUploads(when('StringNotEquals', KEY, '11111111-1111-1111-1111-111111111111'))],
      ['11111111-1111-1111-1111-111111111111'],
    ],
    [
      'by ARN and by id at once',
      [
        denyUploads(when('StringNotEquals', KEY, K1)),
        denyUploads(when('StringNotEquals', KEY, '11111111-1111-1111-1111-111111111111')),
      ],
      'unknown',
    ],
    ['by ARN or by id', [denyUploads(when('StringNotEquals', KEY, [K1, 'alias/mine']))], [K1, 'alias/mine'].sort()],
    ['of some account only', [denyUploads({ Principal: { AWS: OTHER }, ...when('StringNotEquals', KEY, K1) })], []],
  ])('%s', (_, statements, expected) => {
    expect(keysOf(...statements)).toEqual(expected);
  });
});

describe('customer-provided keys', () => {
  test.each<[string, StatementSource, boolean]>([
    ['are denied when their header is there', denyUploads(when('Null', CUSTOMER, 'false')), true],
    ['are required when it must not be missing', denyUploads(when('Null', CUSTOMER, 'true')), false],
    ['are denied by their algorithm', denyUploads(when('StringEquals', CUSTOMER, 'AES256')), true],
    ['are denied with uploads that do not ask for KMS', denyUploads(when('StringNotEquals', SSE, 'aws:kms')), true],
    [
      'are not denied for one account',
      denyUploads({ Principal: { AWS: OTHER }, ...when('Null', CUSTOMER, 'false') }),
      false,
    ],
    [
      'are not denied for one prefix',
      denyUploads({ Resource: `${bucketArn}/a/*`, ...when('Null', CUSTOMER, 'false') }),
      false,
    ],
    ['are not denied for reading', denyUploads({ Action: 's3:GetObject', ...when('Null', CUSTOMER, 'false') }), false],
  ])('%s', (_, statement, expected) => {
    expect(ssecDenied(policyOf(statement), bucket).value).toBe(expected);
  });
});
