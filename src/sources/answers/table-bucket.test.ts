import { type Answers, errorAnswer } from '../../../test/answers.js';
import { factTold, fronts, TABLE_BUCKET_ARN, unreadTableBucket } from '../../../test/asks.js';
import { KEY_ARN, REGION } from '../../../test/builders.js';
import { type Fact, known, unknown } from '../../core/fact.js';
import { parsePolicy } from '../../policy/index.js';
import { ResourceGoneError } from './ask.js';

const text = '{"Statement":{"Effect":"Deny","Principal":"*","Action":"s3tables:*","Resource":"*"}}';
const notFound = errorAnswer('NotFoundException');
const kms = { encryptionConfiguration: { sseAlgorithm: 'aws:kms', kmsKeyArn: KEY_ARN } };
const sseS3 = { encryptionConfiguration: { sseAlgorithm: 'AES256' } };
const of = (operation: string, id = TABLE_BUCKET_ARN) => `s3tables:${operation}#${id}`;

const table = (name: string) => ({
  namespace: ['sales'],
  name,
  type: 'customer',
  tableARN: `${TABLE_BUCKET_ARN}/table/${name}`,
});
const ofTable = (operation: string, name: string) => of(operation, table(name).tableARN);
const encryptionKms = { algorithm: 'aws:kms', keyId: KEY_ARN, bucketKeyEnabled: null };
const encryptionS3 = { algorithm: 'AES256', keyId: null, bucketKeyEnabled: null };

describe.each(fronts)('a table bucket, %s', (front) => {
  const told = (fact: string, account: Answers) => factTold(front, fact, { account }, unreadTableBucket());

  it.each<[string, string, Answers, Fact<unknown>]>([
    ['a policy', 'policy', { [of('GetTableBucketPolicy')]: { resourcePolicy: text } }, known(parsePolicy(text))],
    [
      'no policy',
      'policy',
      { [of('GetTableBucketPolicy')]: notFound, [of('GetTableBucket')]: { arn: TABLE_BUCKET_ARN } },
      known(null),
    ],
    ['SSE-KMS', 'encryption', { [of('GetTableBucketEncryption')]: kms }, known(encryptionKms)],
    ['SSE-S3', 'encryption', { [of('GetTableBucketEncryption')]: sseS3 }, known(encryptionS3)],
    [
      'no encryption of its own',
      'encryption',
      { [of('GetTableBucketEncryption')]: notFound, [of('GetTableBucket')]: {} },
      known(null),
    ],
    [
      'another encryption than there is',
      'encryption',
      { [of('GetTableBucketEncryption')]: { encryptionConfiguration: { sseAlgorithm: 'aws:kms:dsse' } } },
      unknown(
        'MALFORMED',
        `s3tables:GetTableBucketEncryption for ${TABLE_BUCKET_ARN}: encryptionConfiguration.sseAlgorithm must be one of AES256, aws:kms, got "aws:kms:dsse"`,
      ),
    ],
    [
      'tags',
      'tags',
      { [of('ListTagsForResource')]: { tags: { team: 'data', empty: '' } } },
      known({ team: 'data', empty: '' }),
    ],
    ['no tags', 'tags', { [of('ListTagsForResource')]: {} }, known({})],
  ])('has %s', async (_name, fact, account, expected) => {
    expect(await told(fact, account)).toEqual(expected);
  });

  it.each([
    ['policy', 'GetTableBucketPolicy'],
    ['encryption', 'GetTableBucketEncryption'],
  ])('is gone where neither its %s nor itself is found', async (fact, operation) => {
    const account = { [of(operation)]: notFound, [of('GetTableBucket')]: notFound };
    await expect(told(fact, account)).rejects.toBeInstanceOf(ResourceGoneError);
  });

  it.each([
    ['policy', 'GetTableBucketPolicy'],
    ['encryption', 'GetTableBucketEncryption'],
  ])('may be gone or without a %s where nobody may ask for it', async (fact, operation) => {
    const account = { [of(operation)]: notFound, [of('GetTableBucket')]: errorAnswer('ForbiddenException') };
    expect(await told(fact, account)).toEqual(
      unknown('DENIED', `s3tables:GetTableBucket was denied for ${TABLE_BUCKET_ARN}`),
    );
  });
});

describe.each(fronts)('the type of a table bucket, %s', (front) => {
  const told = (account: Answers) => factTold(front, 'bucketType', { account }, unreadTableBucket());
  const list = (...tableBuckets: readonly object[]) => ({ 's3tables:ListTableBuckets': { tableBuckets } });
  const other = { arn: `${TABLE_BUCKET_ARN}-other`, type: 'customer' };

  it.each(['customer', 'aws'])('stands in the list: %s', async (type) => {
    expect(await told(list(other, { arn: TABLE_BUCKET_ARN, type }))).toEqual(known(type));
  });

  it.each<[string, Answers]>([
    ['leaves it out', list(other)],
    ['leaves out its type', list({ arn: TABLE_BUCKET_ARN })],
  ])('is told by the bucket where the list %s', async (_name, listed) => {
    expect(await told({ ...listed, [of('GetTableBucket')]: { type: 'aws' } })).toEqual(known('aws'));
  });

  it('is unknown where nothing tells it', async () => {
    expect(await told({ ...list(), [of('GetTableBucket')]: {} })).toEqual(
      unknown(
        'MALFORMED',
        `s3tables:GetTableBucket for ${TABLE_BUCKET_ARN}: type must be one of customer, aws, got nothing`,
      ),
    );
  });
});

describe.each(fronts)('tables of a table bucket, %s', (front) => {
  const told = (account: Answers) => factTold(front, 'tables', { account }, unreadTableBucket());
  const list = (...names: readonly string[]) => ({ [of('ListTables')]: { tables: names.map(table) } });

  it('have encryptions of their own', async () => {
    const account = {
      ...list('orders', 'customers'),
      [ofTable('GetTableEncryption', 'orders')]: kms,
      [ofTable('GetTableEncryption', 'customers')]: sseS3,
    };
    expect(await told(account)).toEqual(
      known([
        { name: 'sales.orders', encryption: known(encryptionKms) },
        { name: 'sales.customers', encryption: known(encryptionS3) },
      ]),
    );
  });

  it('may be none', async () => {
    expect(await told(list())).toEqual(known([]));
  });

  it('are more than are asked for at a time, in their order', async () => {
    const names = Array.from({ length: 20 }, (_, index) => `t${index}`);
    const found = await told({
      ...list(...names),
      ...Object.fromEntries(names.map((name) => [ofTable('GetTableEncryption', name), kms])),
    });
    expect(found).toMatchObject({ value: names.map((name) => ({ name: `sales.${name}` })) });
  });

  it('have no encryption of their own, are dropped, or cannot be told from that', async () => {
    const account = {
      ...list('plain', 'dropped', 'hidden', 'refused'),
      ...Object.fromEntries(
        ['plain', 'dropped', 'hidden'].map((name) => [ofTable('GetTableEncryption', name), notFound]),
      ),
      [ofTable('GetTableEncryption', 'refused')]: errorAnswer('AccessDeniedException'),
      [ofTable('GetTable', 'plain')]: {},
      [ofTable('GetTable', 'dropped')]: notFound,
      [ofTable('GetTable', 'hidden')]: errorAnswer('AccessDeniedException'),
    };
    const denied = (operation: string, name: string) =>
      unknown('DENIED', `s3tables:${operation} was denied for ${table(name).tableARN}`);
    expect(await told(account)).toEqual(
      known([
        { name: 'sales.plain', encryption: known(null) },
        { name: 'sales.hidden', encryption: denied('GetTable', 'hidden') },
        { name: 'sales.refused', encryption: denied('GetTableEncryption', 'refused') },
      ]),
    );
  });
});

describe('a table bucket in a recorded file', () => {
  const told = (account: Answers) => factTold('recorded', 'policy', { account }, unreadTableBucket());

  it.each([
    `s3tables:GetTableBucketPolicy@${REGION}#${TABLE_BUCKET_ARN}`,
    `s3tables:GetTableBucketPolicy#${TABLE_BUCKET_ARN}`,
    's3tables:GetTableBucketPolicy#tables',
  ])('is found under %s', async (key) => {
    expect(await told({ [key]: { resourcePolicy: text } })).toEqual(known(parsePolicy(text)));
  });

  it('was listed, so an error that may also say it is gone says that there is no policy', async () => {
    expect(await told({ [of('GetTableBucketPolicy')]: notFound })).toEqual(known(null));
  });
});
