import type { ChosenRule } from '../choice.js';
import { type Finding, isOpen, type ReportedCompliance } from '../finding.js';
import type { Paint } from '../paint.js';

/** Counts the findings of each rule, and shows the counts. */
export interface RuleTable {
  add(finding: Finding): void;
  /**
   * The lines of the table: every rule that was asked, in order; none without rules.
   *
   * @param onlyFindings leave out rules without an open finding
   */
  lines(asked: readonly ChosenRule[], onlyFindings: boolean, paint: Paint): readonly string[];
}

export const createRuleTable = (): RuleTable => {
  const counts = new Map<string, Map<ReportedCompliance, number>>();
  const open = new Set<string>();
  return {
    add: (finding) => {
      const name = finding.rule ?? UNREADABLE;
      const ofRule = counts.get(name) ?? new Map<ReportedCompliance, number>();
      counts.set(name, ofRule.set(finding.compliance, (ofRule.get(finding.compliance) ?? 0) + 1));
      if (isOpen(finding)) open.add(name);
    },
    lines: (asked, onlyFindings, paint) => {
      const unreadable = counts.has(UNREADABLE) ? [{ name: UNREADABLE, severity: null }] : [];
      const named = [...asked.map(({ rule }) => ({ name: rule.id, severity: rule.severity })), ...unreadable];
      const shown = named.filter(({ name }) => !onlyFindings || open.has(name));
      if (shown.length === 0) return [];
      const rows = shown.map(({ name, severity }) => [
        { text: name },
        { text: severity ?? '', painted: (text: string) => (severity ? paint.severity(severity, text) : text) },
        ...columns.map(({ compliance }) => countCell(compliance, counts.get(name)?.get(compliance) ?? 0, paint)),
      ]);
      return aligned([...headRows(paint), ...rows]);
    },
  };
};

/** How items that no rule could be asked about stand among the rules. */
const UNREADABLE = '(unreadable items)';

/** Names of compliance over two lines, so that they fit beside the longest id of a rule in 80 columns. */
const columns: readonly { readonly compliance: ReportedCompliance; readonly head: readonly [string, string] }[] = [
  { compliance: 'NON_COMPLIANT', head: ['NON_', 'COMPL.'] },
  { compliance: 'UNVERIFIED', head: ['UNVER-', 'IFIED'] },
  { compliance: 'COMPLIANT', head: ['', 'COMPL.'] },
  { compliance: 'NOT_APPLICABLE', head: ['NOT_', 'APPL.'] },
];

interface Cell {
  readonly text: string;
  readonly painted?: (text: string) => string;
}

const headRows = (paint: Paint): readonly (readonly Cell[])[] =>
  [
    ['', '', ...columns.map(({ head }) => head[0])],
    ['RULE', 'SEVERITY', ...columns.map(({ head }) => head[1])],
  ].map((row) => row.map((text) => ({ text, painted: paint.heading })));

const countCell = (compliance: ReportedCompliance, count: number, paint: Paint): Cell => ({
  text: count === 0 ? '-' : String(count),
  painted: (text) => (count === 0 ? paint.aside(text) : paint.compliance(compliance, text)),
});

/** The rule and its severity to the left, numbers to the right. */
const aligned = (rows: readonly (readonly Cell[])[]): readonly string[] => {
  const widthOf = (column: number): number => Math.max(...rows.map((row) => row[column]?.text.length ?? 0));
  return rows.map((row) =>
    row
      .map(({ text, painted = same }, column) =>
        painted(column < 2 ? text.padEnd(widthOf(column)) : text.padStart(widthOf(column))),
      )
      .join('  ')
      .trimEnd(),
  );
};

const same = (text: string): string => text;
