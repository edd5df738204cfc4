import { at, isAbsent, textOf } from '../../sources/answers/part.js';
import { replyToAll } from '../../sources/answers/reply.js';
import type { Invocation } from '../invocation.js';

/** The buckets of the region as S3 lists them, or why it does not. */
export type ListedBuckets =
  | { readonly kind: 'known'; readonly names: ReadonlySet<string> }
  | { readonly kind: 'unknown'; readonly reason: string };

/**
 * The general purpose buckets of the rule's region, all pages. The rule runs in every region, so without the filter
 * each would report every bucket.
 *
 * @see https://docs.aws.amazon.com/AmazonS3/latest/API/API_ListBuckets.html
 */
export const listBuckets = async ({ ask, region }: Pick<Invocation, 'ask' | 'region'>): Promise<ListedBuckets> => {
  const reply = await replyToAll(
    ask,
    { operation: 's3:ListBuckets', input: { BucketRegion: region, MaxBuckets: 1000 }, region, owner: null },
    { list: 'Buckets', token: 'ContinuationToken' },
  );
  if (reply.kind === 'unknown') return { kind: 'unknown', reason: reply.fact.reason };
  const buckets = reply.kind === 'answer' ? reply.output : [];
  const here = buckets.filter((bucket) => {
    const bucketRegion = at(bucket, 'BucketRegion');
    return isAbsent(bucketRegion) || bucketRegion.value === region;
  });
  return { kind: 'known', names: new Set(here.map((bucket) => textOf(at(bucket, 'Name')))) };
};
