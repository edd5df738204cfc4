import type { Verdict } from '../core/verdict.js';

/** One event's line. It tells codes and counts; policies, tags and reasons, which may quote them, stay out. */
export interface LogLine {
  readonly rule: string;
  /** Missing where the event could not be read so far. */
  readonly messageType?: string;
  readonly accountId?: string;
  readonly region?: string;
  /** `AWS::S3::Bucket app-data`, where the event was about one resource. */
  readonly resource?: string;
  readonly compliance?: string;
  readonly code?: string;
  /** How many resources came to each verdict, where the event was about a region. */
  readonly verdicts?: Readonly<Record<string, number>>;
  readonly posted?: number;
  readonly ignored?: boolean;
  readonly error?: { readonly name: string; readonly message: string };
  readonly durationMs: number;
}

/** Writes a line where Lambda's logs come from. */
export const writeLine = (line: LogLine): void => console.log(JSON.stringify(line));

/** How many verdicts came to what: `{ COMPLIANT: 3 }`. */
export const countsOf = (verdicts: readonly Verdict[]): Readonly<Record<string, number>> => {
  const counts: Record<string, number> = {};
  for (const { compliance } of verdicts) counts[compliance] = (counts[compliance] ?? 0) + 1;
  return counts;
};
