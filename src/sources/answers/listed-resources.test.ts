import {
  accountEntry,
  answersFolder,
  documentOf,
  readOf,
  resourceEntry,
  subjectsIn,
} from '../../../test/answer-files.js';
import { errorAnswer } from '../../../test/answers.js';
import { ACCOUNT, REGION } from '../../../test/builders.js';
import { known, unknown } from '../../core/fact.js';
import { parsePolicy } from '../../policy/index.js';

const files = answersFolder();
const SCRATCH = 'scratch--euw1-az1--x-s3';
const SCRATCH_ARN = `arn:aws:s3express:${REGION}:${ACCOUNT}:bucket/${SCRATCH}`;
const TABLES_ARN = `arn:aws:s3tables:${REGION}:${ACCOUNT}:bucket/tables`;
const policy = { Statement: { Effect: 'Deny', Principal: '*', Action: '*', Resource: '*' } };

const subjectsWith = async (answers: object, more: object = {}) =>
  subjectsIn(await files.write(documentOf(accountEntry({ answers, ...more }))));

/** All but the account. */
const foundWith = async (answers: object, more: object = {}) =>
  (await subjectsWith(answers, more))
    .filter((one) => one.state !== 'live' || one.resource.kind !== 'account')
    .map((one) => (one.state === 'live' ? one.resource.identity : one));

const directory = (more: object = {}) => ({
  type: 'AWS::S3Express::DirectoryBucket',
  id: SCRATCH,
  arn: SCRATCH_ARN,
  accountId: ACCOUNT,
  region: REGION,
  ...more,
});
const tables = {
  type: 'AWS::S3Tables::TableBucket',
  id: TABLES_ARN,
  arn: TABLES_ARN,
  accountId: ACCOUNT,
  region: REGION,
};
const everywhere = {
  type: 'AWS::S3::MultiRegionAccessPoint',
  id: 'everywhere',
  arn: `arn:aws:s3::${ACCOUNT}:accesspoint/example0000000.mrap`,
  accountId: ACCOUNT,
  region: null,
};
const listOfPoints = { AccessPoints: [{ Name: 'everywhere', Alias: 'example0000000.mrap', Status: 'READY' }] };
const listOfTables = { tableBuckets: [{ arn: TABLES_ARN, name: 'tables', ownerAccountId: ACCOUNT, type: 'customer' }] };

describe('what the lists of an account name', () => {
  it('comes after its buckets and access points, kind by kind', async () => {
    const answers = {
      's3control:ListMultiRegionAccessPoints': listOfPoints,
      's3tables:ListTableBuckets': listOfTables,
      's3:ListDirectoryBuckets': { Buckets: [{ Name: SCRATCH, BucketArn: SCRATCH_ARN }] },
    };
    const more = { buckets: [resourceEntry('a', {})], accessPoints: [resourceEntry('reports', {})] };
    expect(await foundWith(answers, more)).toEqual([
      expect.objectContaining({ id: 'a' }),
      expect.objectContaining({ id: 'reports' }),
      directory(),
      tables,
      everywhere,
    ]);
  });

  it.each<[string, object, object]>([
    ['the ARN', { 's3:ListDirectoryBuckets': { Buckets: [{ Name: SCRATCH, BucketArn: SCRATCH_ARN }] } }, {}],
    [
      'the ARN, whatever the key says',
      { 's3:ListDirectoryBuckets@us-east-1': { Buckets: [{ Name: SCRATCH, BucketArn: SCRATCH_ARN }] } },
      {},
    ],
    ['the key', { [`s3:ListDirectoryBuckets@${REGION}`]: { Buckets: [{ Name: SCRATCH }] } }, {}],
    ['the bucket', { 's3:ListDirectoryBuckets': { Buckets: [{ Name: SCRATCH, BucketRegion: REGION }] } }, {}],
    ['nothing', { 's3:ListDirectoryBuckets': { Buckets: [{ Name: SCRATCH }] } }, { arn: null, region: null }],
  ])('has the region of a directory bucket from %s', async (_name, answers, change) => {
    expect(await foundWith(answers)).toEqual([directory(change)]);
  });

  it('has the partition of the account', async () => {
    const answers = { 's3:ListDirectoryBuckets@us-gov-west-1': { Buckets: [{ Name: SCRATCH }] } };
    expect(await foundWith(answers, { partition: 'aws-us-gov' })).toEqual([
      directory({
        arn: `arn:aws-us-gov:s3express:us-gov-west-1:${ACCOUNT}:bucket/${SCRATCH}`,
        region: 'us-gov-west-1',
      }),
    ]);
  });

  it('may be a Multi-Region Access Point that is still being made', async () => {
    const answers = {
      's3control:ListMultiRegionAccessPoints@us-west-2': { AccessPoints: [{ Name: 'everywhere', Status: 'CREATING' }] },
    };
    expect(await foundWith(answers)).toEqual([{ ...everywhere, arn: null }]);
  });

  it('comes once, from lists of several regions', async () => {
    const there = TABLES_ARN.replace(REGION, 'us-east-1');
    const answers = {
      's3tables:ListTableBuckets@us-east-1': { tableBuckets: [{ arn: there }] },
      's3tables:ListTableBuckets': { tableBuckets: [{ arn: TABLES_ARN }, { arn: there }] },
    };
    expect(await foundWith(answers)).toEqual([{ ...tables, id: there, arn: there, region: 'us-east-1' }, tables]);
  });

  it('is nothing where the lists are empty, or are none of these', async () => {
    const answers = {
      's3:ListDirectoryBuckets': { Buckets: [] },
      's3tables:ListTableBuckets': { tableBuckets: [] },
      's3control:ListMultiRegionAccessPoints': { AccessPoints: [] },
      's3:ListBuckets': { Buckets: [{ Name: 'a' }] },
    };
    expect(await foundWith(answers)).toEqual([]);
  });

  it('has answers of its own by its id', async () => {
    const subjects = await subjectsWith({
      [`s3:ListDirectoryBuckets@${REGION}`]: { Buckets: [{ Name: SCRATCH }] },
      [`s3:GetBucketPolicy#${SCRATCH}`]: { Policy: JSON.stringify(policy) },
      's3tables:ListTableBuckets': listOfTables,
      's3tables:GetTableBucketEncryption#tables': { encryptionConfiguration: { sseAlgorithm: 'AES256' } },
      's3control:ListMultiRegionAccessPoints': listOfPoints,
      's3control:GetMultiRegionAccessPointPolicy#everywhere': {
        Policy: { Established: { Policy: JSON.stringify(policy) } },
      },
      's3control:GetPublicAccessBlock': errorAnswer('NoSuchPublicAccessBlockConfiguration'),
    });
    expect(await readOf(subjects, SCRATCH, 'policy')).toEqual(known(parsePolicy(policy)));
    expect(await readOf(subjects, SCRATCH, 'encryption')).toEqual(
      unknown('NOT_RECORDED', `no answer of s3express:GetBucketEncryption for ${SCRATCH} is recorded`),
    );
    expect(await readOf(subjects, TABLES_ARN, 'encryption')).toMatchObject({ value: { algorithm: 'AES256' } });
    expect(await readOf(subjects, TABLES_ARN, 'bucketType')).toEqual(known('customer'));
    expect(await readOf(subjects, 'everywhere', 'policy')).toEqual(known(parsePolicy(policy)));
    expect(await readOf(subjects, 'everywhere', 'accountPublicAccessBlock')).toEqual(known(null));
  });
});

describe('a list that cannot be read', () => {
  it.each<[string, string, object, string]>([
    [
      'was refused',
      `s3:ListDirectoryBuckets@${REGION}`,
      errorAnswer('AccessDenied') as object,
      'There may be directory buckets that are not judged: s3express:ListAllMyDirectoryBuckets was denied.',
    ],
    [
      'is of another form',
      `s3tables:ListTableBuckets@${REGION}`,
      { tableBuckets: [{ arn: 'tables' }] },
      'There may be table buckets that are not judged: s3tables:ListTableBuckets: tableBuckets[0].arn must be the ARN of a table bucket, got "tables".',
    ],
    [
      'has no list',
      `s3control:ListMultiRegionAccessPoints@${REGION}`,
      {},
      'There may be Multi-Region Access Points that are not judged: s3control:ListMultiRegionAccessPoints: AccessPoints must be a list, got nothing.',
    ],
  ])('%s: says so', async (_name, key, answer, reason) => {
    expect(await foundWith({ [key]: answer })).toEqual([
      { state: 'unreadable', kind: expect.any(String), identity: { accountId: ACCOUNT, region: REGION }, reason },
    ]);
  });

  it('is a first page only: says so behind what it names', async () => {
    const answers = { 's3control:ListMultiRegionAccessPoints': { ...listOfPoints, NextToken: 'more' } };
    expect(await foundWith(answers)).toEqual([
      everywhere,
      expect.objectContaining({
        state: 'unreadable',
        reason:
          'There may be Multi-Region Access Points that are not judged: of s3control:ListMultiRegionAccessPoints only a first page is recorded.',
      }),
    ]);
  });

  it('is a fault: stops the run with its place', async () => {
    expect(
      await files.errorOf(
        await files.write(
          documentOf(accountEntry({ answers: { 's3:ListDirectoryBuckets': errorAnswer('SlowDown') } })),
        ),
      ),
    ).toContain('answers["s3:ListDirectoryBuckets"]: SlowDown is a fault, not an answer; record it again');
  });
});
