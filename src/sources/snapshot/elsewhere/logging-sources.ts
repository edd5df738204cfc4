import { type Fact, known, type Unknown, unknown } from '../../../core/fact.js';
import type { ServerAccessLogging } from '../../../core/facts.js';
import type { ResourceIdentity } from '../../../core/resource.js';
import { type ConfigurationItem, isLive } from '../../configuration-item/parse-item.js';
import { ownFactOf } from './own-fact.js';

/** Who logs into which bucket. */
export interface LoggingSources {
  add(item: ConfigurationItem): void;
  /** Names of the buckets whose access logs go to this one, sorted. */
  of(bucket: ResourceIdentity): Fact<readonly string[]>;
}

/** Gathers where the access logs of AWS::S3::Bucket items go; S3 delivers them within one account and region. */
export const createLoggingSources = (): LoggingSources => {
  const regions = new Map<string, RegionLogging>();
  const regionOf = ({ accountId, region }: Pick<ResourceIdentity, 'accountId' | 'region'>): RegionLogging => {
    const key = `${accountId} ${region}`;
    const found = regions.get(key) ?? { sources: new Map(), unreadable: [] };
    regions.set(key, found);
    return found;
  };
  return {
    add: (item) => {
      if (!isLive(item)) return;
      const logging = ownFactOf(item, 'logging') as Fact<ServerAccessLogging | null>;
      const { sources, unreadable } = regionOf(item);
      if (!logging.known) {
        // Two are enough to know of one that is not the bucket asked about.
        if (unreadable.length < 2) unreadable.push({ name: item.resourceId, logging });
      } else if (logging.value) {
        const names = sources.get(logging.value.destinationBucket);
        if (names) names.push(item.resourceId);
        else sources.set(logging.value.destinationBucket, [item.resourceId]);
      }
    },
    of: (bucket) => {
      const { sources, unreadable } = regionOf(bucket);
      const names = sources.get(bucket.id) ?? [];
      const other = unreadable.find(({ name }) => name !== bucket.id);
      if (other && names.every((name) => name === bucket.id)) return mayBeOneOf(other);
      return known([...names].sort());
    },
  };
};

interface RegionLogging {
  /** Names of buckets by where their logs go. */
  readonly sources: Map<string, string[]>;
  readonly unreadable: Unreadable[];
}

interface Unreadable {
  readonly name: string;
  readonly logging: Unknown;
}

const mayBeOneOf = ({ name, logging: { code, reason } }: Unreadable): Unknown =>
  unknown(code, `whether the access logs of ${name} go here is unknown: ${reason}`);
