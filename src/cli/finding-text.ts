import type { Evidence } from '../core/verdict.js';
import { harmless, shortened, wrapped } from './display-text.js';
import type { Finding, FindingResource, ReportedCompliance } from './finding.js';
import type { Paint } from './paint.js';

/**
 * A finding as people read it: where, which rule, why, and what to do; a few lines that end with an empty one.
 *
 * @param toDo how such a finding is put right, if a rule says it
 * @param width columns
 */
export const findingText = (finding: Finding, toDo: string | null, width: number, paint: Paint): string => {
  const { rule, compliance, code, resource, reason } = finding;
  const paragraph = (text: string): string => wrapped(harmless(shortened(text, LONGEST_TEXT)), width, INDENT);
  return [
    headLine(finding, width, paint),
    ...placesOf(resource).map((place) => paint.aside(paragraph(place))),
    paragraph(rule === null ? code : `${rule}: ${code}`),
    paragraph(reason),
    ...(compliance === 'NON_COMPLIANT' ? evidenceTexts(finding.evidence).map(paragraph) : []),
    ...(toDo === null ? [] : [paragraph(`${toDoLead(compliance)}: ${toDo}`)]),
    '',
    '',
  ].join('\n');
};

const INDENT = '    ';

/** What was found and where, on one line if there is room. */
const headLine = ({ compliance, resource }: Finding, width: number, paint: Paint): string => {
  const name = harmless(shortened(resource.id ?? '(no id)', LONGEST_VALUE));
  const isShort = compliance.length + name.length + 4 <= width;
  const between = isShort ? '  ' : '\n';
  return `  ${paint.compliance(compliance, compliance)}${between}${paint.heading(isShort ? name : wrapped(name, width, INDENT))}`;
};

const toDoLead = (compliance: ReportedCompliance): string =>
  compliance === 'UNVERIFIED' ? 'To do, if it is not as it should be' : 'To do';

/** A report is read by people: what is longer than these is in the JSON. In UTF-16 units. */
const LONGEST_TEXT = 2000;
const LONGEST_VALUE = 160;
const MOST_EVIDENCE = 5;

/** One line, or none if nothing is known. */
const placesOf = ({ type, id, accountId, region }: FindingResource): readonly string[] => {
  const account = accountId === null || accountId === id ? null : `account ${accountId}`;
  const parts = [type, account, region].filter((part) => part !== null);
  return parts.length === 0 ? [] : [parts.join(', ')];
};

const evidenceTexts = (evidence: readonly Evidence[]): readonly string[] => [
  ...evidence
    .slice(0, MOST_EVIDENCE)
    .map(({ path, found, expected }) => `Found: ${path} is ${valueText(found)}, expected ${valueText(expected)}`),
  ...(evidence.length > MOST_EVIDENCE ? [`and ${evidence.length - MOST_EVIDENCE} more, see --format json`] : []),
];

const valueText = (value: unknown): string => shortened(JSON.stringify(value) ?? 'nothing', LONGEST_VALUE);
