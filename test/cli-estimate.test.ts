import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { parse } from 'yaml';
import { rules } from '../rules/index.js';
import { type Charge, MEMORY_GIGABYTES } from '../src/cli/estimate/estimate.js';
import { createTestFolder, runMain } from './cli-command.js';

const folder = createTestFolder();
afterAll(() => folder.remove());

interface Report {
  readonly version: 1;
  readonly workload: Readonly<Record<string, unknown>>;
  readonly charges: readonly Charge[];
  readonly dollars: number;
  readonly rules: readonly { readonly rule: string; readonly daily: number; readonly onChanges: number }[];
  readonly assumptions: readonly string[];
  readonly prices: Readonly<Record<string, { readonly asOf: string }>>;
}

const reportOf = async (...args: readonly string[]): Promise<Report> => {
  const { status, stdout, stderr } = await runMain(['estimate', '--format', 'json', ...args]);
  expect({ status, stderr }).toEqual({ status: 0, stderr: '' });
  return JSON.parse(stdout);
};

const tableOf = async (...args: readonly string[]): Promise<string> => {
  const { status, stdout, stderr } = await runMain(['estimate', ...args]);
  expect({ status, stderr }).toEqual({ status: 0, stderr: '' });
  return stdout;
};

const quantityOf = (price: string, { charges }: Report) => charges.find((charge) => charge.price === price)?.quantity;

/** The template of a tier's functions as it is deployed. */
const templateOf = (tier: string): { readonly Parameters: object; readonly Resources: object } =>
  parse(readFileSync(join(__dirname, `../deploy/templates/evaluators-${tier}.yaml`), 'utf8'));

describe('estimate as a table', () => {
  const bucketRule = ['--rule', 's3-bucket-tls-required', '--no-managed'];

  it('shows quantity, price and dollars of a charge, and the total', async () => {
    // 100 buckets on 30 days: 2 % of 3000 results and 300 on changes; items for 2 % of 3300 results.
    const lines = (await tableOf(...bucketRule)).split('\n');
    expect(lines[0]).toBe('Estimate of a month: 1 rule, 1 account, 1 region each, 100 buckets each');
    expect(lines).toContainEqual(expect.stringMatching(/^Conformance pack evaluations +360 +0\.001 +0\.36$/));
    expect(lines).toContainEqual(expect.stringMatching(/^Items of compliance history +66 +0\.003 +0\.20$/));
    expect(lines).toContainEqual(expect.stringMatching(/^SQS requests +648,000 +0\.0000004 +0\.26$/));
    expect(lines).toContainEqual(expect.stringMatching(/^s3-bucket-tls-required +360 +60$/));
    expect(lines).toContainEqual(expect.stringMatching(/^Total +\d+\.\d\d$/));
  });

  it('shows each band that is reached', async () => {
    // 40 accounts of 1000 buckets, every result posted: 1,200,000 results and no changes.
    const table = await tableOf(
      ...bucketRule,
      ...['--accounts', '40', '--buckets', '1000', '--changes', '0', '--post-unchanged'],
    );
    expect(table).toMatch(/^Conformance pack evaluations +1,200,000 +770\.00$/m);
    expect(table).toMatch(/^ {2}up to 100,000 a region +100,000 +0\.001$/m);
    expect(table).toMatch(/^ {2}up to 500,000 a region +400,000 +0\.0008$/m);
    expect(table).toMatch(/^ {2}above +700,000 +0\.0005$/m);
  });

  it('says what it assumed and of what date the prices are', async () => {
    const table = await tableOf('--others', '25', '--verdict-changes', '0.055');
    expect(table).toContain('\nAssumptions\n');
    expect(table.replace(/\s+/g, ' ')).toContain('what came out differently, 5.5% of the results');
    expect(table).toContain('There are 25 resources of each other kind');
    expect(table).toContain('us-east-1, as of 2026-09-24, https://aws.amazon.com/config/pricing/');
  });

  it.each([
    ['by default', []],
    ['of all rules', ['--tier', 'all']],
    [
      'of more than there can be',
      [
        ...['--tier', 'all', '--accounts', '100000', '--regions', '100', '--buckets', '1000000', '--others', '1000000'],
        ...['--changes', '1000', '--verdict-changes', '1', '--post-unchanged'],
      ],
    ],
  ])('fits 80 columns %s', async (_name, args) => {
    const table = await tableOf(...args);
    expect(table.split('\n').filter((line) => line.length > 80)).toEqual([]);
  });
});

describe('estimate as JSON', () => {
  it('tells everything the table does', async () => {
    const report = await reportOf();
    expect(report.version).toBe(1);
    expect(report.workload).toEqual({
      ...{ accounts: 1, regions: 1, buckets: 100, others: 10, changes: 0.1, verdictChanges: 0.02 },
      ...{ postUnchanged: false, inPack: true },
    });
    expect(report.dollars).toBeCloseTo(
      report.charges.reduce((sum, { dollars }) => sum + dollars, 0),
      6,
    );
    expect(report.assumptions.length).toBeGreaterThan(5);
    expect(report.prices).toHaveProperty('packEvaluation.asOf', '2026-09-24');
  });

  it('takes the core rules by default, with the managed rules of the pack', async () => {
    const core = rules.filter(({ tier }) => tier === 'core').map(({ id }) => id);
    const managed = ['s3-bucket-public-read-prohibited', 's3-bucket-public-write-prohibited'];
    expect((await reportOf()).rules.map(({ rule }) => rule)).toEqual([...core, ...managed]);
    expect((await reportOf('--no-managed')).rules.map(({ rule }) => rule)).toEqual(core);
  });

  it('takes a profile and single rules', async () => {
    const { rules: chosen } = await reportOf('--profile', 'ransomware', '--rule', 's3-macie-coverage');
    const names = chosen.map(({ rule }) => rule);
    expect(names).toContain('s3-bucket-versioning');
    expect(names).toContain('s3-macie-coverage');
  });

  it('counts a rule of the home region in one region of an account', async () => {
    const ids = ['--rule', 's3-object-data-events', '--rule', 's3-bucket-tls-required'];
    const { rules: chosen } = await reportOf(
      ...[...ids, '--no-managed', '--accounts', '2', '--regions', '3', '--buckets', '10', '--post-unchanged'],
    );
    expect(chosen.map(({ rule, daily }) => [rule, daily])).toEqual([
      ['s3-bucket-tls-required', 2 * 3 * 10 * 30],
      ['s3-object-data-events', 2 * 30],
    ]);
  });

  it('prices rules that are deployed one by one as such', async () => {
    const report = await reportOf('--no-pack');
    expect(report.charges.map(({ price }) => price)).toContain('ruleEvaluation');
    expect(report.charges.map(({ price }) => price)).not.toContain('packEvaluation');
  });

  it('takes prices from a file', async () => {
    const path = folder.write('prices.json', { region: 'eu-west-1', asOf: '2026-11-01', prices: { alarm: 7 } });
    const report = await reportOf('--prices', path);
    expect(report.charges).toContainEqual(
      expect.objectContaining({ price: 'alarm', dollars: 7 * (quantityOf('alarm', report) ?? 0) }),
    );
    expect(await tableOf('--prices', path)).toContain('- eu-west-1, as of 2026-11-01, ');
  });

  it('writes to a file', async () => {
    const path = folder.write('estimate.json', '');
    const { status, stdout } = await runMain(['estimate', '--format', 'json', '--output', path]);
    expect({ status, stdout }).toEqual({ status: 0, stdout: '' });
    expect(JSON.parse(readFileSync(path, 'utf8'))).toEqual(await reportOf());
  });
});

describe('estimate and what is deployed', () => {
  it.each(['core', 'extended'])('counts the alarms of the %s template', async (tier) => {
    const alarms = Object.values(templateOf(tier).Resources).filter(({ Type }) => Type === 'AWS::CloudWatch::Alarm');
    expect(quantityOf('alarm', await reportOf('--tier', tier))).toBe(alarms.length);
  });

  it('takes the memory of a function that the template gives it', () => {
    expect(templateOf('core').Parameters).toHaveProperty('MemorySize.Default', MEMORY_GIGABYTES * 1024);
  });
});

describe('estimate refuses', () => {
  it.each<[readonly string[], RegExp]>([
    [['--accounts', '0'], /'--accounts <number>' argument '0' is invalid\. It is a whole number from 1 to 100000\./],
    [['--regions', '1.5'], /'1\.5' is invalid\. It is a whole number from 1 to 100\./],
    [['--buckets', '-1'], /'-1' is invalid\. It is a whole number from 0 to 1000000\./],
    [['--buckets', '1e3'], /'1e3' is invalid/],
    [['--changes', 'many'], /'many' is invalid\. It is a number from 0 to 1000\./],
    [['--verdict-changes', '2'], /'2' is invalid\. It is a number from 0 to 1\./],
    [['--rule', 's3-bucket-versionin'], /there is no rule "s3-bucket-versionin"; did you mean "s3-bucket-versioning"/],
    [['--profile', 'pci'], /there is no profile "pci"/],
    [['--format', 'yaml'], /Allowed choices are table, json/],
    [['--prices', 'missing.json'], /--prices missing\.json: there is no such file/],
    [
      ['--prices', folder.write('wrong.json', { prices: { alarm: 'cheap' } })],
      /wrong\.json: prices\.alarm must be a number of dollars, 0 or above, got "cheap"/,
    ],
  ])('%j', async (args, message) => {
    const { status, stdout, stderr } = await runMain(['estimate', ...args]);
    expect({ status, stdout }).toEqual({ status: 2, stdout: '' });
    expect(stderr).toMatch(message);
  });
});
