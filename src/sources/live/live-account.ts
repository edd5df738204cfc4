import type { Fact } from '../../core/fact.js';
import type { Operation } from '../../core/operations.js';
import type { Kind } from '../../core/resource.js';
import type { Ask } from '../answers/ask.js';
import { accountQuestion } from '../answers/fact-functions.js';
import { kindsOfListing } from '../answers/listed-resources.js';
import { CONTROL_REGION } from '../answers/multi-region-access-point.js';
import { type AccountContents, openAccount, type Placed } from '../answers/open-account.js';
import { at, optional, textOf } from '../answers/part.js';
import { factOfReply, replyToAll } from '../answers/reply.js';
import type { Subject } from '../subject.js';
import type { Caller } from './sts.js';

/** What of an account is looked at. */
export interface LookedAt {
  readonly caller: Caller;
  readonly regions: readonly string[];
  /** Kinds of resources; others are not asked for. */
  readonly kinds: ReadonlySet<Kind>;
}

/**
 * The account, what of it is in the regions, and what is in none, as the APIs list them.
 *
 * @param onListed told how many buckets and access points there are
 */
export async function* liveSubjects(
  { caller, regions, kinds }: LookedAt,
  ask: Ask,
  onListed: (count: number) => void,
): AsyncGenerator<Subject, void, void> {
  const buckets: Placed[] = [];
  const accessPoints: Placed[] = [];
  for (const region of regions) {
    for (const [kind, list, found] of [
      ['bucket', bucketsIn, buckets],
      ['accessPoint', accessPointsIn, accessPoints],
    ] as const) {
      if (!kinds.has(kind)) continue;
      const listed = await list(ask, region, caller.accountId);
      if (listed.known) found.push(...listed.value.map((name) => ({ name, region })));
      else yield unlisted(kind, listed.reason, { accountId: caller.accountId, region });
    }
  }
  onListed(buckets.length + accessPoints.length);
  const contents: AccountContents = {
    ...caller,
    buckets,
    accessPoints,
    regions,
    regionsOf: (operation) =>
      kindsOfListing(operation).some((kind) => kinds.has(kind)) ? placesOf(operation, regions, caller) : [],
  };
  yield* openAccount(contents, ask, 'the APIs').subjects();
}

/** IAM has no regions, and of Multi-Region Access Points, which not every partition has, one tells of all. */
const placesOf = (
  operation: Operation,
  regions: readonly string[],
  { partition }: Caller,
): readonly (string | null)[] => {
  if (operation === 'iam:GetAccountAuthorizationDetails') return [null];
  if (operation !== 's3control:ListMultiRegionAccessPoints') return regions;
  return partition === 'aws' ? [CONTROL_REGION] : [];
};

const unlisted = (
  kind: Kind,
  reason: string,
  identity: { readonly accountId: string; readonly region: string },
): Subject => ({
  state: 'unreadable',
  kind,
  identity,
  reason: `There may be ${kind === 'bucket' ? 'buckets' : 'access points'} that are not judged: ${reason}.`,
});

/** Without the filter each region would tell all buckets; what it tells of another region nevertheless is not there. */
const bucketsIn: ListNames = async (ask, region) => {
  const question = accountQuestion('s3:ListBuckets', { BucketRegion: region, MaxBuckets: 1000 }, region);
  const reply = await replyToAll(ask, question, { list: 'Buckets', token: 'ContinuationToken' });
  return factOfReply(question, reply, (buckets) =>
    buckets
      .filter((bucket) => [undefined, region].includes(optional(at(bucket, 'BucketRegion'), textOf) ?? undefined))
      .map((bucket) => textOf(at(bucket, 'Name'))),
  );
};

const accessPointsIn: ListNames = async (ask, region, accountId) => {
  const question = accountQuestion('s3control:ListAccessPoints', { AccountId: accountId, MaxResults: 1000 }, region);
  const reply = await replyToAll(ask, question, { list: 'AccessPointList', token: 'NextToken' });
  return factOfReply(question, reply, (points) => points.map((point) => textOf(at(point, 'Name'))));
};

type ListNames = (ask: Ask, region: string, accountId: string) => Promise<Fact<readonly string[]>>;
