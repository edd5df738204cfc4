import { createTestFolder, reportIn, runMain, snapshotOf } from './cli-command.js';
import { snapshotItem } from './items.js';

const folder = createTestFolder();
afterAll(() => folder.remove());

const VERSIONING = 's3-bucket-versioning';
const never = snapshotItem({ name: 'never' });
const suspended = (name: string) => snapshotItem({ name, versioning: { status: 'Suspended', mfaDelete: false } });

/** Audits some buckets, and gives the report's file beside what was written. */
const auditOf = async (items: readonly unknown[], ...args: readonly string[]) => {
  const snapshot = folder.write('snapshot.json', snapshotOf(...items));
  return runMain(['audit', '--snapshot', snapshot, '--rule', VERSIONING, ...args]);
};
const known = async (...items: readonly unknown[]): Promise<string> =>
  folder.write('known.json', (await auditOf(items, '--format', 'json')).stdout);

const until = (day: string, report: string) => ['--baseline', report, '--baseline-until', day];
const FUTURE = '2099-12-31';

describe('a baseline', () => {
  it('keeps what is known from breaking a build, and leaves it in the report', async () => {
    const ran = await auditOf([never], ...until(FUTURE, await known(never)), '--format', 'json');
    expect(ran).toMatchObject({ status: 0, stderr: '' });
    expect(reportIn(ran)).toMatchObject({
      findings: [{ compliance: 'NON_COMPLIANT', acceptedUntil: FUTURE }],
      summary: { compliance: { NON_COMPLIANT: 1 } },
    });
  });

  it('knows nothing of another resource', async () => {
    const { status, stdout } = await auditOf(
      [never, snapshotItem({ name: 'new' })],
      ...until(FUTURE, await known(never)),
      '--format',
      'ndjson',
    );
    expect(status).toBe(1);
    expect(
      stdout
        .trim()
        .split('\n')
        .map((line) => JSON.parse(line))
        .map(({ resource, acceptedUntil }) => [resource.id, acceptedUntil]),
    ).toEqual([
      ['never', FUTURE],
      ['new', undefined],
    ]);
  });

  it('knows nothing of the same resource with another trouble', async () => {
    expect((await auditOf([suspended('never')], ...until(FUTURE, await known(never)))).status).toBe(1);
  });

  it('does not accept what was COMPLIANT when it was written', async () => {
    const good = snapshotItem({ name: 'never', versioning: { status: 'Enabled', mfaDelete: false } });
    expect((await auditOf([never], ...until(FUTURE, await known(good)))).status).toBe(1);
  });

  it('ends with its last day', async () => {
    const ran = await auditOf([never], ...until('2026-01-31', await known(never)), '--format', 'json');
    expect(ran.status).toBe(1);
    expect(ran.stderr).toMatch(/^the baseline .*known\.json ended on 2026-01-31\n$/);
    expect(reportIn(ran).findings[0]).not.toHaveProperty('acceptedUntil');
  });

  it('tells what of it is fixed', async () => {
    const ran = await auditOf([never], ...until(FUTURE, await known(never, suspended('fixed'))), '--format', 'json');
    expect(ran.status).toBe(0);
    expect(ran.stderr).toMatch(/^of the baseline .*known\.json, 1 of 2 findings are no more\n$/);
  });

  it('shows in every format', async () => {
    const baseline = until(FUTURE, await known(never));
    const inFormat = async (format: string) => (await auditOf([never], ...baseline, '--format', format)).stdout;
    expect(await inFormat('table')).toMatch(/ {4}Accepted until 2099-12-31 by the baseline\./);
    expect((await inFormat('table')).replace(/\s+/g, ' ')).toContain('(1 accepted by the baseline)');
    expect(await inFormat('csv')).toMatch(/,2099-12-31\r\n$/);
    expect(await inFormat('markdown')).toContain('Accepted until 2099-12-31.');
    expect(await inFormat('html')).toContain('"acceptedUntil":"2099-12-31"');
    const [result] = JSON.parse(await inFormat('sarif')).runs[0].results;
    expect(result.suppressions).toMatchObject([{ kind: 'external', status: 'accepted' }]);
    const junit = await inFormat('junit');
    expect(junit).toContain('tests="1" failures="0" errors="0" skipped="1"');
    expect(junit).toContain('<skipped message="accepted until 2099-12-31: NEVER_ENABLED:');
  });

  it.each([
    ['no last day', ['--baseline', 'x.json'], 'a baseline is a report and a last day'],
    ['a last day alone', ['--baseline-until', FUTURE], 'a baseline is a report and a last day'],
    ['a day that is none', until('2026-02-30', 'x.json'), '--baseline-until 2026-02-30: it is a day'],
    ['a report that is not there', until(FUTURE, 'nowhere.json'), 'nowhere.json: no such file or folder'],
    ['what is no report', until(FUTURE, folder.write('other.json', {})), 'this is no report of audit'],
  ])('is refused with %s', async (_, args, message) => {
    expect(await auditOf([never], ...args)).toMatchObject({
      status: 2,
      stdout: '',
      stderr: expect.stringContaining(message),
    });
  });
});
