import { type Fact, known, type Unknown } from '../../core/fact.js';
import type { DataEventRecorder, DataEventRecorders } from '../../core/facts.js';
import type { Ask } from './ask.js';
import type { FactFunctions } from './fact-functions.js';
import {
  type ListedStore,
  type ListedTrail,
  listStores,
  listTrails,
  readIsLogging,
  readSelectors,
  readStore,
} from './trails.js';

/** What may record an account's data events, as its home region tells. */
export const accountDataEvents: FactFunctions<'account'> = {
  dataEventRecorders: async ({ ask, resource }) => {
    const { region } = resource.identity;
    const trails = await listTrails(ask, region);
    const stores = await listStores(ask, region);
    // Neither was read: nothing is known.
    if (!trails.known && !stores.known) return trails;
    const found = [
      ...(await eachOf(trails, (trail) => recordingTrail(ask, trail))),
      ...(await eachOf(stores, (store) => recordingStore(ask, store))),
    ];
    return known<DataEventRecorders>({
      recorders: found.flatMap((one) => one ?? []),
      unlisted: [trails, stores].filter((one): one is Unknown => !one.known),
    });
  },
};

const eachOf = async <T>(
  listed: Fact<readonly T[]>,
  read: (one: T) => Promise<DataEventRecorder | null>,
): Promise<readonly (DataEventRecorder | null)[]> => (listed.known ? Promise.all(listed.value.map(read)) : []);

const recordingTrail = async (ask: Ask, trail: ListedTrail): Promise<DataEventRecorder> => {
  const { name, arn, isMultiRegion, isOrganization, bucket, mayRecordData } = trail;
  const selectors = mayRecordData ? await readSelectors(ask, trail) : known([]);
  // What records no data events is asked no further.
  const isIdle = selectors.known && selectors.value.length === 0;
  const isRecording = isIdle ? known(false) : await readIsLogging(ask, trail);
  return { kind: 'trail', name, arn, isMultiRegion, isOrganization, bucket, isRecording, selectors };
};

/** Null for a store that was deleted since it was listed. */
const recordingStore = async (ask: Ask, listed: ListedStore): Promise<DataEventRecorder | null> => {
  const store = await readStore(ask, listed);
  const { arn } = listed;
  if (!store.known) return { ...hidden, arn, name: arn, isRecording: store, selectors: store };
  if (store.value === null) return null;
  const { isEnabled, selectors, ...described } = store.value;
  return { ...hidden, arn, ...described, isRecording: known(isEnabled), selectors: known(selectors) };
};

/** What hides itself may be of every region. */
const hidden = { kind: 'event data store', isMultiRegion: true, isOrganization: false, bucket: null } as const;
