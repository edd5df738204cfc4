import type { ManagementTrail } from '../../core/change-alerting.js';
import { recordsManagementWrites } from '../../core/event-selectors.js';
import { type Fact, known, mapFact } from '../../core/fact.js';
import type { Ask } from './ask.js';
import type { FactFunctions } from './fact-functions.js';
import { arnOfLogGroup, type ListedTrail, listTrails, readIsLogging, readSelectors } from './trails.js';

/** Trails in force in a region, and whether they record what changes S3. */
export const accountManagementTrails: FactFunctions<'account'> = {
  managementTrails: async ({ ask, resource }) => {
    const { region } = resource.identity;
    const listed = await listTrails(ask, region);
    if (!listed.known) return listed;
    const inForce = listed.value.filter((one) => one.isMultiRegion || region === null || one.homeRegion === region);
    return known(await Promise.all(inForce.map((trail) => managementTrail(ask, trail))));
  },
};

const managementTrail = async (ask: Ask, trail: ListedTrail): Promise<ManagementTrail> => ({
  name: trail.name,
  isOrganization: trail.isOrganization,
  recordsWrites: await readRecordsWrites(ask, trail),
  logGroup: trail.logGroup && arnOfLogGroup(trail.logGroup),
});

/** What one read denies the other does not prove. */
const readRecordsWrites = async (ask: Ask, trail: ListedTrail): Promise<Fact<boolean>> => {
  const selected = trail.mayRecordData
    ? mapFact(await readSelectors(ask, trail), (selectors) => selectors.some(recordsManagementWrites))
    : known(true);
  if (selected.known && !selected.value) return known(false);
  const isLogging = await readIsLogging(ask, trail);
  if (isLogging.known && !isLogging.value) return known(false);
  return selected.known ? isLogging : selected;
};
