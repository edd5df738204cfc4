import { type Fact, known, type Unknown, unknown } from '../../core/fact.js';
import type { Resource } from '../../core/resource.js';
import { type Ask, unlessGone } from './ask.js';
import { readLogging } from './logging.js';

/** Who logs into a bucket, from the recorded logging of all buckets of its account and region. */
export type LoggingSources = (resource: Resource) => Promise<Fact<readonly string[]>>;

/**
 * Makes the function that tells `loggingSources` where no query of AWS Config can be asked.
 *
 * @param buckets those recorded together; their logging is read when the first is asked about, and once
 */
export const createLoggingSources = (buckets: readonly Resource[], ask: Ask): LoggingSources => {
  let index: Promise<ReadonlyMap<string | null, RegionLogging>> | null = null;
  return async ({ identity }) => {
    index ??= loggingOfAll(buckets, ask);
    const here = (await index).get(identity.region);
    const sources = here?.sources.get(identity.id) ?? [];
    const unread = here?.unread.find(({ name }) => name !== identity.id);
    const isNamedByOthers = sources.some((name) => name !== identity.id);
    return unread && !isNamedByOthers ? notToldBy(unread) : known([...sources].sort());
  };
};

interface RegionLogging {
  /** Names of buckets by where their logs go. */
  readonly sources: Map<string, string[]>;
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
    else if (logging.value) addTo(here.sources, logging.value.destinationBucket, id);
  }
  return byRegion;
};

const addTo = (sources: Map<string, string[]>, destination: string, name: string): void => {
  const before = sources.get(destination);
  if (before) before.push(name);
  else sources.set(destination, [name]);
};

const notToldBy = ({ name, logging: { code, reason } }: Unread): Unknown =>
  unknown(code, `whether the access logs of ${name} go here is unknown: ${reason}`);
