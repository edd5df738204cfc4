import type { Audit } from '../audit.js';
import type { Output } from '../output.js';

/** What a report is made of. */
export interface Report extends Audit {
  /** The source's name: `configuration snapshot`. */
  readonly source: string;
}

/** Writes a report as the findings come. */
export type ReportWriter = (report: Report, options: ReportOptions, output: Output) => Promise<void>;

/** How a report is shown. */
export interface ReportOptions {
  /** Leave out what is as it should be. */
  readonly onlyFindings: boolean;
  /** Columns. */
  readonly width: number;
  readonly color: boolean;
}
