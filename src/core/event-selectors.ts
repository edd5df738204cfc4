/** Which calls on a bucket's objects a trail or event data store records, whichever objects they are about. */
export interface Recorded {
  readonly reads: boolean;
  readonly writes: boolean;
}

/** One selector of a trail, of either sort. */
export type EventSelector = BasicEventSelector | AdvancedEventSelector;

/** A basic selector; its resources of other types do not matter here. */
export interface BasicEventSelector {
  readonly kind: 'basic';
  readonly readWriteType: 'All' | 'ReadOnly' | 'WriteOnly';
  readonly managementEvents: boolean;
  /** Values of the data resources of type AWS::S3::Object. */
  readonly objectArns: readonly string[];
}

export interface AdvancedEventSelector {
  readonly kind: 'advanced';
  readonly fields: readonly FieldSelector[];
}

/** A condition on one field; operators that are not used are empty. */
export interface FieldSelector {
  readonly field: string;
  readonly equals: readonly string[];
  readonly startsWith: readonly string[];
  readonly endsWith: readonly string[];
  readonly notEquals: readonly string[];
  readonly notStartsWith: readonly string[];
  readonly notEndsWith: readonly string[];
}

/** The types of resource that S3's data events are about, with the source of their events. */
export const dataEventTypes = {
  'AWS::S3::Object': { source: 's3.amazonaws.com', arns: 's3:::' },
  'AWS::S3::AccessPoint': { source: 's3.amazonaws.com', arns: 's3:' },
  'AWS::S3Express::Object': { source: 's3express.amazonaws.com', arns: 's3express:' },
  'AWS::S3Tables::Table': { source: 's3tables.amazonaws.com', arns: 's3tables:' },
  'AWS::S3Tables::TableBucket': { source: 's3tables.amazonaws.com', arns: 's3tables:' },
} as const;
export type DataEventType = keyof typeof dataEventTypes;

/** The resources that a question is about: those of a type whose ARNs begin alike. */
export interface EventScope {
  readonly type: DataEventType;
  /** `arn:aws:s3:::` for all buckets, `arn:aws:s3:::app-data/` for one. */
  readonly prefix: string;
}

/** The scope of all resources of a type. */
export const everyResource = (type: DataEventType, partition: string): EventScope => ({
  type,
  prefix: `arn:${partition}:${dataEventTypes[type].arns}`,
});

/** The scope of all objects of a bucket, by its ARN. */
export const objectsOf = (bucketArn: string): EventScope => ({ type: 'AWS::S3::Object', prefix: `${bucketArn}/` });

/** ARNs that are left out: those equal to, beginning with, or ending with a text. */
export interface Exclusion {
  readonly by: 'equals' | 'startsWith' | 'endsWith';
  readonly text: string;
}

/** What one selector records of a scope, whoever calls and however. */
export interface SelectorCoverage extends Recorded {
  /** ARNs of the scope that it leaves out of that. */
  readonly exclusions: readonly Exclusion[];
}

/**
 * Which calls on all objects of a bucket the selectors record together. What is recorded of some objects only, or of
 * some callers only, does not count.
 *
 * @param bucketArn `arn:aws:s3:::app-data`
 * @see https://docs.aws.amazon.com/awscloudtrail/latest/userguide/logging-data-events-with-cloudtrail.html
 */
export const recordedBy = (selectors: readonly EventSelector[], bucketArn: string): Recorded => {
  const each = selectors
    .map((one) => coverageBy(one, objectsOf(bucketArn)))
    .filter(({ exclusions }) => exclusions.length === 0);
  return { reads: each.some(({ reads }) => reads), writes: each.some(({ writes }) => writes) };
};

/** Whether a selector records every management event by which S3 is changed, whoever causes it. */
export const recordsManagementWrites = (selector: EventSelector): boolean => {
  if (selector.kind === 'basic') return selector.managementEvents && selector.readWriteType !== 'ReadOnly';
  const { fields } = selector;
  return fields.some(({ field }) => field === 'eventCategory') && fields.every(takesManagementWrites);
};

const takesManagementWrites = (field: FieldSelector): boolean => {
  if (field.field === 'eventCategory') return takes(field, 'Management');
  return field.field === 'readOnly' ? takes(field, 'false') : takesCalls(field, 'AWS::S3::Object');
};

/** What a selector records of all resources of a scope but those it names as left out. */
export const coverageBy = (selector: EventSelector, scope: EventScope): SelectorCoverage =>
  selector.kind === 'basic' ? coverageByBasic(selector, scope) : coverageByAdvanced(selector, scope);

/** Whether a selector is about data events of a type, be it of some alone. */
export const isOfType = (selector: EventSelector, type: DataEventType): boolean =>
  selector.kind === 'basic' ? type === 'AWS::S3::Object' && selector.objectArns.length > 0 : isAbout(selector, type);

/** The fields by which a selector of the scope's type leaves out some of it, whether or not for reads alone. */
export const narrowingFields = (selector: EventSelector, scope: EventScope): readonly string[] => {
  if (!isOfType(selector, scope.type)) return [];
  if (selector.kind === 'basic') return isWhole(selector, scope) ? [] : ['resources.ARN'];
  return selector.fields.filter((field) => narrows(field, scope)).map(({ field }) => field);
};

const narrows = (field: FieldSelector, { type, prefix }: EventScope): boolean => {
  if (field.field === 'readOnly') return false;
  return field.field === 'resources.ARN' ? !wantsAll(field, prefix) : !takesCalls(field, type);
};

const nothing: SelectorCoverage = { reads: false, writes: false, exclusions: [] };

/** Values that name all objects of all buckets, and all of one bucket (CloudTrail API, DataResource). */
const isWhole = ({ objectArns }: BasicEventSelector, { type, prefix }: EventScope): boolean => {
  const service = prefix.split(':').slice(0, 3).join(':');
  const names = [service, `${service}:::`, prefix];
  return type === 'AWS::S3::Object' && objectArns.some((arn) => names.includes(arn));
};

const coverageByBasic = (selector: BasicEventSelector, scope: EventScope): SelectorCoverage => {
  if (!isWhole(selector, scope)) return nothing;
  const { readWriteType } = selector;
  return { reads: readWriteType !== 'WriteOnly', writes: readWriteType !== 'ReadOnly', exclusions: [] };
};

/** All fields of a selector must hold. A field that is not known here may leave anything out. */
const coverageByAdvanced = (selector: AdvancedEventSelector, { type, prefix }: EventScope): SelectorCoverage => {
  const { fields } = selector;
  if (!isAbout(selector, type)) return nothing;
  if (fields.some((field) => narrows(field, { type, prefix }))) return nothing;
  const arns = fields.filter(({ field }) => field === 'resources.ARN');
  const readOnly = fields.filter(({ field }) => field === 'readOnly');
  return {
    reads: readOnly.every((field) => takes(field, 'true')),
    writes: readOnly.every((field) => takes(field, 'false')),
    exclusions: arns.flatMap((field) => exclusionsOf(field, prefix)),
  };
};

/** Both fields are required of a selector of data events. */
const isAbout = ({ fields }: AdvancedEventSelector, type: DataEventType): boolean => {
  const named = (name: string) => fields.filter(({ field }) => field === name);
  const [categories, types] = [named('eventCategory'), named('resources.type')];
  if (categories.length === 0 || types.length === 0) return false;
  return categories.every((field) => takes(field, 'Data')) && types.every((field) => takes(field, type));
};

/** Whether a condition on another field than the ARN holds for every call, whoever makes it. */
const takesCalls = (field: FieldSelector, type: DataEventType): boolean => {
  switch (field.field) {
    case 'eventCategory':
    case 'resources.type':
      return true;
    case 'eventSource':
      return takes(field, dataEventTypes[type].source);
    case 'eventType':
      // Calls are of this type; AWS itself advises to leave AwsServiceEvent out.
      return takes(field, 'AwsApiCall');
    case 'sessionCredentialFromConsole':
      return takes(field, 'true') && takes(field, 'false');
    default:
      return false;
  }
};

/** Whether a condition holds for one value: any of the positive operators, and all of the negative ones. */
const takes = (field: FieldSelector, value: string): boolean => {
  const wanted =
    field.equals.includes(value) ||
    field.startsWith.some((one) => value.startsWith(one)) ||
    field.endsWith.some((one) => value.endsWith(one));
  const refused =
    field.notEquals.includes(value) ||
    field.notStartsWith.some((one) => value.startsWith(one)) ||
    field.notEndsWith.some((one) => value.endsWith(one));
  return (wanted || isWithoutPositive(field)) && !refused;
};

/** Whether the positive operators take every ARN with a prefix: keys are free, so any end occurs. */
const wantsAll = (field: FieldSelector, prefix: string): boolean =>
  isWithoutPositive(field) || field.startsWith.some((one) => prefix.startsWith(one));

/** What the negative operators leave out of the ARNs with a prefix. */
const exclusionsOf = (field: FieldSelector, prefix: string): readonly Exclusion[] => [
  ...field.notEquals.filter((text) => text.startsWith(prefix)).map((text) => ({ by: 'equals' as const, text })),
  ...field.notStartsWith
    .filter((text) => text.startsWith(prefix) || prefix.startsWith(text))
    .map((text) => ({ by: 'startsWith' as const, text })),
  ...field.notEndsWith.map((text) => ({ by: 'endsWith' as const, text })),
];

const isWithoutPositive = ({ equals, startsWith, endsWith }: FieldSelector): boolean =>
  equals.length + startsWith.length + endsWith.length === 0;
