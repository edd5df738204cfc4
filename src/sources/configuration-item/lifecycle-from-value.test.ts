import { factOfItem, malformedFact } from '../../../test/item-facts.js';
import { eventItem, historyItem, selectRow, snapshotItem, withSupplementary } from '../../../test/items.js';
import { known } from '../../core/fact.js';
import type { LifecycleRule } from '../../core/facts.js';

const lifecycleOf = (value: unknown) =>
  factOfItem(withSupplementary(eventItem(), { BucketLifecycleConfiguration: value }), 'lifecycle');

/** A rule as events hold it, for the whole bucket, which does nothing yet. */
const rule = {
  id: 'example',
  prefix: null,
  status: 'Enabled',
  filter: { predicate: null },
  expirationInDays: -1,
  expiredObjectDeleteMarker: false,
  noncurrentVersionExpirationInDays: -1,
  expirationDate: null,
  transitions: null,
  noncurrentVersionTransitions: null,
  abortIncompleteMultipartUpload: null,
};

const read: LifecycleRule = {
  id: 'example',
  enabled: true,
  wholeBucket: true,
  expirationDays: null,
  expirationDate: null,
  noncurrentExpirationDays: null,
  abortMultipartUploadDays: null,
};

describe('a lifecycle configuration that is not there', () => {
  it.each([[undefined], [null], [{}], [{ rules: null }], [{ rules: [] }]])('%j', (value) => {
    expect(lifecycleOf(value)).toEqual(known(null));
  });
});

describe('what a rule does', () => {
  it.each<[what: string, members: object, expected: object]>([
    ['nothing', {}, {}],
    ['expires after days', { expirationInDays: 60 }, { expirationDays: 60 }],
    ['expires after days in a float', { expirationInDays: JSON.parse('60.0') }, { expirationDays: 60 }],
    ['expires after days in a text', { expirationInDays: '60' }, { expirationDays: 60 }],
    ['does not expire: -1.0', { expirationInDays: JSON.parse('-1.0') }, {}],
    ['does not expire: "-1"', { expirationInDays: '-1' }, {}],
    ['does not expire: left out', { expirationInDays: undefined }, {}],
    ['expires on a date', { expirationDate: '2027-01-01T00:00:00Z' }, { expirationDate: '2027-01-01T00:00:00.000Z' }],
    [
      'expires noncurrent versions, in the old member',
      { noncurrentVersionExpirationInDays: 30 },
      { noncurrentExpirationDays: 30 },
    ],
    [
      'expires noncurrent versions, in the object of 2023',
      { noncurrentVersionExpiration: { noncurrentDays: 30, newerNoncurrentVersions: 3 } },
      { noncurrentExpirationDays: 30 },
    ],
    [
      'expires noncurrent versions, in the object as the Java class names its members',
      { noncurrentVersionExpiration: { days: 30, newerNoncurrentVersions: -1 } },
      { noncurrentExpirationDays: 30 },
    ],
    [
      'expires noncurrent versions, in both',
      { noncurrentVersionExpirationInDays: 30, noncurrentVersionExpiration: { noncurrentDays: 30 } },
      { noncurrentExpirationDays: 30 },
    ],
    [
      'expires noncurrent versions, in the old member beside an empty object',
      { noncurrentVersionExpirationInDays: 30, noncurrentVersionExpiration: {} },
      { noncurrentExpirationDays: 30 },
    ],
    [
      'does not expire noncurrent versions, in both',
      { noncurrentVersionExpiration: { noncurrentDays: -1, newerNoncurrentVersions: -1 } },
      {},
    ],
    ['aborts uploads', { abortIncompleteMultipartUpload: { daysAfterInitiation: 7 } }, { abortMultipartUploadDays: 7 }],
    ['does not abort uploads: an empty object', { abortIncompleteMultipartUpload: {} }, {}],
    ['is disabled', { status: 'Disabled' }, { enabled: false }],
    ['has no id', { id: null }, { id: null }],
  ])('%s', (_what, members, expected) => {
    expect(lifecycleOf({ rules: [{ ...rule, ...members }] })).toEqual(known([{ ...read, ...expected }]));
  });
});

describe('which objects a rule is for', () => {
  const prefix = (text: unknown) => ({ type: 'LifecyclePrefixPredicate', prefix: text });
  const tag = { type: 'LifecycleTagPredicate', tag: { key: 'keep', value: 'no' } };
  const size = { type: 'LifecycleObjectSizeGreaterThanPredicate', objectSizeGreaterThan: 0 };
  const and = (...operands: readonly unknown[]) => ({ type: 'LifecycleAndOperator', operands });
  const filtered = (predicate: unknown) => ({ prefix: null, filter: { predicate } });
  it.each<[wholeBucket: boolean | null, what: string, members: object]>([
    [true, 'an old rule with an empty prefix', { prefix: '', filter: null }],
    [false, 'an old rule with a prefix', { prefix: 'logs/', filter: null }],
    [true, 'a filter without a predicate', filtered(null)],
    [true, 'an empty filter, nulls dropped', { prefix: undefined, filter: {} }],
    [true, 'no prefix and no filter', { prefix: undefined, filter: undefined }],
    [true, 'a predicate with an empty prefix', filtered(prefix(''))],
    [true, 'a predicate with a prefix that is null', filtered(prefix(null))],
    [false, 'a predicate with a prefix', filtered(prefix('logs/'))],
    [false, 'a prefix of one slash', filtered(prefix('/'))],
    [false, 'a tag', filtered(tag)],
    [null, 'a smallest size', filtered(size)],
    [null, 'a largest size', filtered({ type: 'LifecycleObjectSizeLessThanPredicate', objectSizeLessThan: 1 })],
    [false, 'a prefix and a tag', filtered(and(prefix('logs/'), tag))],
    [false, 'an empty prefix and a tag', filtered(and(prefix(''), tag))],
    [true, 'nothing but empty prefixes', filtered(and(prefix(''), prefix('')))],
    [false, 'nothing but prefixes, of which one narrows', filtered(and(prefix(''), prefix('logs/')))],
    [false, 'a size and a prefix', filtered(and(size, prefix('logs/')))],
    [null, 'a size and an empty prefix', filtered(and(size, prefix('')))],
    [null, 'an And over nothing', filtered(and())],
    [null, 'an And within an And', filtered(and(and(prefix(''))))],
    [null, 'a predicate nobody knows', filtered({ type: 'LifecycleMoonPhasePredicate' })],
    [null, 'a filter in another spelling', { prefix: null, filter: { Prefix: 'logs/' } }],
    [false, 'an old prefix beside a filter for everything', { prefix: 'logs/', filter: { predicate: null } }],
  ])('whole bucket %s: %s', (wholeBucket, _what, members) => {
    expect(lifecycleOf({ rules: [{ ...rule, ...members }] })).toEqual(known([{ ...read, wholeBucket }]));
  });
});

describe('one list of rules in every dialect', () => {
  const rules: readonly LifecycleRule[] = [
    { ...read, expirationDays: 90, noncurrentExpirationDays: 30 },
    { ...read, id: 'uploads', wholeBucket: false, abortMultipartUploadDays: 7 },
  ];
  it.each<[string, unknown]>([
    ['an event', eventItem({ lifecycle: rules })],
    ['the history API', historyItem({ lifecycle: rules })],
    ['a snapshot', snapshotItem({ lifecycle: rules })],
    ['a query', selectRow({ lifecycle: rules })],
  ])('%s', (_dialect, item) => {
    expect(factOfItem(item, 'lifecycle')).toEqual(known(rules));
  });
});

describe('malformed', () => {
  const at = 'supplementaryConfiguration.BucketLifecycleConfiguration.rules';
  it.each<[what: string, members: object, complaint: string]>([
    ['an unknown status', { status: 'Paused' }, 'status must be one of Enabled, Disabled, got "Paused"'],
    ['no status', { status: null }, 'status must be one of Enabled, Disabled, got nothing'],
    ['no whole days', { expirationInDays: 1.5 }, 'expirationInDays must be a whole number of days, got 1.5'],
    ['no days at all', { expirationInDays: 0 }, 'expirationInDays must be a whole number of days, got 0'],
    ['days before now', { expirationInDays: -2 }, 'expirationInDays must be a whole number of days, got -2'],
    ['days in words', { expirationInDays: 'ten' }, 'expirationInDays must be a whole number of days, got "ten"'],
    [
      'a blank',
      { expirationInDays: ' ' },
      'expirationInDays must be a whole number of days, got a text of 1 characters',
    ],
    ['true', { expirationInDays: true }, 'expirationInDays must be a whole number of days, got true'],
    ['a date in words', { expirationDate: 'soon' }, 'expirationDate must be a time, got "soon"'],
    [
      'noncurrent days that contradict',
      { noncurrentVersionExpirationInDays: 30, noncurrentVersionExpiration: { noncurrentDays: 60 } },
      'noncurrentVersionExpiration must be the same as the 30 days beside it, got an object',
    ],
    ['a prefix that is no text', { prefix: {} }, 'prefix must be text, got an object'],
    [
      'a predicate without a type',
      { filter: { predicate: { prefix: '' } } },
      'filter.predicate.type must be text, got nothing',
    ],
    ['a filter that is text', { filter: 'logs/' }, 'filter must be an object, got a text of 5 characters'],
  ])('%s', (_what, members, complaint) => {
    expect(lifecycleOf({ rules: [rule, { ...rule, ...members }] })).toEqual(malformedFact(`${at}[1].${complaint}`));
  });
  it('rules that are no list', () => {
    expect(lifecycleOf({ rules: rule })).toEqual(malformedFact(`${at} must be a list, got an object`));
  });
});
