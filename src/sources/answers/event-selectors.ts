/** Which calls on a bucket's objects a trail or event data store records, whichever objects they are about. */
export interface Recorded {
  readonly reads: boolean;
  readonly writes: boolean;
}

/** One selector of a trail, of either sort. */
export type EventSelector = BasicEventSelector | AdvancedEventSelector;

/** A basic selector; its other resources and its management events do not matter here. */
export interface BasicEventSelector {
  readonly kind: 'basic';
  readonly readWriteType: 'All' | 'ReadOnly' | 'WriteOnly';
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

/**
 * Which calls on all objects of a bucket the selectors record together. What is recorded of some objects only, or of
 * some callers only, does not count.
 *
 * @param bucketArn `arn:aws:s3:::app-data`
 * @see https://docs.aws.amazon.com/awscloudtrail/latest/userguide/logging-data-events-with-cloudtrail.html
 */
export const recordedBy = (selectors: readonly EventSelector[], bucketArn: string): Recorded => {
  const each = selectors.map((one) =>
    one.kind === 'basic' ? recordedByBasic(one, bucketArn) : recordedByAdvanced(one, bucketArn),
  );
  return { reads: each.some(({ reads }) => reads), writes: each.some(({ writes }) => writes) };
};

const nothing: Recorded = { reads: false, writes: false };

/** Values that name all objects of all buckets, and all of one bucket (CloudTrail API, DataResource). */
const recordedByBasic = ({ readWriteType, objectArns }: BasicEventSelector, bucketArn: string): Recorded => {
  const service = bucketArn.split(':').slice(0, 3).join(':');
  const isWhole = objectArns.some((arn) => arn === service || arn === `${service}:::` || arn === `${bucketArn}/`);
  return isWhole ? { reads: readWriteType !== 'WriteOnly', writes: readWriteType !== 'ReadOnly' } : nothing;
};

/** All fields of a selector must hold. A field that is not known here may leave anything out. */
const recordedByAdvanced = ({ fields }: AdvancedEventSelector, bucketArn: string): Recorded => {
  const isNamed = (name: string) => fields.some(({ field }) => field === name);
  if (!isNamed('eventCategory') || !isNamed('resources.type')) return nothing;
  const others = fields.filter(({ field }) => field !== 'readOnly');
  if (!others.every((field) => takesAllCalls(field, bucketArn))) return nothing;
  const readOnly = fields.filter(({ field }) => field === 'readOnly');
  return {
    reads: readOnly.every((field) => takes(field, 'true')),
    writes: readOnly.every((field) => takes(field, 'false')),
  };
};

/** Whether a condition holds for every call on every object of the bucket, whoever makes it. */
const takesAllCalls = (field: FieldSelector, bucketArn: string): boolean => {
  switch (field.field) {
    case 'eventCategory':
      return takes(field, 'Data');
    case 'resources.type':
      return takes(field, 'AWS::S3::Object');
    case 'resources.ARN':
      return takesAllObjects(field, `${bucketArn}/`);
    case 'eventSource':
      return takes(field, 's3.amazonaws.com');
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

/** The same for every value that begins with `prefix`: keys are free, so any end occurs. */
const takesAllObjects = (field: FieldSelector, prefix: string): boolean => {
  const wanted = field.startsWith.some((one) => prefix.startsWith(one));
  const refused =
    field.notEquals.some((one) => one.startsWith(prefix)) ||
    field.notStartsWith.some((one) => one.startsWith(prefix) || prefix.startsWith(one)) ||
    field.notEndsWith.length > 0;
  return (wanted || isWithoutPositive(field)) && !refused;
};

const isWithoutPositive = ({ equals, startsWith, endsWith }: FieldSelector): boolean =>
  equals.length + startsWith.length + endsWith.length === 0;
