import { ACCOUNT, REGION } from '../../../test/builders.js';
import { controlError, loopback, xmlError } from '../../../test/loopback.js';
import type { Operation } from '../../core/operations.js';
import type { Ask, Question } from '../answers/ask.js';
import { cloudtrail } from './cloudtrail.js';
import { config } from './config.js';
import { iam } from './iam.js';
import { kms } from './kms.js';
import { ApiFaultError, createLiveAsk } from './live-ask.js';
import { logs } from './logs.js';
import { organizations } from './organizations.js';
import { s3 } from './s3.js';
import { s3control } from './s3control.js';

const server = loopback();

const services = { s3, s3control, kms, logs, cloudtrail, iam, organizations, config };
const liveAsk = (): Ask => createLiveAsk(services, { region: 'us-east-1', accountId: ACCOUNT });

const question = (operation: Operation, input: Question['input'], more: Partial<Question> = {}): Question => ({
  operation,
  input,
  region: REGION,
  owner: null,
  ...more,
});

const ofBucket = { owner: { kind: 'bucket', name: 'app-data' } } as const;
const bucketPolicy = question('s3:GetBucketPolicy', { Bucket: 'app-data', ExpectedBucketOwner: ACCOUNT }, ofBucket);
const versioning = question('s3:GetBucketVersioning', { Bucket: 'app-data' }, ofBucket);
const accountBlock = question('s3control:GetPublicAccessBlock', { AccountId: ACCOUNT }, { region: null });

describe('createLiveAsk', () => {
  it('asks S3 about a bucket of ours, and of no stranger', async () => {
    server.answer({ status: 200, body: '{"Statement":[]}' });
    expect(await liveAsk()(bucketPolicy)).toMatchObject({ kind: 'answer', output: { Policy: '{"Statement":[]}' } });
    expect(server.received()[0]?.headers['x-amz-expected-bucket-owner']).toBe(ACCOUNT);
  });

  it.each(['127.0.0.1', 'localhost'])('reaches S3 and S3 Control at %s', async (host) => {
    process.env.AWS_ENDPOINT_URL = server.url(host);
    server.answer(
      { status: 200, body: '<VersioningConfiguration/>' },
      { status: 404, body: controlError('NoSuchPublicAccessBlockConfiguration') },
    );
    const ask = liveAsk();
    expect(await ask(versioning)).toMatchObject({ kind: 'answer' });
    expect(await ask(accountBlock)).toEqual({ kind: 'absent' });
    expect(server.received().map((one) => one.host)).toEqual([
      new URL(server.url(host)).host,
      new URL(server.url(host)).host,
    ]);
    expect(server.received()[1]?.headers['x-amz-account-id']).toBe(ACCOUNT);
  });

  it('signs for the region of the question, or for that of the run', async () => {
    server.answer(
      { status: 200, body: '<VersioningConfiguration/>' },
      { status: 404, body: controlError('NoSuchPublicAccessBlockConfiguration') },
    );
    const ask = liveAsk();
    await ask(versioning);
    await ask(accountBlock);
    expect(
      server.received().map(({ headers }) => /Credential=[^/]+\/\d+\/([^/]+)/.exec(String(headers.authorization))?.[1]),
    ).toEqual([REGION, 'us-east-1']);
  });

  it.each([
    [403, '', 'a refusal without a body'],
    [403, '<html>no</html>', 'a refusal by something in between'],
  ])('takes %s %s for denied (%s)', async (status, body) => {
    server.answer({ status, body });
    expect(await liveAsk()(versioning)).toEqual({ kind: 'denied', action: 's3:GetBucketVersioning' });
  });

  it.each([
    [200, '<VersioningConfiguration><Sta', 'an answer that is cut'],
    [404, '', 'a not found that does not say what'],
    [301, xmlError('PermanentRedirect'), 'another region'],
    [400, xmlError('ExpiredToken'), 'credentials that ended'],
  ])('throws %s %s (%s)', async (status, body) => {
    server.answer({ status, body });
    await expect(liveAsk()(versioning)).rejects.toBeInstanceOf(ApiFaultError);
  });

  it('throws where nobody listens, saying what was asked', async () => {
    process.env.AWS_ENDPOINT_URL = 'http://127.0.0.1:1';
    await expect(liveAsk()(versioning)).rejects.toThrow(
      /^s3:GetBucketVersioning for app-data failed for account 111122223333 in eu-west-1: .*ECONNREFUSED/,
    );
  });

  it('retries what passes, as often as it is told', async () => {
    delete process.env.AWS_MAX_ATTEMPTS;
    server.answer(
      { status: 503, body: xmlError('SlowDown') },
      { status: 500, body: xmlError('InternalError') },
      { status: 200, body: '<VersioningConfiguration/>' },
    );
    const options = { region: REGION, accountId: ACCOUNT, maxAttempts: 3, retryMode: 'standard' } as const;
    expect(await createLiveAsk(services, options)(versioning)).toMatchObject({ kind: 'answer' });
    expect(server.received()).toHaveLength(3);
    await expect(createLiveAsk(services, { ...options, maxAttempts: 1 })(versioning)).rejects.toThrow(ApiFaultError);
    expect(server.received()).toHaveLength(4);
  });

  it('makes one client for a service and region', async () => {
    const made: string[] = [];
    const fake = (name: string) => ({
      name,
      createCall: ({ region }: { readonly region: string }) => {
        made.push(`${name} ${region}`);
        return async () => ({});
      },
    });
    const ask = createLiveAsk({ s3: fake('s3'), kms: fake('kms') }, { region: 'us-east-1', accountId: ACCOUNT });
    await ask(versioning);
    await ask(bucketPolicy);
    await ask({ ...versioning, region: 'us-east-2' });
    await ask(question('kms:DescribeKey', { KeyId: 'a' }, { region: null }));
    expect(made).toEqual([`s3 ${REGION}`, 's3 us-east-2', 'kms us-east-1']);
  });

  it('says which client is missing', async () => {
    const ask = createLiveAsk({ s3 }, { region: REGION, accountId: ACCOUNT });
    await expect(ask(accountBlock)).rejects.toThrow(
      's3control:GetPublicAccessBlock is asked and no client for s3control was given',
    );
  });

  it('uses the credentials it is given', async () => {
    server.answer({ status: 200, body: '<VersioningConfiguration/>' });
    const credentials = async () => ({ accessKeyId: 'ASIAEXAMPLE', secretAccessKey: 's', sessionToken: 'token' });
    await createLiveAsk(services, { region: REGION, accountId: ACCOUNT, credentials })(versioning);
    expect(server.received()[0]?.headers).toMatchObject({
      authorization: expect.stringContaining('Credential=ASIAEXAMPLE/'),
      'x-amz-security-token': 'token',
    });
  });
});

describe('a service', () => {
  it('refuses an operation of another', async () => {
    await expect(s3.createCall({ region: REGION })('kms:DescribeKey', {})).rejects.toThrow(
      's3 has no operation kms:DescribeKey',
    );
  });
});
