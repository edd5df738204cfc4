import { createTestFolder, runMain } from './cli-command.js';
import { eventItem, snapshotItem } from './items.js';

const folder = createTestFolder();
afterAll(() => folder.remove());

const openPolicy = {
  Version: '2012-10-17',
  Statement: [{ Sid: 'Pub', Effect: 'Allow', Principal: '*', Action: 's3:GetObject', Resource: 'arn:aws:s3:::open/*' }],
};
const snapshot = folder.write('snapshot.json', {
  fileVersion: '1.0',
  configurationItems: [
    snapshotItem({ name: 'open', policy: openPolicy, publicAccessBlock: null }),
    snapshotItem({ name: 'torn', policy: '{"Statement":[' }),
    eventItem({ name: 'gone', status: 'ResourceDeleted' }),
  ],
});
const answers = folder.write('answers.json', {
  version: 1,
  accounts: [
    {
      accountId: '111122223333',
      partition: 'aws',
      answers: { 's3control:GetPublicAccessBlock': { error: { code: 'NoSuchPublicAccessBlockConfiguration' } } },
      buckets: [
        {
          name: 'open',
          region: 'eu-west-1',
          answers: {
            's3:GetBucketPolicy': { Policy: JSON.stringify(openPolicy) },
            's3:GetPublicAccessBlock': { error: { code: 'NoSuchPublicAccessBlockConfiguration' } },
          },
        },
      ],
      accessPoints: [],
    },
  ],
});

describe('explain', () => {
  it('writes JSON: live buckets in the order of the file', async () => {
    const { status, stdout } = await runMain(['explain', '--snapshot', snapshot, '--format', 'json']);
    expect(status).toBe(0);
    const report = JSON.parse(stdout);
    expect(report.version).toBe(1);
    expect(report.buckets.map(({ name }: { name: string }) => name)).toEqual(['open', 'torn']);
    // No item tells the account's block, so whether it holds the public back is not known.
    expect(report.buckets[0].facts).toMatchObject({ malformed: false, policyIsPublic: true, publicRead: 'unknown' });
    expect(report.buckets[1].facts).toMatchObject({ malformed: true, policyIsPublic: 'unknown' });
  });

  it('reads recorded answers', async () => {
    const { stdout } = await runMain(['explain', '--answers', answers, '--format', 'json']);
    const [bucket] = JSON.parse(stdout).buckets;
    expect(bucket.facts).toMatchObject({ publicRead: true, publicWrite: 'unknown', aclIsPublic: 'unknown' });
    expect(bucket.because.publicRead.witness.action).toBe('s3:GetObject');
  });

  it('writes text that fits 80 columns, with the reason and the request', async () => {
    const { stdout } = await runMain(['explain', '--answers', answers]);
    expect(stdout).toMatch(/publicRead +yes\n +Statement "Pub" lets anyone s3:GetObject/);
    expect(stdout).toMatch(/Request: anyone, s3:GetObject on arn:aws:s3:::open\//);
    expect(Math.max(...stdout.split('\n').map(({ length }) => length))).toBeLessThanOrEqual(80);
  });

  it('takes standard input, which it reads twice', async () => {
    const input = JSON.stringify({ configurationItems: [snapshotItem({ name: 'piped' })] });
    const { status, stdout } = await runMain(['explain', '--snapshot', '-', '--bucket', 'piped'], { input });
    expect(status).toBe(0);
    expect(stdout).toMatch(/^piped\n/);
  });

  it.each([
    ['a bucket that is not there', ['--snapshot', snapshot, '--bucket', 'nope'], /no bucket named "nope"/],
    ['a deleted bucket', ['--snapshot', snapshot, '--bucket', 'gone'], /no bucket named "gone"/],
    ['no input', [], /say what to explain/],
    ['two inputs', ['--snapshot', snapshot, '--answers', answers], /say what to explain/],
    ['a file that is not there', ['--snapshot', `${folder.path}/nope.json`], /no such file/],
    ['another format', ['--snapshot', snapshot, '--format', 'xml'], /text, json/],
  ])('exits with 2 for %s', async (_, args, message) => {
    const { status, stdout, stderr } = await runMain(['explain', ...args]);
    expect({ status, stdout }).toEqual({ status: 2, stdout: '' });
    expect(stderr).toMatch(message);
  });
});
