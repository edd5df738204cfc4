import { rules } from '../../rules/index.js';
import { isAtLeast, type Severity } from '../core/verdict.js';
import { audit } from './audit.js';
import { type SourceOptions, sourceFrom } from './audit-source.js';
import { type BaselineOptions, baselineFrom, marked, tellOf } from './baseline.js';
import { type ChoiceOptions, choiceFrom } from './choice.js';
import { openFileOutput } from './file-output.js';
import { type Finding, isOpen } from './finding.js';
import { type Output, streamOutput } from './output.js';
import { createProgress, type Progress } from './progress.js';
import { writers } from './reports/formats.js';
import type { Report, ReportOptions } from './reports/report.js';
import { checkRequests, type ReportRequest } from './reports/requests.js';
import { type Spool, spoolOf } from './reports/spool.js';
import { DEFAULT_WIDTH, isColored, type Streams, widthOf } from './streams.js';

/** The options of `audit`, as the command line gives them. */
export interface AuditOptions extends ChoiceOptions, SourceOptions, BaselineOptions {
  /** In the order of the command line. */
  readonly reports: readonly ReportRequest[];
  readonly onlyFindings?: boolean;
  readonly strict?: boolean;
  /** Open findings of this severity and above make the exit code 1; all, unless given. */
  readonly failOn?: Severity;
}

/**
 * Runs an audit and writes its report.
 *
 * @returns the exit code: 1 if something is open or, with `strict`, was not judged, else 0
 * @throws UsageError, ParameterError and UnreadableInputError, for which the code is 2
 */
export const runAudit = async (options: AuditOptions, streams: Streams): Promise<number> => {
  const now = new Date();
  const choice = choiceFrom(options, rules);
  const requests = options.reports;
  checkRequests(requests);
  const baseline = await baselineFrom(options, now);
  const progress = createProgress(streams.stderr, hidesProgress(requests, streams), performance.now.bind(performance));
  const source = await sourceFrom(options, choice, streams, progress);
  const audited = audit(source, choice, now);
  const open = createOpenCount(options.failOn ?? 'INFORMATIONAL');
  const counted = { ...audited, source: source.name, findings: open.counting(marked(audited.findings, baseline)) };
  const [first, ...others] = requests;
  if (first && others.length === 0) {
    const output = await openOutput(first, streams);
    const findings = watched(counted.findings, () => open.count() > 0, output, progress);
    await writeReport({ ...counted, findings }, first, options, streams, output, progress);
  } else {
    const spool = await spoolOf(counted.findings);
    progress.clear();
    await writeReports(counted, spool, requests, options, streams, progress);
  }
  tellOf(baseline, streams);
  const { notJudged } = audited.summary();
  if (requests.some(({ format }) => format === 'ndjson')) {
    // A line of NDJSON is a finding, and this is none.
    for (const { rule, reason } of notJudged) streams.stderr.write(`not judged: ${rule}: ${reason}\n`);
  }
  return open.count() > 0 || (options.strict && notJudged.length > 0) ? 1 : 0;
};

const openOutput = ({ output }: ReportRequest, { stdout }: Streams): Promise<Output> | Output =>
  output === null ? streamOutput(stdout) : openFileOutput(output);

/** All reports from what was put aside, one after the other. */
const writeReports = async (
  report: Report,
  spool: Spool,
  requests: readonly ReportRequest[],
  options: AuditOptions,
  streams: Streams,
  progress: Progress,
): Promise<void> => {
  try {
    for (const request of requests) {
      const output = await openOutput(request, streams);
      await writeReport({ ...report, findings: spool.findings() }, request, options, streams, output, progress);
    }
  } finally {
    await spool.close();
  }
};

const writeReport = async (
  report: Report,
  request: ReportRequest,
  options: AuditOptions,
  streams: Streams,
  output: Output,
  progress: Progress,
): Promise<void> => {
  try {
    await writers[request.format](report, optionsOf(request, options, streams), output);
    await output.finish();
  } catch (error) {
    progress.clear();
    await output.discard();
    throw error;
  }
};

/** Counts the open findings, but those accepted, that make the exit code 1, as they pass. */
const createOpenCount = (failOn: Severity) => {
  let count = 0;
  return {
    count: () => count,
    async *counting(findings: AsyncIterable<Finding>): AsyncGenerator<Finding, void, void> {
      for await (const finding of findings) {
        if (isOpen(finding) && !finding.acceptedUntil && isAtLeast(finding.severity, failOn)) count += 1;
        yield finding;
      }
    },
  };
};

/**
 * The findings, until nobody reads them any more and no further one can change the exit code. The progress line goes
 * before a report may be written in its place.
 */
async function* watched(
  findings: AsyncIterable<Finding>,
  isDecided: () => boolean,
  output: Output,
  progress: Progress,
): AsyncGenerator<Finding, void, void> {
  for await (const finding of findings) {
    if (!output.isClosed()) yield finding;
    else if (isDecided()) break;
  }
  progress.clear();
}

const optionsOf = (
  { output }: ReportRequest,
  { onlyFindings = false }: AuditOptions,
  { stdout, env }: Streams,
): ReportOptions => ({
  onlyFindings,
  color: output === null && isColored(stdout, env),
  width: output === null ? widthOf(stdout) : DEFAULT_WIDTH,
});

/** Two things that write to one terminal at a time would spoil each other. */
const hidesProgress = (requests: readonly ReportRequest[], { stdout }: Streams): boolean =>
  stdout.isTTY === true &&
  requests.length === 1 &&
  requests.some(({ format, output }) => format !== 'table' && output === null);
