import { join } from 'node:path';
import { gzipSync } from 'node:zlib';
import {
  accountEntry,
  answersFolder,
  documentOf,
  readOf,
  resourceEntry,
  subjectsIn,
} from '../../../test/answer-files.js';
import { blockAnswer, errorAnswer, keyAnswer } from '../../../test/answers.js';
import { ACCOUNT, block, KEY_ARN, OTHER_ACCOUNT } from '../../../test/builders.js';
import { type Fact, known, unknown } from '../../core/fact.js';
import type { LiveSubject } from '../subject.js';
import { answersSource } from './recorded-file.js';

const fixtures = join(__dirname, '../../../test/fixtures/answers');
const files = answersFolder();

const namesIn = async (...paths: readonly string[]): Promise<readonly string[]> =>
  (await subjectsIn(...paths)).map((subject) => {
    if (subject.state !== 'live') return subject.state;
    const { kind, identity } = subject.resource;
    return `${kind} ${identity.id}${kind === 'account' && identity.region !== null ? ` in ${identity.region}` : ''}`;
  });

describe('the example', () => {
  const path = join(fixtures, 'example.json');

  it('has an account, its buckets and its access points, in this order', async () => {
    expect((await subjectsIn(path)).map((one) => one.state === 'live' && one.resource.identity)).toEqual([
      { type: 'AWS::::Account', id: ACCOUNT, arn: null, accountId: ACCOUNT, region: null },
      { type: 'AWS::::Account', id: ACCOUNT, arn: null, accountId: ACCOUNT, region: 'eu-west-1' },
      {
        type: 'AWS::S3::Bucket',
        id: 'app-data',
        arn: 'arn:aws:s3:::app-data',
        accountId: ACCOUNT,
        region: 'eu-west-1',
      },
      {
        type: 'AWS::S3::Bucket',
        id: 'app-logs',
        arn: 'arn:aws:s3:::app-logs',
        accountId: ACCOUNT,
        region: 'eu-west-1',
      },
      {
        type: 'AWS::S3::AccessPoint',
        id: 'reports',
        arn: `arn:aws:s3:eu-west-1:${ACCOUNT}:accesspoint/reports`,
        accountId: ACCOUNT,
        region: 'eu-west-1',
      },
    ]);
  });

  it.each<[string, string, Fact<unknown>]>([
    [ACCOUNT, 'accountPublicAccessBlock', known(block(true))],
    [
      ACCOUNT,
      'organizationPublicAccessBlock',
      unknown('NOT_RECORDED', 'no answer of organizations:DescribeEffectivePolicy is recorded'),
    ],
    ['app-data', 'publicAccessBlock', known(null)],
    ['app-data', 'accountPublicAccessBlock', known(block(true))],
    ['app-data', 'ownership', known('BucketOwnerEnforced')],
    [
      'app-data',
      'encryptionKey',
      known({ arn: KEY_ARN, accountId: ACCOUNT, manager: 'CUSTOMER', state: 'Enabled', origin: 'AWS_KMS' }),
    ],
    [
      'app-data',
      'encryptionKeyRotation',
      unknown('NOT_RECORDED', `no answer of kms:GetKeyRotationStatus for ${KEY_ARN} is recorded`),
    ],
    ['app-data', 'versioning', known({ status: 'Enabled', mfaDelete: false })],
    ['app-data', 'tags', known({})],
    ['app-data', 'loggingSources', known([])],
    ['app-logs', 'loggingSources', known(['app-data'])],
    ['app-logs', 'policy', unknown('DENIED', 's3:GetBucketPolicy was denied')],
    ['app-logs', 'acl', unknown('NOT_RECORDED', 'no answer of s3:GetBucketAcl is recorded')],
    ['reports', 'policy', known(null)],
    ['reports', 'buckets', known([{ name: 'app-data', accountId: ACCOUNT }])],
    ['reports', 'vpcId', known(null)],
  ])('tells of %s the %s', async (id, fact, expected) => {
    expect(await readOf(await subjectsIn(path), id, fact)).toEqual(expected);
  });

  it('tells nothing before it is read', async () => {
    for (const subject of await subjectsIn(path)) {
      if (subject.state !== 'live') throw new Error('not live');
      expect(subject.resource.fact('accountPublicAccessBlock')).toMatchObject({ code: 'NOT_READ' });
    }
  });
});

describe('forms of a file', () => {
  const text = documentOf(accountEntry({ buckets: [resourceEntry('a', {})] }));
  const names = [`account ${ACCOUNT}`, `account ${ACCOUNT} in eu-west-1`, 'bucket a'];

  it.each<[string, string | Uint8Array]>([
    ['one document in one line', text],
    ['one document in many lines', JSON.stringify(JSON.parse(text), null, 2)],
    ['one document and empty lines', `\n${text}\n\n`],
    ['an account a line', `${JSON.stringify(accountEntry({ buckets: [resourceEntry('a', {})] }))}\n`],
    ['with a byte order mark', `\ufeff${text}`],
    ['packed, told by its bytes', gzipSync(text)],
    ['an account a line, packed', gzipSync(JSON.stringify(accountEntry({ buckets: [resourceEntry('a', {})] })))],
    [
      'an account without what it does not have',
      documentOf(accountEntry({ buckets: [resourceEntry('a', {})], partition: undefined })),
    ],
  ])('%s', async (_name, content) => {
    expect(await namesIn(await files.write(content))).toEqual(names);
  });

  it('an account a line, the second in two entries with answers of their own', async () => {
    const subjects = await subjectsIn(join(fixtures, 'organization.ndjson'));
    expect(
      subjects.map((one) => {
        const { arn, id, region } = (one as LiveSubject).resource.identity;
        return arn ?? `${id}${region === null ? '' : ` in ${region}`}`;
      }),
    ).toEqual([
      ACCOUNT,
      `${ACCOUNT} in eu-west-1`,
      'arn:aws:s3:::one',
      OTHER_ACCOUNT,
      `${OTHER_ACCOUNT} in us-gov-west-1`,
      'arn:aws-us-gov:s3:::two',
      OTHER_ACCOUNT,
      `${OTHER_ACCOUNT} in us-gov-east-1`,
      'arn:aws-us-gov:s3:::three',
    ]);
    const facts = await Promise.all(
      ['one', 'two', 'three'].map((id) => readOf(subjects, id, 'accountPublicAccessBlock')),
    );
    expect(facts).toEqual([
      known(null),
      unknown('NOT_RECORDED', 'no answer of s3control:GetPublicAccessBlock is recorded'),
      known(block(true)),
    ]);
    expect(await readOf(subjects, OTHER_ACCOUNT, 'accountPublicAccessBlock', 2)).toEqual(known(block(true)));
  });

  it('several files, in the order given', async () => {
    const one = await files.write(documentOf(accountEntry({ buckets: [resourceEntry('one', {})] })), 'one.json');
    const two = await files.write(documentOf(accountEntry({ accountId: OTHER_ACCOUNT })), 'two.json');
    expect(await namesIn(two, one)).toEqual([
      `account ${OTHER_ACCOUNT}`,
      `account ${ACCOUNT}`,
      `account ${ACCOUNT} in eu-west-1`,
      'bucket one',
    ]);
  });

  it('keys of the user at every level', async () => {
    const content = JSON.stringify({
      version: 1,
      'x-who': 1,
      accounts: [
        accountEntry({
          'x-a': 1,
          answers: { 'x-b': 1 },
          buckets: [
            {
              ...resourceEntry('a', {
                'x-c': 'text',
                's3:GetBucketAcl': { error: { code: 'AccessDenied', 'x-d': 1 } },
              }),
              'x-e': [],
            },
          ],
        }),
      ],
    });
    expect(await namesIn(await files.write(content))).toEqual(names);
  });
});

describe('answers that are found', () => {
  const subjectsOf = async (more: object) => subjectsIn(await files.write(documentOf(accountEntry(more))));

  it('under the region of the question before those of none, by id', async () => {
    const key = (state: string) =>
      keyAnswer({ arn: KEY_ARN, accountId: ACCOUNT, manager: 'CUSTOMER', state, origin: null });
    const encrypted = {
      's3:GetBucketEncryption': {
        ServerSideEncryptionConfiguration: {
          Rules: [{ ApplyServerSideEncryptionByDefault: { SSEAlgorithm: 'aws:kms', KMSMasterKeyID: KEY_ARN } }],
        },
      },
    };
    const stateWith = async (answers: object) => {
      const subjects = await subjectsOf({ answers, buckets: [resourceEntry('a', encrypted)] });
      return readOf(subjects, 'a', 'encryptionKey');
    };
    const here = { [`kms:DescribeKey@eu-west-1#${KEY_ARN}`]: key('Enabled') };
    const anywhere = { [`kms:DescribeKey#${KEY_ARN}`]: key('Disabled') };
    const elsewhere = { [`kms:DescribeKey@us-east-1#${KEY_ARN}`]: key('Unavailable') };
    const another = { 'kms:DescribeKey@eu-west-1#other': key('Unavailable'), 'kms:DescribeKey': key('Unavailable') };
    expect(await stateWith({ ...anywhere, ...here, ...elsewhere })).toMatchObject({ value: { state: 'Enabled' } });
    expect(await stateWith({ ...anywhere, ...elsewhere })).toMatchObject({ value: { state: 'Disabled' } });
    expect(await stateWith({ ...elsewhere, ...another })).toMatchObject({ known: false, code: 'NOT_RECORDED' });
  });

  it('for access points of one name in two regions', async () => {
    const point = (region: string, vpc: object) =>
      resourceEntry('reports', { 's3control:GetAccessPoint': { Bucket: 'a', ...vpc } }, region);
    const subjects = await subjectsOf({
      accessPoints: [
        point('eu-west-1', { NetworkOrigin: 'Internet' }),
        point('us-east-1', { NetworkOrigin: 'VPC', VpcConfiguration: { VpcId: 'vpc-1' } }),
      ],
    });
    expect(await readOf(subjects, 'reports', 'vpcId', 0)).toEqual(known(null));
    expect(await readOf(subjects, 'reports', 'vpcId', 1)).toEqual(known('vpc-1'));
  });

  it('are not those of the account where a bucket is asked about, nor the other way round', async () => {
    const subjects = await subjectsOf({
      answers: { 's3:GetBucketVersioning': { Status: 'Enabled' } },
      buckets: [resourceEntry('a', { 's3control:GetPublicAccessBlock': blockAnswer(block(true)) })],
    });
    expect(await readOf(subjects, 'a', 'versioning')).toMatchObject({ code: 'NOT_RECORDED' });
    expect(await readOf(subjects, 'a', 'accountPublicAccessBlock')).toMatchObject({ code: 'NOT_RECORDED' });
  });

  it('stop the run with their place where they are a fault, and only when they are asked for', async () => {
    const faulty = { 's3:GetBucketTagging': errorAnswer('SlowDown'), 's3:GetBucketVersioning': {} };
    const path = await files.write(
      documentOf(accountEntry({ buckets: [resourceEntry('a', {}), resourceEntry('b', faulty)] })),
    );
    const subjects = await subjectsIn(path);
    expect(await readOf(subjects, 'b', 'versioning')).toMatchObject({ known: true });
    await expect(readOf(subjects, 'b', 'tags')).rejects.toThrow(
      `${path}: accounts[0].buckets[1].answers["s3:GetBucketTagging"]: SlowDown is a fault, not an answer; record it again`,
    );
  });
});

it('can tell what an operation tells', () => {
  const source = answersSource('none.json');
  expect(source.name).toBe('recorded answers');
  expect(['policy', 'ownership', 'loggingSources', 'tags'].map((fact) => source.canTell('bucket', fact))).toEqual([
    true,
    true,
    true,
    true,
  ]);
  expect(source.canTell('accessPoint', 'tags')).toBe(false);
  expect(source.canTell('identity', 'name')).toBe(true);
});
