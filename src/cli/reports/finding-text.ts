import type { Evidence } from '../../core/verdict.js';
import type { Location } from '../../sources/subject.js';
import { harmless, shortened, wrapped } from '../display-text.js';
import type { Finding } from '../finding.js';
import type { Paint } from '../paint.js';

/**
 * A finding as people read it under its rule: which resource, why, and where; a few lines that end with an empty one.
 *
 * @param width columns
 */
export const findingText = (finding: Finding, width: number, paint: Paint): string => {
  const { compliance, code, reason, evidence, acceptedUntil } = finding;
  const paragraph = (text: string): string => wrapped(harmless(shortened(text, LONGEST_TEXT)), width, INDENT);
  return [
    headLine(finding, width, paint),
    ...placesOf(finding).map((place) => paint.aside(paragraph(place))),
    paragraph(`${code}: ${reason}`),
    ...(compliance === 'NON_COMPLIANT' ? [paragraph(`At: ${evidenceText(evidence)}`)] : []),
    ...(acceptedUntil ? [paragraph(`Accepted until ${acceptedUntil} by the baseline.`)] : []),
    '',
    '',
  ].join('\n');
};

const INDENT = '    ';

/** What was found and where, on one line if there is room. */
const headLine = ({ compliance, resource }: Finding, width: number, paint: Paint): string => {
  const name = harmless(shortened(resource.id ?? '(no id)', LONGEST_NAME));
  const isShort = compliance.length + name.length + 4 <= width;
  const between = isShort ? '  ' : '\n';
  return `  ${paint.compliance(compliance, compliance)}${between}${paint.heading(isShort ? name : wrapped(name, width, INDENT))}`;
};

/** A report is read by people: what is longer than these is in the JSON. In UTF-16 units. */
const LONGEST_TEXT = 2000;
const LONGEST_NAME = 160;
const LONGEST_VALUE = 40;
const MOST_EVIDENCE = 5;

/** One line, or none if nothing is known. */
const placesOf = ({ resource: { type, id, accountId, region }, location }: Finding): readonly string[] => {
  const account = accountId === null || accountId === id ? null : `account ${accountId}`;
  const parts = [type, account, region, location ? placeOf(location, id) : null].filter((part) => part !== null);
  return parts.length === 0 ? [] : [parts.join(', ')];
};

/** `template.yaml:12`, and the name that the file gives it if that is another one than its id. */
export const placeOf = ({ file, line, name }: Location, id: string | null): string =>
  `${file}${line === null ? '' : `:${line}`}${name === id ? '' : ` (${name})`}`;

/** The places, with what stands there and what should where that is short. */
const evidenceText = (evidence: readonly Evidence[]): string => {
  const places = evidence.slice(0, MOST_EVIDENCE).map(({ path, found, expected }) => {
    const values = [found, expected].map((value) => JSON.stringify(value) ?? 'nothing');
    return values.some(({ length }) => length > LONGEST_VALUE)
      ? path
      : `${path} is ${values[0]}, expected ${values[1]}`;
  });
  const rest = evidence.length - places.length;
  return [...places, ...(rest > 0 ? [`${rest} more, see --format json`] : [])].join('; ');
};
