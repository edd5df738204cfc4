import { type EventSelector, type FieldSelector, recordedBy } from './event-selectors.js';

const ARN = 'arn:aws:s3:::app-data';
const both = { reads: true, writes: true };
const nothing = { reads: false, writes: false };

const basic = (
  objectArns: readonly string[],
  readWriteType: 'All' | 'ReadOnly' | 'WriteOnly' = 'All',
): EventSelector => ({ kind: 'basic', readWriteType, managementEvents: true, objectArns });

type Operators = Partial<Omit<FieldSelector, 'field'>>;

const field = (name: string, operators: Operators): FieldSelector => ({
  field: name,
  equals: [],
  startsWith: [],
  endsWith: [],
  notEquals: [],
  notStartsWith: [],
  notEndsWith: [],
  ...operators,
});

const advanced = (...more: readonly FieldSelector[]): EventSelector => ({
  kind: 'advanced',
  fields: [
    field('eventCategory', { equals: ['Data'] }),
    field('resources.type', { equals: ['AWS::S3::Object'] }),
    ...more,
  ],
});

describe('basic selectors', () => {
  it.each<[string, EventSelector, object]>([
    ['all buckets', basic(['arn:aws:s3']), both],
    ['all buckets, as the console writes it', basic(['arn:aws:s3:::']), both],
    ['this bucket', basic([`${ARN}/`]), both],
    ['this bucket among others', basic(['arn:aws:s3:::other/', `${ARN}/`]), both],
    ['reads alone', basic(['arn:aws:s3'], 'ReadOnly'), { reads: true, writes: false }],
    ['writes alone', basic(['arn:aws:s3'], 'WriteOnly'), { reads: false, writes: true }],
    ['no bucket', basic([]), nothing],
    ['another bucket', basic(['arn:aws:s3:::other/']), nothing],
    ['a bucket whose name begins with this one', basic([`${ARN}-2/`]), nothing],
    ['a part of this bucket', basic([`${ARN}/logs/`]), nothing],
    ['one object', basic([`${ARN}/a`]), nothing],
    ['all buckets of another partition', basic(['arn:aws-cn:s3']), nothing],
  ])('%s', (_name, selector, expected) => {
    expect(recordedBy([selector], ARN)).toEqual(expected);
  });

  it('add up', () => {
    expect(recordedBy([basic(['arn:aws:s3'], 'ReadOnly'), basic([`${ARN}/`], 'WriteOnly')], ARN)).toEqual(both);
  });

  it('of another partition', () => {
    expect(recordedBy([basic(['arn:aws-us-gov:s3'])], 'arn:aws-us-gov:s3:::app-data')).toEqual(both);
  });
});

describe('advanced selectors', () => {
  it.each<[string, readonly FieldSelector[], object]>([
    ['no further field', [], both],
    ['reads alone', [field('readOnly', { equals: ['true'] })], { reads: true, writes: false }],
    ['writes alone', [field('readOnly', { equals: ['false'] })], { reads: false, writes: true }],
    ['all but reads', [field('readOnly', { notEquals: ['true'] })], { reads: false, writes: true }],
    ['reads and writes named', [field('readOnly', { equals: ['true', 'false'] })], both],
    ['objects of this bucket', [field('resources.ARN', { startsWith: [`${ARN}/`] })], both],
    ['objects of buckets that begin alike', [field('resources.ARN', { startsWith: ['arn:aws:s3:::app'] })], both],
    [
      'objects of this bucket or another',
      [field('resources.ARN', { startsWith: ['arn:aws:s3:::other/', `${ARN}/`] })],
      both,
    ],
    [
      'this bucket wanted in two ways, of which one suffices',
      [field('resources.ARN', { startsWith: [`${ARN}/`], equals: ['arn:aws:s3:::other/a'] })],
      both,
    ],
    ['objects of another bucket', [field('resources.ARN', { startsWith: ['arn:aws:s3:::other/'] })], nothing],
    ['a part of this bucket', [field('resources.ARN', { startsWith: [`${ARN}/logs/`] })], nothing],
    ['one object', [field('resources.ARN', { equals: [`${ARN}/a`] })], nothing],
    ['objects with an end', [field('resources.ARN', { endsWith: ['.csv'] })], nothing],
    ['all but another bucket', [field('resources.ARN', { notStartsWith: ['arn:aws:s3:::other/'] })], both],
    ['all but an object elsewhere', [field('resources.ARN', { notEquals: ['arn:aws:s3:::other/a'] })], both],
    ['all but this bucket', [field('resources.ARN', { notStartsWith: [`${ARN}/`] })], nothing],
    ['all but buckets that begin alike', [field('resources.ARN', { notStartsWith: ['arn:aws:s3:::app'] })], nothing],
    ['all but a part of this bucket', [field('resources.ARN', { notStartsWith: [`${ARN}/logs/`] })], nothing],
    ['all but one object', [field('resources.ARN', { notEquals: [`${ARN}/a`] })], nothing],
    ['all but objects with an end', [field('resources.ARN', { notEndsWith: ['.tmp'] })], nothing],
    [
      'this bucket wanted and refused',
      [field('resources.ARN', { startsWith: ['arn:aws:s3:::app'], notStartsWith: [ARN] })],
      nothing,
    ],
    [
      'this bucket wanted, another refused',
      [
        field('resources.ARN', { startsWith: [`${ARN}/`] }),
        field('resources.ARN', { notEquals: ['arn:aws:s3:::b/c'] }),
      ],
      both,
    ],
    ['one call', [field('eventName', { equals: ['PutObject'] })], nothing],
    ['all calls but one', [field('eventName', { notEquals: ['GetObject'] })], nothing],
    ['the source S3', [field('eventSource', { equals: ['s3.amazonaws.com'] })], both],
    ['sources that begin with s3', [field('eventSource', { startsWith: ['s3'] })], both],
    ['all sources but S3', [field('eventSource', { notEquals: ['s3.amazonaws.com'] })], nothing],
    ['all sources but others', [field('eventSource', { notEquals: ['s3express.amazonaws.com'] })], both],
    ['no events of the service itself', [field('eventType', { notEquals: ['AwsServiceEvent'] })], both],
    ['calls alone', [field('eventType', { equals: ['AwsApiCall'] })], both],
    ['no calls', [field('eventType', { notEquals: ['AwsApiCall'] })], nothing],
    ['the console alone', [field('sessionCredentialFromConsole', { equals: ['true'] })], nothing],
    ['all but the console', [field('sessionCredentialFromConsole', { notEquals: ['true'] })], nothing],
    ['one role', [field('userIdentity.arn', { startsWith: ['arn:aws:sts::111122223333:assumed-role/a'] })], nothing],
    ['all but one role', [field('userIdentity.arn', { notEquals: ['arn:aws:iam::111122223333:role/a'] })], nothing],
    ['a field that is not known here', [field('errorCode', { notEquals: ['AccessDenied'] })], nothing],
  ])('%s', (_name, fields, expected) => {
    expect(recordedBy([advanced(...fields)], ARN)).toEqual(expected);
  });

  it.each<[string, readonly FieldSelector[]]>([
    ['management events', [field('eventCategory', { equals: ['Management'] })]],
    [
      'data events of another type',
      [field('eventCategory', { equals: ['Data'] }), field('resources.type', { equals: ['AWS::S3::AccessPoint'] })],
    ],
    ['no type', [field('eventCategory', { equals: ['Data'] })]],
    ['no category', [field('resources.type', { equals: ['AWS::S3::Object'] })]],
    [
      'no type, but another field',
      [field('eventCategory', { equals: ['Data'] }), field('readOnly', { equals: ['true'] })],
    ],
    [
      'no category, but another field',
      [field('resources.type', { equals: ['AWS::S3::Object'] }), field('readOnly', { equals: ['true'] })],
    ],
    ['no field', []],
  ])('%s record nothing', (_name, fields) => {
    expect(recordedBy([{ kind: 'advanced', fields }], ARN)).toEqual(nothing);
  });

  it('add up, and do not mix', () => {
    const reads = advanced(field('readOnly', { equals: ['true'] }));
    const writes = advanced(field('readOnly', { equals: ['false'] }));
    const writesElsewhere = advanced(
      field('readOnly', { equals: ['false'] }),
      field('resources.ARN', { startsWith: ['arn:aws:s3:::other/'] }),
    );
    expect(recordedBy([reads, writes], ARN)).toEqual(both);
    expect(recordedBy([reads, writesElsewhere], ARN)).toEqual({ reads: true, writes: false });
  });
});
