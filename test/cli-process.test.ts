import { execFileSync } from 'node:child_process';
import { existsSync, mkdirSync, readdirSync, readFileSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { buildCommand, createTestFolder, inShort, type Ran, reportIn, runProcess, snapshotOf } from './cli-command.js';
import { useFakeAws } from './fake-aws/use-fake-aws.js';
import { snapshotItem } from './items.js';

const startFake = useFakeAws();
const folder = createTestFolder();
let bin = '';
beforeAll(() => {
  bin = buildCommand(folder);
}, 60_000);
afterAll(() => folder.remove());

const RULE = 's3-bucket-versioning';
const good = snapshotItem({ versioning: { status: 'Enabled', mfaDelete: false } });
const bad = snapshotItem({ name: 'bad' });
const judge = (...args: readonly string[]): readonly string[] => [bin, 'audit', '--rule', RULE, ...args];
const run = (args: readonly string[], options?: Parameters<typeof runProcess>[3]): Promise<Ran> =>
  runProcess(process.execPath, args, folder.path, options);
/** Runs a line of bash in which "$@" is the command. */
const bash = (line: string, args: readonly string[]): Promise<Ran> =>
  runProcess('bash', ['-c', `set -o pipefail; ${line}`, 'bash', process.execPath, ...args], folder.path);

// Each starts several processes, and the machine may be busy.
jest.setTimeout(60_000);

describe('the command as a process', () => {
  it('exits with 0, 1 or 2', async () => {
    const clean = folder.write('clean.json', snapshotOf(good));
    const found = folder.write('found.json.gz', snapshotOf(good, bad));
    expect(await run(judge('--snapshot', clean))).toMatchObject({ status: 0, stderr: '' });
    expect(await run(judge('--snapshot', found))).toMatchObject({ status: 1, stderr: '' });
    expect(await run(judge('--snapshot', 'none.json'))).toEqual({
      status: 2,
      stdout: '',
      stderr: 's3-config-rules: none.json: no such file or folder\n',
    });
  });

  it('asks AWS by the other half of its bundle, and knows the errors that come from there', async () => {
    const aws = await startFake({ buckets: [{ name: 'here' }, { name: 'vanishing' }] });
    aws.fail('s3:GetBucketVersioning', { code: 'NoSuchBucket', status: 404 }, { about: 'vanishing' });
    const ran = await run(judge('--account', '--format', 'json'), { env: aws.environment });
    expect(inShort(reportIn(ran).findings)).toEqual([
      `${RULE} here NON_COMPLIANT NEVER_ENABLED`,
      `${RULE} vanishing NOT_APPLICABLE RESOURCE_DELETED`,
    ]);
    aws.fail('sts:GetCallerIdentity', { code: 'ExpiredToken', status: 403 });
    expect(await run(judge('--account'), { env: aws.environment })).toMatchObject({
      status: 2,
      stderr: expect.stringMatching(/^s3-config-rules: AWS cannot be asked: /),
    });
  });

  it('reads standard input and leaves nothing of it behind', async () => {
    const env = { TMPDIR: join(folder.path, 'tmp') };
    mkdirSync(env.TMPDIR);
    const input = JSON.stringify(snapshotOf(good, bad));
    const ran = await run(judge('--snapshot', '-', '--format', 'json'), { input, env });
    expect(inShort(reportIn(ran).findings)).toHaveLength(2);
    expect((await run(judge('--snapshot', '-'), { input: input.slice(0, -5), env })).status).toBe(2);
    expect(readdirSync(env.TMPDIR)).toEqual([]);
  });

  it('ends quietly when its reader goes away, with the code that is certain by then', async () => {
    const items = (name: string, on: boolean) =>
      Array.from({ length: 400 }, (_, number) =>
        snapshotItem({ name: `${name}-${number}`, ...(on && { versioning: { status: 'Enabled', mfaDelete: false } }) }),
      );
    const allBad = folder.write('all-bad.json', snapshotOf(...items('bad', false)));
    const lastBad = folder.write('last-bad.json', snapshotOf(...items('good', true), bad));
    const allGood = folder.write('all-good.json', snapshotOf(...items('good', true)));
    for (const [path, format, status] of [
      [allBad, 'ndjson', 1],
      [allBad, 'json', 1],
      [allBad, 'table', 1],
      [lastBad, 'ndjson', 1],
      [allGood, 'ndjson', 0],
    ] as const) {
      const ran = await bash('"$@" | head -n 1', judge('--snapshot', path, '--format', format));
      expect({ ...ran, stdout: ran.stdout.split('\n').length }).toEqual({ status, stdout: 2, stderr: '' });
    }
  });

  it('ends quietly when nobody reads its help', async () => {
    for (const args of [['--help'], ['audit', '--help']]) {
      const ran = await bash('{ sleep 0.2; "$@"; } | true', [bin, ...args]);
      expect(ran).toEqual({ status: 0, stdout: '', stderr: '' });
    }
  });

  it('does not take a full disk for success', async () => {
    if (!existsSync('/dev/full')) {
      process.stdout.write('There is no /dev/full here: a full disk is not tested.\n');
      return;
    }
    const clean = folder.write('clean.json', snapshotOf(good));
    expect(await bash('"$@" > /dev/full', judge('--snapshot', clean))).toMatchObject({
      status: 2,
      stderr: expect.stringMatching(/^s3-config-rules: .*no space left/i),
    });
  });

  it('writes to a pipe as it is', async () => {
    const found = folder.write('found.json.gz', snapshotOf(good, bad));
    const pipe = join(folder.path, 'pipe');
    execFileSync('mkfifo', [pipe]);
    const ran = await bash(`cat '${pipe}' & "$@" --output '${pipe}'`, judge('--snapshot', found, '--format', 'json'));
    expect({ status: ran.status, findings: reportIn(ran).findings.length }).toEqual({ status: 1, findings: 2 });
    expect(statSync(pipe).isFIFO()).toBe(true);
  });

  it('says how to build it where it was not built', async () => {
    const elsewhere = folder.write('elsewhere/bin/s3-config-rules.js', readFileSync(bin));
    expect(await run([elsewhere, '--help'])).toEqual({
      status: 2,
      stdout: '',
      stderr: 's3-config-rules: the command is not built; run npm ci, or node scripts/build-command.mjs\n',
    });
  });

  it('starts without the AWS SDK', () => {
    const bundle = readFileSync(join(folder.path, 'dist/s3-config-rules.js'), 'utf8');
    expect(bundle).not.toContain('@aws-sdk/client-');
  });
});
