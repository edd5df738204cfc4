import { rmSync, type Stats } from 'node:fs';
import { type FileHandle, open, realpath, rename, stat } from 'node:fs/promises';
import { gathered, type Output } from './output.js';
import { UsageError } from './usage-error.js';

/**
 * Writes to a file that appears whole, or not at all: what is written goes to a file beside it, which takes its place
 * in the end. A device or pipe is written to as it is.
 *
 * @throws UsageError if the path cannot be written to
 */
export const openFileOutput = async (path: string): Promise<Output> => {
  try {
    const existing = await statsOf(path);
    if (existing?.isDirectory()) throw new UsageError(`--output ${path}: this is a folder`);
    if (existing && !existing.isFile()) return directOutput(await open(path, 'w'));
    const target = existing ? await realpath(path) : path;
    const temporary = `${target}.${process.pid}.tmp`;
    return replacingOutput(await open(temporary, 'wx', existing?.mode), temporary, target);
  } catch (error) {
    const { code, message } = error as NodeJS.ErrnoException;
    if (code === undefined) throw error;
    throw new UsageError(`--output ${path}: ${reasons[code] ?? message}`, { cause: error });
  }
};

const reasons: Readonly<Record<string, string>> = {
  ENOENT: 'there is no such folder',
  ENOTDIR: 'there is no such folder',
  EACCES: 'permission denied',
  EROFS: 'the file system is read-only',
};

const statsOf = async (path: string): Promise<Stats | null> => {
  try {
    return await stat(path);
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'ENOENT') return null;
    throw error;
  }
};

const directOutput = (handle: FileHandle): Output =>
  gathered({
    write: async (text) => {
      await handle.writeFile(text);
    },
    isClosed: () => false,
    finish: () => handle.close(),
    discard: () => handle.close(),
  });

const replacingOutput = (handle: FileHandle, temporary: string, target: string): Output => {
  // Also where the process is told to end in the middle.
  const remove = (): void => rmSync(temporary, { force: true });
  process.once('exit', remove);
  const direct = directOutput(handle);
  return {
    ...direct,
    finish: async () => {
      await direct.finish();
      await rename(temporary, target);
      process.off('exit', remove);
    },
    discard: async () => {
      await direct.discard();
      remove();
      process.off('exit', remove);
    },
  };
};
