import type { ReadStream } from 'node:fs';
import { type FileHandle, open, readdir, stat, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { Readable } from 'node:stream';
import { UnreadableInputError } from '../subject.js';
import { openUnnamedFile } from './unnamed-file.js';

/** One file of bytes to read, as often as it takes. */
export interface InputFile {
  /** As messages name it: the path given, or `standard input`. */
  readonly name: string;
  readonly size: number;
  /**
   * Its bytes from the start.
   *
   * @throws UnreadableInputError if it is no longer what it was
   */
  open(): Promise<ReadStream>;
}

export interface InputFiles {
  /** In the order given; those of a folder by name. */
  readonly files: readonly InputFile[];
  /** Lets go of what had to be put aside. */
  close(): Promise<void>;
}

/**
 * The files that paths stand for: a file; a folder, with every `.json`, `.json.gz` and `.ndjson` file below it; `-` for
 * standard input. What can be read only once, as standard input or a pipe, is put aside on disk.
 *
 * @throws UnreadableInputError for a path that cannot be read, or a folder without such a file
 */
export const openInputFiles = async (paths: readonly string[], stdin: Readable): Promise<InputFiles> => {
  const handles: FileHandle[] = [];
  const close = async (): Promise<void> => {
    for (const handle of handles) await handle.close();
  };
  const putAside = async (name: string, content: Readable): Promise<InputFile> => {
    const handle = await openUnnamedFile();
    handles.push(handle);
    await writeFile(handle, content);
    return {
      name,
      size: (await handle.stat()).size,
      open: async () => handle.createReadStream({ start: 0, autoClose: false, highWaterMark: PIECE }),
    };
  };
  try {
    const files: InputFile[] = [];
    for (const path of paths) {
      if (path === '-') files.push(await putAside('standard input', stdin));
      else files.push(...(await filesAt(path, putAside)));
    }
    return { files, close };
  } catch (error) {
    await close();
    throw readable(error);
  }
};

/** Bytes read at a time. */
const PIECE = 256 * 1024;

const filesAt = async (
  path: string,
  putAside: (name: string, content: Readable) => Promise<InputFile>,
): Promise<readonly InputFile[]> => {
  const found = await stat(path).catch((error: unknown) => {
    throw readable(error, path);
  });
  if (found.isFile()) return [await regularFile(path)];
  if (!found.isDirectory()) return [await putAside(path, (await open(path)).createReadStream())];
  const inside = await filesBelow(path);
  if (inside.length === 0) {
    throw new UnreadableInputError(`${path}: the folder holds no .json, .json.gz or .ndjson file`);
  }
  return Promise.all(inside.map(regularFile));
};

const regularFile = async (path: string): Promise<InputFile> => {
  const before = await stat(path);
  return {
    name: path,
    size: before.size,
    open: async () => {
      const handle = await open(path).catch((error: unknown) => {
        throw readable(error, path);
      });
      const now = await handle.stat();
      if (now.size === before.size && now.mtimeMs === before.mtimeMs) {
        return handle.createReadStream({ highWaterMark: PIECE });
      }
      await handle.close();
      throw new UnreadableInputError(`${path}: it changed while it was being read`);
    },
  };
};

const filesBelow = async (folder: string): Promise<readonly string[]> => {
  const entries = await readdir(folder, { withFileTypes: true });
  const inside = [...entries]
    .sort((a, b) => (a.name < b.name ? -1 : 1))
    .map(async (entry) => {
      const path = join(folder, entry.name);
      if (entry.isDirectory()) return filesBelow(path);
      return /\.(json|json\.gz|ndjson)$/i.test(entry.name) && (await stat(path)).isFile() ? [path] : [];
    });
  return (await Promise.all(inside)).flat();
};

/** An error of the file system as the command says it; others stay as they are. */
export const readable = (error: unknown, path?: string): unknown => {
  const { code, path: at, message } = error as NodeJS.ErrnoException;
  if (code === undefined || error instanceof UnreadableInputError) return error;
  return new UnreadableInputError(`${path ?? at ?? 'input'}: ${reasons[code] ?? message}`, { cause: error });
};

const reasons: Readonly<Record<string, string>> = {
  ENOENT: 'no such file or folder',
  ENOTDIR: 'no such file or folder',
  EACCES: 'permission denied',
};
