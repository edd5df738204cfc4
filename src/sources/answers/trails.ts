import type { EventSelector } from '../../core/event-selectors.js';
import { type Fact, known } from '../../core/fact.js';
import { type Ask, unlessGone } from './ask.js';
import { accountQuestion } from './fact-functions.js';
import { parseEventSelectors } from './parse-event-selectors.js';
import { booleanOf, elementsOf, malformed, memberOf, optional, type Part, textOf } from './part.js';
import { factOf, factOfReply, replyToAll } from './reply.js';

/** A trail as it is listed: not whether it logs, and not which events. */
export interface ListedTrail {
  readonly name: string;
  readonly arn: string;
  readonly homeRegion: string;
  readonly isMultiRegion: boolean;
  readonly isOrganization: boolean;
  /** The bucket it delivers to. */
  readonly bucket: string | null;
  /** The log group that it delivers to as well. */
  readonly logGroup: LogGroup | null;
  /** False: it records management events alone, and all of them. */
  readonly mayRecordData: boolean;
}

export interface LogGroup {
  readonly partition: string;
  readonly name: string;
  readonly region: string;
  readonly accountId: string;
}

/** `arn:aws:logs:eu-west-1:111122223333:log-group:trail` */
export const arnOfLogGroup = ({ partition, region, accountId, name }: LogGroup): string =>
  `arn:${partition}:logs:${region}:${accountId}:log-group:${name}`;

/** Trails in force in a region, shadows of other regions' and the organization's included. */
export const listTrails = (ask: Ask, region: string | null): Promise<Fact<readonly ListedTrail[]>> =>
  factOf(ask, accountQuestion('cloudtrail:DescribeTrails', { includeShadowTrails: true }, region), (answer) =>
    elementsOf(memberOf(answer, 'trailList')).map(trailFrom),
  );

const trailFrom = (trail: Part): ListedTrail => ({
  name: textOf(memberOf(trail, 'Name')),
  arn: textOf(memberOf(trail, 'TrailARN')),
  homeRegion: textOf(memberOf(trail, 'HomeRegion')),
  isMultiRegion: optional(memberOf(trail, 'IsMultiRegionTrail'), booleanOf) ?? false,
  isOrganization: optional(memberOf(trail, 'IsOrganizationTrail'), booleanOf) ?? false,
  bucket: optional(memberOf(trail, 'S3BucketName'), textOf),
  logGroup: optional(memberOf(trail, 'CloudWatchLogsLogGroupArn'), logGroupFrom),
  mayRecordData: optional(memberOf(trail, 'HasCustomEventSelectors'), booleanOf) ?? true,
});

/** `arn:aws:logs:eu-west-1:111122223333:log-group:NAME:*` */
const logGroupFrom = (arn: Part): LogGroup => {
  const [, partition = '', , region = '', accountId = '', sort, name = ''] = textOf(arn).split(':');
  if (sort !== 'log-group' || name === '') throw malformed(arn, 'the ARN of a log group');
  return { partition, region, accountId, name };
};

/**
 * The selectors of a trail. It is asked by its full ARN and at home: in a member account the name alone does not find
 * an organization's trail.
 */
export const readSelectors = (ask: Ask, { arn, homeRegion }: ListedTrail): Promise<Fact<readonly EventSelector[]>> =>
  factOf(
    ask,
    accountQuestion('cloudtrail:GetEventSelectors', { TrailName: arn }, homeRegion, arn),
    parseEventSelectors,
  );

/** Whether a trail is logging; asked as its selectors are. */
export const readIsLogging = (ask: Ask, { arn, homeRegion }: ListedTrail): Promise<Fact<boolean>> =>
  factOf(ask, accountQuestion('cloudtrail:GetTrailStatus', { Name: arn }, homeRegion, arn), (answer) =>
    booleanOf(memberOf(answer, 'IsLogging')),
  );

/** An event data store as its list tells it: of its members only these are reliable there. */
export interface ListedStore {
  readonly arn: string;
  /** Null where the ARN has none. */
  readonly region: string | null;
}

/** The event data stores of a region. */
export const listStores = async (ask: Ask, region: string | null): Promise<Fact<readonly ListedStore[]>> => {
  const question = accountQuestion('cloudtrail:ListEventDataStores', {}, region);
  const reply = await replyToAll(ask, question, { list: 'EventDataStores', token: 'NextToken' });
  return factOfReply(question, reply, (stores) =>
    stores.map((store) => {
      const arn = textOf(memberOf(store, 'EventDataStoreArn'));
      return { arn, region: arn.split(':')[3] ?? null };
    }),
  );
};

/** An event data store as it describes itself. */
export interface DescribedStore {
  readonly name: string;
  readonly isMultiRegion: boolean;
  readonly isOrganization: boolean;
  readonly isEnabled: boolean;
  readonly selectors: readonly EventSelector[];
}

/** What an event data store says of itself; null where it was deleted since it was listed. */
export const readStore = async (ask: Ask, { arn, region }: ListedStore): Promise<Fact<DescribedStore | null>> => {
  const question = accountQuestion('cloudtrail:GetEventDataStore', { EventDataStore: arn }, region, arn);
  return (await unlessGone(factOf(ask, question, storeFrom))) ?? known(null);
};

const storeFrom = (store: Part): DescribedStore => ({
  name: textOf(memberOf(store, 'Name')),
  isMultiRegion: optional(memberOf(store, 'MultiRegionEnabled'), booleanOf) ?? false,
  isOrganization: optional(memberOf(store, 'OrganizationEnabled'), booleanOf) ?? false,
  isEnabled: textOf(memberOf(store, 'Status')) === 'ENABLED',
  selectors: parseEventSelectors(store),
});
