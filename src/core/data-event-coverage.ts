import {
  coverageBy,
  type DataEventType,
  type EventScope,
  type EventSelector,
  type Exclusion,
  everyResource,
  isOfType,
  narrowingFields,
  objectsOf,
  type Recorded,
  type SelectorCoverage,
} from './event-selectors.js';
import type { Unknown } from './fact.js';
import type { DataEventRecorder, DataEventRecorders } from './facts.js';

/** Which data events are to be recorded, and what counts. */
export interface DataEventDemand {
  readonly types: readonly DataEventType[];
  readonly calls: readonly Call[];
  /** Names of the buckets whose objects count; empty: all buckets. */
  readonly bucketNames: readonly string[];
  readonly requireMultiRegion: boolean;
  /** Whether what cannot be read of an organization's trail is taken for granted. */
  readonly organizationTrailCovers: boolean;
}

export type Call = keyof Recorded;

/** One sort of data events that is to be recorded, and what became of it. */
export interface Recording {
  /** `reads of AWS::S3::Object in all buckets` */
  readonly events: string;
  readonly state: 'recorded' | 'partly' | 'not' | 'unknown';
  /** What trails and stores record of it, as `trail audit`. */
  readonly by: readonly string[];
  /** ARNs that all of them leave out: `partly` because of others than the trails' own buckets. */
  readonly leftOut: readonly string[];
  /** What was not read, where that is why it is unknown. */
  readonly unread: readonly Unknown[];
}

/**
 * What becomes of the data events that are to be recorded. Trails and stores add up: one may record reads and another
 * writes, and what one leaves out another may record. Leaving out the bucket that a trail delivers to is no gap, for it
 * would record its own deliveries.
 *
 * @see https://docs.aws.amazon.com/awscloudtrail/latest/userguide/logging-data-events-with-cloudtrail.html
 */
export const recordingsOf = (
  { recorders, unlisted }: DataEventRecorders,
  demand: DataEventDemand,
): readonly Recording[] => {
  const counted = recorders.map((one) => countedFrom(one, demand)).filter((one) => one !== null);
  const own = recorders.flatMap(ownObjects);
  return targetsOf(demand).flatMap(({ name, scopeIn }) =>
    demand.calls.map((call) => {
      const events = `${call} of ${name}`;
      const proven = counted.filter(({ unread }) => unread.length === 0);
      const left = leftOutBy(proven, scopeIn, call);
      const foreign = left?.filter((one) => !isOwn(one, own)) ?? null;
      const by = proven.filter((one) => leftOutBy([one], scopeIn, call)).map(({ label }) => label);
      const told = { events, by, leftOut: (left ?? []).map(textOf), unread: [] };
      if (foreign?.length === 0) return { ...told, state: 'recorded' as const };
      const open = leftOutBy(counted, scopeIn, call)?.filter((one) => !isOwn(one, own));
      const unread = [...unlisted, ...(open?.length === 0 ? counted.flatMap((one) => one.unread) : [])];
      if (unread.length > 0) return { ...told, unread, state: 'unknown' as const };
      return { ...told, leftOut: (foreign ?? []).map(textOf), state: foreign ? ('partly' as const) : ('not' as const) };
    }),
  );
};

/** Why trails and stores that are about such events do not count in full: `trail audit is stopped`. */
export const shortcomingsOf = ({ recorders }: DataEventRecorders, demand: DataEventDemand): readonly string[] =>
  recorders.flatMap((recorder) => {
    const { isRecording, isMultiRegion } = recorder;
    const selectors = recorder.selectors.known ? recorder.selectors.value : [];
    if (!selectors.some((one) => demand.types.some((type) => isOfType(one, type)))) return [];
    const label = labelOf(recorder);
    const scopes = targetsOf(demand)
      .map(({ scopeIn }) => scopeIn(partitionOf(recorder)))
      .filter((scope) => !selectors.some((one) => isWhole(coverageBy(one, scope))));
    const narrowed = new Set(scopes.flatMap((scope) => selectors.flatMap((one) => narrowingFields(one, scope))));
    return [
      ...(isRecording.known && !isRecording.value ? [`${label} is stopped`] : []),
      ...(demand.requireMultiRegion && !isMultiRegion ? [`${label} is of one region alone`] : []),
      ...(narrowed.size > 0 ? [`${label} records only some by ${[...narrowed].join(' and ')}`] : []),
    ];
  });

/** The trails that record what they deliver to their own bucket, so that each delivery is an event to deliver. */
export const feedbackLoops = ({ recorders }: DataEventRecorders): readonly string[] =>
  recorders.flatMap((recorder) => {
    const [scope] = ownObjects(recorder);
    const { isRecording, selectors } = recorder;
    if (scope === undefined || !isRecording.known || !isRecording.value || !selectors.known) return [];
    const isLoop = selectors.value.some((one) => {
      const { writes, exclusions } = coverageBy(one, scope);
      return writes && exclusions.length === 0;
    });
    return isLoop ? [`${labelOf(recorder)} into ${recorder.bucket}`] : [];
  });

const isWhole = ({ reads, writes, exclusions }: SelectorCoverage): boolean =>
  reads && writes && exclusions.length === 0;

interface Target {
  readonly name: string;
  readonly scopeIn: (partition: string) => EventScope;
}

const targetsOf = ({ types, bucketNames }: DataEventDemand): readonly Target[] =>
  types.flatMap((type): readonly Target[] => {
    const scopeIn = (partition: string) => everyResource(type, partition);
    if (type !== 'AWS::S3::Object') return [{ name: type, scopeIn }];
    if (bucketNames.length === 0) return [{ name: `${type} in all buckets`, scopeIn }];
    return bucketNames.map((bucket) => ({
      name: `${type} in ${bucket}`,
      scopeIn: (partition) => objectsOf(`arn:${partition}:s3:::${bucket}`),
    }));
  });

/** A trail or store that counts, if what is unread of it does not speak against it. */
interface Counted {
  readonly label: string;
  readonly partition: string;
  /** Null: they are taken for granted, or may be anything. */
  readonly selectors: readonly EventSelector[] | null;
  readonly unread: readonly Unknown[];
}

const countedFrom = (recorder: DataEventRecorder, demand: DataEventDemand): Counted | null => {
  const { isMultiRegion, isOrganization, isRecording, selectors } = recorder;
  if (demand.requireMultiRegion && !isMultiRegion) return null;
  if (isRecording.known && !isRecording.value) return null;
  const isGranted = isOrganization && demand.organizationTrailCovers;
  return {
    label: labelOf(recorder),
    partition: partitionOf(recorder),
    selectors: selectors.known ? selectors.value : null,
    unread: isGranted ? [] : [selectors, isRecording].filter((one): one is Unknown => !one.known),
  };
};

/** What of a scope all of them leave out together; null: they do not record it as a whole. */
const leftOutBy = (all: readonly Counted[], scopeIn: Target['scopeIn'], call: Call): readonly Exclusion[] | null => {
  const each = all.flatMap(({ selectors, partition }) =>
    selectors === null
      ? [[]]
      : selectors
          .map((one) => coverageBy(one, scopeIn(partition)))
          .filter((one) => one[call])
          .map(({ exclusions }) => exclusions),
  );
  const [first, ...others] = each;
  return first === undefined ? null : others.reduce(inBoth, first);
};

/** What is in both of two lists of exclusions, or a little more. */
const inBoth = (some: readonly Exclusion[], others: readonly Exclusion[]): readonly Exclusion[] =>
  some.flatMap((one) => others.flatMap((other) => meet(one, other)));

const meet = (one: Exclusion, other: Exclusion): readonly Exclusion[] => {
  if (other.by === 'endsWith') return [one];
  if (one.by === 'endsWith') return [other];
  const [longer, shorter] = one.text.length >= other.text.length ? [one, other] : [other, one];
  if (longer.text === shorter.text) return [one.by === 'equals' ? one : other];
  return shorter.by === 'startsWith' && longer.text.startsWith(shorter.text) ? [longer] : [];
};

const ownObjects = (recorder: DataEventRecorder): readonly EventScope[] =>
  recorder.bucket === null ? [] : [objectsOf(`arn:${partitionOf(recorder)}:s3:::${recorder.bucket}`)];

const isOwn = ({ by, text }: Exclusion, own: readonly EventScope[]): boolean =>
  by !== 'endsWith' && own.some(({ prefix }) => text.startsWith(prefix));

const textOf = ({ by, text }: Exclusion): string =>
  ({ equals: text, startsWith: `${text}*`, endsWith: `*${text}` })[by];

const labelOf = ({ kind, name }: DataEventRecorder): string => `${kind} ${name}`;

const partitionOf = ({ arn }: DataEventRecorder): string => arn.split(':')[1] ?? 'aws';
