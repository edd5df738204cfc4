import { ACCOUNT, REGION } from '../builders.js';
import type { RawItem } from '../items.js';
import { RULE_NAME, TOKEN } from './state.js';

/** When the notifications of these events were made: five minutes after `CAPTURED` of the items. */
export const NOTIFIED = '2026-11-20T08:05:00.000Z';

/** Members of an event, or of its invoking event, that a test wants otherwise; `undefined` takes one away. */
export interface EventChanges {
  readonly event?: Readonly<Record<string, unknown>>;
  readonly invokingEvent?: Readonly<Record<string, unknown>>;
  /** Written as Config writes them: texts, in a JSON text. */
  readonly parameters?: Readonly<Record<string, string>>;
}

/** The event of a changed resource; shape: SAMPLES `s3-bucket.event.2025-victoraldir-default-tagged`. */
export const changeEvent = (item: RawItem, changes: EventChanges = {}): object =>
  eventWith(
    {
      configurationItemDiff: null,
      configurationItem: item,
      notificationCreationTime: NOTIFIED,
      messageType: 'ConfigurationItemChangeNotification',
      recordVersion: '1.3',
    },
    changes,
  );

/** The event of a change whose item is too large to be sent; shape: SAMPLES `envelope.event.oversized-powertools`. */
export const oversizedEvent = (item: RawItem, changes: EventChanges = {}): object => {
  const { configuration: _configuration, supplementaryConfiguration: _supplementary, ...rest } = item;
  const { tags: _tags, relationships: _relationships, relatedEvents: _events, ...summary } = rest;
  return eventWith(
    {
      configurationItemSummary: { changeType: 'UPDATE', ...summary },
      s3DeliverySummary: { s3BucketLocation: 'config-bucket/AWSLogs/x.json.gz', errorCode: null, errorMessage: null },
      notificationCreationTime: NOTIFIED,
      messageType: 'OversizedConfigurationItemChangeNotification',
      recordVersion: '1.0',
    },
    changes,
  );
};

/** The event of a daily run; shape: SAMPLES `envelope.event.scheduled-powertools`. */
export const scheduledEvent = (changes: EventChanges = {}): object =>
  eventWith(
    {
      awsAccountId: ACCOUNT,
      notificationCreationTime: NOTIFIED,
      messageType: 'ScheduledNotification',
      recordVersion: '1.0',
    },
    changes,
  );

const eventWith = (invokingEvent: object, { event, invokingEvent: inner, parameters }: EventChanges): object => ({
  version: '1.0',
  invokingEvent: JSON.stringify({ ...invokingEvent, ...inner }),
  ruleParameters: parameters ? JSON.stringify(parameters) : '{}',
  resultToken: TOKEN,
  eventLeftScope: false,
  executionRoleArn: `arn:aws:iam::${ACCOUNT}:role/aws-service-role/config.amazonaws.com/AWSServiceRoleForConfig`,
  configRuleArn: `arn:aws:config:${REGION}:${ACCOUNT}:config-rule/config-rule-szsm1u`,
  configRuleName: RULE_NAME,
  configRuleId: 'config-rule-szsm1u',
  accountId: ACCOUNT,
  evaluationMode: 'DETECTIVE',
  ...event,
});
