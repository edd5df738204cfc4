import type { Kind } from '../../core/resource.js';
import type { Ask } from '../answers/ask.js';
import { accountQuestion } from '../answers/fact-functions.js';
import { tokenOfListing } from '../answers/listed-resources.js';
import { at, textOf } from '../answers/part.js';
import { canReadFact } from '../answers/read-fact.js';
import { replyToAll } from '../answers/reply.js';
import { type Source, type Subject, UnreadableInputError } from '../subject.js';
import { allServices } from './all-services.js';
import { isOfCredentials } from './credential-codes.js';
import { liveSubjects } from './live-account.js';
import { ApiFaultError, createLiveAsk } from './live-ask.js';
import type { Credentials } from './service.js';
import { callerOf, credentialsOfRole } from './sts.js';
import { wholeLists } from './whole-lists.js';

export interface LiveSourceOptions {
  /** At least one, or `all`: those that the account has enabled. */
  readonly regions: readonly string[];
  /** The region to ask first, before those of the account are known. */
  readonly homeRegion: string;
  /** ARNs of roles, each of an account to look at; empty: the account of the credentials. */
  readonly roles: readonly string[];
  /** Kinds of resources that somebody asks about. */
  readonly kinds: ReadonlySet<Kind>;
  /** How many resources are read at a time. */
  readonly concurrency: number;
  /** Told what is done. */
  readonly onProgress?: (text: string) => void;
}

/**
 * Accounts as the AWS APIs tell them now, account by account, through the SDK's chain of credentials. Only what the
 * rules ask is read. A read that is refused is an unknown fact; one that breaks is a fault of that question alone.
 *
 * @throws UnreadableInputError from `subjects()` where nothing can be asked with the credentials
 */
export const liveSource = (options: LiveSourceOptions): Source => ({
  name: 'account',
  canTell: canReadFact,
  concurrency: options.concurrency,
  faultIn: (error) => (error instanceof ApiFaultError ? error.message : null),
  subjects: () => subjectsIn(options),
});

async function* subjectsIn(options: LiveSourceOptions): AsyncGenerator<Subject, void, void> {
  const { homeRegion: first } = options;
  if (options.roles.length === 0) yield* accountSubjects(options, first, null);
  for (const role of options.roles) yield* roleSubjects(options, first, role);
}

/** An account that does not let itself be looked at does not keep others from it. */
async function* roleSubjects(
  options: LiveSourceOptions,
  region: string,
  role: string,
): AsyncGenerator<Subject, void, void> {
  const credentials = credentialsOfRole(role, { region });
  try {
    await credentials();
  } catch (error) {
    if (!(error instanceof Error)) throw error;
    if (isOfCredentials(error.name)) throw cannotAsk(error);
    const [, , , , accountId] = role.split(':');
    const reason = `There may be resources that are not judged: ${role} cannot be assumed: ${error.message}`;
    yield { state: 'unreadable', identity: accountId ? { accountId } : {}, reason };
    return;
  }
  yield* accountSubjects(options, region, credentials);
}

async function* accountSubjects(
  { regions: asked, kinds, onProgress = () => undefined }: LiveSourceOptions,
  region: string,
  credentials: Credentials | null,
): AsyncGenerator<Subject, void, void> {
  onProgress('asking whose account it is');
  const caller = await callerOf({ region, ...(credentials && { credentials }) }).catch((error: unknown) => {
    throw error instanceof Error ? cannotAsk(error) : error;
  });
  const { accountId } = caller;
  const ask = forRun(
    wholeLists(createLiveAsk(allServices, { region, accountId, ...(credentials && { credentials }) })),
  );
  const regions = asked.includes('all') ? await enabledRegions(ask, region) : [...new Set(asked)];
  onProgress(`listing what ${accountId} has`);
  let [count, done] = [0, 0];
  for await (const subject of liveSubjects({ caller, regions, kinds }, ask, (found) => (count = found))) {
    const isListed = subject.state === 'live' && ['bucket', 'accessPoint'].includes(subject.resource.kind);
    if (isListed) done += 1;
    onProgress(isListed && done <= count ? `judging ${accountId}: ${done} of ${count}` : `judging ${accountId}`);
    yield subject;
  }
}

/** What breaks a list leaves unknown what it would name; what breaks all that is asked ends the run. */
const forRun =
  (ask: Ask): Ask =>
  async (question) => {
    try {
      return await ask(question);
    } catch (error) {
      if (!(error instanceof ApiFaultError)) throw error;
      if (isOfCredentials(error.code)) throw cannotAsk(error);
      const isList = tokenOfListing(question.operation) !== null || enumerating.has(question.operation);
      if (isList) return { kind: 'notRecorded', reason: error.message };
      throw error;
    }
  };

const cannotAsk = (error: Error): UnreadableInputError =>
  new UnreadableInputError(`AWS cannot be asked: ${error.message}`, { cause: error });

const enumerating: ReadonlySet<string> = new Set([
  's3:ListBuckets',
  's3control:ListAccessPoints',
  'ec2:DescribeRegions',
]);

/** @see https://docs.aws.amazon.com/AWSEC2/latest/APIReference/API_DescribeRegions.html */
const enabledRegions = async (ask: Ask, region: string): Promise<readonly string[]> => {
  const question = accountQuestion('ec2:DescribeRegions', {}, region);
  const reply = await replyToAll(ask, question, { list: 'Regions', token: 'NextToken' });
  if (reply.kind === 'answer') return reply.output.map((one) => textOf(at(one, 'RegionName'))).sort();
  const reason = reply.kind === 'unknown' ? reply.fact.reason : 'there are none';
  throw new UnreadableInputError(`the regions of the account are not known: ${reason}; name them with --region`);
};
