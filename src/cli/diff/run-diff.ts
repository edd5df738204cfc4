import { readFile, stat } from 'node:fs/promises';
import { readable } from '../../sources/snapshot/input-files.js';
import { UnreadableInputError } from '../../sources/subject.js';
import { openFileOutput } from '../file-output.js';
import type { Finding } from '../finding.js';
import { streamOutput } from '../output.js';
import { createPaint } from '../paint.js';
import { isColored, type Streams, widthOf } from '../streams.js';
import { UsageError } from '../usage-error.js';
import { compare, type DatedReport } from './compare.js';
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

const reportAt = async (path: string): Promise<DatedReport> => {
  try {
    const [text, { mtime }] = [await readFile(path, 'utf8'), await stat(path)];
    return { findings: findingsFrom(path, JSON.parse(text)), writtenAt: mtime };
  } catch (error) {
    if (error instanceof SyntaxError) {
      throw new UnreadableInputError(`${path}: this is no JSON: ${error.message}`, { cause: error });
    }
    throw readable(error, path);
  }
};

const findingsFrom = (path: string, report: unknown): readonly Finding[] => {
  const { version, findings } = (report ?? {}) as { readonly version?: unknown; readonly findings?: unknown };
  const isReport = version === 1 && Array.isArray(findings) && findings.every(isFinding);
  if (isReport) return findings;
  throw new UnreadableInputError(`${path}: this is no report of audit --format json`);
};

const isFinding = (value: unknown): value is Finding =>
  typeof value === 'object' &&
  value !== null &&
  'compliance' in value &&
  typeof (value as { readonly resource?: unknown }).resource === 'object' &&
  (value as { readonly resource?: unknown }).resource !== null;
