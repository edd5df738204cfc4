import { known, unknown } from '../../../src/core/fact.js';
import type { DefaultEncryption, Table } from '../../../src/core/facts.js';
import { judgeReading } from '../../../src/core/judge-reading.js';
import { ParameterError } from '../../../src/core/parameters.js';
import { ACCOUNT, KEY_ARN, OTHER_ACCOUNT, REGION, resourceWith } from '../../../test/builders.js';
import { NOW, testRule } from '../../../test/rule-tester.js';
import rule from './rule.js';

const arn = `arn:aws:s3tables:${REGION}:${ACCOUNT}:bucket/tables`;
const kms: DefaultEncryption = { algorithm: 'aws:kms', keyId: KEY_ARN, bucketKeyEnabled: null };
const sseS3: DefaultEncryption = { algorithm: 'AES256', keyId: null, bucketKeyEnabled: null };
const OTHER_ARN = KEY_ARN.replace(ACCOUNT, OTHER_ACCOUNT);
const denied = (action: string) => unknown('DENIED', `${action} was denied`);

const tablesWith = (given: object) =>
  resourceWith(
    'tableBucket',
    { type: 'AWS::S3Tables::TableBucket', id: arn, arn, accountId: ACCOUNT, region: REGION },
    { encryption: kms, bucketType: 'customer', tables: denied('s3tables:ListTables'), tags: {}, ...given },
  );
const table = (name: string, encryption: DefaultEncryption | null): Table => ({
  name: `sales.${name}`,
  encryption: known(encryption),
});
const hidden = (name: string): Table => ({ name: `sales.${name}`, encryption: denied('s3tables:GetTableEncryption') });
const checkTables = { checkTables: 'true' };

testRule(rule, {
  compliant: [
    {
      name: 'a customer managed key, and nothing else was read',
      resource: tablesWith({ bucketType: denied('s3tables:ListTableBuckets') }),
      code: 'CUSTOMER_KEY',
      reason: `The default key is the customer managed key ${KEY_ARN}.`,
    },
    {
      name: 'one of the keys allowed',
      resource: tablesWith({}),
      parameters: { allowedKeyArns: `${OTHER_ARN},${KEY_ARN}` },
      code: 'CUSTOMER_KEY',
    },
    {
      name: 'a table with SSE-S3, which is not asked about',
      resource: tablesWith({ tables: [table('orders', sseS3)] }),
      code: 'CUSTOMER_KEY',
    },
    {
      name: 'tables with customer managed keys, one of its own',
      resource: tablesWith({ tables: [table('orders', kms), table('items', { ...kms, keyId: OTHER_ARN })] }),
      parameters: checkTables,
      code: 'CUSTOMER_KEY',
      reason: `The default key is the customer managed key ${KEY_ARN}. So are those of its tables (2).`,
    },
    {
      name: 'tables with keys that are allowed',
      resource: tablesWith({ tables: [table('orders', kms), table('items', { ...kms, keyId: OTHER_ARN })] }),
      parameters: { ...checkTables, allowedKeyArns: `${OTHER_ARN},${KEY_ARN}` },
      code: 'CUSTOMER_KEY',
    },
    { name: 'no tables', resource: tablesWith({ tables: [] }), parameters: checkTables, code: 'CUSTOMER_KEY' },
  ],
  nonCompliant: [
    {
      name: "SSE-S3, S3's default",
      resource: tablesWith({ encryption: sseS3 }),
      code: 'NOT_KMS',
      reason: 'The default encryption is SSE-S3 (AES256) and uses no AWS KMS key.',
      evidence: ['encryption.algorithm'],
      severity: 'LOW',
    },
    {
      name: 'none set',
      resource: tablesWith({ encryption: null }),
      code: 'NOT_KMS',
      reason: 'No default encryption is set, so S3 uses SSE-S3 and no AWS KMS key.',
      evidence: ['encryption'],
    },
    {
      name: 'SSE-S3, and who keeps the bucket was not read',
      resource: tablesWith({ encryption: sseS3, bucketType: denied('s3tables:ListTableBuckets') }),
      code: 'NOT_KMS',
      reason:
        'The default encryption is SSE-S3 (AES256) and uses no AWS KMS key. Whether AWS keeps the bucket is unknown: s3tables:ListTableBuckets was denied.',
    },
    {
      name: 'SSE-KMS without a key',
      resource: tablesWith({ encryption: { ...kms, keyId: null } }),
      code: 'NO_CUSTOMER_KEY',
    },
    {
      name: 'a key that is not allowed',
      resource: tablesWith({}),
      parameters: { allowedKeyArns: OTHER_ARN },
      code: 'OTHER_KEY',
      reason: `The default key ${KEY_ARN} is not one of ${OTHER_ARN}.`,
      evidence: ['encryption.keyId'],
    },
    {
      name: 'SSE-S3, whatever its tables have',
      resource: tablesWith({ encryption: sseS3, tables: [table('orders', kms)] }),
      parameters: checkTables,
      code: 'NOT_KMS',
    },
    {
      name: 'tables with another encryption',
      resource: tablesWith({ tables: [table('orders', sseS3), table('items', kms), table('old', null)] }),
      parameters: checkTables,
      code: 'OTHER_TABLES',
      reason: 'Tables with another encryption: sales.orders (SSE-S3), sales.old (none set, so SSE-S3).',
      evidence: ['tables.sales.orders', 'tables.sales.old'],
    },
    {
      name: 'a table with a key that is not allowed',
      resource: tablesWith({ tables: [table('items', { ...kms, keyId: OTHER_ARN })] }),
      parameters: { ...checkTables, allowedKeyArns: KEY_ARN },
      code: 'OTHER_TABLES',
      reason: `Tables with another encryption: sales.items (${OTHER_ARN}).`,
    },
    {
      name: 'a table with another encryption beside one that was not read',
      resource: tablesWith({ tables: [hidden('items'), table('orders', sseS3)] }),
      parameters: checkTables,
      code: 'OTHER_TABLES',
      evidence: ['tables.sales.orders'],
    },
  ],
  notApplicable: [
    {
      name: 'a table bucket that AWS keeps',
      resource: tablesWith({ encryption: sseS3, bucketType: 'aws' }),
      code: 'AWS_OWNED',
      reason: 'AWS made the table bucket and keeps it for tables of its own.',
    },
    {
      name: 'a table bucket that AWS keeps, with a customer managed key',
      resource: tablesWith({ bucketType: 'aws' }),
      code: 'AWS_OWNED',
    },
  ],
  insufficientData: [
    {
      name: 'the encryption may not be read',
      resource: tablesWith({ encryption: denied('s3tables:GetTableBucketEncryption') }),
      code: 'DENIED',
      reason: 's3tables:GetTableBucketEncryption was denied.',
    },
    {
      name: 'the tables may not be listed',
      resource: tablesWith({}),
      parameters: checkTables,
      code: 'DENIED',
      reason: 'How its tables are encrypted is unknown: s3tables:ListTables was denied.',
    },
    {
      name: 'one table may not be read',
      resource: tablesWith({ tables: [table('orders', kms), hidden('items')] }),
      parameters: checkTables,
      code: 'DENIED',
      reason: 'Tables whose encryption is unknown: sales.items (s3tables:GetTableEncryption was denied).',
    },
  ],
});

it.each([{ checkTables: 'yes' }, { allowedKeyArns: 'alias/app' }])('refuses %j', (given) => {
  expect(() => rule.readParameters(given)).toThrow(ParameterError);
});

describe('reads only what decides', () => {
  const readBy = async (given: object, parameters: object) => {
    const unread = unknown('NOT_READ', 'not read');
    const read = jest.fn(async (fact: string) => known(fact === 'tables' ? [] : 'customer'));
    const bucket = tablesWith({ bucketType: unread, tables: unread, ...given });
    await judgeReading(rule, bucket, rule.readParameters(parameters), NOW, read);
    return read.mock.calls.flat();
  };

  it('who keeps the bucket', async () => {
    expect(await readBy({}, {})).toEqual(['bucketType']);
  });
  it('its tables where they are asked about', async () => {
    expect(await readBy({}, checkTables)).toEqual(['bucketType', 'tables']);
  });
  it('no table of a bucket that is a violation already', async () => {
    expect(await readBy({ encryption: sseS3 }, checkTables)).toEqual(['bucketType']);
  });
  it('no table of a bucket that AWS keeps', async () => {
    expect(await readBy({ bucketType: 'aws' }, checkTables)).toEqual([]);
  });
});
