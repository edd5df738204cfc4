/**
 * A configuration item: what AWS Config recorded of one resource at one time.
 *
 * Its four dialects differ in names of keys, in times and in how values are encoded. Names and times are settled here;
 * `configuration`, `supplementaryConfiguration` and `tags` stay encoded until somebody asks (`parts-of-item.ts`), since
 * most facts of most items are never asked for.
 */
export interface ConfigurationItem {
  readonly resourceType: string;
  readonly resourceId: string;
  readonly resourceName: string | null;
  readonly arn: string | null;
  readonly accountId: string;
  /** `global` for what has no region, such as IAM. */
  readonly region: string | null;
  /** Null only in rows of a query, which hold what was selected. */
  readonly status: string | null;
  readonly captureTime: Date | null;
  /** A number in notifications and files, text in API answers: always text here. */
  readonly stateId: string | null;
  readonly configuration: unknown;
  readonly supplementaryConfiguration: unknown;
  readonly tags: unknown;
}

/** Something that is no configuration item; the message says what is missing. */
export class ItemError extends Error {
  override readonly name = 'ItemError';
}

/**
 * Reads a configuration item in any dialect: as Lambda events, SNS and EventBridge carry it, as the history and batch
 * APIs answer it (on the wire or from an SDK, with `Date`s), as delivered files hold it, or as a row of a query.
 *
 * @param raw the item, or its JSON text, as rows of a query are given
 * @throws ItemError if it is not JSON, no object, or lacks the resource's type, its id or its account
 */
export const parseItem = (raw: unknown): ConfigurationItem => {
  const fields = fieldsOf(raw);
  const resourceType = textOrNull(fields.resourceType);
  if (resourceType === null) throw new ItemError('not a configuration item: it has no resourceType');
  const resourceId = textOrNull(fields.resourceId);
  if (resourceId === null) throw new ItemError(`the configuration item of an ${resourceType} has no resourceId`);
  const arn = textOrNull(fields.ARN) ?? textOrNull(fields.arn);
  const accountId = textOrNull(fields.awsAccountId) ?? textOrNull(fields.accountId) ?? accountOfArn(arn);
  if (accountId === null) {
    throw new ItemError(`the configuration item of ${resourceId} has no account id (awsAccountId or accountId)`);
  }
  return {
    resourceType,
    resourceId,
    resourceName: textOrNull(fields.resourceName),
    arn,
    accountId,
    region: textOrNull(fields.awsRegion),
    status: textOrNull(fields.configurationItemStatus),
    captureTime: timeOrNull(fields.configurationItemCaptureTime),
    stateId: stateIdOrNull(fields.configurationStateId),
    configuration: fields.configuration,
    supplementaryConfiguration: fields.supplementaryConfiguration,
    tags: fields.tags,
  };
};

/**
 * Whether an item shows a resource as it is. Deleted resources and those no longer recorded come without a
 * configuration, so the status is looked at before anything else; a row of a query has none and is always live.
 */
export const isLive = ({ status }: Pick<ConfigurationItem, 'status'>): boolean =>
  status === null || status === 'OK' || status === 'ResourceDiscovered';

/** Whether an item says that its resource is gone for good; `ResourceNotRecorded` says nothing of the kind. */
export const isDeleted = ({ status }: Pick<ConfigurationItem, 'status'>): boolean =>
  status === 'ResourceDeleted' || status === 'ResourceDeletedNotRecorded';

const fieldsOf = (raw: unknown): Readonly<Record<string, unknown>> => {
  const item = typeof raw === 'string' ? rowFrom(raw) : raw;
  if (typeof item !== 'object' || item === null || Array.isArray(item)) {
    throw new ItemError('not a configuration item: it is no JSON object');
  }
  return item as Readonly<Record<string, unknown>>;
};

const rowFrom = (text: string): unknown => {
  try {
    return JSON.parse(text);
  } catch (cause) {
    if (cause instanceof SyntaxError) throw new ItemError('not a configuration item: its text is not JSON', { cause });
    throw cause;
  }
};

const textOrNull = (value: unknown): string | null => (typeof value === 'string' && value !== '' ? value : null);

const accountOfArn = (arn: string | null): string | null => textOrNull(arn?.split(':')[4]);

const stateIdOrNull = (value: unknown): string | null =>
  typeof value === 'number' ? String(value) : textOrNull(value);

/** Above this a number counts milliseconds, below it seconds: the year 5138 and March 1973. */
const MILLISECONDS_FROM = 1e11;

/** ISO text, a `Date`, or epoch seconds as the APIs send them; null for what is no time. */
const timeOrNull = (value: unknown): Date | null => {
  if (value instanceof Date) return validOrNull(value);
  if (typeof value === 'number') return validOrNull(new Date(value < MILLISECONDS_FROM ? value * 1000 : value));
  if (typeof value !== 'string') return null;
  // Without a zone JavaScript reads local time, and the answer would depend on the machine.
  return validOrNull(new Date(/(Z|[+-]\d\d:?\d\d)$/i.test(value) ? value : `${value}Z`));
};

const validOrNull = (time: Date): Date | null => (Number.isNaN(time.getTime()) ? null : time);
