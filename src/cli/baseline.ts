import { endOfDay } from '../core/tag-exemption.js';
import { type Finding, isOpen, questionOf } from './finding.js';
import { reportAt } from './reports/report-file.js';
import type { Streams } from './streams.js';
import { UsageError } from './usage-error.js';

/** What the command line says of a baseline. */
export interface BaselineOptions {
  /** An earlier report in JSON. */
  readonly baseline?: string;
  /** The last day on which it counts, as `2027-03-31`. */
  readonly baselineUntil?: string;
}

/** Findings that are known and accepted for a time. */
export interface Baseline {
  /** The finding, marked as accepted if the earlier report had the very same. */
  readonly mark: (finding: Finding) => Finding;
  /** What the one who keeps the baseline should know at the end of a run. */
  readonly notices: () => readonly string[];
}

/**
 * Reads the baseline of a run. A finding is known if it is open for the same reason's code as before: what got worse is
 * new.
 *
 * @throws UsageError for half of the options, UnreadableInputError for a file that is no report
 */
export const baselineFrom = async (
  { baseline, baselineUntil: until }: BaselineOptions,
  now: Date,
): Promise<Baseline | null> => {
  if (baseline === undefined && until === undefined) return null;
  if (baseline === undefined || until === undefined) {
    throw new UsageError('a baseline is a report and a last day: --baseline known.json --baseline-until 2027-03-31');
  }
  const end = endOfDay(until);
  if (Number.isNaN(end)) throw new UsageError(`--baseline-until ${until}: it is a day such as 2027-03-31`);
  const { findings } = await reportAt(baseline);
  if (end < now.getTime()) {
    return { mark: (finding) => finding, notices: () => [`the baseline ${baseline} ended on ${until}`] };
  }
  const unseen = new Set(findings.filter(isOpen).map(answerOf));
  const known: ReadonlySet<string> = new Set(unseen);
  return {
    mark: (finding) => {
      const answer = isOpen(finding) ? answerOf(finding) : null;
      if (answer === null || !known.has(answer)) return finding;
      unseen.delete(answer);
      return { ...finding, acceptedUntil: until };
    },
    notices: () =>
      unseen.size === 0 ? [] : [`of the baseline ${baseline}, ${unseen.size} of ${known.size} findings are no more`],
  };
};

/** Marks findings as they pass. */
export async function* marked(
  findings: AsyncIterable<Finding>,
  baseline: Baseline | null,
): AsyncGenerator<Finding, void, void> {
  for await (const finding of findings) yield baseline ? baseline.mark(finding) : finding;
}

/** Tells on standard error what has become of the baseline. */
export const tellOf = (baseline: Baseline | null, { stderr }: Streams): void => {
  for (const notice of baseline?.notices() ?? []) stderr.write(`${notice}\n`);
};

const answerOf = (finding: Finding): string => `${questionOf(finding)} ${finding.compliance} ${finding.code}`;
