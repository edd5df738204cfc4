import { eventItem, historyItem, type RawItem, selectRow, snapshotItem } from '../../../test/items.js';
import { itemsIn } from './unwrap-items.js';

const item = eventItem();
const other = eventItem({ name: 'example-other' });
const notification = {
  configurationItemDiff: null,
  configurationItem: item,
  notificationCreationTime: '2026-11-20T08:00:02.000Z',
  messageType: 'ConfigurationItemChangeNotification',
  recordVersion: '1.3',
};
const lambdaEvent = (invokingEvent: unknown): RawItem => ({
  version: '1.0',
  invokingEvent,
  ruleParameters: '{}',
  resultToken: 'token',
  eventLeftScope: false,
});
const sns = { Type: 'Notification', Subject: '[AWS Config:eu-west-1] …', Message: JSON.stringify(notification) };
const summary = { resourceType: 'AWS::S3::Bucket', resourceId: 'example-large', configurationItemStatus: 'OK' };
const oversized = { configurationItemSummary: summary, messageType: 'OversizedConfigurationItemChangeNotification' };
const scheduled = { awsAccountId: '111122223333', messageType: 'ScheduledNotification' };

describe('items in', () => {
  it.each<[wrapper: string, document: unknown, items: readonly unknown[]]>([
    ['a Lambda event', lambdaEvent(JSON.stringify(notification)), [item]],
    ['a Lambda event whose invoking event is pasted in decoded', lambdaEvent(notification), [item]],
    ['an invoking event', notification, [item]],
    ['an SNS notification', sns, [item]],
    ['an EventBridge event', { 'detail-type': 'Config Configuration Item Change', detail: notification }, [item]],
    [
      'a snapshot file',
      { fileVersion: '1.0', configSnapshotId: 'x', configurationItems: [snapshotItem()] },
      [snapshotItem()],
    ],
    ['an answer of the history API', { configurationItems: [historyItem()], nextToken: 'x' }, [historyItem()]],
    ['an empty page of the history API', { configurationItems: [], nextToken: 'x' }, []],
    ['an answer of the batch API', { baseConfigurationItems: [item], unprocessedResourceKeys: [] }, [item]],
    ["an answer of the aggregator's batch API", { BaseConfigurationItems: [item] }, [item]],
    ['an answer of a query', { Results: [selectRow()], QueryInfo: { SelectFields: [] } }, [selectRow()]],
    ['a bare item', item, [item]],
    ['an array of items', [item, other], [item, other]],
    ['an array of rows as text', [selectRow()], [selectRow()]],
    ['an array of events', [sns, lambdaEvent(JSON.stringify(notification))], [item, item]],
    ['an empty array', [], []],
    ['an oversized notification, which holds a summary', lambdaEvent(JSON.stringify(oversized)), [summary]],
    ['a scheduled notification, which holds none', lambdaEvent(JSON.stringify(scheduled)), []],
  ])('%s', (_wrapper, document, items) => {
    expect(itemsIn(document)).toEqual(items);
  });
});

describe('a document that holds no items is refused', () => {
  const neither = 'neither a configuration item nor an event, a file or an answer that holds some';
  it.each<[what: string, document: unknown, message: string]>([
    ['null', null, neither],
    ['a number', 5, neither],
    ['text', 'text', neither],
    ['a template', { Resources: {} }, neither],
    ['an EventBridge event about something else', { detail: { eventName: 'PutObject' } }, neither],
    ['arrays in arrays, however deep', JSON.parse(`${'['.repeat(100_000)}${']'.repeat(100_000)}`), neither],
    [
      'an invoking event that is cut',
      lambdaEvent(JSON.stringify(notification).slice(0, -1)),
      'invokingEvent must be JSON text',
    ],
    ['an invoking event that is null', lambdaEvent('null'), neither],
    ['a message that is no JSON', { ...sns, Message: 'Hello' }, 'Message must be JSON text'],
    ['a list of items that is no list', { configurationItems: 5 }, neither],
    ['a name that every object inherits', { constructor: item }, neither],
  ])('%s', (_what, document, message) => {
    expect(() => itemsIn(document)).toThrow(expect.objectContaining({ name: 'ItemError', message }));
  });
});
