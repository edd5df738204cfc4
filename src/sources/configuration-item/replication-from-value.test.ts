import { factOfItem } from '../../../test/item-facts.js';
import { eventItem, withSupplementary } from '../../../test/items.js';
import { known } from '../../core/fact.js';

const replicationOf = (value: unknown) =>
  factOfItem(withSupplementary(eventItem(), { BucketReplicationConfiguration: value }), 'replication');

const rule = {
  prefix: '',
  status: 'Enabled',
  destinationConfig: { bucketARN: 'arn:aws:s3:::example-replica', storageClass: null },
};

it('is none where the item has none', () => {
  expect(replicationOf(undefined)).toEqual(known(null));
  expect(replicationOf({ roleARN: 'arn:aws:iam::111122223333:role/r', rules: {} })).toEqual(known(null));
});

it('is told by a map of rules, which leaves open what S3 learned later', () => {
  expect(replicationOf({ roleARN: 'r', rules: { all: rule } })).toEqual(
    known([
      {
        id: 'all',
        enabled: true,
        wholeBucket: true,
        destinationBucket: 'example-replica',
        destinationAccountId: null,
        deleteMarkers: null,
        replicaKey: null,
      },
    ]),
  );
});

it.each([
  ['a part', { ...rule, prefix: 'logs/' }, { wholeBucket: false }],
  ['no prefix, so a filter that the item may not show', { ...rule, prefix: undefined }, { wholeBucket: null }],
  ['a rule that is off', { ...rule, status: 'Disabled' }, { enabled: false }],
  [
    'an owner, in the spelling of the one real item',
    { ...rule, destinationConfig: { ...rule.destinationConfig, Account: '444455556666' } },
    { destinationAccountId: '444455556666' },
  ],
  [
    'an owner, in the spelling of the others',
    { ...rule, destinationConfig: { ...rule.destinationConfig, account: '444455556666' } },
    { destinationAccountId: '444455556666' },
  ],
])('tells %s', (_, form, expected) => {
  expect(replicationOf({ roleARN: 'r', rules: { one: form } })).toMatchObject({ value: [expected] });
});

it.each([
  ['a list of rules', { rules: [rule] }],
  ['no rules', { roleARN: 'r' }],
  ['another status', { rules: { one: { ...rule, status: 'On' } } }],
  ['no ARN', { rules: { one: { ...rule, destinationConfig: { bucketARN: 'example-replica' } } } }],
  ['no destination', { rules: { one: { ...rule, destinationConfig: null } } }],
])('is malformed with %s', (_, value) => {
  expect(replicationOf(value)).toMatchObject({ known: false, code: 'MALFORMED' });
});
