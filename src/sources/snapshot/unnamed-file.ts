import { randomUUID } from 'node:crypto';
import { type FileHandle, open, unlink } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

/**
 * A new file on disk that nobody else can open: its name is taken away at once, so that the system frees it when the
 * handle is closed or the process ends, however it ends.
 */
export const openUnnamedFile = async (): Promise<FileHandle> => {
  const path = join(tmpdir(), `s3-config-rules-${randomUUID()}`);
  const handle = await open(path, 'wx+', 0o600);
  await unlink(path);
  return handle;
};
