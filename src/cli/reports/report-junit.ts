import type { Finding } from '../finding.js';
import { isOpen } from '../finding.js';
import type { ReportWriter } from './report.js';
import { createSpill, type Spill } from './spill.js';

/** The cases of one rule. */
interface Suite {
  readonly cases: Spill;
  tests: number;
  failures: number;
  errors: number;
  skipped: number;
}

/**
 * Writes JUnit's XML, as build servers read it: a rule is a suite and a finding a case; NON_COMPLIANT fails, UNVERIFIED is an
 * error, NOT_APPLICABLE and what a baseline accepts are skipped.
 *
 * @see https://github.com/testmoapp/junitxml
 */
export const writeJunit: ReportWriter = async ({ asked, findings }, { onlyFindings }, output) => {
  const suites = new Map<string, Suite>(
    [...asked.map(({ rule }) => rule.id), UNREADABLE].map((id) => [
      id,
      { cases: createSpill(), tests: 0, failures: 0, errors: 0, skipped: 0 },
    ]),
  );
  for await (const finding of findings) {
    const suite = suites.get(finding.rule ?? UNREADABLE);
    if (!suite || (onlyFindings && !isOpen(finding))) continue;
    suite.tests += 1;
    const element = elementOf(finding);
    if (element === 'failure') suite.failures += 1;
    if (element === 'error') suite.errors += 1;
    if (element === 'skipped') suite.skipped += 1;
    await suite.cases.add(caseText(finding));
  }
  const shown = [...suites].filter(([, { tests }]) => tests > 0);
  const total = (member: 'tests' | 'failures' | 'errors' | 'skipped') =>
    shown.reduce((sum, [, suite]) => sum + suite[member], 0);
  const counts = (['tests', 'failures', 'errors', 'skipped'] as const).map((one) => `${one}="${total(one)}"`);
  await output.write(
    `<?xml version="1.0" encoding="UTF-8"?>\n<testsuites name="s3-config-rules" ${counts.join(' ')}>\n`,
  );
  for (const [id, { cases, tests, failures, errors, skipped }] of shown) {
    await output.write(
      `  <testsuite name="${id}" tests="${tests}" failures="${failures}" errors="${errors}" skipped="${skipped}">\n`,
    );
    await cases.pour(output);
    await output.write('  </testsuite>\n');
  }
  await output.write('</testsuites>\n');
};

const UNREADABLE = 'items that cannot be read';

const caseText = (finding: Finding): string => {
  const { rule, code, reason, resource, location, acceptedUntil } = finding;
  const { id, accountId, region } = resource;
  const place = location ? [location.file, location.line] : [accountId, region];
  const name = [id ?? '(no id)', ...place.filter((one) => one !== null)].join(' ');
  const file = location
    ? ` file="${xmlText(location.file)}"${location.line === null ? '' : ` line="${location.line}"`}`
    : '';
  const head = `    <testcase classname="${xmlText(rule ?? UNREADABLE)}" name="${xmlText(name)}"${file}`;
  const element = elementOf(finding);
  if (element === null) return `${head}/>\n`;
  const message = xmlText(`${acceptedUntil ? `accepted until ${acceptedUntil}: ` : ''}${code}: ${reason}`);
  const type = element === 'skipped' ? '' : ` type="${xmlText(code)}"`;
  return `${head}><${element} message="${message}"${type}/></testcase>\n`;
};

type Element = 'failure' | 'error' | 'skipped';

/** Null for a case that passed. */
const elementOf = ({ compliance, acceptedUntil }: Finding): Element | null =>
  acceptedUntil ? 'skipped' : elements[compliance];

const elements: Readonly<Record<Finding['compliance'], Element | null>> = {
  COMPLIANT: null,
  NON_COMPLIANT: 'failure',
  UNVERIFIED: 'error',
  NOT_APPLICABLE: 'skipped',
};

/** Text in an attribute, without the characters that XML 1.0 does not have. */
const xmlText = (text: string): string =>
  // A lone half of a character does not survive the way through UTF-8.
  Buffer.from(text)
    .toString()
    // biome-ignore lint/suspicious/noControlCharactersInRegex: they are what is left out
    .replace(/[\u0000-\u0008\u000b\u000c\u000e-\u001f\ufffe\uffff]/g, '\ufffd')
    .replace(/[&<>"'\n\r\t]/g, (one) => `&#${one.charCodeAt(0)};`);
