import { writeFile } from 'node:fs/promises';
import type { Readable } from 'node:stream';
import { answersSource } from '../sources/answers/recorded-file.js';
import { snapshotSource } from '../sources/snapshot/snapshot-source.js';
import { openUnnamedFile } from '../sources/snapshot/unnamed-file.js';
import type { Source } from '../sources/subject.js';
import { explain } from './explain.js';
import { openFileOutput } from './file-output.js';
import { streamOutput } from './output.js';
import { type ExplainWriter, writeExplainJson, writeExplainText } from './report-explain.js';
import { DEFAULT_WIDTH, isColored, type Streams, widthOf } from './streams.js';
import { UsageError } from './usage-error.js';

export const explainFormats = ['text', 'json'] as const;

/** The options of `explain`, as the command line gives them. */
export interface ExplainOptions {
  readonly snapshot?: readonly string[];
  readonly answers?: readonly string[];
  readonly bucket?: string;
  readonly format: (typeof explainFormats)[number];
  readonly output?: string;
}

/**
 * Runs `explain` and writes its report.
 *
 * @returns 0 if something was explained, 2 if there is no such bucket
 * @throws UsageError and UnreadableInputError, for which the code is 2
 */
export const runExplain = async (options: ExplainOptions, streams: Streams): Promise<number> => {
  const { openSource, close } = await openableSource(options, streams.stdin);
  const output = options.output === undefined ? streamOutput(streams.stdout) : await openFileOutput(options.output);
  const shown = {
    onlyFindings: false,
    color: options.output === undefined && isColored(streams.stdout, streams.env),
    width: options.output === undefined ? widthOf(streams.stdout) : DEFAULT_WIDTH,
  };
  try {
    const count = await writers[options.format](explain(openSource, options.bucket ?? null), shown, output);
    if (count === 0) throw new UsageError(nothingFound(options));
    await output.finish();
    return 0;
  } catch (error) {
    await output.discard();
    throw error;
  } finally {
    await close();
  }
};

const writers: Readonly<Record<ExplainOptions['format'], ExplainWriter>> = {
  text: writeExplainText,
  json: writeExplainJson,
};

const nothingFound = ({ bucket }: ExplainOptions): string =>
  bucket === undefined ? 'the input holds no bucket' : `the input holds no bucket named "${bucket}"`;

interface OpenableSource {
  readonly openSource: () => Source;
  close(): Promise<void>;
}

/** A source that can be opened twice; standard input cannot be read twice, so it is put aside on disk. */
const openableSource = async ({ snapshot, answers }: ExplainOptions, stdin: Readable): Promise<OpenableSource> => {
  if ((snapshot === undefined) === (answers === undefined)) {
    throw new UsageError(
      'say what to explain with either --snapshot or --answers, as in: explain --snapshot snapshot.json.gz',
    );
  }
  const paths = snapshot ?? answers ?? [];
  const open = snapshot ? snapshotSource : answersSource;
  if (!paths.includes('-')) return { openSource: () => open(paths), close: async () => {} };
  const handle = await openUnnamedFile();
  await writeFile(handle, stdin);
  return {
    openSource: () => open(paths, { stdin: handle.createReadStream({ start: 0, autoClose: false }) }),
    close: () => handle.close(),
  };
};
