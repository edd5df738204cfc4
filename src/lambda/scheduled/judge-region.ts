import { ACCOUNT_TYPE } from '../../core/resource.js';
import { insufficientData, type Verdict } from '../../core/verdict.js';
import { type EvaluatedResource, type Evaluation, evaluationFrom, keyOf } from '../evaluation.js';
import type { RunEvent } from '../event.js';
import type { Invocation } from '../invocation.js';
import { judgeResource } from '../judge-resource.js';
import { findResources } from './find-resources.js';
import { mapBounded } from './map-bounded.js';
import type { FoundResource } from './population.js';
import { postingsOf } from './postings.js';
import { readStoredResults } from './stored-results.js';

/** Resources judged at a time: enough to wait for many answers at once, few enough not to be throttled. */
const CONCURRENCY = 8;

/** Resources of a run that could not be read. The others were posted; their last results stand. */
export class UnreadResourcesError extends Error {
  override readonly name = 'UnreadResourcesError';
}

/** What a run did, for its log line. */
export interface RunOutcome {
  readonly verdicts: readonly Verdict[];
  readonly posted: readonly Evaluation[];
  /** To be thrown once the run is logged. */
  readonly error: UnreadResourcesError | null;
}

/**
 * Judges every resource of the region and posts what differs from the results that Config holds. Results of resources
 * that are gone are withdrawn, if everything that is there was found.
 *
 * @throws what the enumeration throws: then nothing is posted, and Lambda retries
 */
export const judgeRegion = async (invocation: Invocation, event: RunEvent): Promise<RunOutcome> => {
  const { notificationTime: time, configRuleName, accountId } = event;
  const stored = await readStoredResults(invocation, configRuleName);
  if (stored.kind === 'ruleIsGone') return { verdicts: [], posted: [], error: null };
  const { found, gaps } = await findResources(invocation, time);
  const judgements = await mapBounded(found, CONCURRENCY, (one) => judgeFound(invocation, one, time));
  const verdicts = judgements.filter((one) => 'verdict' in one);
  const failures = judgements.filter((one) => 'error' in one);
  const unknownStored = stored.kind === 'unknown' ? [`${stored.reason}, so results of deleted resources stay`] : [];
  const judged = [
    ...verdicts.map(({ resource, verdict }) => evaluationFrom(verdict, resource, time)),
    ...gapEvaluations(event, found, [...gaps, ...unknownStored]),
  ];
  const unread = failures.map(({ resource }) => resource);
  const posted = postingsOf(
    { accountId, time, judged, unread, isComplete: gaps.length === 0 },
    stored.kind === 'known' ? stored.byKey : null,
    invocation.parameters.accepted && invocation.parameters.values.postUnchanged === true,
  );
  await invocation.put(posted);
  return { verdicts: verdicts.map(({ verdict }) => verdict), posted, error: errorOf(failures, found.length) };
};

type Judgement =
  | { readonly resource: FoundResource; readonly verdict: Verdict }
  | { readonly resource: FoundResource; readonly error: unknown };

/** A resource that cannot be read keeps no other from being judged. */
const judgeFound = async (invocation: Invocation, resource: FoundResource, time: Date): Promise<Judgement> => {
  try {
    return { resource, verdict: await judgeResource(invocation, resource.open(), time) };
  } catch (error) {
    return { resource, error };
  }
};

/** What kept resources from being found shows on the account; of an account rule the account itself is judged. */
const gapEvaluations = (
  { accountId, notificationTime }: RunEvent,
  found: readonly FoundResource[],
  gaps: readonly string[],
): readonly Evaluation[] => {
  const account = { type: ACCOUNT_TYPE, id: accountId };
  if (gaps.length === 0 || found.some((one) => keyOf(one) === keyOf(account))) return [];
  const reason = `${[...new Set(gaps)].join('; ')}.`;
  return [evaluationFrom(insufficientData('NOT_ALL_FOUND', reason), account, notificationTime)];
};

const errorOf = (
  failures: readonly { readonly resource: EvaluatedResource; readonly error: unknown }[],
  total: number,
): UnreadResourcesError | null => {
  const [first] = failures;
  if (!first) return null;
  const message = first.error instanceof Error ? first.error.message : String(first.error);
  return new UnreadResourcesError(
    `${failures.length} of ${total} resources could not be read, first ${keyOf(first.resource)}: ${message}`,
    { cause: first.error },
  );
};
