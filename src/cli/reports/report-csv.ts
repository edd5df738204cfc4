import { stringify } from 'csv-stringify/sync';
import { type Finding, isOpen } from '../finding.js';
import type { ReportWriter } from './report.js';

const columns = [
  'rule',
  'severity',
  'compliance',
  'code',
  'reason',
  'type',
  'id',
  'arn',
  'account',
  'region',
  'file',
  'line',
  'exempt until',
  'accepted until',
] as const;

/** Writes a finding a row. Cells that a spreadsheet would take for formulas begin with an apostrophe. */
export const writeCsv: ReportWriter = async ({ findings }, { onlyFindings }, output) => {
  await output.write(rowText(columns));
  for await (const finding of findings) {
    if (!onlyFindings || isOpen(finding)) await output.write(rowText(rowOf(finding)));
  }
};

const rowText = (cells: readonly (string | number | null)[]): string =>
  stringify([[...cells]], { escape_formulas: true, record_delimiter: 'windows' });

const rowOf = ({ rule, severity, compliance, code, reason, resource, location, exemption, acceptedUntil }: Finding) => [
  rule,
  severity,
  compliance,
  code,
  // A line break within a cell is taken for a new row by what reads line by line.
  reason.replace(/\s+/g, ' '),
  resource.type,
  resource.id,
  resource.arn,
  resource.accountId,
  resource.region,
  location?.file ?? null,
  location?.line ?? null,
  exemption?.until ?? null,
  acceptedUntil ?? null,
];
