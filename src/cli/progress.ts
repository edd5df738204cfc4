import { harmless } from './display-text.js';
import type { Terminal } from './streams.js';

/** A line on a terminal that says how far the work is, and goes away. */
export interface Progress {
  show(text: string): void;
  /** Removes the line. */
  clear(): void;
}

/** Milliseconds before the first line, and between two. */
const DELAY = 500;
const INTERVAL = 200;

/**
 * A progress line for work that takes long, on a terminal.
 *
 * @param clock milliseconds
 */
export const createProgress = (terminal: Terminal, isHidden: boolean, clock: () => number): Progress => {
  let next = clock() + DELAY;
  let isShown = false;
  return {
    show: (text) => {
      if (isHidden || !terminal.isTTY || clock() < next) return;
      next = clock() + INTERVAL;
      terminal.write(`\r\u001b[K${harmless(text)}`);
      isShown = true;
    },
    clear: () => {
      if (isShown) terminal.write('\r\u001b[K');
      isShown = false;
    },
  };
};
