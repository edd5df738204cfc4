import { ACCOUNT, REGION } from '../../test/builders.js';
import { changeEvent, oversizedEvent, scheduledEvent } from '../../test/fake-aws/events.js';
import { eventItem } from '../../test/items.js';
import { parseEvent, RuleEventError } from './event.js';

const item = eventItem();

describe('an event', () => {
  it('of a change carries its item and whose rule it is', () => {
    expect(parseEvent(changeEvent(item))).toEqual({
      messageType: 'ConfigurationItemChangeNotification',
      item,
      notificationTime: new Date('2026-11-20T08:05:00.000Z'),
      ruleParameters: '{}',
      resultToken: 'example-token',
      eventLeftScope: false,
      isProactive: false,
      region: REGION,
      accountId: ACCOUNT,
    });
  });

  it('trap 1: of an oversized item carries its summary, which has no configuration', () => {
    const event = parseEvent(oversizedEvent(item));
    expect(event).toMatchObject({
      messageType: 'OversizedConfigurationItemChangeNotification',
      item: { resourceId: 'app-data', configurationStateId: Date.parse('2026-11-20T08:00:00.000Z') },
    });
    expect('item' in event && 'configuration' in event.item).toBe(false);
  });

  it('of a schedule carries its time and the name under which results are stored', () => {
    expect(parseEvent(scheduledEvent())).toMatchObject({
      messageType: 'ScheduledNotification',
      notificationTime: new Date('2026-11-20T08:05:00.000Z'),
      configRuleName: 'example-rule-conformance-pack-szsm1uv0w',
    });
  });

  it('of a delivered snapshot is one of a schedule', () => {
    const messageType = 'ConfigurationSnapshotDeliveryCompleted';
    expect(parseEvent(scheduledEvent({ invokingEvent: { messageType } }))).toMatchObject({ messageType });
  });

  it("trap 57: takes the region from the rule's ARN in every partition", () => {
    const configRuleArn = 'arn:aws-us-gov:config:us-gov-west-1:444455556666:config-rule/config-rule-x';
    expect(parseEvent(scheduledEvent({ event: { configRuleArn } }))).toMatchObject({
      region: 'us-gov-west-1',
      accountId: '444455556666',
    });
  });

  it('proactive is said by its mode alone, and a missing mode is detective', () => {
    const of = (evaluationMode: unknown) => parseEvent(changeEvent(item, { event: { evaluationMode } }));
    expect(of('PROACTIVE')).toMatchObject({ isProactive: true });
    expect(of(undefined)).toMatchObject({ isProactive: false });
  });

  it('left scope only where it says true', () => {
    const of = (eventLeftScope: unknown) => parseEvent(changeEvent(item, { event: { eventLeftScope } }));
    expect(of(true)).toMatchObject({ eventLeftScope: true });
    expect(of(undefined)).toMatchObject({ eventLeftScope: false });
  });
});

describe('trap 9: rule parameters', () => {
  it.each([
    ['absent', undefined],
    ['null', null],
    ['empty', ''],
    ['blank', ' \n'],
  ])('that are %s are none', (_, ruleParameters) => {
    expect(parseEvent(scheduledEvent({ event: { ruleParameters } }))).toMatchObject({ ruleParameters: '' });
  });
});

describe('trap 11: what is optional may be missing', () => {
  it("as in the documentation's smallest change, which has no time of its own", () => {
    const event = changeEvent(item, {
      event: { version: undefined, executionRoleArn: undefined, configRuleId: undefined, configRuleName: undefined },
      invokingEvent: {
        notificationCreationTime: undefined,
        recordVersion: undefined,
        configurationItemDiff: undefined,
      },
    });
    expect(parseEvent(event)).toMatchObject({ notificationTime: null, item });
  });

  it.each(['yesterday', 20261120, null])('and a time that is none (%p) is missing', (notificationCreationTime) => {
    const event = changeEvent(item, { invokingEvent: { notificationCreationTime } });
    expect(parseEvent(event)).toMatchObject({ notificationTime: null });
  });
});

describe('trap 13: an unknown message', () => {
  it('is told with its type and nothing else is demanded', () => {
    const invokingEvent = JSON.stringify({ messageType: 'ConfigRulesEvaluationStarted' });
    expect(parseEvent({ invokingEvent })).toEqual({ messageType: 'unknown', given: 'ConfigRulesEvaluationStarted' });
  });
});

describe('J15: an event that is not what Config sends', () => {
  const without = (member: string) => changeEvent(item, { event: { [member]: undefined } });

  it.each([
    ['no object', null, 'event must be an object, got null'],
    ['a list', [], 'event must be an object, got an array'],
    ['no invokingEvent', without('invokingEvent'), 'event.invokingEvent must be text, got undefined'],
    ['one already parsed', { invokingEvent: {} }, 'event.invokingEvent must be text, got a object'],
    [
      'one that is not JSON',
      { invokingEvent: 'secret' },
      'event.invokingEvent must be text that holds JSON, got other text',
    ],
    ['one that is no object', { invokingEvent: '7' }, 'invokingEvent must be an object, got a number'],
    ['no message type', { invokingEvent: '{}' }, 'invokingEvent.messageType must be text, got undefined'],
    ['no token', without('resultToken'), 'event.resultToken must be text, got undefined'],
    [
      'an empty token',
      changeEvent(item, { event: { resultToken: '' } }),
      'event.resultToken must be text, got empty text',
    ],
    ['no ARN', without('configRuleArn'), 'event.configRuleArn must be text, got undefined'],
    [
      'the ARN of something else',
      changeEvent(item, { event: { configRuleArn: 'arn:aws:s3:::app-data' } }),
      "event.configRuleArn must be a rule's ARN, got other text",
    ],
    [
      'no item',
      changeEvent(item, { invokingEvent: { configurationItem: undefined } }),
      'invokingEvent.configurationItem must be an object, got undefined',
    ],
    [
      'no summary',
      oversizedEvent(item, { invokingEvent: { configurationItemSummary: null } }),
      'invokingEvent.configurationItemSummary must be an object, got null',
    ],
    [
      'a run without a time, by which its results are ordered',
      scheduledEvent({ invokingEvent: { notificationCreationTime: undefined } }),
      'invokingEvent.notificationCreationTime must be a time, got undefined',
    ],
    [
      'a run without the name of its results',
      scheduledEvent({ event: { configRuleName: '' } }),
      'event.configRuleName must be text, got empty text',
    ],
  ])('%s', (_, event, message) => {
    expect(() => parseEvent(event)).toThrow(new RuleEventError(message));
  });
});
