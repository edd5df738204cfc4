import type { RuleMetadata } from '../../core/rule.js';
import { type Severity, severities } from '../../core/verdict.js';
import type { Summary } from '../audit.js';
import { wrapped } from '../display-text.js';
import { isOpen } from '../finding.js';
import { createPaint, type Paint } from '../paint.js';
import { findingText } from './finding-text.js';
import type { Report, ReportOptions, ReportWriter } from './report.js';
import { createRuleTable, type RuleTable } from './rule-table.js';
import { createSpill, type Spill } from './spill.js';

/**
 * Writes the compliance view for people: counts a rule, the open findings by severity and rule, what the source does
 * not tell, and totals. Nothing is written before everything was judged; until then the findings wait on disk.
 */
export const writeTable: ReportWriter = async (report, options, output) => {
  const paint = createPaint(options.color);
  const gathered = await gather(report, options, paint);
  const summary = report.summary();
  const lines = gathered.table.lines(report.asked, options.onlyFindings, paint);
  if (lines.length > 0) await output.write(`${lines.join('\n')}\n\n`);
  for (const group of gathered.groups) {
    await output.write(groupHead(group, options, paint));
    await group.texts.pour(output);
  }
  await output.write(notJudgedText(report.source, summary, options, paint));
  await output.write(closingText(report, summary, gathered, options));
};

interface Gathered {
  readonly table: RuleTable;
  /** How many findings are of exempt resources. */
  readonly exempt: number;
  /** How many open findings a baseline accepts. */
  readonly accepted: number;
  /** The highest severity first, then in the order of the catalogue. */
  readonly groups: readonly Group[];
}

/** The open findings of one rule and severity. */
interface Group {
  readonly severity: Severity;
  /** Null: items that no rule could be asked about. */
  readonly rule: RuleMetadata | null;
  count: number;
  readonly texts: Spill;
}

const gather = async ({ asked, findings }: Report, { width }: ReportOptions, paint: Paint): Promise<Gathered> => {
  const table = createRuleTable();
  const rules = [...asked.map(({ rule }) => rule), null];
  const groups: readonly Group[] = [...severities]
    .reverse()
    .flatMap((severity) => rules.map((rule) => ({ severity, rule, count: 0, texts: createSpill() })));
  const keyOf = (severity: Severity, rule: string | null) => `${severity} ${rule}`;
  const byKey = new Map(groups.map((group) => [keyOf(group.severity, group.rule?.id ?? null), group]));
  let [exempt, accepted] = [0, 0];
  for await (const finding of findings) {
    table.add(finding);
    exempt += finding.exemption ? 1 : 0;
    accepted += finding.acceptedUntil ? 1 : 0;
    const group = isOpen(finding) ? byKey.get(keyOf(finding.severity, finding.rule)) : undefined;
    if (!group) continue;
    group.count += 1;
    await group.texts.add(findingText(finding, width, paint));
  }
  return { table, exempt, accepted, groups: groups.filter(({ count }) => count > 0) };
};

/** What all findings of a group have in common: the rule, the state that should hold, and what to do. */
const groupHead = ({ severity, rule, count }: Group, { width }: ReportOptions, paint: Paint): string => {
  const name = rule?.id ?? 'items that cannot be read';
  const common = rule
    ? [wrapped(`Should hold: ${rule.title}.`, width, '  '), wrapped(`To do: ${rule.remediation.summary}`, width, '  ')]
    : [];
  return [`${paint.severity(severity, severity)}  ${paint.heading(name)} (${count})`, ...common, '', ''].join('\n');
};

const notJudgedText = (source: string, { notJudged }: Summary, { width }: ReportOptions, paint: Paint): string => {
  if (notJudged.length === 0) return '';
  const paragraphs = notJudged.map(({ rule, reason }) => `  ${rule}\n${wrapped(reason, width, '    ')}\n`);
  return `${paint.heading(`NOT JUDGED from the ${source}`)} (${notJudged.length})\n\n${paragraphs.join('')}\n`;
};

const closingText = (
  report: Report,
  { resources, rules, compliance }: Summary,
  { exempt, accepted }: Gathered,
  { width }: ReportOptions,
): string => {
  const { NON_COMPLIANT, UNVERIFIED, COMPLIANT, NOT_APPLICABLE } = compliance;
  const nothing = `Nothing was judged: the ${report.source} holds no resource that these rules are about.`;
  const asked = `${plural(rules, 'rule')}, ${plural(resources, 'resource')} (s3-config-rules audit --help: other rules and formats)`;
  const counts = `${NON_COMPLIANT} NON_COMPLIANT, ${UNVERIFIED} UNVERIFIED, ${COMPLIANT} COMPLIANT, ${NOT_APPLICABLE} NOT_APPLICABLE`;
  const parts = [exempt > 0 ? `${exempt} exempt` : '', accepted > 0 ? `${accepted} accepted by the baseline` : ''];
  const set = parts.filter((part) => part !== '').join(', ');
  return [...(resources === 0 ? [nothing] : []), asked, set === '' ? counts : `${counts} (${set})`]
    .map((line) => `${wrapped(line, width)}\n`)
    .join('');
};

const plural = (count: number, noun: string): string => `${count} ${noun}${count === 1 ? '' : 's'}`;
