import { type Fact, known } from '../../../core/fact.js';
import type { ReplicationRule } from '../../../core/facts.js';
import { type ConfigurationItem, isLive } from '../../configuration-item/parse-item.js';
import { ownFactOf } from './own-fact.js';

/** Which buckets replicate into which. */
export interface ReplicationSources {
  add(item: ConfigurationItem): void;
  /** Names of the buckets that are seen to replicate into one, sorted. */
  of(bucket: string): Fact<readonly string[]>;
}

/** Gathers where AWS::S3::Bucket items replicate to, across accounts and regions: names of buckets are unique. */
export const createReplicationSources = (): ReplicationSources => {
  const sources = new Map<string, Set<string>>();
  return {
    add: (item) => {
      if (!isLive(item)) return;
      const replication = ownFactOf(item, 'replication') as Fact<readonly ReplicationRule[] | null>;
      // What cannot be read here is reported where that bucket is judged.
      if (!replication.known) return;
      for (const { enabled, destinationBucket } of replication.value ?? []) {
        if (!enabled || destinationBucket === item.resourceId) continue;
        sources.set(destinationBucket, (sources.get(destinationBucket) ?? new Set()).add(item.resourceId));
      }
    },
    of: (bucket) => known([...(sources.get(bucket) ?? [])].sort()),
  };
};
