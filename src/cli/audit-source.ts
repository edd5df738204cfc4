import { itemTypesOf } from '../core/derivations.js';
import { answersSource } from '../sources/answers/recorded-file.js';
import { completedSource } from '../sources/completed-source.js';
import { planSource } from '../sources/plan/plan-source.js';
import { snapshotSource } from '../sources/snapshot/snapshot-source.js';
import type { Source } from '../sources/subject.js';
import { templateSource } from '../sources/template/template-source.js';
import type { Choice } from './choice.js';
import type { Progress } from './progress.js';
import type { Streams } from './streams.js';
import { UsageError } from './usage-error.js';

/** What the command line says of what to judge. */
export interface SourceOptions {
  readonly snapshot?: readonly string[];
  readonly answers?: readonly string[];
  readonly template?: readonly string[];
  readonly templateParameter?: readonly string[];
  readonly assume?: 'new' | 'existing';
  readonly plan?: readonly string[];
  readonly account?: boolean;
  readonly aggregator?: string;
  readonly region?: readonly string[];
  readonly role?: readonly string[];
  readonly concurrency?: number;
}

/**
 * The source of an audit.
 *
 * @throws UsageError for none, or for several that are not judged together
 */
export const sourceFrom = async (
  options: SourceOptions,
  choice: Choice,
  streams: Streams,
  progress: Progress,
): Promise<Source> => {
  checkTogether(options);
  const { stdin } = streams;
  const { snapshot, answers, template, plan, account, aggregator, assume } = options;
  const onRead = (verb: string) => (file: string) => progress.show(`${verb} ${file}`);
  if (account) return accountSource(options, choice, streams, progress);
  if (aggregator) return aggregatorSource(aggregator, options, choice, streams, progress);
  if (template) {
    const parameters = parametersFrom(options.templateParameter ?? []);
    return templateSource(template, { stdin, parameters, onRead: onRead('judging'), ...(assume && { assume }) });
  }
  if (plan) return planSource(plan, { stdin, onRead: onRead('judging') });
  const ofAnswers = { stdin, onRead: onRead('reading') };
  if (snapshot) {
    const recorded = snapshotSource(snapshot, {
      stdin,
      onProgress: ({ step, bytes, total }) => progress.show(`${step} ${Math.floor((bytes / total) * 100)} %`),
    });
    return answers ? completedSource(recorded, answers, ofAnswers) : recorded;
  }
  if (answers) return answersSource(answers, ofAnswers);
  throw new UsageError(
    'say what to judge with --account, --aggregator, --snapshot, --answers, --template or --plan, as in: audit --snapshot snapshot.json.gz',
  );
};

/** Answers fill the gaps of a snapshot; everything else is judged by itself. */
const checkTogether = (options: SourceOptions): void => {
  const { snapshot, answers, template, assume, templateParameter, region, role, account, aggregator } = options;
  const alone = (['account', 'aggregator', 'template', 'plan'] as const).filter((name) => options[name]);
  const others = (['snapshot', 'answers'] as const).filter((name) => options[name]);
  const [first] = alone;
  if (first && alone.length + others.length > 1) {
    const rest = [...alone.slice(1), ...others].map((name) => `--${name}`).join(' and ');
    throw new UsageError(`--${first} is judged by itself, without ${rest}`);
  }
  if (!template && (assume || templateParameter)) {
    throw new UsageError('--assume and --template-parameter are about a --template');
  }
  if (!account && role) throw new UsageError('--role is about an --account');
  if (!account && !aggregator && region) throw new UsageError('--region is about an --account or an --aggregator');
  if (snapshot?.includes('-') && answers?.includes('-')) {
    throw new UsageError('standard input is either the snapshot or the answers, not both');
  }
};

const accountSource = async (
  { region, role = [], concurrency = 8 }: SourceOptions,
  choice: Choice,
  { env }: Streams,
  progress: Progress,
): Promise<Source> => {
  const ofEnvironment = regionOf(env);
  const regions = region ?? (ofEnvironment ? [ofEnvironment] : []);
  if (regions.length === 0) throw new UsageError('say which regions to look at: --region eu-west-1, or --region all');
  const { liveSource } = await import('./aws-calls.js');
  return liveSource({
    regions,
    homeRegion: regions.find((one) => one !== 'all') ?? ofEnvironment ?? 'us-east-1',
    roles: role,
    kinds: new Set(choice.rules.flatMap(({ rule }) => rule.kinds)),
    concurrency,
    onProgress: (text) => progress.show(text),
  });
};

const aggregatorSource = async (
  name: string,
  { region }: SourceOptions,
  choice: Choice,
  { env }: Streams,
  progress: Progress,
): Promise<Source> => {
  const [home = regionOf(env), ...others] = region ?? [];
  if (home === undefined || others.length > 0) {
    throw new UsageError('say in which region the aggregator is: --aggregator NAME --region eu-west-1');
  }
  const { aggregatorSource: createSource } = await import('./aws-calls.js');
  const types = itemTypesOf(choice.rules.map(({ rule }) => rule));
  return createSource({ name, region: home, types, onProgress: (text) => progress.show(text) });
};

const regionOf = (env: Streams['env']): string | undefined => env.AWS_REGION ?? env.AWS_DEFAULT_REGION;

/** `Name=value`, as CloudFormation's parameters are given. */
const parametersFrom = (texts: readonly string[]): Readonly<Record<string, string>> =>
  Object.fromEntries(
    texts.map((text) => {
      const at = text.indexOf('=');
      if (at < 1) throw new UsageError(`--template-parameter ${text}: it is Name=value`);
      return [text.slice(0, at), text.slice(at + 1)];
    }),
  );
