import { existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { emptyPageHead } from '../docs/rule-head.js';
import { families } from '../rules/index.js';

const root = join(__dirname, '..');

/** Writes the four files of a new rule and names the line that lists it. */
const main = (family = '', id = ''): void => {
  const problem = problemWith(family, id);
  if (problem) {
    console.error(problem);
    process.exitCode = 2;
    return;
  }
  const folder = join(root, 'rules', family, id);
  mkdirSync(folder);
  for (const [name, text] of Object.entries(filesOf(id))) writeFileSync(join(folder, name), text);
  console.log(`rules/${family}/${id} written. Next:
  1. rules/index.ts: import the rule and list it under '${family}'
  2. rule.ts: title, description, facts, evaluate; rule.test.ts: its cases
  3. README.md: the four sections
  4. npm run generate, then npm test`);
};

const problemWith = (family: string, id: string): string | null => {
  if (family === '' || id === '') {
    return 'usage: npm run new-rule <family> <rule id>, as in: npm run new-rule encryption s3-bucket-example-on';
  }
  if (!(family in families)) return `unknown family "${family}"; it must be one of ${Object.keys(families).join(', ')}`;
  if (!/^s3(-[a-z0-9]+)+$/.test(id)) return `the id must look like s3-bucket-tls-required, got "${id}"`;
  if (id.length > 36) {
    return `the id may have 36 characters, so that a name with a pack's suffix fits; "${id}" has ${id.length}`;
  }
  return existsSync(join(root, 'rules', family, id)) ? `rules/${family}/${id} is there already` : null;
};

const filesOf = (id: string): Readonly<Record<string, string>> => ({
  'rule.ts': template('rule.ts.template', id),
  'rule.test.ts': template('rule.test.ts.template', id),
  'handler.ts': template('handler.ts.template', id),
  'README.md': `${emptyPageHead(id)}\n${template('README.md.template', id)}`,
});

const template = (name: string, id: string): string =>
  readFileSync(join(__dirname, 'new-rule', name), 'utf8').replaceAll('RULE_ID', id);

main(process.argv[2], process.argv[3]);
