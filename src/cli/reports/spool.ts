import { createInterface } from 'node:readline';
import { openUnnamedFile } from '../../sources/snapshot/unnamed-file.js';
import { jsonText } from '../display-text.js';
import type { Finding } from '../finding.js';

/** Findings put aside on disk, to be gone through as often as there are reports. */
export interface Spool {
  /** All of them, from the first. */
  findings(): AsyncIterable<Finding>;
  close(): Promise<void>;
}

/** Puts findings aside; what they come from is gone through once. */
export const spoolOf = async (findings: AsyncIterable<Finding>): Promise<Spool> => {
  const handle = await openUnnamedFile();
  let waiting: string[] = [];
  for await (const finding of findings) {
    waiting.push(`${jsonText(finding)}\n`);
    if (waiting.length < MANY) continue;
    await handle.appendFile(waiting.join(''));
    waiting = [];
  }
  await handle.appendFile(waiting.join(''));
  return {
    async *findings() {
      const stored = handle.createReadStream({ start: 0, autoClose: false, encoding: 'utf8' });
      for await (const line of createInterface({ input: stored, crlfDelay: Infinity })) yield JSON.parse(line);
    },
    close: () => handle.close(),
  };
};

/** How many are written at a time. */
const MANY = 500;
