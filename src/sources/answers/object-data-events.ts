import { recordedBy } from '../../core/event-selectors.js';
import { type Fact, known, mapFact } from '../../core/fact.js';
import type { FactContext, FactFunctions } from './fact-functions.js';
import {
  type ListedStore,
  type ListedTrail,
  listStores,
  listTrails,
  readIsLogging,
  readSelectors,
  readStore,
} from './trails.js';

/** What CloudTrail records of a bucket's objects. */
export const bucketDataEvents: FactFunctions<'bucket'> = {
  objectDataEvents: async (context) => {
    const { ask, resource } = context;
    const { region } = resource.identity;
    const trails = await eachOf(await listTrails(ask, region), (trail) => recordingTrail(context, trail));
    const stores = await eachOf(await listStores(ask, region), (store) => recordingStore(context, store));
    const found = [...trails, ...stores];
    const names = found.flatMap((one) => (one.known && one.value !== null ? [one.value] : []));
    // One that cannot be read decides only where no other proves it.
    const unread = found.find((one) => !one.known);
    return names.length === 0 && unread && !unread.known ? unread : known([...new Set(names)].sort());
  },
};

/** A trail's or store's name if it records every read and write of the bucket's objects, else null. */
type Recorder = Fact<string | null>;

const eachOf = async <T>(
  listed: Fact<readonly T[]>,
  recorder: (one: T) => Promise<Recorder>,
): Promise<readonly Recorder[]> => (listed.known ? Promise.all(listed.value.map(recorder)) : [listed]);

const recordingTrail = async ({ ask, resource }: FactContext, trail: ListedTrail): Promise<Recorder> => {
  const { region, arn } = resource.identity;
  if (!trail.mayRecordData || !(trail.isMultiRegion || trail.homeRegion === region)) return known(null);
  const records = mapFact(await readSelectors(ask, trail), (selectors) => recordsAll(selectors, arn));
  if (records.known && !records.value) return known(null);
  const logs = await readIsLogging(ask, trail);
  if (logs.known && !logs.value) return known(null);
  return records.known ? mapFact(logs, () => trail.name) : records;
};

const recordingStore = async ({ ask, resource }: FactContext, store: ListedStore): Promise<Recorder> => {
  const { region, arn } = resource.identity;
  return mapFact(await readStore(ask, store), (described) => {
    if (!described?.isEnabled || !(store.region === region || described.isMultiRegion)) return null;
    return recordsAll(described.selectors, arn) ? described.name : null;
  });
};

const recordsAll = (selectors: Parameters<typeof recordedBy>[0], bucketArn: string | null): boolean => {
  const { reads, writes } = recordedBy(selectors, bucketArn ?? '');
  return reads && writes;
};
