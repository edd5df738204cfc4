import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { families, familyOf, rules } from '../rules/index.js';
import { type Measure, measures } from '../rules/measures.js';
import type { GeneratedFile } from '../scripts/generated-file.js';
import { resourceTypesOf } from '../src/core/derivations.js';
import type { Rule } from '../src/core/rule.js';
import type { RuleId } from '../src/core/rule-ids.generated.js';
import { replaced } from './replaced.js';
import { pageWithHead, triggerOf } from './rule-head.js';

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
    `Generated from the rules by \`npm run generate\`. ${rules.length} rules; beside them the pack carries the two managed rules`,
    '`s3-bucket-public-read-prohibited` and `s3-bucket-public-write-prohibited`.',
    '',
    "`~` behind a control: our mapping, not AWS's. Controls of NIST are many and stand on the rules' pages.",
    ...Object.entries(families).flatMap(([family, members]: [string, readonly Rule[]]) =>
      members.length === 0 ? [] : ['', `## ${family}`, '', ...head, ...members.map(rowOf)],
    ),
    '',
    '## Measures of the article',
    '',
    'The measures of AWS\'s article "How do I secure the files in my Amazon S3 bucket?" and the rules that judge them.',
    '',
    '| Measure | Rules | |',
    '| --- | --- | --- |',
    ...measures.map(measureRow),
    '',
    '## In place of',
    '',
    "What AWS Config's managed rules and Security Hub's controls judge too. Beside this pack they can be turned off; otherwise",
    'a bucket shows twice. The choice is ours, not a mapping of AWS.',
    '',
    '| Rule | In place of | Because |',
    '| --- | --- | --- |',
    ...rules.map(replacedRow),
    '',
  ].join('\n');

const head = [
  '| Rule | State that should hold | Severity | Tier | Judges | Judged on | Controls |',
  '| --- | --- | --- | --- | --- | --- | --- |',
];

const rowOf = (rule: Rule): string =>
  row([
    linkTo(rule),
    rule.title,
    rule.severity,
    rule.tier,
    resourceTypesOf(rule).join(', '),
    triggerOf(rule),
    shortControls(rule),
  ]);

const measureRow = ({ measure, rules: ids, note }: Measure): string =>
  row([
    measure,
    rules
      .filter(({ id }) => (ids as readonly string[]).includes(id))
      .map(linkTo)
      .join(', ') || 'none',
    note ?? '',
  ]);

const replacedRow = (rule: Rule): string => {
  const { replaces, why } = replaced[rule.id as RuleId];
  return row([linkTo(rule), replaces.map((one) => `\`${one}\``).join(', ') || 'nothing', why]);
};

const row = (cells: readonly string[]): string => `| ${cells.join(' | ')} |`;

const linkTo = ({ id }: Rule): string => `[\`${id}\`](../rules/${familyOf(id)}/${id}/README.md)`;

const shortControls = (rule: Rule): string =>
  rule.controls.filter((control) => !control.startsWith('NIST')).join(', ') || '(see its page)';
