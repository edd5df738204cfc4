import { builtinModules } from 'node:module';
import { join } from 'node:path';
import { familyOf, rules } from '../rules/index.js';
import type { Rule } from '../src/core/rule.js';
import { committedCodeOf, committedZipFileOf } from './committed-code.js';

const byRule = rules.map((rule): [string, Rule] => [rule.id, rule]);

describe.each(byRule)('the bundle of %s', (id, rule) => {
  // As committed: that it is what the sources give, byte for byte, is what `npm run generate -- --check` holds.
  const code = committedCodeOf(rule);

  it("takes from elsewhere only Node's own modules and the AWS SDK, which the runtime has", () => {
    const required = [...code.matchAll(/\brequire\("([^"]+)"\)/g)].map(([, name = '']) => name);
    const foreign = required.filter(
      (name) => !name.startsWith('@aws-sdk/client-') && !builtinModules.includes(name.replace(/^node:/, '')),
    );
    expect(required).toContain('@aws-sdk/client-config-service');
    expect(foreign).toEqual([]);
  });

  it('holds neither ajv nor code of the AWS SDK', () => {
    expect(code).not.toMatch(/ajv|smithy|"use client"/i);
  });

  it('says nothing of the machine it was made on', () => {
    expect(code).not.toContain(join(__dirname, '..'));
    expect(code).not.toMatch(/sourceMappingURL|node_modules/);
  });

  it('is ASCII without control characters, so that no template changes it', () => {
    expect(code).toMatch(/^[\x20-\x7e\n\t]*$/);
  });

  it('stays small, packed: the function of each core rule stands inline in one template', () => {
    expect(committedZipFileOf(rule).length).toBeLessThanOrEqual(56_000);
  });

  it('is made from the handler of the rule alone', () => {
    const others = rules.filter((one) => one.id !== id).map((one) => `id:"${one.id}"`);
    expect(code).toContain(`id:"${id}"`);
    expect(others.filter((other) => code.includes(other))).toEqual([]);
    expect(familyOf(id)).toBeDefined();
  });
});
