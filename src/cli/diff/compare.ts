import { type Finding, isOpen, questionOf } from '../finding.js';
import type { DatedReport } from '../reports/report-file.js';

/** An open finding, and since when it is known to be open. */
export interface Aged {
  readonly finding: Finding;
  readonly since: Date;
}

export interface Difference {
  /** Open now and not before. */
  readonly opened: readonly Finding[];
  /** Open before, and now as it should be, or gone. */
  readonly fixed: readonly Finding[];
  /** Open before and now, the oldest first. */
  readonly stillOpen: readonly Aged[];
}

/**
 * Compares reports about the same resources.
 *
 * @param earlier the oldest first, at least one
 */
export const compare = (earlier: readonly DatedReport[], now: DatedReport): Difference => {
  const openByReport = earlier.map(({ findings, writtenAt }) => ({ open: openIn(findings), writtenAt }));
  const before = openByReport.at(-1)?.open ?? new Map<string, Finding>();
  const after = openIn(now.findings);
  const stillOpen = [...after].flatMap(([key, finding]): readonly Aged[] => {
    if (!before.has(key)) return [];
    // Since the first report of an unbroken row of them.
    const closed = openByReport.map(({ open }) => open.has(key)).lastIndexOf(false);
    return [{ finding, since: openByReport[closed + 1]?.writtenAt ?? now.writtenAt }];
  });
  return {
    opened: [...after].flatMap(([key, finding]) => (before.has(key) ? [] : [finding])),
    fixed: [...before].flatMap(([key, finding]) => (after.has(key) ? [] : [finding])),
    stillOpen: stillOpen.sort((one, other) => one.since.getTime() - other.since.getTime()),
  };
};

const openIn = (findings: readonly Finding[]): ReadonlyMap<string, Finding> =>
  new Map(findings.filter(isOpen).map((finding) => [questionOf(finding), finding]));
