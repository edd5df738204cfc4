import type { EventSelector, FieldSelector } from '../../../src/core/event-selectors.js';
import { type Fact, known, unknown } from '../../../src/core/fact.js';
import type { DataEventRecorder, DataEventRecorders } from '../../../src/core/facts.js';
import { ParameterError } from '../../../src/core/parameters.js';
import { ACCOUNT, accountWith } from '../../../test/builders.js';
import { testRule } from '../../../test/rule-tester.js';
import rule from './rule.js';

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

const ofType = (type: string, ...more: readonly FieldSelector[]): EventSelector => ({
  kind: 'advanced',
  fields: [field('eventCategory', { equals: ['Data'] }), field('resources.type', { equals: [type] }), ...more],
});
const advanced = (...more: readonly FieldSelector[]) => ofType('AWS::S3::Object', ...more);
const arns = (operators: Operators) => field('resources.ARN', operators);
const reads = field('readOnly', { equals: ['true'] });
const writes = field('readOnly', { equals: ['false'] });

const basic = (
  objectArns: readonly string[],
  readWriteType: 'All' | 'ReadOnly' | 'WriteOnly' = 'All',
): EventSelector => ({ kind: 'basic', readWriteType, managementEvents: true, objectArns });
const everything = basic(['arn:aws:s3']);

type Told = Partial<Omit<DataEventRecorder, 'selectors'>> & {
  readonly selectors?: readonly EventSelector[] | Fact<readonly EventSelector[]>;
};

/** A trail of all regions that is logging, into a bucket of another account unless told. */
const trail = ({ selectors = [everything], ...told }: Told = {}): DataEventRecorder => ({
  kind: 'trail',
  name: 'audit',
  arn: `arn:aws:cloudtrail:us-east-1:${ACCOUNT}:trail/audit`,
  isMultiRegion: true,
  isOrganization: false,
  bucket: null,
  isRecording: known(true),
  ...told,
  selectors: 'known' in selectors ? selectors : known(selectors),
});
const store = (told: Told = {}) => trail({ kind: 'event data store', name: 'lake', ...told });

const account = (recorders: readonly DataEventRecorder[], unlisted: DataEventRecorders['unlisted'] = []) =>
  accountWith({ dataEventRecorders: { recorders, unlisted } });

const denied = (action: string) => unknown('DENIED', `${action} was denied`);
const hiddenSelectors = denied('cloudtrail:GetEventSelectors');

const inAllBuckets = 'AWS::S3::Object in all buckets';
const notRecorded = `CloudTrail does not record reads of ${inAllBuckets}, writes of ${inAllBuckets}.`;

testRule(rule, {
  compliant: [
    {
      name: 'a basic selector of all buckets',
      resource: account([trail()]),
      code: 'RECORDED',
      reason: `CloudTrail records reads of ${inAllBuckets}, writes of ${inAllBuckets} by trail audit.`,
    },
    {
      name: 'a basic selector as the console writes it',
      resource: account([trail({ selectors: [basic(['arn:aws:s3:::'])] })]),
      code: 'RECORDED',
    },
    {
      name: 'an advanced selector (D12)',
      resource: account([trail({ selectors: [advanced()] })]),
      code: 'RECORDED',
    },
    {
      name: 'an advanced selector that begins with all buckets',
      resource: account([trail({ selectors: [advanced(arns({ startsWith: ['arn:aws:s3:::'] }))] })]),
      code: 'RECORDED',
    },
    {
      name: "an advanced selector without the service's own events, as AWS advises",
      resource: account([trail({ selectors: [advanced(field('eventType', { notEquals: ['AwsServiceEvent'] }))] })]),
      code: 'RECORDED',
    },
    {
      name: 'an event data store',
      resource: account([store({ selectors: [advanced()] })]),
      code: 'RECORDED',
      reason: /by event data store lake\.$/,
    },
    {
      name: 'reads by one trail and writes by another',
      resource: account([
        trail({ name: 'reads', selectors: [advanced(reads)] }),
        trail({ name: 'writes', selectors: [basic(['arn:aws:s3'], 'WriteOnly')] }),
      ]),
      code: 'RECORDED',
      reason: /by trail reads, trail writes\.$/,
    },
    {
      name: 'reads and writes by two selectors of one trail',
      resource: account([trail({ selectors: [advanced(reads), advanced(writes)] })]),
      code: 'RECORDED',
    },
    {
      name: 'another partition',
      resource: account([
        trail({
          arn: 'arn:aws-cn:cloudtrail:cn-north-1:111122223333:trail/audit',
          selectors: [basic(['arn:aws-cn:s3'])],
        }),
      ]),
      code: 'RECORDED',
    },
    {
      name: "the trail's own bucket is left out (D14)",
      resource: account([
        trail({ bucket: 'audit-logs', selectors: [advanced(arns({ notStartsWith: ['arn:aws:s3:::audit-logs/'] }))] }),
      ]),
      code: 'RECORDED',
      reason: /It leaves out objects of a trail's own bucket: arn:aws:s3:::audit-logs\/\*\.$/,
    },
    {
      name: 'the bucket of another trail is left out',
      resource: account([
        trail({ selectors: [advanced(arns({ notStartsWith: ['arn:aws:s3:::other-logs/'] }))] }),
        trail({ name: 'other', bucket: 'other-logs', selectors: [] }),
      ]),
      code: 'RECORDED',
    },
    {
      name: 'what one leaves out another records',
      resource: account([
        trail({ name: 'a', selectors: [advanced(arns({ notStartsWith: ['arn:aws:s3:::one/'] }))] }),
        trail({ name: 'b', selectors: [advanced(arns({ notStartsWith: ['arn:aws:s3:::two/'] }))] }),
      ]),
      code: 'RECORDED',
      reason: /by trail a, trail b\.$/,
    },
    {
      name: 'one of two leaves a bucket out',
      resource: account([
        trail({ selectors: [advanced(arns({ notStartsWith: ['arn:aws:s3:::one/'] }))] }),
        store({ selectors: [advanced()] }),
      ]),
      code: 'RECORDED',
    },
    {
      name: 'the trail records what it delivers to its own bucket (D14)',
      resource: account([trail({ bucket: 'audit-logs' })]),
      code: 'FEEDBACK_LOOP',
      reason:
        /^Where a trail's own bucket is in a recorded account, each delivery causes another one: trail audit into audit-logs\. /,
    },
    {
      name: 'the trail records reads alone of its own bucket, which its deliveries are not',
      resource: account([
        trail({ bucket: 'audit-logs', selectors: [advanced(reads)] }),
        store({ selectors: [advanced(writes)] }),
      ]),
      code: 'RECORDED',
    },
    {
      name: 'writes alone are asked for',
      resource: account([trail({ selectors: [advanced(writes)] })]),
      parameters: { readWrite: 'WriteOnly' },
      code: 'RECORDED',
      reason: `CloudTrail records writes of ${inAllBuckets} by trail audit.`,
    },
    {
      name: 'reads alone are asked for',
      resource: account([trail({ selectors: [basic(['arn:aws:s3'], 'ReadOnly')] })]),
      parameters: { readWrite: 'ReadOnly' },
      code: 'RECORDED',
    },
    {
      name: 'the buckets named, each by another selector',
      resource: account([
        trail({
          selectors: [basic(['arn:aws:s3:::one/']), advanced(arns({ startsWith: ['arn:aws:s3:::two/'] }))],
        }),
      ]),
      parameters: { bucketNames: 'one, two' },
      code: 'RECORDED',
      reason: /reads of AWS::S3::Object in one, writes of AWS::S3::Object in one, reads of AWS::S3::Object in two/,
    },
    {
      name: 'a bucket is left out that is not named',
      resource: account([trail({ selectors: [advanced(arns({ notStartsWith: ['arn:aws:s3:::two/'] }))] })]),
      parameters: { bucketNames: 'one' },
      code: 'RECORDED',
    },
    {
      name: 'a trail of one region, where that suffices',
      resource: account([trail({ isMultiRegion: false })]),
      parameters: { requireMultiRegion: 'false' },
      code: 'RECORDED',
    },
    ...['AWS::S3::AccessPoint', 'AWS::S3Express::Object', 'AWS::S3Tables::Table', 'AWS::S3Tables::TableBucket'].map(
      (type) => ({
        name: `data events of ${type} as well`,
        resource: account([trail({ selectors: [everything, ofType(type)] })]),
        parameters: { includeTypes: `AWS::S3::Object,${type}` },
        code: 'RECORDED',
      }),
    ),
    {
      name: "directory buckets by their service's source",
      resource: account([
        trail({
          selectors: [ofType('AWS::S3Express::Object', field('eventSource', { equals: ['s3express.amazonaws.com'] }))],
        }),
      ]),
      parameters: { includeTypes: 'AWS::S3Express::Object' },
      code: 'RECORDED',
    },
    {
      name: "an organization's trail that hides its selectors, where it is taken for granted",
      resource: account([trail({ isOrganization: true, selectors: hiddenSelectors, isRecording: hiddenSelectors })]),
      parameters: { organizationTrailCovers: 'true' },
      code: 'RECORDED',
    },
    {
      name: "an organization's trail that hides its selectors, beside a trail of one's own",
      resource: account([trail({ name: 'org', isOrganization: true, selectors: hiddenSelectors }), trail()]),
      code: 'RECORDED',
    },
    {
      name: 'stores cannot be listed, and a trail records everything',
      resource: account([trail()], [denied('cloudtrail:ListEventDataStores')]),
      code: 'RECORDED',
    },
  ],
  nonCompliant: [
    {
      name: 'no trail at all',
      resource: account([]),
      code: 'NOT_RECORDED',
      reason: notRecorded,
      evidence: ['dataEventRecorders', 'dataEventRecorders'],
    },
    {
      name: 'management events alone',
      resource: account([trail({ selectors: [basic([])] })]),
      code: 'NOT_RECORDED',
      reason: notRecorded,
    },
    {
      name: 'reads alone (D12)',
      resource: account([trail({ selectors: [advanced(reads)] })]),
      code: 'NOT_RECORDED',
      reason: `CloudTrail does not record writes of ${inAllBuckets}.`,
    },
    {
      name: 'writes alone',
      resource: account([trail({ selectors: [basic(['arn:aws:s3'], 'WriteOnly')] })]),
      code: 'NOT_RECORDED',
      reason: `CloudTrail does not record reads of ${inAllBuckets}.`,
    },
    {
      name: 'a trail that is stopped',
      resource: account([trail({ isRecording: known(false) })]),
      code: 'NOT_RECORDED',
      reason: `${notRecorded} Not counted in full: trail audit is stopped.`,
    },
    {
      name: 'a trail of one region',
      resource: account([trail({ isMultiRegion: false })]),
      code: 'NOT_RECORDED',
      reason: `${notRecorded} Not counted in full: trail audit is of one region alone.`,
    },
    {
      name: 'some buckets alone',
      resource: account([trail({ selectors: [basic(['arn:aws:s3:::one/', 'arn:aws:s3:::two/'])] })]),
      code: 'NOT_RECORDED',
      reason: `${notRecorded} Not counted in full: trail audit records only some by resources.ARN.`,
    },
    ...[
      field('eventName', { equals: ['PutObject'] }),
      field('eventName', { notEquals: ['HeadObject'] }),
      field('userIdentity.arn', { notStartsWith: ['arn:aws:sts::111122223333:assumed-role/app'] }),
      field('sessionCredentialFromConsole', { equals: ['true'] }),
      field('eventSource', { equals: ['s3express.amazonaws.com'] }),
      field('eventType', { equals: ['AwsServiceEvent'] }),
      arns({ startsWith: ['arn:aws:s3:::one/'] }),
      arns({ endsWith: ['.csv'] }),
    ].map((narrow) => ({
      name: `an advanced selector narrowed by ${narrow.field}: ${JSON.stringify(Object.entries(narrow).filter(([, value]) => value.length > 0 && typeof value !== 'string'))}`,
      resource: account([trail({ selectors: [advanced(narrow)] })]),
      code: 'NOT_RECORDED',
      reason: `${notRecorded} Not counted in full: trail audit records only some by ${narrow.field}.`,
    })),
    {
      name: 'another type of resource',
      resource: account([trail({ selectors: [ofType('AWS::S3::AccessPoint')] })]),
      code: 'NOT_RECORDED',
      reason: notRecorded,
    },
    {
      name: 'another partition',
      resource: account([trail({ selectors: [basic(['arn:aws-cn:s3'])] })]),
      code: 'NOT_RECORDED',
    },
    {
      name: 'a type that only advanced selectors know',
      resource: account([trail()]),
      parameters: { includeTypes: 'AWS::S3::Object, AWS::S3::AccessPoint' },
      code: 'NOT_RECORDED',
      reason: 'CloudTrail does not record reads of AWS::S3::AccessPoint, writes of AWS::S3::AccessPoint.',
    },
    {
      name: 'one of the buckets named',
      resource: account([trail({ selectors: [basic(['arn:aws:s3:::one/'])] })]),
      parameters: { bucketNames: 'one,two', readWrite: 'WriteOnly' },
      code: 'NOT_RECORDED',
      reason: /^CloudTrail does not record writes of AWS::S3::Object in two\./,
    },
    {
      name: 'a bucket is left out',
      resource: account([trail({ selectors: [advanced(arns({ notStartsWith: ['arn:aws:s3:::payroll/'] }))] })]),
      code: 'ARNS_EXCLUDED',
      reason: `CloudTrail leaves out arn:aws:s3:::payroll/* of reads of ${inAllBuckets}, writes of ${inAllBuckets}, recorded by trail audit.`,
      evidence: ['dataEventRecorders', 'dataEventRecorders'],
    },
    {
      name: 'one object is left out',
      resource: account([trail({ selectors: [advanced(arns({ notEquals: ['arn:aws:s3:::payroll/a'] }))] })]),
      code: 'ARNS_EXCLUDED',
      reason: /leaves out arn:aws:s3:::payroll\/a of/,
    },
    {
      name: 'objects with an end are left out',
      resource: account([trail({ selectors: [advanced(arns({ notEndsWith: ['.tmp'] }))] })]),
      code: 'ARNS_EXCLUDED',
      reason: /leaves out \*\.tmp of/,
    },
    {
      name: "buckets that begin like the trail's own are left out",
      resource: account([
        trail({ bucket: 'audit-logs', selectors: [advanced(arns({ notStartsWith: ['arn:aws:s3:::audit-logs'] }))] }),
      ]),
      code: 'ARNS_EXCLUDED',
      reason: /leaves out arn:aws:s3:::audit-logs\* of/,
    },
    {
      name: 'both of two leave the same out, one more than the other',
      resource: account([
        trail({ name: 'a', selectors: [advanced(arns({ notStartsWith: ['arn:aws:s3:::one/'] }))] }),
        trail({ name: 'b', selectors: [advanced(arns({ notStartsWith: ['arn:aws:s3:::one/logs/'] }))] }),
      ]),
      code: 'ARNS_EXCLUDED',
      reason: /leaves out arn:aws:s3:::one\/logs\/\* of/,
    },
    {
      name: 'a part of the bucket named is left out',
      resource: account([trail({ selectors: [advanced(arns({ notStartsWith: ['arn:aws:s3:::one/logs/'] }))] })]),
      parameters: { bucketNames: 'one' },
      code: 'ARNS_EXCLUDED',
    },
    {
      name: "an organization's trail that is known to record management events alone, although it is taken for granted",
      resource: account([trail({ isOrganization: true, selectors: [] })]),
      parameters: { organizationTrailCovers: 'true' },
      code: 'NOT_RECORDED',
    },
    {
      name: 'no trail of the organization is there to be taken for granted',
      resource: account([]),
      parameters: { organizationTrailCovers: 'true' },
      code: 'NOT_RECORDED',
    },
    {
      name: 'a trail of one region that hides its selectors',
      resource: account([trail({ isMultiRegion: false, selectors: hiddenSelectors })]),
      code: 'NOT_RECORDED',
    },
    {
      name: 'a trail that is stopped and hides its selectors',
      resource: account([trail({ isRecording: known(false), selectors: hiddenSelectors })]),
      code: 'NOT_RECORDED',
    },
    {
      name: 'reads alone, and whether that trail is logging is hidden',
      resource: account([trail({ selectors: [advanced(reads)], isRecording: denied('cloudtrail:GetTrailStatus') })]),
      code: 'NOT_RECORDED',
      reason: `CloudTrail does not record writes of ${inAllBuckets}.`,
    },
  ],
  notApplicable: [],
  insufficientData: [
    {
      name: 'nothing could be listed',
      resource: accountWith({ dataEventRecorders: denied('cloudtrail:DescribeTrails') }),
      code: 'DENIED',
      reason: 'cloudtrail:DescribeTrails was denied.',
    },
    {
      name: "an organization's trail hides its selectors in a member account",
      resource: account([trail({ isOrganization: true, selectors: hiddenSelectors })]),
      code: 'DENIED',
      reason: `Whether reads of ${inAllBuckets}, writes of ${inAllBuckets} are recorded is unknown: cloudtrail:GetEventSelectors was denied.`,
    },
    {
      name: "an account's own trail hides its selectors, where the organization's are taken for granted",
      resource: account([trail({ selectors: hiddenSelectors })]),
      parameters: { organizationTrailCovers: 'true' },
      code: 'DENIED',
    },
    {
      name: 'whether a trail that would do is logging is hidden',
      resource: account([trail({ isRecording: denied('cloudtrail:GetTrailStatus') })]),
      code: 'DENIED',
      reason: /cloudtrail:GetTrailStatus was denied\.$/,
    },
    {
      name: 'a trail leaves a bucket out that one which hides its selectors may record',
      resource: account([
        trail({ selectors: [advanced(arns({ notStartsWith: ['arn:aws:s3:::payroll/'] }))] }),
        trail({ name: 'org', isOrganization: true, selectors: hiddenSelectors }),
      ]),
      code: 'DENIED',
    },
    {
      name: 'stores cannot be listed, and no trail records everything',
      resource: account([trail({ selectors: [basic([])] })], [denied('cloudtrail:ListEventDataStores')]),
      code: 'DENIED',
      reason: /cloudtrail:ListEventDataStores was denied\.$/,
    },
  ],
});

describe('parameters of s3-object-data-events', () => {
  it.each([
    [{ readWrite: 'Both' }, 'readWrite must be one of All, WriteOnly, ReadOnly, got "Both"'],
    [{ bucketNames: 'arn:aws:s3:::one' }, 'bucketNames must be a comma-separated list of items that match'],
    [{ requireMultiRegion: 'yes' }, 'requireMultiRegion must be true or false, got "yes"'],
    [{ includeTypes: 'AWS::S3::Bucket' }, 'includeTypes must be a comma-separated list of AWS::S3::Object, '],
    [{ organizationTrailCovers: '1' }, 'organizationTrailCovers must be true or false, got "1"'],
  ])('refuses %j', (given, message) => {
    expect(() => rule.readParameters(given)).toThrow(ParameterError);
    expect(() => rule.readParameters(given)).toThrow(message);
  });
});
