import { utimesSync } from 'node:fs';
import { createTestFolder, runMain, snapshotOf } from './cli-command.js';
import { snapshotItem } from './items.js';

const folder = createTestFolder();
afterAll(() => folder.remove());

const VERSIONED = { versioning: { status: 'Enabled', mfaDelete: false } } as const;

/** The report of an audit of some buckets, written on a day of November. */
const reportOf = async (day: number, ...items: readonly unknown[]): Promise<string> => {
  const snapshot = folder.write('snapshot.json', snapshotOf(...items));
  const { stdout } = await runMain([
    'audit',
    '--snapshot',
    snapshot,
    '--rule',
    's3-bucket-versioning',
    '--format',
    'json',
  ]);
  const path = folder.write(`report-${day}.json`, stdout);
  utimesSync(path, new Date(Date.UTC(2026, 10, day)), new Date(Date.UTC(2026, 10, day)));
  return path;
};

describe('the difference of two reports', () => {
  it('is what is new, fixed and still open, with its age', async () => {
    const old = await reportOf(1, snapshotItem({ name: 'stays' }), snapshotItem({ name: 'fixed' }));
    const now = await reportOf(
      8,
      snapshotItem({ name: 'stays' }),
      snapshotItem({ name: 'fixed', ...VERSIONED }),
      snapshotItem({ name: 'new' }),
    );
    const { status, stdout } = await runMain(['diff', old, now]);
    expect(status).toBe(1);
    expect(stdout).toMatch(
      /^New \(1\)\n {2}LOW {2}s3-bucket-versioning {2}new \(111122223333 eu-west-1\)\n {4}NEVER_ENABLED: /,
    );
    expect(stdout).toContain('Fixed (1)\n  LOW  s3-bucket-versioning  fixed (111122223333 eu-west-1)\n');
    expect(stdout.replace(/\s+/g, ' ')).toContain(
      'Still open (1) LOW s3-bucket-versioning stays (111122223333 eu-west-1), for 7 days at least',
    );
    expect(stdout).toMatch(/1 new, 1 fixed, 1 still open\n$/);
    const back = await runMain(['diff', now, old, '--format', 'json']);
    expect(JSON.parse(back.stdout)).toMatchObject({
      version: 1,
      new: [{ resource: { id: 'fixed' } }],
      fixed: [{ resource: { id: 'new' } }],
      stillOpen: [{ resource: { id: 'stays' }, since: '2026-11-08T00:00:00.000Z' }],
    });
    expect((await runMain(['diff', old, old])).status).toBe(0);
  });

  it.each([
    ['one report', ['x.json'], 'two reports are compared'],
    ['a file that is not there', ['nowhere.json', 'nowhere.json'], 'nowhere.json: no such file or folder'],
    ['what is no JSON', [folder.write('text.json', 'text'), 'x.json'], 'this is no JSON'],
    [
      'what is no report',
      [folder.write('other.json', { version: 1 }), 'x.json'],
      'this is no report of audit --format json',
    ],
  ])('is not made of %s', async (_, paths, message) => {
    expect(await runMain(['diff', ...paths])).toMatchObject({
      status: 2,
      stdout: '',
      stderr: expect.stringContaining(message),
    });
  });
});
