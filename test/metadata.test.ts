import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { families, familyOf, rules } from '../rules/index.js';
import { resourceTypesOf, servicesOf } from '../src/core/derivations.js';
import type { Rule } from '../src/core/rule.js';

const root = join(__dirname, '..');

describe('the list of rules', () => {
  it('trap 44: judges what managed rules leave out', () => {
    const types = new Set(rules.flatMap(resourceTypesOf));
    for (const type of [
      'AWS::S3::AccessPoint',
      'AWS::S3::MultiRegionAccessPoint',
      'AWS::S3Express::DirectoryBucket',
      'AWS::S3Tables::TableBucket',
    ]) {
      expect(types).toContain(type);
    }
  });

  it('holds exactly the folders under rules', () => {
    const folders = Object.keys(families).flatMap((family) =>
      existsSync(join(root, 'rules', family))
        ? readdirSync(join(root, 'rules', family)).map((id) => `${family}/${id}`)
        : [],
    );
    expect(rules.map(({ id }) => `${familyOf(id)}/${id}`).sort()).toEqual(folders.sort());
  });

  it('has no id twice', () => {
    expect(new Set(rules.map(({ id }) => id)).size).toBe(rules.length);
  });
});

describe.each(rules.map((rule): [string, Rule] => [rule.id, rule]))('%s', (id, rule) => {
  const folder = join(root, 'rules', familyOf(id), id);

  it('has its four files', () => {
    expect(readdirSync(folder).sort()).toEqual(['README.md', 'handler.ts', 'rule.test.ts', 'rule.ts']);
  });

  it('keeps the limits of AWS Config and of packs', () => {
    expect(id).toMatch(/^s3(-[a-z0-9]+)+$/);
    expect(id.length).toBeLessThanOrEqual(36);
    expect(rule.description.length).toBeLessThanOrEqual(256);
    expect(rule.title.length).toBeLessThanOrEqual(256);
    for (const { description } of Object.values(rule.parameters)) expect(description.length).toBeLessThanOrEqual(256);
  });

  it('states the state that should hold, in ASCII', () => {
    expect(rule.title).not.toMatch(/^(Ensure|Check|Verify)|\.$/);
    expect(`${rule.title}${rule.description}`).toMatch(/^[\x20-\x7e]+$/);
  });

  it('says how a violation is put right (D10)', () => {
    expect(rule.remediation.summary).toMatch(/^[A-Z][\x20-\x7e]{20,}\.$/);
  });

  it('names controls in one manner', () => {
    for (const control of rule.controls) {
      expect(control).toMatch(
        /^(FSBP|Security Hub|CIS AWS Foundations \d\.\d|NIST 800-53 r5|NIST 800-171 r2|PCI DSS 4\.0\.1) \S+( ~)?$/,
      );
    }
    expect(new Set(rule.controls).size).toBe(rule.controls.length);
  });

  it('gives its handler the clients its facts need, and no other', () => {
    const handler = readFileSync(join(folder, 'handler.ts'), 'utf8');
    const imported = [...handler.matchAll(/sources\/live\/([\w-]+)\.js/g)].map(([, service]) => service);
    expect(imported.sort()).toEqual(servicesOf(rule));
  });

  it('has a page with its four sections', () => {
    const page = readFileSync(join(folder, 'README.md'), 'utf8');
    for (const section of ['## Why', '## Examples', '## Edge cases', '## When to exempt'])
      expect(page).toContain(`\n${section}\n`);
    expect(page).toMatch(/```yaml compliant\n/);
    expect(page).toMatch(/```yaml non-compliant\n/);
  });

  it('fills in defaults that its own schema accepts', () => {
    const defaults = rule.readParameters({});
    const set = Object.entries(defaults).filter(
      ([, value]) => value !== '' && !(Array.isArray(value) && value.length === 0),
    );
    expect(rule.readParameters(Object.fromEntries(set))).toEqual(defaults);
  });
});
