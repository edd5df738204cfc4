import { jsonText } from '../display-text.js';
import { isOpen } from '../finding.js';
import type { ReportWriter } from './report.js';

/** Writes a finding a line, each by itself, as it is found. */
export const writeNdjson: ReportWriter = async ({ findings }, options, output) => {
  for await (const finding of findings) {
    if (!options.onlyFindings || isOpen(finding)) await output.write(`${jsonText(finding)}\n`);
  }
};
