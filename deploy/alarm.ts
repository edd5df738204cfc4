import { ref, when } from './intrinsics.js';
import { alarmNameOf } from './names.js';

interface Alarm {
  /** The last part of its name. */
  readonly name: string;
  /** What it means for the results. */
  readonly description: string;
  readonly metric: { readonly Namespace: string; readonly MetricName: string; readonly Dimensions: readonly object[] };
  readonly statistic: 'Sum' | 'Maximum';
  /** How many periods of five minutes it lasts before it counts. */
  readonly periods: number;
}

/** An alarm on anything above zero, sent to the topic of the parameters if there is one. */
export const alarm = ({ name, description, metric, statistic, periods }: Alarm) => ({
  Type: 'AWS::CloudWatch::Alarm',
  Properties: {
    AlarmName: alarmNameOf(name),
    AlarmDescription: description,
    ...metric,
    Statistic: statistic,
    Period: 300,
    EvaluationPeriods: periods,
    ComparisonOperator: 'GreaterThanThreshold',
    Threshold: 0,
    TreatMissingData: 'notBreaching',
    AlarmActions: when('HasAlarmTopic', [ref('AlarmTopicArn')]),
  },
});
