import type { Readable } from 'node:stream';
import { isMembers, type Members } from '../declared/members.js';
import { type InputFile, openInputFiles } from '../snapshot/input-files.js';
import { textOfFile } from '../snapshot/text-of-file.js';
import { UnreadableInputError } from '../subject.js';

/** A plan as it was written. */
export interface PlanFile {
  /** As messages name it: the path given, or `standard input`. */
  readonly name: string;
  readonly document: Members;
}

const WANTED = 'a plan is what `terraform show -json FILE` writes of a saved plan';

/**
 * The plans that paths stand for: a file; a folder with every `.json` file below it; `-` for standard input.
 *
 * @throws UnreadableInputError for what cannot be read or is no plan
 */
export const planFilesAt = async (paths: readonly string[], stdin: Readable): Promise<readonly PlanFile[]> => {
  const { files, close } = await openInputFiles(paths, stdin);
  try {
    const found: PlanFile[] = [];
    for (const file of files) found.push(await planFileFrom(file));
    return found;
  } finally {
    await close();
  }
};

const planFileFrom = async (file: InputFile): Promise<PlanFile> => {
  const document = parsed(await wholeText(file), file.name);
  const problem = problemOf(document);
  if (problem !== null || !isMembers(document)) {
    throw new UnreadableInputError(`${file.name}: ${problem ?? 'this is no plan'}; ${WANTED}`);
  }
  return { name: file.name, document };
};

const wholeText = async (file: InputFile): Promise<string> => {
  const pieces: Uint8Array[] = [];
  for await (const piece of textOfFile(file, () => {})) pieces.push(piece);
  return Buffer.concat(pieces).toString('utf8');
};

const parsed = (text: string, name: string): unknown => {
  try {
    return JSON.parse(text);
  } catch (error) {
    if (!(error instanceof SyntaxError)) throw error;
    throw new UnreadableInputError(`${name}: ${sortOf(text)}; ${WANTED}`, { cause: error });
  }
};

const sortOf = (text: string): string => {
  // `terraform plan -json` and `apply -json` write a log, a line of JSON for each thing that happens.
  if (/^\{"@level"/.test(text)) return 'this is the log of a run, not its plan';
  return 'this is not JSON';
};

/** Why a document is no plan; null if it is one. */
const problemOf = (document: unknown): string | null => {
  if (!isMembers(document)) return 'this is no plan';
  const { format_version: format } = document;
  if ('lineage' in document || ('values' in document && !('planned_values' in document))) {
    return 'this is a state, not a plan';
  }
  if (typeof format !== 'string') return 'this is no plan: it has no format_version';
  if (!/^[01]\./.test(format)) return `the format_version of this plan is ${format}, and 1 is the newest that is known`;
  return isMembers(document.planned_values) ? null : 'this is no plan: it has no planned_values';
};
