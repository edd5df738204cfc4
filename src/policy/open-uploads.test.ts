import { openUploads } from './open-uploads.js';
import { bucket, bucketArn, deny, OTHER, objectsArn, policyOf, type StatementSource, when } from './sample-policies.js';

const SSE = 's3:x-amz-server-side-encryption';
const KEY = 's3:x-amz-server-side-encryption-aws-kms-key-id';
const CUSTOMER = 's3:x-amz-server-side-encryption-customer-algorithm';
const K1 = 'arn:aws:kms:us-east-1:111122223333:key/11111111-1111-1111-1111-111111111111';
const K2 = 'arn:aws:kms:us-east-1:111122223333:key/22222222-2222-2222-2222-222222222222';

const denyUploads = (changes: StatementSource) => deny({ Action: 's3:PutObject', Resource: objectsArn, ...changes });
const openOf = (...statements: readonly StatementSource[]) => {
  const { value } = openUploads(policyOf(...statements), bucket);
  return value === 'unknown' ? value : value.map(({ encryption, key }) => [encryption, key].filter(Boolean).join(' '));
};

const NOTHING = '';
const KMS = ['aws:kms', 'aws:kms *', 'aws:kms:dsse', 'aws:kms:dsse *'];

test.each<[string, readonly StatementSource[], readonly string[]]>([
  [
    'all, where nothing is said of encryption',
    [deny(when('Bool', 'aws:SecureTransport', 'false'))],
    [NOTHING, 'AES256', ...KMS],
  ],
  ['KMS required', [denyUploads(when('StringNotEquals', SSE, 'aws:kms'))], ['aws:kms', 'aws:kms *']],
  [
    'KMS required, with IfExists',
    [denyUploads(when('StringNotEqualsIfExists', SSE, 'aws:kms'))],
    ['aws:kms', 'aws:kms *'],
  ],
  [
    'another header denied, none let through',
    [denyUploads({ Condition: { StringNotEquals: { [SSE]: ['aws:kms', 'aws:kms:dsse'] }, Null: { [SSE]: 'false' } } })],
    [NOTHING, ...KMS],
  ],
  ['SSE-S3 denied by name', [denyUploads(when('StringEquals', SSE, 'AES256'))], [NOTHING, ...KMS]],
  ['a header required', [denyUploads(when('Null', SSE, 'true'))], ['AES256', ...KMS]],
  ['a key required', [denyUploads(when('Null', KEY, 'true'))], ['aws:kms *', 'aws:kms:dsse *']],
  ['one key required', [denyUploads(when('StringNotEquals', KEY, K1))], [`aws:kms ${K1}`, `aws:kms:dsse ${K1}`]],
  [
    'another key denied, none let through',
    [denyUploads({ Condition: { StringNotEquals: { [KEY]: K1 }, Null: { [KEY]: 'false' } } })],
    [NOTHING, 'AES256', 'aws:kms', `aws:kms ${K1}`, 'aws:kms:dsse', `aws:kms:dsse ${K1}`],
  ],
  [
    'each key denied by the other',
    [denyUploads(when('StringNotEquals', KEY, K1)), denyUploads(when('StringNotEquals', KEY, K2))],
    [],
  ],
  [
    'some account alone',
    [denyUploads({ Principal: { AWS: OTHER }, ...when('StringNotEquals', SSE, 'aws:kms') })],
    [NOTHING, 'AES256', ...KMS],
  ],
  [
    'one prefix alone',
    [denyUploads({ Resource: `${bucketArn}/a/*`, ...when('StringNotEquals', SSE, 'aws:kms') })],
    [NOTHING, 'AES256', ...KMS],
  ],
  [
    'another action',
    [denyUploads({ Action: 's3:GetObject', ...when('StringNotEquals', SSE, 'aws:kms') })],
    [NOTHING, 'AES256', ...KMS],
  ],
  ['SSE-C denied, which is not looked at', [denyUploads(when('Null', CUSTOMER, 'false'))], [NOTHING, 'AES256', ...KMS]],
  ['all uploads denied', [denyUploads({})], []],
])('open: %s', (_, statements, expected) => {
  expect(openOf(...statements)).toEqual(expected);
});
