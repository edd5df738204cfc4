import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { parse } from 'yaml';
import { packs } from '../conformance-pack/packs.js';
import { rules } from '../rules/index.js';
import { isHomeRegionRule } from '../src/core/derivations.js';
import { createTestFolder, runMain } from './cli-command.js';

const folder = createTestFolder();
afterAll(() => folder.remove());

interface Template {
  readonly Resources: Readonly<Record<string, { readonly Properties: Readonly<Record<string, unknown>> }>>;
}

/** Runs `pack`, and reads what it wrote. */
const packOf = async (...args: readonly string[]) => {
  const ran = await runMain(['pack', ...args]);
  const template: Template | null = ran.status === 0 ? parse(ran.stdout) : null;
  const found = Object.values(template?.Resources ?? {}).map(({ Properties }) => Properties);
  return { ...ran, found, names: found.map(({ ConfigRuleName }) => ConfigRuleName) };
};

describe('pack', () => {
  it('makes the core pack as it is committed, but for its head', async () => {
    const { status, stdout, stderr } = await packOf();
    const committed = readFileSync(join(__dirname, '../conformance-pack/core.yaml'), 'utf8');
    expect(status).toBe(0);
    expect(parse(stdout)).toEqual(parse(committed));
    expect(stderr).toContain('needs deploy/templates/evaluators-core.yaml, deployed before\n');
  });

  it('says which rules belong in the other part, and makes that too', async () => {
    const atHome = rules.filter((rule) => rule.tier === 'core' && isHomeRegionRule(rule)).map(({ id }) => id);
    const { stderr } = await packOf();
    for (const id of atHome) expect(stderr).toContain(`left out ${id}: it belongs in one region of an account`);
    expect((await packOf('--part', 'home')).names.sort()).toEqual([...atHome].sort());
  });

  it('takes a profile, single rules and their parameters', async () => {
    const { found, names } = await packOf(
      ...['--rule', 's3-bucket-access-logging', '--no-managed'],
      ...['--parameter', 's3-bucket-access-logging.allowedDestinations=example-logs'],
    );
    expect(names).toEqual(['s3-bucket-access-logging']);
    expect(found[0]).toMatchObject({ InputParameters: { allowedDestinations: 'example-logs' } });
    expect((await packOf('--profile', 'ransomware')).names).toContain('s3-bucket-versioning');
  });

  it('hands every rule that has it a parameter of all', async () => {
    const { found } = await packOf('--parameter', '*.exemptionTagPrefix=x:', '--no-managed');
    for (const rule of found) expect(rule).toMatchObject({ InputParameters: { exemptionTagPrefix: 'x:' } });
  });

  it('writes to a file', async () => {
    const path = folder.write('pack.yaml', '');
    const { status, stdout } = await packOf('--output', path);
    expect({ status, stdout }).toEqual({ status: 0, stdout: '' });
    expect(parse(readFileSync(path, 'utf8'))).toHaveProperty('Resources');
  });

  it.each([
    [['--rule', 's3-bucket-versionin'], /there is no rule "s3-bucket-versionin"; did you mean "s3-bucket-versioning"/],
    [['--parameter', 's3-bucket-versioning.acceptSuspended=maybe'], /acceptSuspended must be true or false/],
    [['--rule', 's3-bucket-versioning', '--part', 'home'], /no chosen rule belongs in the part "home"/],
    [
      ['--parameter', `s3-bucket-access-logging.allowedDestinations=${'example-logs,'.repeat(90)}`],
      /AWS Config would refuse the pack: \d+ characters of parameters of s3-bucket-access-logging, where AWS Config takes 1024/,
    ],
  ])('refuses %j', async (args, message) => {
    const { status, stdout, stderr } = await packOf(...args);
    expect({ status, stdout }).toEqual({ status: 2, stdout: '' });
    expect(stderr).toMatch(message);
  });
});

describe('rules', () => {
  it('lists every rule with its severity', async () => {
    const { status, stdout } = await runMain(['rules']);
    expect(status).toBe(0);
    for (const { id, severity } of rules) expect(stdout).toMatch(new RegExp(`^  ${id} +${severity} `, 'm'));
    expect(stdout).toContain(`\n${rules.length} rules `);
  });

  it('shows what one rule takes and reads', async () => {
    const { stdout } = await runMain(['rules', 's3-bucket-acls-disabled']);
    expect(stdout).toMatch(/^s3-bucket-acls-disabled\n/);
    expect(stdout).toContain('s3:GetBucketOwnershipControls');
    expect(stdout).toContain('allowBucketOwnerPreferred = false');
  });

  it('gives the catalogue as JSON', async () => {
    const { version, rules: listed } = JSON.parse((await runMain(['rules', '--format', 'json'])).stdout);
    expect(version).toBe(1);
    expect(listed.map(({ id }: { readonly id: string }) => id)).toEqual(rules.map(({ id }) => id));
  });

  it('keeps to the packs: each core rule is in one', async () => {
    const { rules: core } = JSON.parse((await runMain(['rules', '--tier', 'core', '--format', 'json'])).stdout);
    const packed = packs().flatMap((pack) => pack.rules.map(({ id }) => id));
    for (const { id } of core) expect(packed).toContain(id);
  });

  it('refuses a name that does not exist', async () => {
    const { status, stderr } = await runMain(['rules', 's3-bucket-tls']);
    expect(status).toBe(2);
    expect(stderr).toMatch(/there is no rule "s3-bucket-tls"/);
  });
});
