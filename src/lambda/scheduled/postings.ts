import { ACCOUNT_TYPE } from '../../core/resource.js';
import { notApplicable } from '../../core/verdict.js';
import { type EvaluatedResource, type Evaluation, evaluationFrom, keyOf, resourceOf } from '../evaluation.js';
import type { StoredResult } from './stored-results.js';

/** What a run came to. */
export interface RunResults {
  readonly accountId: string;
  /** When the run was asked for. */
  readonly time: Date;
  readonly judged: readonly Evaluation[];
  /** Resources that are there and could not be read. */
  readonly unread: readonly EvaluatedResource[];
  /** Whether what was neither judged nor unread is gone. */
  readonly isComplete: boolean;
}

/**
 * What a run posts. Config bills each result, so only what differs from those it holds: new, changed, gone.
 *
 * @param stored the results that Config holds by the key of their resource; null: not known
 * @param all whether results that do not differ are posted too
 */
export const postingsOf = (run: RunResults, stored: Stored | null, all: boolean): readonly Evaluation[] => {
  if (!stored) return run.judged;
  const postings = [
    ...run.judged.filter((one) => all || differs(one, stored.get(keyOf(resourceOf(one))))),
    ...withdrawals(run, stored),
  ];
  const isSilent = postings.length === 0 && stored.size === 0 && run.unread.length === 0;
  return isSilent ? [emptyRun(run)] : postings;
};

type Stored = ReadonlyMap<string, StoredResult>;

/** Config does not list NOT_APPLICABLE results, and one that takes the place of none says nothing. */
const differs = (one: Evaluation, before: StoredResult | undefined): boolean =>
  before
    ? before.compliance !== one.ComplianceType || before.annotation !== one.Annotation
    : one.ComplianceType !== 'NOT_APPLICABLE';

/** Under the type they were stored with, or nothing would be cleared; a result that is newer than the run stays. */
const withdrawals = ({ judged, unread, isComplete, time }: RunResults, stored: Stored): readonly Evaluation[] => {
  if (!isComplete) return [];
  const present = new Set([...judged.map(resourceOf), ...unread].map(keyOf));
  return [...stored.values()]
    .filter(({ resource, orderingTime }) => !present.has(keyOf(resource)) && !(orderingTime && orderingTime > time))
    .map(({ resource }) => evaluationFrom(noLongerThere, resource, time));
};

const noLongerThere = notApplicable('NOT_FOUND', 'The resource is gone, or the rule judges it no longer.');

/**
 * The one result of a run that has nothing to say and never had: what Config makes of an empty list is not documented.
 * Of an account rule it is the account's own.
 */
const emptyRun = ({ judged, accountId, time }: RunResults): Evaluation => {
  const account = { type: ACCOUNT_TYPE, id: accountId };
  const own = judged.find((one) => keyOf(resourceOf(one)) === keyOf(account));
  return own ?? evaluationFrom(nothingToJudge, account, time);
};

const nothingToJudge = notApplicable('NOTHING_TO_JUDGE', 'There is no resource here that the rule judges.');
