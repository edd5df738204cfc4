import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import Ajv from 'ajv';
import { parse } from 'csv-parse/sync';
import { ACCOUNT, REGION } from './builders.js';
import { createTestFolder, type reportIn, runMain, snapshotOf } from './cli-command.js';
import { flawOf } from './fake-aws/security-hub.js';
import { snapshotItem } from './items.js';
import { sarifSchema } from './sarif-schema.js';

const folder = createTestFolder();
afterAll(() => folder.remove());

const example = join(__dirname, '../examples/templates/reports.yaml');

/** Names that a spreadsheet, a browser, a terminal and an XML parser would each trip over. */
const HOSTILE = [
  '=HYPERLINK("https://example.com")',
  '<img src=x onerror=alert(1)>',
  'a|b](javascript:x) `code` **bold**',
  'red \u001b[31m and \u202e back',
  'quote " and \' & ]]> and, comma',
  'half \ud83d of it',
];

const snapshot = folder.write(
  'all.json',
  snapshotOf(...HOSTILE.map((name) => snapshotItem({ name })), snapshotItem({ name: 'plain' })),
);
const RULES = [
  '--rule',
  's3-bucket-versioning',
  '--rule',
  's3-bucket-tls-required',
  '--rule',
  's3-bucket-kms-encryption',
];

const written = async (format: string, ...more: readonly string[]): Promise<string> => {
  const path = join(folder.path, `report.${format}`);
  const { status, stderr } = await runMain([
    'audit',
    '--snapshot',
    snapshot,
    ...RULES,
    '--format',
    format,
    '--output',
    path,
    ...more,
  ]);
  expect({ status, stderr: stderr.replace(/^not judged.*\n/gm, '') }).toEqual({ status: 1, stderr: '' });
  return readFileSync(path, 'utf8');
};

const findingsOf = async () => JSON.parse(await written('json')).findings as ReturnType<typeof reportIn>['findings'];
const openOnes = async () =>
  (await findingsOf()).filter(({ compliance }) => compliance === 'NON_COMPLIANT' || compliance === 'UNVERIFIED');

describe('CSV', () => {
  it('has a row for each finding, and the same in it', async () => {
    const rows: readonly Record<string, string>[] = parse(await written('csv'), { columns: true });
    const findings = await findingsOf();
    expect(rows.map(({ rule, compliance, code }) => ({ rule, compliance, code }))).toEqual(
      findings.map(({ rule, compliance, code }) => ({ rule, compliance, code })),
    );
    expect(rows.map(({ id }) => id?.replace(/^'/, ''))).toEqual(
      findings.map(({ resource }) => resource.id?.replace('\ud83d ', '\ufffd ')),
    );
  });

  it('has no formulas', async () => {
    const rows: readonly (readonly string[])[] = parse(await written('csv'));
    expect(rows.flat().filter((cell) => /^[=+@\t\r-]/.test(cell))).toEqual([]);
    expect(rows.flat().some((cell) => cell.startsWith("'=HYPERLINK"))).toBe(true);
  });

  it('leaves the good ones out where that is asked', async () => {
    const rows: readonly Record<string, string>[] = parse(await written('csv', '--only-findings'), { columns: true });
    expect(rows).toHaveLength((await openOnes()).length);
  });
});

describe('SARIF', () => {
  it('is what the specification asks for, and holds the open findings', async () => {
    const log = JSON.parse(await written('sarif'));
    const check = new Ajv({ strict: false, formats: { uri: true } }).compile(sarifSchema);
    check(log);
    expect(check.errors).toBeNull();
    const [{ results, tool }] = log.runs;
    const open = await openOnes();
    expect(results.map((one: { ruleId: string }) => one.ruleId)).toEqual(open.map(({ rule }) => rule));
    for (const { ruleId, ruleIndex } of results) expect(tool.driver.rules[ruleIndex].id).toBe(ruleId);
    const prints = results.map((one: { partialFingerprints: object }) => JSON.stringify(one.partialFingerprints));
    expect(new Set(prints).size).toBe(results.length);
  });

  it('leads to the line of a template', async () => {
    const { stdout } = await runMain([
      'audit',
      '--template',
      example,
      '--rule',
      's3-bucket-tls-required',
      '--format',
      'sarif',
    ]);
    const [{ results }] = JSON.parse(stdout).runs;
    expect(results).toMatchObject([
      {
        ruleId: 's3-bucket-tls-required',
        kind: 'fail',
        level: 'warning',
        locations: [
          {
            physicalLocation: {
              artifactLocation: { uri: 'examples/templates/reports.yaml' },
              region: { startLine: 10 },
            },
            logicalLocations: [{ name: 'Reports' }],
          },
        ],
      },
    ]);
  });
});

describe('JUnit', () => {
  const countOf = (xml: string, element: string) => xml.split(`<${element} `).length - 1;

  it('has a case for each finding, and counts them', async () => {
    const xml = await written('junit');
    const findings = await findingsOf();
    const of = (compliance: string) => findings.filter((one) => one.compliance === compliance).length;
    expect(countOf(xml, 'testcase')).toBe(findings.length);
    expect(countOf(xml, 'failure')).toBe(of('NON_COMPLIANT'));
    expect(countOf(xml, 'error')).toBe(of('UNVERIFIED'));
    expect(xml).toContain(
      `<testsuites name="s3-config-rules" tests="${findings.length}" failures="${of('NON_COMPLIANT')}" errors="${of('UNVERIFIED')}" skipped="${of('NOT_APPLICABLE')}">`,
    );
  });

  it('is XML whatever the names are', async () => {
    const xml = await written('junit');
    const tags = xml.match(/<[^>]*>/g) ?? [];
    for (const tag of tags)
      expect(tag).toMatch(/^<(\?xml( \w+="[^"<&]*")+\?|\/\w+|\w+( \w+="([^"<&]|&#\d+;)*")*\/?)>$/);
    expect(xml.replace(/<[^>]*>/g, '').trim()).toBe('');
    // biome-ignore lint/suspicious/noControlCharactersInRegex: they are what is looked for
    expect(xml).not.toMatch(/[\u0000-\u0008\u000b-\u001f]/);
  });
});

describe('Markdown', () => {
  it('has a row for each open finding, and nothing that is not text', async () => {
    const page = await written('markdown');
    const rows = page.split('\n').filter((line) => line.startsWith('| s3-'));
    expect(rows).toHaveLength((await openOnes()).length);
    for (const row of rows) expect(row.split(/(?<!\\)\|/)).toHaveLength(5);
    expect(page).not.toMatch(/<img|(?<!\\)\*\*bold/);
    for (const mark of ['\u001b', '\u202e']) expect(page).not.toContain(mark);
  });
});

describe('ASFF', () => {
  it('is what Security Hub takes, a finding each', async () => {
    const all: readonly Record<string, unknown>[] = JSON.parse(await written('asff'));
    const findings = await findingsOf();
    expect(all.map(({ GeneratorId }) => GeneratorId)).toEqual(findings.map(({ rule }) => rule));
    expect(all.map((one) => flawOf(one, { accountId: ACCOUNT, region: REGION }))).toEqual(all.map(() => null));
    const statuses = { COMPLIANT: 'PASSED', NON_COMPLIANT: 'FAILED', NOT_APPLICABLE: 'PASSED', UNVERIFIED: 'WARNING' };
    expect(all.map(({ Compliance, Severity }) => ({ Compliance, Severity }))).toMatchObject(
      findings.map(({ compliance, severity }) => ({
        Compliance: { Status: statuses[compliance] },
        Severity: { Label: severity },
      })),
    );
    expect(new Set(all.map(({ Id }) => Id)).size).toBe(all.length);
  });

  it('says why, and has the id that an import of the same result has', async () => {
    const all: readonly Record<string, unknown>[] = JSON.parse(await written('asff', '--rule', 's3-bucket-versioning'));
    expect(
      all.find(({ Id }) => Id === `s3-config-rules/${ACCOUNT}/${REGION}/s3-bucket-versioning/AWS::S3::Bucket/plain`),
    ).toMatchObject({
      Description: expect.stringMatching(/^NEVER_ENABLED: /),
      Resources: [{ Type: 'AwsS3Bucket', Id: 'arn:aws:s3:::plain', Partition: 'aws', Region: REGION }],
    });
  });

  it('is a list also where there is nothing', async () => {
    const empty = folder.write('empty.json', snapshotOf());
    expect((await runMain(['audit', '--snapshot', empty, '--format', 'asff'])).stdout).toBe('[]\n');
  });

  it('is refused for what belongs to no account', async () => {
    expect(await runMain(['audit', '--template', example, '--format', 'asff'])).toMatchObject({
      status: 2,
      stdout: '',
      stderr: expect.stringContaining('asff is about accounts'),
    });
  });
});

describe('several reports of one run', () => {
  it('come from one audit, and one of them on standard output', async () => {
    const [json, sarif] = [join(folder.path, 'one.json'), join(folder.path, 'one.sarif')];
    const together = await runMain([
      'audit',
      '--snapshot',
      snapshot,
      ...RULES,
      '--format',
      'table',
      '--format',
      'json',
      '--output',
      json,
      '--output',
      sarif,
      '--format',
      'sarif',
    ]);
    const alone = await runMain(['audit', '--snapshot', snapshot, ...RULES]);
    expect({ status: together.status, stdout: together.stdout }).toEqual({ status: 1, stdout: alone.stdout });
    expect(readFileSync(json, 'utf8')).toBe(await written('json'));
    expect(readFileSync(sarif, 'utf8')).toBe(await written('sarif'));
  });

  it.each([
    ['in one file', ['--format', 'json', '--output', 'x', '--format', 'csv', '--output', 'x'], 'two reports go to x'],
    ['on standard output', ['--format', 'json', '--format', 'csv'], 'two reports go to standard output'],
    ['of no format', ['--format', 'xml'], 'Allowed choices are'],
  ])('are refused %s', async (_, args, message) => {
    const ran = await runMain(['audit', '--snapshot', snapshot, ...args]);
    expect(ran).toMatchObject({ status: 2, stdout: '', stderr: expect.stringContaining(message) });
  });
});

describe('--fail-on', () => {
  it('lets lesser findings pass, and shows them', async () => {
    const audit = (severity: string) => runMain(['audit', '--snapshot', snapshot, ...RULES, '--fail-on', severity]);
    const [low, medium, high] = [await audit('low'), await audit('MEDIUM'), await audit('HIGH')];
    expect([low.status, medium.status, high.status]).toEqual([1, 1, 0]);
    expect(high.stdout).toBe(low.stdout);
  });
});
