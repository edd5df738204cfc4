import { once } from 'node:events';
import type { Writable } from 'node:stream';

/** Where a report goes. */
export interface Output {
  /** Takes text, and waits where whoever reads it is slower. */
  write(text: string): Promise<void>;
  /** Whether the reader went away, as `head` does; what is written after that is dropped. */
  isClosed(): boolean;
  /** Makes what was written final. */
  finish(): Promise<void>;
  /** Leaves nothing behind of what was written, where that is possible. */
  discard(): Promise<void>;
}

/** Writes to a stream such as standard output. */
export const streamOutput = (stream: Writable): Output => {
  let closed = false;
  let fault: Error | null = null;
  stream.on('error', (error: NodeJS.ErrnoException) => {
    if (error.code === 'EPIPE') closed = true;
    else fault = error;
  });
  const write = async (text: string): Promise<void> => {
    if (fault) throw fault;
    if (closed || stream.write(text)) return;
    const waiting = new AbortController();
    const { signal } = waiting;
    // Errors are kept by the listener above.
    await Promise.race([once(stream, 'drain', { signal }), once(stream, 'close', { signal })]).catch(() => {});
    waiting.abort();
  };
  return gathered({
    write,
    isClosed: () => closed,
    finish: async () => {
      if (!closed) await new Promise<void>((resolve) => stream.write('', () => resolve()));
      if (fault) throw fault;
    },
    discard: async () => {},
  });
};

/** An output that passes small texts on together. */
export const gathered = (output: Output): Output => {
  let waiting: string[] = [];
  let length = 0;
  const flush = async (): Promise<void> => {
    const text = waiting.join('');
    waiting = [];
    length = 0;
    if (text !== '') await output.write(text);
  };
  return {
    ...output,
    write: async (text) => {
      waiting.push(text);
      length += text.length;
      if (length >= PIECE) await flush();
    },
    finish: async () => {
      await flush();
      await output.finish();
    },
  };
};

/** In UTF-16 units. */
const PIECE = 32 * 1024;
