import {
  isHomeRegionRule,
  operationsOf,
  permissionsOf,
  resourceTypesOf,
  typesOfKind,
} from '../src/core/derivations.js';
import { originOf } from '../src/core/fact-origins.js';
import { expectationOf, type ParameterDefinition } from '../src/core/parameters.js';
import { factNamesOf, type Rule } from '../src/core/rule.js';

const START = '<!-- generated: head -->';
const END = '<!-- /generated -->';

/** The lines every page begins with; `npm run new-rule` writes them too. */
export const emptyPageHead = (id: string): string => `# ${id}\n\n${START}\n${END}\n`;

/**
 * The page of a rule with its head brought up to date; the body stays as it is.
 *
 * @throws Error if the page lacks the two comments between which the head goes
 */
export const pageWithHead = (rule: Rule, page: string): string => {
  const start = page.indexOf(START);
  const end = page.indexOf(END);
  if (start === -1 || end < start) throw new Error(`${rule.id}: README.md needs the lines "${START}" and "${END}"`);
  return `${page.slice(0, start + START.length)}\n${headOf(rule)}\n${page.slice(end)}`;
};

const headOf = (rule: Rule): string =>
  [
    `**${rule.title}.**`,
    '',
    rule.description,
    '',
    table([
      ['Severity', rule.severity],
      ['Tier', rule.tier],
      ['Judges', resourceTypesOf(rule).map(code).join(', ')],
      ['Judged on', triggerOf(rule)],
      ['Deployed in', isHomeRegionRule(rule) ? 'the home region only' : 'every region'],
      ['Controls', rule.controls.join(', ') || 'none'],
      ['Remediation', rule.remediation.summary],
    ]),
    '',
    '### What it reads',
    '',
    table(
      [['Fact', 'In the configuration item', 'Otherwise'], ...factNamesOf(rule).map((name) => factRow(rule, name))],
      true,
    ),
    '',
    `Its function may call, beside logging: ${permissionsOf(rule)
      .map(({ action }) => code(action))
      .join(', ')}.`,
    '',
    '### Parameters',
    '',
    table([['Parameter', 'Takes', 'Default', 'Meaning'], ...Object.entries(rule.parameters).map(parameterRow)], true),
    '',
    "`~` behind a control: our mapping, not AWS's.",
  ].join('\n');

/** When a rule is judged, in words. */
export const triggerOf = (rule: Rule): string =>
  resourceTypesOf(rule).length === 0 ? 'daily' : 'each change, and daily';

const factRow = (rule: Rule, name: string): readonly string[] => {
  const origins = rule.kinds.flatMap((kind) => typesOfKind[kind].map((type) => originOf(kind, name, type)));
  const needed = rule.facts.includes(name) ? '' : ' (optional)';
  const items = [
    ...new Set(origins.map(({ item, otherItems }) => item ?? otherItems).filter((item) => item !== undefined)),
  ];
  const inLambda = operationsOf(rule);
  const calls = [...new Set(origins.flatMap(({ operations }) => operations))];
  const [read, others] = [true, false].map((isRead) => calls.filter((call) => inLambda.includes(call) === isRead));
  return [
    `${origins[0]?.name}${needed}`,
    items.map(code).join(', ') || 'no',
    [codes(read), others && others.length > 0 && `${codes(others)} (not in Lambda)`].filter(Boolean).join('; '),
  ];
};

const parameterRow = ([name, definition]: readonly [string, ParameterDefinition]): readonly string[] => [
  code(name),
  expectationOf(definition),
  String(definition.default) === '' ? 'not set' : code(String(definition.default)),
  definition.description,
];

const table = (rows: readonly (readonly string[])[], hasHead = false): string => {
  const lines = rows.map((row) => `| ${row.map(cell).join(' | ')} |`);
  const width = rows[0]?.length ?? 0;
  const line = `|${' --- |'.repeat(width)}`;
  const head = hasHead ? [] : [`|${' |'.repeat(width)}`, line];
  return [...head, ...lines.slice(0, 1), ...(hasHead ? [line] : []), ...lines.slice(1)].join('\n');
};

const cell = (text: string): string => text.replaceAll('|', '\\|').replaceAll('\n', ' ');
const codes = (texts: readonly string[] = []): string => texts.map(code).join(', ');
const code = (text: string): string => `\`${text}\``;
