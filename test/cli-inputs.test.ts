import { lstatSync, mkdirSync, readdirSync, readFileSync, symlinkSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { gzipSync } from 'node:zlib';
import { createTestFolder, inShort, reportIn, runMain, snapshotOf } from './cli-command.js';
import { eventItem, historyItem, selectRow, snapshotItem } from './items.js';

const folder = createTestFolder();
afterAll(() => folder.remove());

const RULE = 's3-bucket-versioning';
const good = snapshotItem({ versioning: { status: 'Enabled', mfaDelete: false } });
const bad = snapshotItem({ name: 'bad' });
const whole = JSON.stringify(snapshotOf(good, bad));

const judge = (...args: readonly string[]): readonly string[] => ['audit', '--rule', RULE, '--format', 'json', ...args];
const foundGood = `${RULE} app-data COMPLIANT VERSIONED`;
const foundBad = `${RULE} bad NON_COMPLIANT NEVER_ENABLED`;

describe('an input that cannot be read exits with 2, says which and where, and judges nothing', () => {
  const write = (name: string, content: string | Uint8Array) => () => folder.write(name, content);
  it.each<[string, () => string, RegExp]>([
    ['a file that is not there', () => join(folder.path, 'none.json'), /none\.json: no such file or folder$/],
    [
      'a folder without snapshots',
      () => dirname(folder.write('empty/readme.md', 'nothing')),
      /empty: the folder holds no \.json, \.json\.gz or \.ndjson file$/,
    ],
    ['an empty file', write('empty.json', ''), /empty\.json, line 1, byte 1: it is empty$/],
    [
      'a file cut in an item',
      write('cut.json', whole.slice(0, -40)),
      /cut\.json, line 1, byte \d+: the text ends in the middle$/,
    ],
    [
      'a file cut behind an item',
      write('cut.json', whole.slice(0, -1)),
      /cut\.json, line 1, byte \d+: the text ends in the middle$/,
    ],
    [
      'something behind the document',
      write('more.json', `${whole} }`),
      /more\.json, line 1, byte \d+: expected an object or an array, got "}"$/,
    ],
    [
      'a comma too many',
      write('comma.json', whole.replace('}]}', '},]}')),
      /comma\.json, line 1, byte \d+: expected a value, got "]"$/,
    ],
    [
      'no JSON at all',
      write('page.json', '<html>'),
      /page\.json, line 1, byte 1: expected an object or an array, got "<"$/,
    ],
    [
      'a document of something else',
      write('trail.json', JSON.stringify({ Records: [] })),
      /trail\.json, line 1, byte 1: neither a configuration item nor an event, a file or an answer that holds some$/,
    ],
    [
      'no list where items belong',
      write('list.json', '{"configurationItems":{}}'),
      /list\.json, line 1, byte 23: configurationItems must be a list$/,
    ],
    [
      'bytes that are no text',
      write('bytes.json', Buffer.from([0x7b, 0x22, 0xff])),
      /bytes\.json: byte 3 of its text is not UTF-8$/,
    ],
    [
      'gzip that is cut',
      write('cut.json.gz', gzipSync(whole).subarray(0, -9)),
      /cut\.json\.gz: the gzip data end in the middle, behind byte \d+ of the text$/,
    ],
    [
      'gzip that is corrupt',
      write('bad.json.gz', gzipSync(whole).fill(0x55, 40, 60)),
      /bad\.json\.gz: the gzip data are corrupt \(.+\), behind byte \d+ of the text$/,
    ],
  ])('%s', async (_name, path, expected) => {
    const file = path();
    // Behind a good file, which must not be reported either.
    const first = folder.write('first.json', snapshotOf(good));
    const ran = await runMain(['audit', '--rule', RULE, '--snapshot', first, file, '--format', 'ndjson']);
    expect({ status: ran.status, stdout: ran.stdout }).toEqual({ status: 2, stdout: '' });
    expect(ran.stderr.trimEnd()).toMatch(/^s3-config-rules: /);
    expect(ran.stderr.trimEnd()).toMatch(expected);
  });
});

describe('ways to give an input', () => {
  const result = async (args: readonly string[], input?: string | Uint8Array) => {
    const ran = await runMain(judge(...args), input === undefined ? {} : { input });
    return ran.stderr || inShort(reportIn(ran).findings);
  };

  it.each<[string, string | Uint8Array]>([
    ['plain', whole],
    ['as gzip', gzipSync(whole)],
    ['with a byte order mark', `\ufeff${whole}`],
  ])('standard input, %s', async (_name, input) => {
    expect(await result(['--snapshot', '-'], input)).toEqual([foundGood, foundBad]);
  });

  it('several files, in their order, and a folder, by name', async () => {
    const first = folder.write('org/2026/11/a.json.gz', snapshotOf(good));
    const second = folder.write('org/b.json', snapshotOf(bad));
    folder.write('org/ConfigWritabilityCheckFile', '');
    expect(await result(['--snapshot', second, first])).toEqual([foundBad, foundGood]);
    expect(await result(['--snapshot', second, '--snapshot', first])).toEqual([foundBad, foundGood]);
    expect(await result(['--snapshot', join(folder.path, 'org')])).toEqual([foundGood, foundBad]);
  });

  it.each<[string, unknown]>([
    ['an answer of the history API', { configurationItems: [historyItem({ name: 'bad' })], nextToken: 'x' }],
    ['a bare list of items', [eventItem({ name: 'bad' })]],
    ['one item', eventItem({ name: 'bad' })],
    [
      'a line an item',
      `${JSON.stringify(eventItem({ name: 'bad' }))}\n${JSON.stringify({ ...good, resourceType: 'AWS::SNS::Topic' })}\n`,
    ],
    [
      'a notification',
      { messageType: 'ConfigurationItemChangeNotification', configurationItem: eventItem({ name: 'bad' }) },
    ],
    ['an answer of a query', { Results: [selectRow({ name: 'bad' })] }],
  ])('%s', async (_name, content) => {
    expect(await result(['--snapshot', folder.write('other.json', content)])).toEqual([foundBad]);
  });

  it('an input that holds nothing to judge says so', async () => {
    const nothing = folder.write('nothing.json', snapshotOf());
    const ran = await runMain(['audit', '--snapshot', nothing]);
    expect(ran.status).toBe(0);
    expect(ran.stdout).toContain('Nothing was judged: the configuration snapshot holds no resource');
  });
});

describe('where the report goes', () => {
  it('to a file, whole or not at all', async () => {
    const path = folder.write('snapshot.json', whole);
    const report = join(folder.path, 'reports/report.json');
    mkdirSync(dirname(report));
    const ran = await runMain(judge('--snapshot', path, '--output', report));
    expect({ status: ran.status, stdout: ran.stdout, stderr: ran.stderr }).toEqual({
      status: 1,
      stdout: '',
      stderr: '',
    });
    const before = readFileSync(report, 'utf8');
    expect(inShort(JSON.parse(before).findings)).toEqual([foundGood, foundBad]);
    const cut = folder.write('cut.json', whole.slice(0, -9));
    expect((await runMain(judge('--snapshot', cut, '--output', report))).status).toBe(2);
    expect(readFileSync(report, 'utf8')).toBe(before);
    expect(readdirSync(dirname(report))).toEqual(['report.json']);
  });

  it('through a link to the file behind it', async () => {
    const path = folder.write('snapshot.json', whole);
    const target = folder.write('linked/target.json', 'old');
    const link = join(folder.path, 'link.json');
    symlinkSync(target, link);
    await runMain(judge('--snapshot', path, '--output', link));
    expect(JSON.parse(readFileSync(target, 'utf8'))).toMatchObject({ version: 1 });
    expect(lstatSync(link).isSymbolicLink()).toBe(true);
  });
});
