import { errorAnswer, trailNamed } from '../../../test/answers.js';
import { factTold, fronts, unreadAccount } from '../../../test/asks.js';
import { ACCOUNT, OTHER_ACCOUNT, REGION } from '../../../test/builders.js';
import { known, unknown } from '../../core/fact.js';

const groupOf = (accountId: string, name = 'trail') => `arn:aws:logs:${REGION}:${accountId}:log-group:${name}`;
const trails = (...groups: readonly string[]) => ({
  'cloudtrail:DescribeTrails': {
    trailList: groups.map((arn, index) => ({
      ...trailNamed(`trail-${index}`),
      CloudWatchLogsLogGroupArn: `${arn}:*`,
    })),
  },
});
const filter = (changes: object = {}, transformation: object = {}) => ({
  filterName: 's3-changes',
  filterPattern: '{ $.eventName = PutBucketPolicy }',
  metricTransformations: [
    { metricName: 'S3Changes', metricNamespace: 'Security', metricValue: '1', ...transformation },
  ],
  ...changes,
});
const filters = (...metricFilters: readonly object[]) => ({ 'logs:DescribeMetricFilters#trail': { metricFilters } });
const alarm = (changes: object = {}) => ({
  AlarmName: 's3-changes',
  MetricName: 'S3Changes',
  Namespace: 'Security',
  Statistic: 'Sum',
  Period: 300,
  EvaluationPeriods: 1,
  Threshold: 1,
  ComparisonOperator: 'GreaterThanOrEqualToThreshold',
  ActionsEnabled: true,
  AlarmActions: ['arn:aws:sns:eu-west-1:111122223333:security'],
  Dimensions: [],
  ...changes,
});
const alarms = (...MetricAlarms: readonly object[]) => ({ 'monitoring:DescribeAlarms': { MetricAlarms } });

describe.each(fronts)('metric filters of trails, %s', (front) => {
  const told = (...answers: readonly object[]) =>
    factTold(front, 'trailFilters', { account: Object.assign({}, ...answers) }, unreadAccount());
  const own = trails(groupOf(ACCOUNT));
  const inGroup = (value: unknown) => known([{ logGroup: groupOf(ACCOUNT), filters: value }]);
  const read = {
    name: 's3-changes',
    pattern: '{ $.eventName = PutBucketPolicy }',
    seesAll: true,
    alarms: [{ name: 's3-changes', isSetOff: true, acts: true }],
  };
  const alarmsWith = async (transformation: object, changes: object) => {
    const fact = await told(own, filters(filter({}, transformation)), alarms(alarm(changes)));
    type Group = { readonly filters: { readonly value: readonly { readonly alarms: readonly object[] }[] } };
    return (fact as { readonly value: readonly Group[] }).value[0]?.filters.value[0]?.alarms;
  };

  it('come with the alarms on their metrics', async () => {
    expect(await told(own, filters(filter()), alarms(alarm(), alarm({ MetricName: 'Other' })))).toEqual(
      inGroup(known([read])),
    );
  });

  it('are asked for once where two trails share a log group', async () => {
    const shared = trails(groupOf(ACCOUNT), groupOf(ACCOUNT));
    expect(await told(shared, filters(filter()), alarms(alarm()))).toEqual(inGroup(known([read])));
  });

  it('are none where no trail has a log group, or the group has none or is gone', async () => {
    expect(await told({ 'cloudtrail:DescribeTrails': { trailList: [trailNamed('all')] } })).toEqual(known([]));
    expect(await told(own, filters())).toEqual(inGroup(known([])));
    const gone = { 'logs:DescribeMetricFilters#trail': errorAnswer('ResourceNotFoundException') };
    expect(await told(own, gone)).toEqual(inGroup(known([])));
  });

  it('are unknown, each group by itself', async () => {
    const both = trails(groupOf(OTHER_ACCOUNT, 'organization'), groupOf(ACCOUNT));
    const refused = { 'logs:DescribeMetricFilters#trail': errorAnswer('AccessDeniedException') };
    expect(await told(both, refused)).toEqual(
      known([
        {
          logGroup: groupOf(OTHER_ACCOUNT, 'organization'),
          filters: unknown(
            'NOT_IN_SOURCE',
            `the log group organization is account ${OTHER_ACCOUNT}'s, whose metric filters cannot be read here`,
          ),
        },
        {
          logGroup: groupOf(ACCOUNT),
          filters: unknown('DENIED', 'logs:DescribeMetricFilters was denied for trail'),
        },
      ]),
    );
    const noAlarms = { 'monitoring:DescribeAlarms': errorAnswer('AccessDenied') };
    expect(await told(own, filters(filter()), noAlarms)).toEqual(
      inGroup(unknown('DENIED', 'cloudwatch:DescribeAlarms was denied')),
    );
  });

  it.each([
    ['some accounts or regions', { fieldSelectionCriteria: '@aws.region = "eu-west-1"' }],
    ['what a transformer made', { applyOnTransformedLogs: true }],
  ])('do not see all: %s', async (_, changes) => {
    expect(await told(own, filters(filter(changes)), alarms())).toMatchObject({
      value: [{ filters: { value: [{ seesAll: false }] } }],
    });
  });

  it.each<[string, boolean, object, object]>([
    ['one event reaches the threshold', true, {}, {}],
    ['one event exceeds the threshold', true, {}, { ComparisonOperator: 'GreaterThanThreshold', Threshold: 0 }],
    ['one event does not exceed the threshold', false, {}, { ComparisonOperator: 'GreaterThanThreshold' }],
    ['more events are asked for', false, {}, { Threshold: 5 }],
    ['an event counts more', true, { metricValue: '5' }, { Threshold: 5 }],
    ['the value is taken from the event', false, { metricValue: '$.size' }, {}],
    ['samples are counted, whatever the value', true, { metricValue: '$.size' }, { Statistic: 'SampleCount' }],
    ['the highest value', true, {}, { Statistic: 'Maximum' }],
    ['the average, which other values lower', false, {}, { Statistic: 'Average' }],
    ['too few events', false, {}, { ComparisonOperator: 'LessThanThreshold' }],
    ['several periods', false, {}, { EvaluationPeriods: 3 }],
    ['one of several periods', true, {}, { EvaluationPeriods: 3, DatapointsToAlarm: 1 }],
    ['a band instead of a threshold', false, {}, { Threshold: undefined }],
  ])('set an alarm off: %s: %s', async (_, isSetOff, transformation, changes) => {
    expect(await alarmsWith(transformation, changes)).toEqual([{ name: 's3-changes', isSetOff, acts: true }]);
  });

  it.each([
    ['has no action', { AlarmActions: [] }],
    ['has its actions off', { ActionsEnabled: false }],
  ])('an alarm does not act that %s', async (_, changes) => {
    expect(await alarmsWith({}, changes)).toEqual([{ name: 's3-changes', isSetOff: true, acts: false }]);
  });

  it.each<[string, object, object]>([
    ['is about another metric', {}, { MetricName: 'Other' }],
    ['is about another namespace', {}, { Namespace: 'Other' }],
    ['is about a part of the metric', {}, { Dimensions: [{ Name: 'Bucket', Value: 'app-data' }] }],
    ['is about several metrics', {}, { MetricName: undefined, Namespace: undefined, Metrics: [] }],
    ['sees no metric with dimensions as a whole', { dimensions: { Bucket: '$.bucket' } }, {}],
  ])('an alarm is none that %s', async (_, transformation, changes) => {
    expect(await alarmsWith(transformation, changes)).toEqual([]);
  });
});

it('filters and alarms are read page by page', async () => {
  const account = {
    ...trails(groupOf(ACCOUNT)),
    'logs:DescribeMetricFilters#trail': { metricFilters: [], nextToken: 'p2' },
    'logs:DescribeMetricFilters#trail#p2': { metricFilters: [filter()] },
    'monitoring:DescribeAlarms': { MetricAlarms: [], NextToken: 'p3' },
    'monitoring:DescribeAlarms#p3': { MetricAlarms: [alarm()] },
  };
  expect(await factTold('live', 'trailFilters', { account }, unreadAccount())).toMatchObject({
    value: [{ filters: { value: [{ alarms: [{ name: 's3-changes' }] }] } }],
  });
});
