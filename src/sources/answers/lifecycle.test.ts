import { errorAnswer } from '../../../test/answers.js';
import { factTold, fronts } from '../../../test/asks.js';
import { known, unknown } from '../../core/fact.js';

const operation = 's3:GetBucketLifecycleConfiguration';
const rule = { ID: 'all', Status: 'Enabled', Filter: {} };
const read = {
  id: 'all',
  enabled: true,
  wholeBucket: true,
  expirationDays: null,
  expirationDate: null,
  noncurrentExpirationDays: null,
  abortMultipartUploadDays: null,
};

describe.each(fronts)('the lifecycle of a bucket, %s', (front) => {
  const told = (...rules: readonly unknown[]) =>
    factTold(front, 'lifecycle', { own: { [operation]: { Rules: rules } } });

  it.each<[string, object, object]>([
    ['without an effect', rule, read],
    ['disabled, without an id', { Status: 'Disabled', Filter: {} }, { ...read, id: null, enabled: false }],
    ['days', { ...rule, Expiration: { Days: 30 } }, { ...read, expirationDays: 30 }],
    [
      'a date as text of the AWS CLI',
      { ...rule, Expiration: { Date: '2027-01-01T00:00:00+00:00' } },
      { ...read, expirationDate: '2027-01-01T00:00:00.000Z' },
    ],
    [
      'a date as the SDK gives it',
      { ...rule, Expiration: { Date: new Date('2027-01-01') } },
      { ...read, expirationDate: '2027-01-01T00:00:00.000Z' },
    ],
    ['delete markers alone', { ...rule, Expiration: { ExpiredObjectDeleteMarker: true } }, read],
    [
      'noncurrent versions',
      { ...rule, NoncurrentVersionExpiration: { NoncurrentDays: 90, NewerNoncurrentVersions: 3 } },
      { ...read, noncurrentExpirationDays: 90 },
    ],
    [
      'uploads',
      { ...rule, AbortIncompleteMultipartUpload: { DaysAfterInitiation: 7 } },
      { ...read, abortMultipartUploadDays: 7 },
    ],
    ['an empty prefix of old', { ...rule, Filter: undefined, Prefix: '' }, read],
    ['neither prefix nor filter', { ...rule, Filter: undefined }, read],
    ['an empty prefix in the filter', { ...rule, Filter: { Prefix: '' } }, read],
    ['a conjunction of nothing', { ...rule, Filter: { And: { Prefix: '', Tags: [] } } }, read],
    ['a prefix of old', { ...rule, Filter: undefined, Prefix: 'logs/' }, { ...read, wholeBucket: false }],
    ['a prefix', { ...rule, Filter: { Prefix: 'logs/' } }, { ...read, wholeBucket: false }],
    ['a tag', { ...rule, Filter: { Tag: { Key: 'a', Value: 'b' } } }, { ...read, wholeBucket: false }],
    ['a lower size', { ...rule, Filter: { ObjectSizeGreaterThan: 0 } }, { ...read, wholeBucket: null }],
    ['an upper size', { ...rule, Filter: { ObjectSizeLessThan: 100 } }, { ...read, wholeBucket: null }],
    [
      'a conjunction with a tag',
      { ...rule, Filter: { And: { Prefix: '', Tags: [{ Key: 'a', Value: 'b' }] } } },
      { ...read, wholeBucket: false },
    ],
    ['a conjunction with a prefix', { ...rule, Filter: { And: { Prefix: 'a' } } }, { ...read, wholeBucket: false }],
    [
      'a conjunction with a size',
      { ...rule, Filter: { And: { ObjectSizeLessThan: 5 } } },
      { ...read, wholeBucket: null },
    ],
    [
      'a conjunction with a size and a prefix',
      { ...rule, Filter: { And: { Prefix: 'a', ObjectSizeLessThan: 5 } } },
      { ...read, wholeBucket: false },
    ],
  ])('a rule: %s', async (_name, answer, expected) => {
    expect(await told(answer)).toEqual(known([expected]));
  });

  it('keeps the order of the rules', async () => {
    expect(await told({ ...rule, ID: 'b' }, { ...rule, ID: 'a' })).toEqual(
      known([
        { ...read, id: 'b' },
        { ...read, id: 'a' },
      ]),
    );
  });

  it('is null where there is none', async () => {
    const own = { [operation]: errorAnswer('NoSuchLifecycleConfiguration') };
    expect(await factTold(front, 'lifecycle', { own })).toEqual(known(null));
  });

  it.each<[object, string]>([
    [{ ...rule, Status: 'enabled' }, 'Rules[0].Status must be one of Enabled, Disabled, got "enabled"'],
    [{ ...rule, Expiration: { Days: '30' } }, 'Rules[0].Expiration.Days must be a whole number above 0, got "30"'],
    [{ ...rule, Expiration: { Days: 0 } }, 'Rules[0].Expiration.Days must be a whole number above 0, got 0'],
    [{ ...rule, Expiration: { Days: 1.5 } }, 'Rules[0].Expiration.Days must be a whole number above 0, got 1.5'],
    [{ ...rule, Expiration: { Date: 'soon' } }, 'Rules[0].Expiration.Date must be a time, got "soon"'],
    [{ ...rule, Filter: 'all' }, 'Rules[0].Filter must be an object, got "all"'],
  ])('refuses %j', async (answer, reason) => {
    expect(await told(answer)).toEqual(unknown('MALFORMED', `${operation}: ${reason}`));
  });

  it('does not take a missing list for no rules', async () => {
    expect(await factTold(front, 'lifecycle', { own: { [operation]: {} } })).toEqual(
      unknown('MALFORMED', `${operation}: Rules must be a list, got nothing`),
    );
  });
});
