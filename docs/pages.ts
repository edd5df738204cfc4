import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { families, familyOf, rules } from '../rules/index.js';
import type { GeneratedFile } from '../scripts/generated-file.js';
import { resourceTypesOf } from '../src/core/derivations.js';
import type { Rule } from '../src/core/rule.js';
import { pageWithHead } from './rule-head.js';

/**
 * The pages of all rules with their heads brought up to date, and the catalogue.
 *
 * @param root the folder of the project
 */
export const pageFiles = (root: string): readonly GeneratedFile[] => [
  ...rules.map((rule) => {
    const path = `rules/${familyOf(rule.id)}/${rule.id}/README.md`;
    return { path, text: pageWithHead(rule, readFileSync(join(root, path), 'utf8')) };
  }),
  { path: 'docs/catalogue.md', text: catalogue() },
];

const catalogue = (): string =>
  [
    '# Catalogue',
    '',
    `Generated from the rules by \`npm run generate\`. ${rules.length} rules, judged on each change and daily; beside them the pack carries the two managed rules`,
    '`s3-bucket-public-read-prohibited` and `s3-bucket-public-write-prohibited`.',
    '',
    "`~` behind a control: our mapping, not AWS's.",
    ...Object.entries(families).flatMap(([family, members]: [string, readonly Rule[]]) =>
      members.length === 0 ? [] : ['', `## ${family}`, '', ...head, ...members.map((rule) => rowOf(family, rule))],
    ),
    '',
  ].join('\n');

const head = [
  '| Rule | State that should hold | Severity | Tier | Judges | Controls |',
  '| --- | --- | --- | --- | --- | --- |',
];

const rowOf = (family: string, rule: Rule): string =>
  `| [\`${rule.id}\`](../rules/${family}/${rule.id}/README.md) | ${rule.title} | ${rule.severity} | ${rule.tier} | ${resourceTypesOf(
    rule,
  ).join(', ')} | ${shortControls(rule)} |`;

/** The controls of AWS and PCI; those of NIST are many and stand on the rule's page. */
const shortControls = (rule: Rule): string =>
  rule.controls.filter((control) => !control.startsWith('NIST')).join(', ') || '(see its page)';
