import { jsonText } from '../display-text.js';
import { isOpen } from '../finding.js';
import type { ReportWriter } from './report.js';

/** Writes one JSON document, a finding a line. Nothing is written before the source has given something. */
export const writeJson: ReportWriter = async ({ findings, summary }, options, output) => {
  let before = '{"version":1,"findings":[\n';
  for await (const finding of findings) {
    if (options.onlyFindings && !isOpen(finding)) continue;
    await output.write(before + jsonText(finding));
    before = ',\n';
  }
  const end = before === ',\n' ? '' : before;
  await output.write(`${end}\n],"summary":${jsonText(summary())}}\n`);
};
