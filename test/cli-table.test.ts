import { PassThrough, Readable } from 'node:stream';
import { text } from 'node:stream/consumers';
import { main } from '../src/cli/main.js';
import { createTestFolder, runMain, snapshotOf } from './cli-command.js';
import { accountBlockItem, asSnapshot, snapshotItem } from './items.js';

const folder = createTestFolder();
afterAll(() => folder.remove());

const RULES = ['s3-bucket-public-access-block', 's3-bucket-versioning', 's3-bucket-acls-disabled'];
const chosen = RULES.flatMap((id) => ['--rule', id]);
const on = { versioning: { status: 'Enabled', mfaDelete: false } } as const;
const path = folder.write(
  'snapshot.json',
  snapshotOf(
    snapshotItem({ name: 'plain' }),
    snapshotItem({ name: 'not-blocked', publicAccessBlock: null, ...on }),
    snapshotItem({ name: 'good', ...on }),
    { resourceType: 'AWS::S3::Bucket' },
  ),
);
const table = async (...args: readonly string[]): Promise<string> =>
  (await runMain(['audit', '--snapshot', path, ...chosen, ...args])).stdout;

describe('the table', () => {
  it('begins with the counts of each rule', async () => {
    expect((await table()).split('\n').slice(0, 6)).toEqual([
      '                                           NON_  UNVER-           NOT_',
      'RULE                           SEVERITY  COMPL.   IFIED  COMPL.  APPL.',
      's3-bucket-public-access-block  HIGH           -       1       2      -',
      's3-bucket-versioning           LOW            1       -       2      -',
      '(unreadable items)                            -       1       -      -',
      '',
    ]);
  });

  it('shows what was found rule by rule, the most severe first, with reason and what to do', async () => {
    const shown = await table();
    expect(shown.match(/^(CRITICAL|HIGH|MEDIUM|LOW) {2}.*\(\d+\)$/gm)).toEqual([
      'HIGH  s3-bucket-public-access-block (1)',
      'HIGH  items that cannot be read (1)',
      'LOW  s3-bucket-versioning (1)',
    ]);
    expect(shown).toContain(
      [
        'LOW  s3-bucket-versioning (1)',
        '  Should hold: The bucket keeps earlier versions of its objects.',
        '  To do: Enable versioning',
      ].join('\n'),
    );
    expect(shown).toContain(
      [
        '  NON_COMPLIANT  plain',
        '    AWS::S3::Bucket, account 111122223333, eu-west-1',
        '    NEVER_ENABLED: Versioning was never enabled',
      ].join('\n'),
    );
    expect(shown).toContain('    At: versioning.status is "Off", expected "Enabled"\n');
    expect(shown).toContain('  UNVERIFIED  not-blocked\n');
    expect(shown).toContain('  UNVERIFIED  (no id)\n    AWS::S3::Bucket\n    ITEM_UNREADABLE: The item in ');
  });

  it('ends with what was not judged, and with the totals', async () => {
    expect((await table()).split('\n').slice(-8)).toEqual(
      [
        'NOT JUDGED from the configuration snapshot (1)',
        '',
        '  s3-bucket-acls-disabled',
        '    The configuration snapshot never tells the object ownership;',
        '    s3:GetBucketOwnershipControls would tell.',
        '',
        '2 rules, 4 resources (s3-config-rules audit --help: other rules and formats)',
        '1 NON_COMPLIANT, 2 UNVERIFIED, 4 COMPLIANT, 0 NOT_APPLICABLE',
        '',
      ].slice(-8),
    );
  });

  it('says how many are exempt', async () => {
    const shown = await table('--parameter', '*.exemptResources=plain');
    expect(shown).toContain('\n0 NON_COMPLIANT, ');
    expect(shown).toMatch(/, 2 NOT_APPLICABLE \(2 exempt\)\n$/);
  });

  it('shows only rules with findings, if asked', async () => {
    const blocked = folder.write(
      'blocked.json',
      snapshotOf(asSnapshot(accountBlockItem()), snapshotItem({ name: 'plain' })),
    );
    const { stdout } = await runMain(['audit', '--snapshot', blocked, ...chosen, '--only-findings']);
    expect(stdout).toContain('s3-bucket-versioning ');
    expect(stdout).not.toContain('s3-bucket-public-access-block');
    const clean = folder.write('clean.json', snapshotOf(snapshotItem(on)));
    expect(
      (await runMain(['audit', '--snapshot', clean, '--rule', 's3-bucket-versioning', '--only-findings'])).stdout,
    ).toBe(
      [
        '1 rule, 1 resource (s3-config-rules audit --help: other rules and formats)',
        '0 NON_COMPLIANT, 0 UNVERIFIED, 1 COMPLIANT, 0 NOT_APPLICABLE',
        '',
      ].join('\n'),
    );
  });
});

describe('in a terminal', () => {
  const hostile = folder.write(
    'hostile.json',
    snapshotOf(
      snapshotItem({ name: '\u001b]0;title\u0007\u001b[2Jname\nNON_COMPLIANT  fake' }),
      snapshotItem({ name: `long-${'x'.repeat(300)}` }),
      snapshotItem({ name: 'right-to-left \u202egol' }),
    ),
  );

  const shownIn = async (columns: number | null, env: Readonly<Record<string, string>> = {}): Promise<string> => {
    const stdout = Object.assign(new PassThrough(), columns === null ? {} : { isTTY: true, columns });
    const shown = text(stdout);
    await main(['audit', '--snapshot', hostile, '--tier', 'all'], {
      stdin: Readable.from([]),
      stdout,
      stderr: new PassThrough(),
      env,
    });
    stdout.end();
    return shown;
  };
  // biome-ignore lint/suspicious/noControlCharactersInRegex: colours begin with one
  const withoutColor = (shown: string): string => shown.replace(/\u001b\[[\d;]*m/g, '');

  it.each([80, 100, 120])('keeps to %d columns', async (columns) => {
    const lines = withoutColor(await shownIn(columns)).split('\n');
    expect(Math.max(...lines.map((line) => line.length))).toBeLessThanOrEqual(columns);
  });

  it('keeps to 80 columns where it is none', async () => {
    const lines = (await shownIn(null)).split('\n');
    expect(Math.max(...lines.map((line) => line.length))).toBeLessThanOrEqual(80);
  });

  it('lets no name do anything to it', async () => {
    const shown = withoutColor(await shownIn(80));
    // biome-ignore lint/suspicious/noControlCharactersInRegex: they are what is looked for
    expect(shown).not.toMatch(/[\u0000-\u0009\u000b-\u001f\u007f-\u009f\u202a-\u202e]/);
    expect(shown).toContain('\\u001b]0;title\\u0007\\u001b[2Jname\\u000aNON_COMPLIANT  fake');
    expect(shown).not.toMatch(/^ *NON_COMPLIANT {2}fake/m);
  });

  it('has colours, unless they are not wanted or it is none', async () => {
    expect(await shownIn(80)).toContain('\u001b[');
    for (const [columns, env] of [
      [80, { NO_COLOR: '1' }],
      [80, { TERM: 'dumb' }],
      [null, {}],
    ] as const) {
      expect(await shownIn(columns, env)).not.toContain('\u001b');
    }
  });
});
