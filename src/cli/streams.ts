import type { Readable, Writable } from 'node:stream';

/** What a command is connected to. */
export interface Streams {
  readonly stdin: Readable;
  readonly stdout: Terminal;
  readonly stderr: Terminal;
  readonly env: Readonly<Record<string, string | undefined>>;
}

/** A stream that may be a terminal. */
export type Terminal = Writable & { readonly isTTY?: boolean; readonly columns?: number };

/** Whether text for a stream may be coloured. See https://no-color.org */
export const isColored = (stream: Terminal, env: Streams['env']): boolean =>
  stream.isTTY === true && !env.NO_COLOR && env.TERM !== 'dumb';

/** Columns for what is not a terminal. */
export const DEFAULT_WIDTH = 80;

/** Columns for a stream, within what reads well. */
export const widthOf = ({ isTTY, columns }: Terminal): number =>
  isTTY && columns ? Math.min(Math.max(columns, 40), 120) : DEFAULT_WIDTH;
