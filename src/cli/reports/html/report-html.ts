import { createHash } from 'node:crypto';
import { version } from '../../../../package.json';
import { familyOf } from '../../../../rules/index.js';
import { measures } from '../../../../rules/measures.js';
import type { Rule } from '../../../core/rule.js';
import { type Severity, severities } from '../../../core/verdict.js';
import type { Summary } from '../../audit.js';
import { jsonText } from '../../display-text.js';
import { compliances, type Finding, isOpen } from '../../finding.js';
import type { ReportWriter } from '../report.js';
import { createSpill } from '../spill.js';
import { SCRIPT } from './script.js';
import { STYLE } from './style.js';

/**
 * Writes one file for a browser that needs nothing else: counts by severity, family, account and measure of the article,
 * and a list that is searched, filtered and opened. It loads nothing, and runs no script but its own.
 */
export const writeHtml: ReportWriter = async ({ asked, findings, summary, source }, { onlyFindings }, output) => {
  const rules = asked.map(({ rule }) => rule);
  const counts = createCounts(rules);
  const rows = createSpill();
  let before = '';
  for await (const finding of findings) {
    counts.add(finding);
    if (onlyFindings && !isOpen(finding)) continue;
    await rows.add(before + inScript(jsonText(finding)));
    before = ',\n';
  }
  await output.write(headOf());
  await output.write(overviewOf(summary(), source, counts));
  await output.write(formOf(rules, counts));
  const metadata = Object.fromEntries(
    rules.map(({ id, title, remediation, controls }) => [
      id,
      { title, remediation: remediation.summary, controls, family: familyOf(id) },
    ]),
  );
  await output.write(
    `<script type="application/json" id="data">{"rules":${inScript(JSON.stringify(metadata))},"findings":[\n`,
  );
  await rows.pour(output);
  await output.write(`\n]}</script>\n<script>${SCRIPT}</script>\n</body>\n</html>\n`);
};

/** JSON that ends no script and begins no comment. */
const inScript = (json: string): string => json.replaceAll('<', '\\u003c');

/** Text in HTML. */
const html = (text: string): string => text.replace(/[&<>"']/g, (one) => `&#${one.charCodeAt(0)};`);

const hashOf = (text: string): string => `'sha256-${createHash('sha256').update(text).digest('base64')}'`;

const headOf = (): string => `<!DOCTYPE html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta name="generator" content="s3-config-rules ${version}">
<meta http-equiv="Content-Security-Policy" content="default-src 'none'; script-src ${hashOf(SCRIPT)}; style-src ${hashOf(STYLE)}; base-uri 'none'; form-action 'none'">
<title>S3 buckets and the rules</title>
<style>${STYLE}</style>
</head>
<body>
`;

const overviewOf = (
  { resources, rules, compliance, notJudged }: Summary,
  source: string,
  { tables }: Counts,
): string => {
  const cards = compliances.map(
    (one) => `<div class="card"><b>${compliance[one].toLocaleString('en')}</b>${one.replace('_', ' ')}</div>`,
  );
  const list = notJudged.map(({ rule, reason }) => `<li><b>${html(rule)}</b> ${html(reason)}</li>`);
  const unasked =
    notJudged.length === 0
      ? ''
      : `<details><summary>Not judged from the ${html(source)} (${notJudged.length})</summary><ol>${list.join('')}</ol></details>`;
  return `<header>
<h1>S3 buckets and the rules</h1>
<p>${rules} rules, ${resources.toLocaleString('en')} resources of the ${html(source)}.</p>
</header>
<main>
<div class="cards">${cards.join('')}</div>
<details open><summary>Open findings by severity, family, account and measure</summary><div class="tables">
${tables().map(tableOf).join('\n')}
</div></details>
${unasked}
`;
};

interface CountTable {
  readonly caption: string;
  readonly rows: readonly (readonly [name: string, open: number, all: number])[];
}

const tableOf = ({ caption, rows }: CountTable): string => {
  const body = rows.map(
    ([name, open, all]) =>
      `<tr><th scope="row">${html(name)}</th><td>${open.toLocaleString('en')}</td><td>${all.toLocaleString('en')}</td></tr>`,
  );
  return `<table><caption>${html(caption)}</caption><thead><tr><th scope="col"></th><th scope="col">open</th><th scope="col">all</th></tr></thead><tbody>${body.join('')}</tbody></table>`;
};

const formOf = (rules: readonly Rule[], { accounts }: Counts): string => {
  const options = (values: readonly string[], all: string) =>
    [`<option value="">${all}</option>`, ...values.map((one) => `<option>${html(one)}</option>`)].join('');
  const families = [...new Set(rules.map(({ id }) => familyOf(id)))];
  const shown = ['NON_COMPLIANT', 'UNVERIFIED', 'COMPLIANT', 'NOT_APPLICABLE'].map((one) => `<option>${one}</option>`);
  return `<h2 id="findings">Findings</h2>
<noscript><p>The list needs JavaScript, which this browser does not run. The counts above are complete.</p></noscript>
<form hidden aria-label="Filter">
<label>Search<input type="search" name="q" autocomplete="off"></label>
<label>Show<select name="show"><option value="open">open</option>${shown.join('')}<option value="all">all</option></select></label>
<label>Severity<select name="severity">${options([...severities].reverse(), 'all')}</select></label>
<label>Family<select name="family">${options(families, 'all')}</select></label>
<label>Rule<select name="rule">${options(
    rules.map(({ id }) => id),
    'all',
  )}</select></label>
<label>Account<select name="account">${options(accounts(), 'all')}</select></label>
<button type="reset">Reset</button>
</form>
<p id="status" role="status"></p>
<ol id="list"></ol>
<nav class="pager" aria-label="Pages"><button id="previous" type="button">Previous</button><button id="next" type="button">Next</button></nav>
</main>
`;
};

interface Counts {
  add(finding: Finding): void;
  tables(): readonly CountTable[];
  /** Accounts that findings are about, sorted. */
  accounts(): readonly string[];
}

const createCounts = (rules: readonly Rule[]): Counts => {
  const bySeverity = createCount();
  const byFamily = createCount();
  const byAccount = createCount();
  const byRule = createCount();
  const families = [...new Set(rules.map(({ id }) => familyOf(id)))];
  return {
    add: (finding) => {
      bySeverity.add(finding.severity, finding);
      byAccount.add(finding.resource.accountId ?? 'not told', finding);
      if (finding.rule !== null) {
        byRule.add(finding.rule, finding);
        byFamily.add(familyOf(finding.rule), finding);
      }
    },
    accounts: () => byAccount.names().filter((one) => one !== 'not told'),
    tables: () => [
      { caption: 'Severity', rows: [...severities].reverse().map((one: Severity) => bySeverity.row(one, [one])) },
      { caption: 'Family', rows: families.map((one) => byFamily.row(one, [one])) },
      { caption: 'Account', rows: byAccount.names().map((one) => byAccount.row(one, [one])) },
      {
        caption: 'Measure of the article',
        rows: measures
          .filter(({ rules: own }) => own.some((id) => rules.some((rule) => rule.id === id)))
          .map(({ measure, rules: own }) => byRule.row(measure, own)),
      },
    ],
  };
};

const createCount = () => {
  const counts = new Map<string, { open: number; all: number }>();
  return {
    add: (name: string, finding: Finding): void => {
      const count = counts.get(name) ?? { open: 0, all: 0 };
      count.all += 1;
      if (isOpen(finding)) count.open += 1;
      counts.set(name, count);
    },
    names: () => [...counts.keys()].sort(),
    row: (name: string, members: readonly string[]): readonly [string, number, number] => {
      const own = members.flatMap((one) => counts.get(one) ?? []);
      const sum = (member: 'open' | 'all') => own.reduce((total, one) => total + one[member], 0);
      return [name, sum('open'), sum('all')];
    },
  };
};
