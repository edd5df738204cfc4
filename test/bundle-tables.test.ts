import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { cutsFor, madeOf } from '../deploy/cut-tables.js';
import { rules } from '../rules/index.js';
import type { Rule } from '../src/core/rule.js';

const root = join(__dirname, '..');
const [rule] = rules as readonly [Rule, ...Rule[]];
/** A rule that reads nothing of anything, so that every row is left out. */
const idle: Rule = { ...rule, kinds: [], facts: [], optionalFacts: [] };
const modules = Object.keys(cutsFor(idle)).filter((path) => path !== 'src/core/operations.ts');
const textOf = (path: string): string => readFileSync(join(root, path), 'utf8');

/** The tables of facts that a module exports: what its reader of facts looks up by name. */
const tablesOf = (text: string): readonly string[] =>
  [...text.matchAll(/^export const (\w+).* = \{$/gm)].map(([, name = '']) => name);

describe('what is left out of bundles', () => {
  it.each(modules)('%s: has its tables found, and nothing left in them for a rule without facts', (path) => {
    const cut = cutsFor(idle)[path]?.(textOf(path)) ?? '';
    for (const table of tablesOf(textOf(path))) {
      expect(cut).toMatch(new RegExp(`^export const ${table}\\b.* = \\{\\n( {2}\\w+: \\{\\n {2}\\},\\n)*\\}`, 'm'));
    }
    expect(tablesOf(textOf(path))).not.toEqual([]);
  });

  it('is every table of facts that the sources have', () => {
    const folders = ['src/sources/answers', 'src/sources/configuration-item'];
    const withTables = folders.flatMap((folder) =>
      readdirSync(join(root, folder))
        .filter((name) => name.endsWith('.ts') && !name.endsWith('.test.ts'))
        .map((name) => `${folder}/${name}`)
        .filter((path) => /^export const \w+: FactFunctions<|^\} satisfies ItemReaders/m.test(textOf(path))),
    );
    expect(withTables.filter((path) => !modules.includes(path))).toEqual([]);
  });

  it('is no fact that another one is made of', () => {
    const parts = new Set(Object.values(madeOf).flat());
    const folders = ['src/sources/answers', 'src/sources/configuration-item', 'src/lambda', 'src/lambda/scheduled'];
    const asked = folders.flatMap((folder) =>
      readdirSync(join(root, folder))
        .filter((name) => name.endsWith('.ts') && !name.endsWith('.test.ts'))
        .flatMap((name) =>
          [...textOf(`${folder}/${name}`).matchAll(/\b(?:get|fact)\('(\w+)'\)/g)].map(([, fact = '']) => fact),
        ),
    );
    expect(asked.length).toBeGreaterThan(0);
    expect(asked.filter((fact) => !parts.has(fact) && fact !== 'tags')).toEqual([]);
  });
});
