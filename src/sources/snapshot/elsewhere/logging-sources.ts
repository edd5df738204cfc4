import { namesOfSources, sortedSources } from '../../../core/access-log-source.js';
import { type Fact, known, type Unknown, unknown } from '../../../core/fact.js';
import type { AccessLogSource, ServerAccessLogging } from '../../../core/facts.js';
import type { ResourceIdentity } from '../../../core/resource.js';
import { type ConfigurationItem, isLive } from '../../configuration-item/parse-item.js';
import { ownFactOf } from './own-fact.js';

/** Who logs into which bucket. */
export interface LoggingSources {
  add(item: ConfigurationItem): void;
  /** Names of the buckets whose access logs go to this one, sorted. */
  of(bucket: ResourceIdentity): Fact<readonly string[]>;
  /** All of those buckets with their prefixes; unknown if one may be missing. */
  withPrefixesOf(bucket: ResourceIdentity): Fact<readonly AccessLogSource[]>;
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
  const toldOf = (bucket: ResourceIdentity) => {
    const { sources, unreadable } = regionOf(bucket);
    return { sources: sources.get(bucket.id) ?? [], other: unreadable.find(({ name }) => name !== bucket.id) };
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
        const { destinationBucket, prefix } = logging.value;
        const source = { bucket: item.resourceId, prefix };
        const before = sources.get(destinationBucket);
        if (before) before.push(source);
        else sources.set(destinationBucket, [source]);
      }
    },
    of: (bucket) => {
      const { sources, other } = toldOf(bucket);
      if (other && sources.every((source) => source.bucket === bucket.id)) return mayBeOneOf(other);
      return known(namesOfSources(sources));
    },
    withPrefixesOf: (bucket) => {
      const { sources, other } = toldOf(bucket);
      return other ? mayBeOneOf(other) : known(sortedSources(sources));
    },
  };
};

interface RegionLogging {
  /** By where their logs go. */
  readonly sources: Map<string, AccessLogSource[]>;
  readonly unreadable: Unreadable[];
}

interface Unreadable {
  readonly name: string;
  readonly logging: Unknown;
}

const mayBeOneOf = ({ name, logging: { code, reason } }: Unreadable): Unknown =>
  unknown(code, `whether the access logs of ${name} go here is unknown: ${reason}`);
