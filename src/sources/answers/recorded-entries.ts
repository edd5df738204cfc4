import type { Readable } from 'node:stream';
import { type InputFile, openInputFiles } from '../snapshot/input-files.js';
import { UnreadableInputError } from '../subject.js';
import { parseRecorded, type RecordedAccount } from './parse-recorded.js';
import { MalformedAnswerError } from './part.js';
import { documentsOf, type RecordedDocument } from './recorded-documents.js';

export interface AnswersOptions {
  /** What the path `-` reads; the process's own by default. */
  readonly stdin?: Readable;
  /** Told how many bytes of a file have been read; each file is read twice. */
  readonly onRead?: (file: string, bytes: number) => void;
}

/** An account's entry in a recorded file. */
export interface RecordedEntry {
  readonly account: RecordedAccount;
  /** The file, and the line where it has several documents. */
  readonly where: string;
}

/**
 * The entries of recorded files, in their order. All files are checked whole before the first is given.
 *
 * @param paths files, folders of them, or `-`; JSON or NDJSON, also gzip
 * @throws UnreadableInputError
 */
export async function* recordedEntries(
  paths: readonly string[],
  options: AnswersOptions,
): AsyncGenerator<RecordedEntry, void, void> {
  const { files, close } = await openInputFiles(paths, options.stdin ?? process.stdin);
  try {
    for await (const _ of entriesIn(files, options)) {
      // Checked by being read: nothing is judged from half a file.
    }
    yield* entriesIn(files, options);
  } finally {
    await close();
  }
}

async function* entriesIn(
  files: readonly InputFile[],
  { onRead }: AnswersOptions,
): AsyncGenerator<RecordedEntry, void, void> {
  for (const file of files) {
    for await (const document of documentsOf(file, (bytes) => onRead?.(file.name, bytes))) {
      const where = whereOf(file, document);
      for (const account of accountsIn(document, where)) yield { account, where };
    }
  }
}

const whereOf = ({ name }: InputFile, { place, value }: RecordedDocument): string => {
  const isWholeFile = place.line === 1 && typeof value === 'object' && value !== null && 'accounts' in value;
  return isWholeFile ? name : `${name}, line ${place.line}`;
};

const accountsIn = ({ value }: RecordedDocument, where: string): readonly RecordedAccount[] => {
  try {
    return parseRecorded(value);
  } catch (error) {
    if (!(error instanceof MalformedAnswerError)) throw error;
    throw new UnreadableInputError(`${where}: ${error.message}`, { cause: error });
  }
};
