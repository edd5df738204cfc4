import { alarm } from './alarm.js';
import type { Bundle } from './bundle.js';
import { functionResources } from './function-resources.js';
import { attribute, ref, roleArn } from './intrinsics.js';
import { failedQueueName, lostQueueName, redriveFunctionName, redriveRoleName, type Tier } from './names.js';
import { onlyOverTls, queue, queueMetric } from './queue.js';

/**
 * What becomes of events that Lambda gave up on: a queue whose messages are run again after a while, a queue for those
 * that fail on, and alarms.
 */
export const failedEvents = (tier: Tier, redrive: Bundle): Readonly<Record<string, object>> => ({
  FailedEvents: queue(failedQueueName(tier), {
    // What broke the first three attempts, which take some minutes, should have time to pass.
    DelaySeconds: 300,
    VisibilityTimeout: 6 * REDRIVE_TIMEOUT_SECONDS,
    RedrivePolicy: { deadLetterTargetArn: attribute('LostEvents', 'Arn'), maxReceiveCount: 3 },
  }),
  FailedEventsPolicy: onlyOverTls('FailedEvents'),
  LostEvents: queue(lostQueueName(tier), {}),
  LostEventsPolicy: onlyOverTls('LostEvents'),
  ...functionResources('Redrive', {
    name: redriveFunctionName(tier),
    description: 'Runs events again that an evaluator failed on',
    role: roleArn(redriveRoleName),
    bundle: redrive,
    memorySize: 256,
    timeout: REDRIVE_TIMEOUT_SECONDS,
  }),
  RedriveMapping: {
    Type: 'AWS::Lambda::EventSourceMapping',
    Properties: {
      EventSourceArn: attribute('FailedEvents', 'Arn'),
      FunctionName: ref('RedriveFunction'),
      BatchSize: 1,
      // After an outage they come in crowds, and their reads share quotas with the rest of the account.
      ScalingConfig: { MaximumConcurrency: 2 },
    },
  },
  FailedEventsAlarm: alarm({
    name: `${tier}-failed-events`,
    description: 'Events that evaluators failed on wait and are not run again.',
    metric: queueMetric('FailedEvents'),
    statistic: 'Maximum',
    periods: 12,
  }),
  LostEventsAlarm: alarm({
    name: `${tier}-lost-events`,
    description:
      'Events could not be judged in several attempts, so results may be out of date. See the log of the function, put it right and start a redrive of the queue, or re-evaluate the rule.',
    metric: queueMetric('LostEvents'),
    statistic: 'Maximum',
    periods: 1,
  }),
});

/** As long as an evaluator may run, since it waits for one. */
const REDRIVE_TIMEOUT_SECONDS = 900;
