import { ACCOUNT, REGION } from './builders.js';

/**
 * A configuration item as it reaches code. Items are written here in the form of Lambda events, which keeps everything,
 * and turned into the other dialects by what public captures of all of them show.
 */
export type RawItem = Readonly<Record<string, unknown>>;

/** What distinguishes one item from another of its type. */
export interface ItemFrame {
  readonly resourceType: string;
  readonly resourceId: string;
  readonly resourceName?: string | null;
  readonly ARN?: string | null;
  readonly accountId?: string;
  readonly region?: string;
  readonly status?: string;
  /** ISO text. */
  readonly captureTime?: string;
  readonly tags?: Readonly<Record<string, string>>;
  readonly configuration: unknown;
  readonly supplementaryConfiguration?: unknown;
}

export const CAPTURED = '2026-11-20T08:00:00.000Z';

/** An item as Lambda events, SNS and EventBridge carry it: nulls kept, values as objects. */
export const itemWith = (frame: ItemFrame): RawItem => ({
  relatedEvents: [],
  relationships: [],
  configuration: frame.configuration,
  supplementaryConfiguration: frame.supplementaryConfiguration ?? {},
  tags: frame.tags ?? {},
  configurationItemVersion: '1.3',
  configurationItemCaptureTime: frame.captureTime ?? CAPTURED,
  configurationStateId: Date.parse(frame.captureTime ?? CAPTURED),
  awsAccountId: frame.accountId ?? ACCOUNT,
  configurationItemStatus: frame.status ?? 'OK',
  resourceType: frame.resourceType,
  resourceId: frame.resourceId,
  resourceName: frame.resourceName ?? null,
  ARN: frame.ARN ?? null,
  awsRegion: frame.region ?? REGION,
  availabilityZone: 'Regional',
  configurationStateMd5Hash: '',
  resourceCreationTime: '2026-01-15T09:21:58.000Z',
  configurationItemDeliveryTime: null,
  recordingFrequency: null,
});

/** The item of a resource that is deleted, as events carry it: nothing of the configuration is left. */
export const asDeleted = (item: RawItem, status = 'ResourceDeleted'): RawItem => ({
  ...item,
  configurationItemStatus: status,
  configuration: null,
  supplementaryConfiguration: {},
  tags: {},
  availabilityZone: null,
  resourceCreationTime: null,
});

/** How GetResourceConfigHistory's times reach code: as the CLI prints them, on the wire, or from an SDK. */
export type Times = 'iso' | 'seconds' | 'date';

/** As GetResourceConfigHistory answers: other names, `configuration` and every supplementary value as JSON text. */
export const asHistory = (item: RawItem, times: Times = 'iso'): RawItem => ({
  version: item.configurationItemVersion,
  accountId: item.awsAccountId,
  configurationItemCaptureTime: timeAs(times, item.configurationItemCaptureTime),
  configurationItemStatus: item.configurationItemStatus,
  configurationStateId: String(item.configurationStateId),
  configurationItemMD5Hash: '',
  ...withoutNull('arn', item.ARN),
  resourceType: item.resourceType,
  resourceId: item.resourceId,
  ...withoutNull('resourceName', item.resourceName),
  awsRegion: item.awsRegion,
  tags: item.tags,
  relatedEvents: [],
  relationships: [],
  configuration: JSON.stringify(item.configuration),
  // A value that is text already, the ACL, becomes text in text.
  supplementaryConfiguration: mapMembers(item.supplementaryConfiguration, (value) => JSON.stringify(value)),
});

/** As BatchGetResourceConfig answers: as the history, without tags and relationships. */
export const asBatch = (item: RawItem, times: Times = 'iso'): RawItem => {
  const {
    tags: _tags,
    relatedEvents: _events,
    relationships: _relationships,
    configurationItemMD5Hash: _hash,
    ...rest
  } = asHistory(item, times);
  return rest;
};

/** As delivered snapshot files hold it: nulls dropped at every level, but not inside texts. */
export const asSnapshot = (item: RawItem): RawItem => withoutNulls(item) as RawItem;

/** As SelectResourceConfig answers: JSON text, nulls dropped, tags as a list, numbers as floats, no status. */
export const asSelectRow = (item: RawItem): string => {
  const tags = Object.entries(item.tags as Readonly<Record<string, string>>);
  return withFloats(
    withoutNulls({
      version: item.configurationItemVersion,
      accountId: item.awsAccountId,
      arn: item.ARN,
      awsRegion: item.awsRegion,
      resourceType: item.resourceType,
      resourceId: item.resourceId,
      resourceName: item.resourceName,
      configurationItemCaptureTime: item.configurationItemCaptureTime,
      configurationStateId: String(item.configurationStateId),
      tags: tags.map(([key, value]) => ({ key, value, tag: `${key}=${value}` })),
      configuration: item.configuration,
      supplementaryConfiguration: item.supplementaryConfiguration,
    }),
  );
};

const timeAs = (times: Times, iso: unknown): unknown => {
  const time = new Date(String(iso));
  if (times === 'date') return time;
  return times === 'seconds' ? time.getTime() / 1000 : time.toISOString();
};

const withoutNull = (key: string, value: unknown): RawItem => (value === null ? {} : { [key]: value });

const mapMembers = (value: unknown, convert: (member: unknown) => unknown): RawItem =>
  Object.fromEntries(Object.entries(value as RawItem).map(([key, member]) => [key, convert(member)]));

const withoutNulls = (value: unknown): unknown => {
  if (Array.isArray(value)) return value.map(withoutNulls);
  if (typeof value !== 'object' || value === null) return value;
  const members = Object.entries(value).filter(([, member]) => member !== null && member !== undefined);
  return Object.fromEntries(members.map(([key, member]) => [key, withoutNulls(member)]));
};

/** JSON in which whole numbers are written `60.0`, as rows of a query have them. */
const withFloats = (value: unknown): string => {
  if (typeof value === 'number') return Number.isInteger(value) ? `${value}.0` : String(value);
  if (Array.isArray(value)) return `[${value.map(withFloats).join(',')}]`;
  if (typeof value !== 'object' || value === null) return JSON.stringify(value);
  const members = Object.entries(value).map(([key, member]) => `${JSON.stringify(key)}:${withFloats(member)}`);
  return `{${members.join(',')}}`;
};
