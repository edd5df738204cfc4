import { writeHtml } from './html/report-html.js';
import type { ReportWriter } from './report.js';
import { writeAsff } from './report-asff.js';
import { writeCsv } from './report-csv.js';
import { writeJson } from './report-json.js';
import { writeJunit } from './report-junit.js';
import { writeMarkdown } from './report-markdown.js';
import { writeNdjson } from './report-ndjson.js';
import { writeSarif } from './report-sarif.js';
import { writeTable } from './report-table.js';

/** The formats of `audit`, by name. */
export const formats = ['table', 'json', 'ndjson', 'csv', 'markdown', 'sarif', 'junit', 'html', 'asff'] as const;
export type Format = (typeof formats)[number];

export const writers: Readonly<Record<Format, ReportWriter>> = {
  table: writeTable,
  json: writeJson,
  ndjson: writeNdjson,
  csv: writeCsv,
  markdown: writeMarkdown,
  sarif: writeSarif,
  junit: writeJunit,
  html: writeHtml,
  asff: writeAsff,
};
