import { encryptionAnswer, errorAnswer } from '../../../test/answers.js';
import { DIRECTORY_BUCKET, DIRECTORY_BUCKET_ARN, factTold, fronts, unreadDirectoryBucket } from '../../../test/asks.js';
import { KEY_ARN, REGION } from '../../../test/builders.js';
import { known, unknown } from '../../core/fact.js';
import { parsePolicy } from '../../policy/index.js';
import type { Question } from './ask.js';
import { readFact } from './read-fact.js';

const text = '{"Statement":{"Effect":"Deny","Principal":"*","Action":"s3express:*","Resource":"*"}}';
const encryption = { algorithm: 'aws:kms', keyId: KEY_ARN, bucketKeyEnabled: true } as const;

describe.each(fronts)('a directory bucket, %s', (front) => {
  const told = (fact: string, key: string, answer: unknown) =>
    factTold(front, fact, { account: { [key]: answer } }, unreadDirectoryBucket());

  it('has a policy', async () => {
    expect(await told('policy', `s3express:GetBucketPolicy#${DIRECTORY_BUCKET}`, { Policy: text })).toEqual(
      known(parsePolicy(text)),
    );
  });

  it('has a default encryption', async () => {
    const key = `s3express:GetBucketEncryption#${DIRECTORY_BUCKET}`;
    expect(await told('encryption', key, encryptionAnswer(encryption))).toEqual(known(encryption));
  });

  it('has tags', async () => {
    const Tags = [
      { Key: 'team', Value: 'data' },
      { Key: '__proto__', Value: '' },
    ];
    const found = await told('tags', `s3express:ListTagsForResource#${DIRECTORY_BUCKET_ARN}`, { Tags });
    expect(found).toEqual(known(Object.fromEntries(Tags.map(({ Key, Value }) => [Key, Value]))));
  });

  it('has tags that nobody can ask for without its ARN', async () => {
    expect(await factTold(front, 'tags', {}, unreadDirectoryBucket({ arn: null }))).toEqual(
      unknown('NOT_RECORDED', 'the ARN of the bucket, by which its tags are read, is not known'),
    );
  });
});

describe('a directory bucket in a recorded file', () => {
  const told = (account: object) =>
    factTold('recorded', 'policy', { account: account as Record<string, unknown> }, unreadDirectoryBucket());
  const policyOf = (Sid: string) => ({ Policy: JSON.stringify({ Statement: { ...JSON.parse(text).Statement, Sid } }) });

  it.each([
    `s3:GetBucketPolicy#${DIRECTORY_BUCKET}`,
    `s3:GetBucketPolicy@${REGION}#${DIRECTORY_BUCKET}`,
    `s3express:GetBucketPolicy#${DIRECTORY_BUCKET}`,
    `s3express:GetBucketPolicy@${REGION}#${DIRECTORY_BUCKET}`,
  ])('is found under %s', async (key) => {
    expect(await told({ [key]: { Policy: text } })).toEqual(known(parsePolicy(text)));
  });

  it('is told by the answer of its region before one of none', async () => {
    const found = await told({
      [`s3express:GetBucketPolicy#${DIRECTORY_BUCKET}`]: policyOf('anywhere'),
      [`s3:GetBucketPolicy@${REGION}#${DIRECTORY_BUCKET}`]: policyOf('here'),
      [`s3:GetBucketPolicy@us-east-1#${DIRECTORY_BUCKET}`]: policyOf('elsewhere'),
    });
    expect(found).toMatchObject({ value: { statements: [{ sid: 'here' }] } });
  });

  it.each([
    's3:GetBucketPolicy',
    's3:GetBucketPolicy#other--euw1-az1--x-s3',
    `s3:GetBucketPolicy@us-east-1#${DIRECTORY_BUCKET}`,
    `s3control:GetBucketPolicy#${DIRECTORY_BUCKET}`,
  ])('is not found under %s', async (key) => {
    expect(await told({ [key]: { Policy: text } })).toEqual(
      unknown('NOT_RECORDED', `no answer of s3express:GetBucketPolicy for ${DIRECTORY_BUCKET} is recorded`),
    );
  });

  it('reads a refusal as one of the action that directory buckets have', async () => {
    expect(await told({ [`s3:GetBucketPolicy#${DIRECTORY_BUCKET}`]: errorAnswer('AccessDenied') })).toEqual(
      unknown('DENIED', `s3express:GetBucketPolicy was denied for ${DIRECTORY_BUCKET}`),
    );
  });
});

it.each(['policy', 'encryption'])(
  'is asked for its %s without an expected owner, which S3 refuses there',
  async (fact) => {
    const asked: Question[] = [];
    await readFact(
      unreadDirectoryBucket(),
      fact,
      async (question) => {
        asked.push(question);
        return { kind: 'absent' };
      },
      async () => known(null),
    );
    expect(asked.map(({ input, region }) => [input, region])).toEqual([[{ Bucket: DIRECTORY_BUCKET }, REGION]]);
  },
);
