import type { AlarmedFilter, MetricAlarm, TrailFilters } from '../../core/change-alerting.js';
import { type Fact, known, unknown } from '../../core/fact.js';
import type { Ask } from './ask.js';
import { accountQuestion, type FactFunctions } from './fact-functions.js';
import {
  anyTextOf,
  booleanOf,
  elementsOf,
  malformed,
  memberOf,
  objectOf,
  optional,
  type Part,
  textOf,
} from './part.js';
import { factOfReply, replyToAll } from './reply.js';
import { arnOfLogGroup, type LogGroup, listTrails } from './trails.js';

/** Metric filters and their alarms on the log groups of the trails in force in a region. */
export const accountTrailFilters: FactFunctions<'account'> = {
  trailFilters: async ({ ask, resource }) => {
    const { accountId, region } = resource.identity;
    const trails = await listTrails(ask, region);
    if (!trails.known) return trails;
    const groups = trails.value.flatMap(({ logGroup }) => logGroup ?? []);
    const each = new Map(groups.map((group) => [arnOfLogGroup(group), group]));
    const found: TrailFilters[] = [];
    for (const [logGroup, group] of each) {
      const filters = group.accountId === accountId ? await readFilters(ask, group) : elsewhere(group);
      found.push({ logGroup, filters });
    }
    return known(found);
  },
};

/** An organization's trail delivers in its management account. */
const elsewhere = ({ name, accountId }: LogGroup): Fact<never> =>
  unknown('NOT_IN_SOURCE', `the log group ${name} is account ${accountId}'s, whose metric filters cannot be read here`);

const readFilters = async (ask: Ask, { name, region }: LogGroup): Promise<Fact<readonly AlarmedFilter[]>> => {
  const question = accountQuestion('logs:DescribeMetricFilters', { logGroupName: name }, region, name);
  const reply = await replyToAll(ask, question, { list: 'metricFilters', token: 'nextToken' });
  const filters = factOfReply(question, reply, (all) => all.map(filterFrom), []);
  if (!filters.known || filters.value.length === 0) return filters.known ? known([]) : filters;
  const alarms = await readAlarms(ask, region);
  if (!alarms.known) return alarms;
  return known(filters.value.map(({ metrics, ...filter }) => ({ ...filter, alarms: alarmsOf(metrics, alarms.value) })));
};

interface CountedFilter extends Omit<AlarmedFilter, 'alarms'> {
  readonly metrics: readonly Metric[];
}

/** What a filter counts an event as. */
interface Metric {
  readonly name: string;
  readonly namespace: string;
  /** Null where it is taken from the event. */
  readonly value: number | null;
}

const filterFrom = (filter: Part): CountedFilter => ({
  name: textOf(memberOf(filter, 'filterName')),
  pattern: optional(memberOf(filter, 'filterPattern'), anyTextOf) ?? '',
  seesAll:
    (optional(memberOf(filter, 'fieldSelectionCriteria'), anyTextOf) ?? '') === '' &&
    !(optional(memberOf(filter, 'applyOnTransformedLogs'), booleanOf) ?? false),
  metrics: elementsOf(memberOf(filter, 'metricTransformations')).flatMap(metricFrom),
});

/** A metric with dimensions is one metric for each of their values, which no alarm looks at as a whole. */
const metricFrom = (transformation: Part): readonly Metric[] => {
  const dimensions = optional(memberOf(transformation, 'dimensions'), objectOf) ?? {};
  if (Object.keys(dimensions).length > 0) return [];
  const value = textOf(memberOf(transformation, 'metricValue'));
  return [
    {
      name: textOf(memberOf(transformation, 'metricName')),
      namespace: textOf(memberOf(transformation, 'metricNamespace')),
      value: /^\d+(\.\d+)?$/.test(value) ? Number(value) : null,
    },
  ];
};

/** An alarm on one metric without dimensions. */
interface ListedAlarm {
  readonly name: string;
  readonly metricName: string;
  readonly namespace: string;
  readonly acts: boolean;
  readonly isSetOffBy: (value: number | null) => boolean;
}

const readAlarms = async (ask: Ask, region: string): Promise<Fact<readonly ListedAlarm[]>> => {
  const question = accountQuestion('monitoring:DescribeAlarms', { AlarmTypes: ['MetricAlarm'] }, region);
  const reply = await replyToAll(ask, question, { list: 'MetricAlarms', token: 'NextToken' });
  return factOfReply(question, reply, (alarms) => alarms.flatMap(alarmFrom));
};

/** None that is about several metrics, or about one by dimensions. */
const alarmFrom = (alarm: Part): readonly ListedAlarm[] => {
  const metric = optional(memberOf(alarm, 'MetricName'), textOf);
  const namespace = optional(memberOf(alarm, 'Namespace'), textOf);
  const dimensions = optional(memberOf(alarm, 'Dimensions'), elementsOf) ?? [];
  if (metric === null || namespace === null || dimensions.length > 0) return [];
  const actions = optional(memberOf(alarm, 'AlarmActions'), elementsOf) ?? [];
  return [
    {
      name: textOf(memberOf(alarm, 'AlarmName')),
      metricName: metric,
      namespace,
      acts: actions.length > 0 && (optional(memberOf(alarm, 'ActionsEnabled'), booleanOf) ?? true),
      isSetOffBy: setOffBy(alarm),
    },
  ];
};

/** Whether the value of a single event breaches the threshold, and one period that breaches it is enough. */
const setOffBy = (alarm: Part): ListedAlarm['isSetOffBy'] => {
  const statistic = optional(memberOf(alarm, 'Statistic'), textOf);
  const comparison = optional(memberOf(alarm, 'ComparisonOperator'), textOf);
  const threshold = optional(memberOf(alarm, 'Threshold'), numberOf);
  const periods = optional(memberOf(alarm, 'DatapointsToAlarm'), numberOf);
  const needed = periods ?? optional(memberOf(alarm, 'EvaluationPeriods'), numberOf);
  return (value) => {
    const reached = statistic === 'SampleCount' ? 1 : ['Sum', 'Maximum'].includes(statistic ?? '') ? value : null;
    if (reached === null || threshold === null || needed !== 1) return false;
    if (comparison === 'GreaterThanOrEqualToThreshold') return reached >= threshold;
    return comparison === 'GreaterThanThreshold' && reached > threshold;
  };
};

const numberOf = (part: Part): number => {
  if (typeof part.value !== 'number') throw malformed(part, 'a number');
  return part.value;
};

const alarmsOf = (metrics: readonly Metric[], alarms: readonly ListedAlarm[]): readonly MetricAlarm[] =>
  metrics.flatMap(({ name: metric, namespace, value }) =>
    alarms
      .filter((one) => one.metricName === metric && one.namespace === namespace)
      .map(({ name, acts, isSetOffBy }) => ({ name, acts, isSetOff: isSetOffBy(value) })),
  );
