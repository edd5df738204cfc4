import { familyOf, rules } from '../../rules/index.js';
import { isHomeRegionRule, permissionsOf, resourceTypesOf } from '../core/derivations.js';
import { originOf } from '../core/fact-origins.js';
import { expectationOf } from '../core/parameters.js';
import { factNamesOf, type Rule } from '../core/rule.js';
import { type ChoiceOptions, choiceFrom } from './choice.js';
import { jsonText, wrapped } from './display-text.js';
import { streamOutput } from './output.js';
import { createPaint, type Paint } from './paint.js';
import { isColored, type Streams, widthOf } from './streams.js';

export const rulesFormats = ['text', 'json'] as const;

/** The options of `rules`, as the command line gives them. */
export interface RulesOptions extends ChoiceOptions {
  readonly format: (typeof rulesFormats)[number];
}

/**
 * Shows the catalogue or one rule.
 *
 * @returns the exit code
 * @throws UsageError for a name that does not exist
 */
export const runRules = async (id: string | undefined, options: RulesOptions, streams: Streams): Promise<number> => {
  const { stdout, env } = streams;
  const isWhole = id === undefined && options.tier === undefined && options.profile === undefined;
  const choice = { ...options, ...(id !== undefined && { rule: [id] }), ...(isWhole && { tier: 'all' as const }) };
  const chosen = choiceFrom(choice, rules).rules.map(({ rule }) => rule);
  const paint = createPaint(isColored(stdout, env));
  const output = streamOutput(stdout);
  if (options.format === 'json') await output.write(`${jsonText({ version: 1, rules: chosen.map(toJson) })}\n`);
  else if (id === undefined) await output.write(listText(chosen, widthOf(stdout), paint));
  else for (const rule of chosen) await output.write(detailText(rule, widthOf(stdout), paint));
  await output.finish();
  return 0;
};

const toJson = (rule: Rule) => ({
  id: rule.id,
  family: familyOf(rule.id),
  severity: rule.severity,
  tier: rule.tier,
  title: rule.title,
  description: rule.description,
  resourceTypes: resourceTypesOf(rule),
  homeRegionOnly: isHomeRegionRule(rule),
  controls: rule.controls,
  permissions: permissionsOf(rule).map(({ action }) => action),
  parameters: Object.entries(rule.parameters).map(([name, definition]) => ({ name, ...definition })),
  remediation: rule.remediation.summary,
});

const listText = (chosen: readonly Rule[], width: number, paint: Paint): string => {
  const families = [...new Set(chosen.map(({ id }) => familyOf(id)))];
  const blocks = families.map((family) => {
    const members = chosen.filter(({ id }) => familyOf(id) === family);
    return [paint.heading(family), ...members.map((rule) => lineOf(rule, width, paint))].join('\n');
  });
  return `${blocks.join('\n\n')}\n\n${chosen.length} rules (s3-config-rules rules <id>: what a rule asks, reads and takes)\n`;
};

const lineOf = ({ id, severity, tier, title }: Rule, width: number, paint: Paint): string =>
  [
    `  ${id.padEnd(36)}  ${paint.severity(severity, severity.padEnd(8))}  ${tier}`,
    paint.aside(wrapped(`${title}.`, width, '      ')),
  ].join('\n');

const detailText = (rule: Rule, width: number, paint: Paint): string => {
  const paragraph = (text: string): string => wrapped(text, width, '  ');
  const section = (title: string, ...lines: readonly string[]): string => [paint.heading(title), ...lines].join('\n');
  const where = isHomeRegionRule(rule) ? 'the home region only' : 'every region';
  return `${[
    [paint.heading(rule.id), paragraph(`${rule.title}.`), '', paragraph(rule.description)].join('\n'),
    section(
      'Severity, tier, place',
      paragraph(`${rule.severity}, ${rule.tier}, ${where}, page rules/${familyOf(rule.id)}/${rule.id}/README.md`),
    ),
    section('Judges', paragraph(resourceTypesOf(rule).join(', ') || 'what a daily run finds')),
    section('Reads', ...factNamesOf(rule).map((name) => paragraph(readText(rule, name)))),
    section(
      'Its function may call',
      paragraph(
        permissionsOf(rule)
          .map(({ action }) => action)
          .join(', '),
      ),
    ),
    section(
      'Parameters',
      ...Object.entries(rule.parameters).map(([name, definition]) =>
        [
          `  ${name} = ${String(definition.default) === '' ? '(not set)' : String(definition.default)}`,
          wrapped(`${definition.description} It takes ${expectationOf(definition)}.`, width, '      '),
        ].join('\n'),
      ),
    ),
    section('Controls', paragraph(rule.controls.join(', ') || 'none')),
    section('To do', paragraph(rule.remediation.summary)),
  ].join('\n\n')}\n`;
};

const readText = (rule: Rule, name: string): string => {
  const origins = rule.kinds.map((kind) => originOf(kind, name));
  const items = origins.flatMap(({ item, otherItems }) => item ?? otherItems ?? []);
  const calls = origins.flatMap(({ operations }) => operations);
  const places = [...new Set([...items, ...calls])].join(', ');
  return `${origins[0]?.name ?? name}${rule.facts.includes(name) ? '' : ' (optional)'}: ${places}`;
};
