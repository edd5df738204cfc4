import { builtinModules } from 'node:module';
import { join } from 'node:path';
import { type Bundle, bundleRule } from '../deploy/bundle.js';
import { familyOf, rules } from '../rules/index.js';
import type { Rule } from '../src/core/rule.js';
import { committedCodeOf, committedZipFileOf } from './committed-code.js';

const byRule = rules.map((rule): [string, Rule] => [rule.id, rule]);
const bundles = new Map<string, Bundle>();
beforeAll(async () => {
  for (const rule of rules) bundles.set(rule.id, await bundleRule(rule));
});
const codeOf = (id: string): string => bundles.get(id)?.code ?? '';

describe.each(byRule)('the bundle of %s', (id, rule) => {
  it('is, byte for byte, what the committed template deploys', () => {
    expect(committedCodeOf(rule) === codeOf(id)).toBe(true);
  });

  it("takes from elsewhere only Node's own modules and the AWS SDK, which the runtime has", () => {
    const required = [...codeOf(id).matchAll(/\brequire\("([^"]+)"\)/g)].map(([, name = '']) => name);
    const foreign = required.filter(
      (name) => !name.startsWith('@aws-sdk/client-') && !builtinModules.includes(name.replace(/^node:/, '')),
    );
    expect(required).toContain('@aws-sdk/client-config-service');
    expect(foreign).toEqual([]);
  });

  it('holds neither ajv nor code of the AWS SDK', () => {
    expect(codeOf(id)).not.toMatch(/ajv|smithy|"use client"/i);
  });

  it('says nothing of the machine it was made on', () => {
    expect(codeOf(id)).not.toContain(join(__dirname, '..'));
    expect(codeOf(id)).not.toMatch(/sourceMappingURL|node_modules/);
  });

  it('is ASCII without control characters, so that no template changes it', () => {
    expect(codeOf(id)).toMatch(/^[\x20-\x7e\n\t]*$/);
  });

  it('counts its bytes', () => {
    expect(bundles.get(id)?.bytes).toBe(Buffer.byteLength(codeOf(id)));
  });

  it('stays small, packed: the function of each core rule stands inline in one template', () => {
    expect(committedZipFileOf(rule).length).toBeLessThanOrEqual(56_000);
  });

  it('is made from the handler of the rule alone', () => {
    const others = rules.filter((one) => one.id !== id).map((one) => `id:"${one.id}"`);
    expect(codeOf(id)).toContain(`id:"${id}"`);
    expect(others.filter((other) => codeOf(id).includes(other))).toEqual([]);
    expect(familyOf(id)).toBeDefined();
  });
});
