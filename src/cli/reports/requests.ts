import { InvalidArgumentError } from 'commander';
import { UsageError } from '../usage-error.js';
import { type Format, formats } from './formats.js';

/** One report: its format, and the file it goes to; null: standard output. */
export interface ReportRequest {
  readonly format: Format;
  readonly output: string | null;
}

/** What the options say of one report so far. */
type Draft = { format?: Format; output?: string };

/** Takes `--format F` and `--output FILE` as they come; each fills the report that lacks it, or begins another. */
export interface ReportOptions {
  readonly format: (text: string) => void;
  readonly output: (text: string) => void;
  /** In their order; one table on standard output if nothing was said. */
  readonly requests: () => readonly ReportRequest[];
}

/** Makes what parses the options of one run. */
export const reportOptions = (): ReportOptions => {
  const drafts: Draft[] = [];
  const take = (part: Draft, name: keyof Draft): void => {
    const last = drafts.at(-1);
    if (last && last[name] === undefined) Object.assign(last, part);
    else drafts.push(part);
  };
  return {
    format: (text) => {
      const format = formats.find((one) => one === text);
      if (!format) throw new InvalidArgumentError(`Allowed choices are ${formats.join(', ')}.`);
      take({ format }, 'format');
    },
    output: (output) => take({ output }, 'output'),
    requests: () => {
      const told = drafts.length === 0 ? [{}] : drafts;
      return told.map(({ format = 'table', output }: Draft) => ({ format, output: output ?? null }));
    },
  };
};

/** @throws UsageError for two reports in one place */
export const checkRequests = (requests: readonly ReportRequest[]): void => {
  const places = requests.map(({ output }) => output);
  const twice = places.find((place, index) => places.indexOf(place) !== index);
  if (twice === undefined) return;
  const where = twice === null ? 'standard output' : twice;
  throw new UsageError(`two reports go to ${where}; give each its --output, as in: --format json --output report.json`);
};
