import { rules } from '../../../rules/index.js';
import { recordedEntries } from '../../sources/answers/recorded-entries.js';
import { isOfCredentials } from '../../sources/live/credential-codes.js';
import { type ChoiceOptions, choiceFrom } from '../choice.js';
import { openFileOutput } from '../file-output.js';
import { streamOutput } from '../output.js';
import { createPaint } from '../paint.js';
import { isColored, type Streams, widthOf } from '../streams.js';
import { UsageError } from '../usage-error.js';
import { type AskDoctor, askRecorded, regionsFrom, regionsRecorded } from './asking.js';
import { examine } from './examine.js';
import { doctorTable } from './report-doctor.js';

export const doctorFormats = ['table', 'json'] as const;

/** The options of `doctor`, as the command line gives them. */
export interface DoctorOptions extends ChoiceOptions {
  readonly answers?: string;
  readonly region?: readonly string[];
  readonly homeRegion?: string;
  readonly organization?: boolean;
  readonly format: (typeof doctorFormats)[number];
  readonly output?: string;
}

/**
 * Looks at an account before a deployment.
 *
 * @returns the exit code: 1 if something is wrong or unknown
 * @throws UsageError, and UnreadableInputError for answers that cannot be read
 */
export const runDoctor = async (options: DoctorOptions, streams: Streams): Promise<number> => {
  const choice = choiceFrom(options, rules);
  const { ask, regions } = await asked(options, streams);
  const [first = ''] = regions;
  const homeRegion = options.homeRegion ?? first;
  if (!regions.includes(homeRegion)) throw new UsageError(`the home region ${homeRegion} is none of the regions`);
  const chosen = choice.rules.map(({ rule }) => rule);
  const intent = { rules: chosen, regions, homeRegion, organization: options.organization ?? false };
  const findings = await examine(intent, ask(homeRegion)).catch((error: unknown) => {
    if (!(error instanceof Error && isOfCredentials(error.name))) throw error;
    throw new UsageError(`AWS cannot be asked: ${error.message}`, { cause: error });
  });
  const output = options.output === undefined ? streamOutput(streams.stdout) : await openFileOutput(options.output);
  const paint = createPaint(options.output === undefined && isColored(streams.stdout, streams.env));
  const text =
    options.format === 'json'
      ? `${JSON.stringify({ version: 1, findings }, null, 2)}\n`
      : doctorTable(findings, widthOf(streams.stdout), paint);
  await output.write(text);
  await output.finish();
  return findings.some(({ state }) => state === 'problem' || state === 'unknown') ? 1 : 0;
};

interface Asked {
  readonly ask: (homeRegion: string) => AskDoctor;
  readonly regions: readonly string[];
}

const asked = async ({ answers, region }: DoctorOptions, { stdin, env }: Streams): Promise<Asked> => {
  if (answers === undefined) {
    const ofEnvironment = env.AWS_REGION ?? env.AWS_DEFAULT_REGION;
    const { askLive } = await import('../aws-calls.js');
    return { ask: askLive, regions: regionsFrom(region, ofEnvironment ? [ofEnvironment] : []) };
  }
  const byKey: Record<string, unknown> = {};
  const regions: string[] = [];
  for await (const { account } of recordedEntries([answers], { stdin })) {
    Object.assign(byKey, account.answers.byKey);
    regions.push(...account.buckets.map((bucket) => bucket.region));
  }
  const known = [...new Set([...regionsRecorded(byKey), ...regions])].sort();
  return { ask: () => askRecorded(byKey), regions: regionsFrom(region, known) };
};
