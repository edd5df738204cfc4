import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { actionTableText } from '../../scripts/generate-actions.js';
import { type Operation, operationsOf } from './actions.js';

const named = (operations: readonly Operation[], inside: boolean) =>
  operations.filter((operation) => operation.inside === inside).map(({ action }) => action);
const levelsOf = (operations: readonly Operation[], level: string) =>
  operations.filter((operation) => operation.level === level).map(({ action }) => action);

test('the table is current', async () => {
  expect(readFileSync(join(__dirname, 'actions.generated.ts'), 'utf8')).toBe(await actionTableText());
});

test('bucket actions and object actions are told apart', () => {
  const operations = operationsOf('bucket');
  expect(named(operations, false)).toEqual(expect.arrayContaining(['s3:ListBucket', 's3:PutBucketPolicy']));
  expect(named(operations, true)).toEqual(expect.arrayContaining(['s3:GetObject', 's3:BypassGovernanceRetention']));
  expect(named(operations, true)).not.toContain('s3:ListBucket');
  expect(named(operations, false)).not.toContain('s3:GetObject');
});

test('account-level actions no bucket policy can grant', () => {
  expect(operationsOf('bucket').map(({ action }) => action)).not.toContain('s3:PutAccountPublicAccessBlock');
});

test('permissions management of a bucket is what AWS says it is', () => {
  expect([...levelsOf(operationsOf('bucket'), 'permissions')].sort()).toEqual([
    's3:BypassGovernanceRetention',
    's3:DeleteBucketPolicy',
    's3:ObjectOwnerOverrideToBucketOwner',
    's3:PutBucketAcl',
    's3:PutBucketOwnershipControls',
    's3:PutBucketPolicy',
    's3:PutBucketPublicAccessBlock',
    's3:PutObjectAcl',
    's3:PutObjectVersionAcl',
  ]);
});

test.each([
  ['accessPoint', 's3:ListBucket', 's3:GetObject'],
  ['multiRegionAccessPoint', 's3:ListBucket', 's3:PutObject'],
  ['tableBucket', 's3tables:CreateTable', 's3tables:GetTableData'],
] as const)('a policy of kind %s grants %s outside and %s inside', (kind, outer, inner) => {
  expect(named(operationsOf(kind), false)).toContain(outer);
  expect(named(operationsOf(kind), true)).toContain(inner);
});

test('a directory bucket has sessions and no object actions', () => {
  expect(named(operationsOf('directoryBucket'), false)).toContain('s3express:CreateSession');
  expect(named(operationsOf('directoryBucket'), true)).toEqual([]);
});
