import { rules } from '../../rules/index.js';
import { answersSource } from '../sources/answers/recorded-file.js';
import { completedSource } from '../sources/completed-source.js';
import { snapshotSource } from '../sources/snapshot/snapshot-source.js';
import type { Source } from '../sources/subject.js';
import { templateSource } from '../sources/template/template-source.js';
import { type Audit, audit } from './audit.js';
import { type ChoiceOptions, choiceFrom } from './choice.js';
import { openFileOutput } from './file-output.js';
import type { Finding } from './finding.js';
import { type Output, streamOutput } from './output.js';
import { createProgress, type Progress } from './progress.js';
import type { ReportWriter } from './report.js';
import { writeJson } from './report-json.js';
import { writeNdjson } from './report-ndjson.js';
import { writeTable } from './report-table.js';
import { DEFAULT_WIDTH, isColored, type Streams, widthOf } from './streams.js';
import { UsageError } from './usage-error.js';

export const formats = ['table', 'json', 'ndjson'] as const;
type Format = (typeof formats)[number];

/** The options of `audit`, as the command line gives them. */
export interface AuditOptions extends ChoiceOptions {
  readonly snapshot?: readonly string[];
  readonly answers?: readonly string[];
  readonly template?: readonly string[];
  readonly templateParameter?: readonly string[];
  readonly assume?: 'new' | 'existing';
  readonly format: Format;
  readonly onlyFindings?: boolean;
  readonly strict?: boolean;
  readonly output?: string;
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
  const progress = createProgress(streams.stderr, hidesProgress(options, streams), performance.now.bind(performance));
  const source = sourceFrom(options, streams, progress);
  const output = options.output === undefined ? streamOutput(streams.stdout) : await openFileOutput(options.output);
  const audited = audit(source, choice, now);
  const report = { ...audited, source: source.name, findings: watched(audited, output, progress) };
  try {
    await writers[options.format](report, reportOptions(options, streams), output);
    await output.finish();
  } catch (error) {
    progress.clear();
    await output.discard();
    throw error;
  }
  const { notJudged } = audited.summary();
  if (options.format === 'ndjson') {
    // A line of NDJSON is a finding, and this is none.
    for (const { rule, reason } of notJudged) streams.stderr.write(`not judged: ${rule}: ${reason}\n`);
  }
  return hasOpen(audited) || (options.strict && notJudged.length > 0) ? 1 : 0;
};

const writers: Readonly<Record<Format, ReportWriter>> = { table: writeTable, json: writeJson, ndjson: writeNdjson };

const sourceFrom = (options: AuditOptions, { stdin }: Streams, progress: Progress): Source => {
  const { snapshot, answers, template, assume } = options;
  if (template) {
    if (snapshot || answers) throw new UsageError('a template is judged by itself, without --snapshot and --answers');
    const parameters = parametersFrom(options.templateParameter ?? []);
    const onRead = (file: string) => progress.show(`judging ${file}`);
    return templateSource(template, { stdin, parameters, onRead, ...(assume && { assume }) });
  }
  if (assume || options.templateParameter) {
    throw new UsageError('--assume and --template-parameter are about a --template');
  }
  const ofAnswers = { stdin, onRead: (file: string) => progress.show(`reading ${file}`) };
  if (!snapshot && answers) return answersSource(answers, ofAnswers);
  if (snapshot?.includes('-') && answers?.includes('-')) {
    throw new UsageError('standard input is either the snapshot or the answers, not both');
  }
  if (snapshot) {
    const recorded = snapshotSource(snapshot, {
      stdin,
      onProgress: ({ step, bytes, total }) => progress.show(`${step} ${Math.floor((bytes / total) * 100)} %`),
    });
    return answers ? completedSource(recorded, answers, ofAnswers) : recorded;
  }
  throw new UsageError(
    'say what to judge with --snapshot, --answers or --template, as in: audit --snapshot snapshot.json.gz',
  );
};

/** `Name=value`, as CloudFormation's parameters are given. */
const parametersFrom = (texts: readonly string[]): Readonly<Record<string, string>> =>
  Object.fromEntries(
    texts.map((text) => {
      const at = text.indexOf('=');
      if (at < 1) throw new UsageError(`--template-parameter ${text}: it is Name=value`);
      return [text.slice(0, at), text.slice(at + 1)];
    }),
  );

/**
 * The findings, until nobody reads them any more and no further one can change the exit code. The progress line goes
 * before a report may be written in its place.
 */
async function* watched(audited: Audit, output: Output, progress: Progress): AsyncGenerator<Finding, void, void> {
  for await (const finding of audited.findings) {
    if (!output.isClosed()) yield finding;
    else if (hasOpen(audited)) break;
  }
  progress.clear();
}

const hasOpen = (audited: Audit): boolean => {
  const { NON_COMPLIANT, UNVERIFIED } = audited.summary().compliance;
  return NON_COMPLIANT + UNVERIFIED > 0;
};

const reportOptions = ({ onlyFindings = false, output }: AuditOptions, { stdout, env }: Streams) => ({
  onlyFindings,
  color: output === undefined && isColored(stdout, env),
  width: output === undefined ? widthOf(stdout) : DEFAULT_WIDTH,
});

/** Two things that write to one terminal at a time would spoil each other. */
const hidesProgress = ({ format, output }: AuditOptions, { stdout }: Streams): boolean =>
  stdout.isTTY === true && format !== 'table' && output === undefined;
