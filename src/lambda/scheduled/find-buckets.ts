import { namesOfSources } from '../../core/access-log-source.js';
import { type Fact, known, type Unknown, unknown } from '../../core/fact.js';
import { originOf } from '../../core/fact-origins.js';
import type { AccessLogSource } from '../../core/facts.js';
import { createResource, partitionOf, type ResourceIdentity } from '../../core/resource.js';
import type { Invocation } from '../invocation.js';
import { notRead } from '../judge-resource.js';
import { listBuckets } from './listed-buckets.js';
import { indexLoggingSources } from './logging-sources.js';
import type { FoundResource, Population } from './population.js';
import { foundFrom, type RecordedItem, readRecordedItems } from './recorded-items.js';

const BUCKET_TYPE = 'AWS::S3::Bucket';

/**
 * The buckets of the region. Config tells their settings and S3 which of them exist: a bucket whose policy locks
 * Config out has no item, and an item may outlive its bucket.
 *
 * @param time when the run was asked for
 */
export const findBuckets = async (invocation: Invocation, time: Date): Promise<Population> => {
  const listed = await listBuckets(invocation);
  const { items, gap } = await readRecordedItems(invocation, BUCKET_TYPE);
  if (listed.kind === 'unknown') {
    const unlisted = `${listed.reason}, so buckets without a configuration item are not found`;
    return { found: withLoggingSources(items), gaps: gap ? [unlisted, gap.reason] : [unlisted] };
  }
  // What was captured since the run was asked for may be younger than the list.
  const present = items.filter(
    ({ resourceId, captureTime }) => listed.names.has(resourceId) || (captureTime && captureTime > time),
  );
  const recorded = new Set(present.map(({ resourceId }) => resourceId));
  const others = [...listed.names].filter((name) => !recorded.has(name));
  return {
    found: [
      ...withLoggingSources(present),
      ...others.map((name) => bucketWithoutItem(invocation, name, gap ?? noItem)),
    ],
    gaps: [],
  };
};

const noItem = unknown(
  'NOT_RECORDED',
  'the bucket has no configuration item: it is new, the recorder leaves it out, or its policy locks AWS Config out',
);

/** Who logs into a bucket is told by the items of all, so that it needs no query a bucket. */
const withLoggingSources = (items: readonly RecordedItem[]): readonly FoundResource[] => {
  let index: ReadonlyMap<string, readonly AccessLogSource[]> | undefined;
  const sourcesOf = (bucket: string) => {
    index ??= indexLoggingSources(items);
    return index.get(bucket) ?? [];
  };
  return items.map((item) =>
    foundFrom(item, (fact, { identity }) => {
      if (fact === 'accessLogSources') return known(sourcesOf(identity.id));
      return fact === 'loggingSources' ? known(namesOfSources(sourcesOf(identity.id))) : notRead(fact);
    }),
  );
};

/** What its item would tell is unknown, unless the rule is about just that; what is read by API anyway is read. */
const bucketWithoutItem = ({ accountId, region, rule }: Invocation, name: string, unread: Unknown): FoundResource => {
  const arn = `arn:${partitionOf({ arn: null, region })}:s3:::${name}`;
  const identity: ResourceIdentity = { type: BUCKET_TYPE, id: name, arn, accountId, region };
  const isRead = (fact: string) => originOf('bucket', fact).item === null || rule.factsWithoutItem.includes(fact);
  const missing = (fact: string): Fact<unknown> => (isRead(fact) ? notRead(fact) : unread);
  return { ...identity, open: () => createResource('bucket', identity, {}, missing) };
};
