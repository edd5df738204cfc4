import { ACCOUNT, BUCKET, REGION } from '../../../test/builders.js';
import {
  asDeleted,
  batchItem,
  eventItem,
  historyItem,
  kmsKeyItem,
  type RawItem,
  selectRow,
  snapshotItem,
} from '../../../test/items.js';
import { isDeleted, isLive, parseItem } from './parse-item.js';

const CAPTURED = new Date('2026-11-20T08:00:00.000Z');

const without = (item: RawItem, ...keys: readonly string[]): RawItem =>
  Object.fromEntries(Object.entries(item).filter(([key]) => !keys.includes(key)));

describe('the frame of one bucket in every dialect', () => {
  const frame = {
    resourceType: 'AWS::S3::Bucket',
    resourceId: BUCKET,
    resourceName: BUCKET,
    arn: `arn:aws:s3:::${BUCKET}`,
    accountId: ACCOUNT,
    region: REGION,
    status: 'OK',
    captureTime: CAPTURED,
    stateId: String(CAPTURED.getTime()),
  };
  it.each<[dialect: string, raw: unknown, differs?: object]>([
    ['a Lambda event', eventItem()],
    ['the history API on the command line', historyItem()],
    ['the history API on the wire, times as epoch seconds', historyItem({}, 'seconds')],
    ['the history API from an SDK, times as Dates', historyItem({}, 'date')],
    ['the batch API', batchItem()],
    ['a snapshot file', snapshotItem()],
    ['a row of a query, which has no status here', selectRow(), { status: null }],
    ['a row of a query, parsed already', JSON.parse(selectRow()), { status: null }],
    ['an event of 2017', eventItem({ year: 2017 })],
  ])('%s', (_dialect, raw, differs = {}) => {
    expect(parseItem(raw)).toMatchObject({ ...frame, ...differs });
  });
});

describe('what may be missing (traps 11 and 15)', () => {
  it('everything but type, id and account', () => {
    expect(parseItem({ resourceType: 'AWS::S3::Bucket', resourceId: 'a', accountId: ACCOUNT })).toEqual({
      resourceType: 'AWS::S3::Bucket',
      resourceId: 'a',
      resourceName: null,
      arn: null,
      accountId: ACCOUNT,
      region: null,
      status: null,
      captureTime: null,
      stateId: null,
      configuration: undefined,
      supplementaryConfiguration: undefined,
      tags: undefined,
    });
  });

  it('the account where the ARN names it', () => {
    expect(parseItem(without(kmsKeyItem(), 'awsAccountId')).accountId).toBe(ACCOUNT);
  });
});

describe('what is no configuration item', () => {
  it.each<[why: string, raw: unknown, message: string]>([
    ['nothing', null, 'not a configuration item: it is no JSON object'],
    ['a list', [eventItem()], 'not a configuration item: it is no JSON object'],
    ['a number as text', '5', 'not a configuration item: it is no JSON object'],
    ['text that is cut', selectRow().slice(0, -1), 'not a configuration item: its text is not JSON'],
    ['no type', without(eventItem(), 'resourceType'), 'not a configuration item: it has no resourceType'],
    ['a type that is no text', { ...eventItem(), resourceType: 5 }, 'not a configuration item: it has no resourceType'],
    ['no id', without(eventItem(), 'resourceId'), 'the configuration item of an AWS::S3::Bucket has no resourceId'],
    [
      'an empty id',
      { ...eventItem(), resourceId: '' },
      'the configuration item of an AWS::S3::Bucket has no resourceId',
    ],
    [
      'no account, and an ARN that has none either',
      without(eventItem(), 'awsAccountId'),
      'the configuration item of app-data has no account id (awsAccountId or accountId)',
    ],
    [
      'members that are only inherited',
      JSON.parse(`{"__proto__": ${JSON.stringify(eventItem())}}`),
      'not a configuration item: it has no resourceType',
    ],
  ])('%s', (_why, raw, message) => {
    expect(() => parseItem(raw)).toThrow(expect.objectContaining({ name: 'ItemError', message }));
  });
});

describe('times', () => {
  it.each<[form: string, value: unknown, expected: string | null]>([
    ['ISO text', '2026-11-20T08:00:00.000Z', '2026-11-20T08:00:00.000Z'],
    [
      'text with an offset and without a T, as boto3 prints it',
      '2026-11-20 09:00:00.000000+01:00',
      '2026-11-20T08:00:00.000Z',
    ],
    [
      'text without a zone, which is UTC whatever the machine thinks',
      '2026-11-20T08:00:00.000',
      '2026-11-20T08:00:00.000Z',
    ],
    ['epoch seconds in scientific notation', JSON.parse('1.795161600E9'), '2026-11-20T08:00:00.000Z'],
    ['epoch seconds with a fraction', 1795161600.5, '2026-11-20T08:00:00.500Z'],
    ['epoch milliseconds', 1795161600000, '2026-11-20T08:00:00.000Z'],
    ['a Date', CAPTURED, '2026-11-20T08:00:00.000Z'],
    ['an invalid Date', new Date('never'), null],
    ['words', 'yesterday', null],
    ['null', null, null],
  ])('%s', (_form, value, expected) => {
    const { captureTime } = parseItem({ ...eventItem(), configurationItemCaptureTime: value });
    expect(captureTime?.toISOString() ?? null).toBe(expected);
  });
});

describe('which items are live (traps 7 and 82)', () => {
  it.each<[status: string | null, live: boolean, deleted: boolean]>([
    ['OK', true, false],
    ['ResourceDiscovered', true, false],
    ['ResourceDeleted', false, true],
    ['ResourceDeletedNotRecorded', false, true],
    ['ResourceNotRecorded', false, false],
    ['SomethingNew', false, false],
    [null, true, false],
  ])('%s', (status, live, deleted) => {
    expect([isLive({ status }), isDeleted({ status })]).toEqual([live, deleted]);
  });

  it('a deleted one is parsed in every dialect, its configuration null or the text "null"', () => {
    const event = asDeleted(eventItem());
    expect(isLive(parseItem(event))).toBe(false);
    const history = { ...historyItem(), configuration: 'null', configurationItemStatus: 'ResourceDeleted' };
    expect(isLive(parseItem(history))).toBe(false);
  });
});

it('parsing decodes nothing, so broken values do not stop it', () => {
  const broken = { ...historyItem(), configuration: '{', supplementaryConfiguration: { BucketPolicy: '{' }, tags: 5 };
  expect(parseItem(broken)).toMatchObject({ resourceId: BUCKET, configuration: '{', tags: 5 });
});
