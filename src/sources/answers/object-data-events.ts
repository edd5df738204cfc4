import { type Fact, known, mapFact } from '../../core/fact.js';
import { unlessGone } from './ask.js';
import { recordedBy } from './event-selectors.js';
import { accountQuestion, type FactContext, type FactFunctions } from './fact-functions.js';
import { parseEventSelectors } from './parse-event-selectors.js';
import { booleanOf, elementsOf, memberOf, optional, type Part, textOf } from './part.js';
import { factOf, factOfReply, replyToAll } from './reply.js';

/** What CloudTrail records of a bucket's objects. */
export const bucketDataEvents: FactFunctions<'bucket'> = {
  objectDataEvents: async (context) => {
    const found = [...(await trailsOf(context)), ...(await eventDataStoresOf(context))];
    const names = found.flatMap((one) => (one.known && one.value !== null ? [one.value] : []));
    // One that cannot be read decides only where no other proves it.
    const unread = found.find((one) => !one.known);
    return names.length === 0 && unread && !unread.known ? unread : known([...new Set(names)].sort());
  },
};

/** A trail's or store's name if it records every read and write of the bucket's objects, else null. */
type Recorder = Fact<string | null>;

/** Trails in force in the bucket's region, shadows of other regions' and the organization's included. */
const trailsOf = async (context: FactContext): Promise<readonly Recorder[]> => {
  const question = accountQuestion(
    'cloudtrail:DescribeTrails',
    { includeShadowTrails: true },
    context.resource.identity.region,
  );
  const trails = await factOf(context.ask, question, (answer) =>
    elementsOf(memberOf(answer, 'trailList')).map(trailFrom),
  );
  return trails.known ? Promise.all(trails.value.map((trail) => recordingTrail(context, trail))) : [trails];
};

interface Trail {
  readonly name: string;
  readonly arn: string;
  readonly homeRegion: string;
  readonly isMultiRegion: boolean;
  /** False: it records management events alone. */
  readonly mayRecordData: boolean;
}

const trailFrom = (trail: Part): Trail => ({
  name: textOf(memberOf(trail, 'Name')),
  arn: textOf(memberOf(trail, 'TrailARN')),
  homeRegion: textOf(memberOf(trail, 'HomeRegion')),
  isMultiRegion: optional(memberOf(trail, 'IsMultiRegionTrail'), booleanOf) ?? false,
  mayRecordData: optional(memberOf(trail, 'HasCustomEventSelectors'), booleanOf) ?? true,
});

/** Asked by its full ARN and at home: in a member account the name alone does not find an organization's trail. */
const recordingTrail = async ({ ask, resource }: FactContext, trail: Trail): Promise<Recorder> => {
  const { arn, homeRegion } = trail;
  if (!trail.mayRecordData || !(trail.isMultiRegion || homeRegion === resource.identity.region)) return known(null);
  const selectors = accountQuestion('cloudtrail:GetEventSelectors', { TrailName: arn }, homeRegion, arn);
  const records = await factOf(ask, selectors, (answer) => recordsAll(answer, resource.identity.arn));
  if (records.known && !records.value) return known(null);
  const status = accountQuestion('cloudtrail:GetTrailStatus', { Name: arn }, homeRegion, arn);
  const logs = await factOf(ask, status, (answer) => booleanOf(memberOf(answer, 'IsLogging')));
  if (logs.known && !logs.value) return known(null);
  return records.known ? mapFact(logs, () => trail.name) : records;
};

const eventDataStoresOf = async (context: FactContext): Promise<readonly Recorder[]> => {
  const question = accountQuestion('cloudtrail:ListEventDataStores', {}, context.resource.identity.region);
  const reply = await replyToAll(context.ask, question, { list: 'EventDataStores', token: 'NextToken' });
  const arns = factOfReply(question, reply, (stores) =>
    stores.map((store) => textOf(memberOf(store, 'EventDataStoreArn'))),
  );
  return arns.known ? Promise.all(arns.value.map((arn) => recordingStore(context, arn))) : [arns];
};

const recordingStore = async ({ ask, resource }: FactContext, arn: string): Promise<Recorder> => {
  const region = arn.split(':')[3] ?? null;
  const question = accountQuestion('cloudtrail:GetEventDataStore', { EventDataStore: arn }, region, arn);
  const store = factOf(ask, question, (answer) => {
    const isHere = region === resource.identity.region || booleanOf(memberOf(answer, 'MultiRegionEnabled'));
    const isOn = textOf(memberOf(answer, 'Status')) === 'ENABLED';
    return isHere && isOn && recordsAll(answer, resource.identity.arn) ? textOf(memberOf(answer, 'Name')) : null;
  });
  // Deleted since it was listed: it records nothing.
  return (await unlessGone(store)) ?? known(null);
};

const recordsAll = (answer: Part, bucketArn: string | null): boolean => {
  const { reads, writes } = recordedBy(parseEventSelectors(answer), bucketArn ?? '');
  return reads && writes;
};
