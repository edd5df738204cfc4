import { namesOfSources, sortedSources } from '../../core/access-log-source.js';
import { type Fact, known, type Unknown, unknown } from '../../core/fact.js';
import type { AccessLogSource } from '../../core/facts.js';
import type { Resource } from '../../core/resource.js';
import { type Ask, unlessGone } from './ask.js';
import { readLogging } from './logging.js';

/** Who logs into a bucket, from the recorded logging of all buckets of its account and region. */
export interface LoggingSources {
  /** Their names, which suffice if one is read. */
  readonly names: (resource: Resource) => Promise<Fact<readonly string[]>>;
  /** All of them with their prefixes; unknown if one may be missing. */
  readonly sources: (resource: Resource) => Promise<Fact<readonly AccessLogSource[]>>;
}

/**
 * Makes the functions that tell `loggingSources` and `accessLogSources` where no query of AWS Config can be asked.
 *
 * @param buckets those recorded together; their logging is read when the first is asked about, and once
 */
export const createLoggingSources = (buckets: readonly Resource[], ask: Ask): LoggingSources => {
  let index: Promise<ReadonlyMap<string | null, RegionLogging>> | null = null;
  const toldOf = async ({ identity }: Resource) => {
    index ??= loggingOfAll(buckets, ask);
    const here = (await index).get(identity.region);
    const sources = here?.sources.get(identity.id) ?? [];
    return { sources, unread: here?.unread.find(({ name }) => name !== identity.id) };
  };
  return {
    names: async (resource) => {
      const { sources, unread } = await toldOf(resource);
      const isNamedByOthers = sources.some(({ bucket }) => bucket !== resource.identity.id);
      return unread && !isNamedByOthers ? notToldBy(unread) : known(namesOfSources(sources));
    },
    sources: async (resource) => {
      const { sources, unread } = await toldOf(resource);
      return unread ? notToldBy(unread) : known(sortedSources(sources));
    },
  };
};

interface RegionLogging {
  /** By where their logs go. */
  readonly sources: Map<string, AccessLogSource[]>;
  readonly unread: Unread[];
}

interface Unread {
  readonly name: string;
  readonly logging: Unknown;
}

const loggingOfAll = async (
  buckets: readonly Resource[],
  ask: Ask,
): Promise<ReadonlyMap<string | null, RegionLogging>> => {
  const byRegion = new Map<string | null, RegionLogging>();
  for (const resource of buckets) {
    const { id, region } = resource.identity;
    const here: RegionLogging = byRegion.get(region) ?? { sources: new Map(), unread: [] };
    byRegion.set(region, here);
    const logging = await unlessGone(readLogging(resource, ask));
    // A bucket that is gone logs nowhere.
    if (!logging) continue;
    if (!logging.known) here.unread.push({ name: id, logging });
    else if (logging.value) {
      const { destinationBucket, prefix } = logging.value;
      addTo(here.sources, destinationBucket, { bucket: id, prefix });
    }
  }
  return byRegion;
};

const addTo = (sources: Map<string, AccessLogSource[]>, destination: string, source: AccessLogSource): void => {
  const before = sources.get(destination);
  if (before) before.push(source);
  else sources.set(destination, [source]);
};

const notToldBy = ({ name, logging: { code, reason } }: Unread): Unknown =>
  unknown(code, `whether the access logs of ${name} go here is unknown: ${reason}`);
