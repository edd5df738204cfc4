import { readFile, stat } from 'node:fs/promises';
import { readable } from '../../sources/snapshot/input-files.js';
import { UnreadableInputError } from '../../sources/subject.js';
import type { Finding } from '../finding.js';

/** A report that was read, and when it was written. */
export interface DatedReport {
  readonly findings: readonly Finding[];
  readonly writtenAt: Date;
}

/**
 * Reads a report that `audit --format json` wrote.
 *
 * @throws UnreadableInputError for what is none
 */
export const reportAt = async (path: string): Promise<DatedReport> => {
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
