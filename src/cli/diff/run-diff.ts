import { openFileOutput } from '../file-output.js';
import { streamOutput } from '../output.js';
import { createPaint } from '../paint.js';
import { type DatedReport, reportAt } from '../reports/report-file.js';
import { isColored, type Streams, widthOf } from '../streams.js';
import { UsageError } from '../usage-error.js';
import { compare } from './compare.js';
import { diffJson, diffText } from './report-diff.js';

export const diffFormats = ['text', 'json'] as const;

/** The options of `diff`, as the command line gives them. */
export interface DiffOptions {
  readonly format: (typeof diffFormats)[number];
  readonly output?: string;
}

/**
 * Compares reports and writes what came and went.
 *
 * @param paths JSON reports, the oldest first
 * @returns the exit code: 1 if something is open that was not
 * @throws UsageError for fewer than two, UnreadableInputError for what is no report
 */
export const runDiff = async (paths: readonly string[], options: DiffOptions, streams: Streams): Promise<number> => {
  if (paths.length < 2) throw new UsageError('two reports are compared: diff old.json new.json');
  const reports: DatedReport[] = [];
  for (const path of paths) reports.push(await reportAt(path));
  const now = reports.pop() as DatedReport;
  const difference = compare(reports, now);
  const output = options.output === undefined ? streamOutput(streams.stdout) : await openFileOutput(options.output);
  const paint = createPaint(options.output === undefined && isColored(streams.stdout, streams.env));
  await output.write(
    options.format === 'json'
      ? diffJson(difference)
      : diffText(difference, now.writtenAt, widthOf(streams.stdout), paint),
  );
  await output.finish();
  return difference.opened.length > 0 ? 1 : 0;
};
