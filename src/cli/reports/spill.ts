import type { FileHandle } from 'node:fs/promises';
import { openUnnamedFile } from '../../sources/snapshot/unnamed-file.js';
import type { Output } from '../output.js';

/** Keeps text that is shown later, beyond a little of it on disk. */
export interface Spill {
  add(text: string): Promise<void>;
  /** Writes all of it, in order, and lets go of it. */
  pour(output: Output): Promise<void>;
}

/** In UTF-16 units. */
const IN_MEMORY = 256 * 1024;

export const createSpill = (): Spill => {
  let handle: FileHandle | null = null;
  let waiting: string[] = [];
  let length = 0;
  return {
    add: async (text) => {
      waiting.push(text);
      length += text.length;
      if (length < IN_MEMORY) return;
      handle ??= await openUnnamedFile();
      await handle.appendFile(waiting.join(''));
      waiting = [];
      length = 0;
    },
    pour: async (output) => {
      if (handle) {
        const stored = handle.createReadStream({ start: 0, encoding: 'utf8' });
        for await (const piece of stored as AsyncIterable<string>) await output.write(piece);
      }
      for (const text of waiting) await output.write(text);
    },
  };
};
