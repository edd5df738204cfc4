import { replicationAnswer } from '../../../test/answers.js';
import { factTold, fronts } from '../../../test/asks.js';
import { known, unknown } from '../../core/fact.js';
import type { ReplicationRule } from '../../core/facts.js';

const rule: ReplicationRule = {
  id: 'all',
  enabled: true,
  wholeBucket: true,
  destinationBucket: 'app-data-replica',
  destinationAccountId: null,
  deleteMarkers: true,
  replicaKey: { id: null },
};
const told = (...Rules: readonly object[]) => ({
  own: { 's3:GetBucketReplication': { ReplicationConfiguration: { Role: 'r', Rules } } },
});
const Destination = { Bucket: 'arn:aws:s3:::app-data-replica' };

describe.each(fronts)('the replication of a bucket, %s', (front) => {
  it('is told rule by rule', async () => {
    const rules = [rule, { ...rule, id: null, enabled: false, wholeBucket: false, deleteMarkers: false }];
    const answers = { own: { 's3:GetBucketReplication': replicationAnswer(rules) } };
    expect(await factTold(front, 'replication', answers)).toEqual(known(rules));
    expect(await factTold(front, 'replicationDetails', answers)).toEqual(known(rules));
  });

  it('tells owner and key of the replicas', async () => {
    const foreign = { ...rule, destinationAccountId: '444455556666', replicaKey: { id: 'arn:aws:kms:::key/1' } };
    const answers = { own: { 's3:GetBucketReplication': replicationAnswer([foreign]) } };
    expect(await factTold(front, 'replication', answers)).toEqual(known([foreign]));
  });

  it.each([
    ['no filter and no prefix', {}, true],
    ['an empty prefix of the first version', { Prefix: '' }, true],
    ['a prefix of the first version', { Prefix: 'logs/' }, false],
    ['an empty filter', { Filter: {} }, true],
    ['a filter with an empty prefix', { Filter: { Prefix: '' } }, true],
    ['a filter by prefix', { Filter: { Prefix: 'logs/' } }, false],
    ['a filter by tag', { Filter: { Tag: { Key: 'a', Value: 'b' } } }, false],
    ['several conditions', { Filter: { And: { Prefix: '', Tags: [] } } }, false],
  ])('%s: the whole bucket or a part', async (_, form, wholeBucket) => {
    const answer = told({ Status: 'Enabled', Destination, ...form });
    expect(await factTold(front, 'replication', answer)).toMatchObject({ value: [{ wholeBucket }] });
  });

  it('knows that rules of the first version replicate delete markers', async () => {
    const answer = told({ Status: 'Enabled', Prefix: '', Destination });
    expect(await factTold(front, 'replication', answer)).toMatchObject({ value: [{ deleteMarkers: true }] });
    const second = told({ Status: 'Enabled', Filter: {}, Destination });
    expect(await factTold(front, 'replication', second)).toMatchObject({ value: [{ deleteMarkers: false }] });
  });

  it('is none where S3 says so', async () => {
    const answer = { own: { 's3:GetBucketReplication': { error: { code: 'ReplicationConfigurationNotFoundError' } } } };
    expect(await factTold(front, 'replication', answer)).toEqual(known(null));
  });

  it.each([
    ['a destination that is no bucket', { Status: 'Enabled', Destination: { Bucket: 'app-data-replica' } }],
    ['a status that S3 does not have', { Status: 'Maybe', Destination }],
    ['no destination', { Status: 'Enabled' }],
  ])('is malformed with %s', async (_, form) => {
    expect(await factTold(front, 'replication', told(form))).toMatchObject({ known: false, code: 'MALFORMED' });
  });
});

describe.each(fronts)('where replicas go, %s', (front) => {
  const replication = { 's3:GetBucketReplication': replicationAnswer([rule]) };
  const listed = (...Buckets: readonly object[]) => ({ own: replication, account: { 's3:ListBuckets': { Buckets } } });

  it('is told by the buckets of the account', async () => {
    const answers = listed({ Name: 'app-data' }, { Name: 'app-data-replica', BucketRegion: 'eu-central-1' });
    expect(await factTold(front, 'replicationTargets', answers)).toEqual(
      known([{ bucket: 'app-data-replica', isOwn: true, region: 'eu-central-1' }]),
    );
  });

  it('is elsewhere if it is none of them', async () => {
    expect(await factTold(front, 'replicationTargets', listed({ Name: 'app-data' }))).toEqual(
      known([{ bucket: 'app-data-replica', isOwn: false, region: null }]),
    );
  });

  it('has no region where S3 gives none', async () => {
    expect(await factTold(front, 'replicationTargets', listed({ Name: 'app-data-replica' }))).toEqual(
      known([{ bucket: 'app-data-replica', isOwn: true, region: null }]),
    );
  });

  it('is unknown where the buckets may not be listed', async () => {
    const answers = { own: replication, account: { 's3:ListBuckets': { error: { code: 'AccessDenied' } } } };
    expect(await factTold(front, 'replicationTargets', answers)).toEqual(
      unknown('DENIED', 's3:ListAllMyBuckets was denied'),
    );
  });

  it('is nowhere without replication', async () => {
    const none = { own: { 's3:GetBucketReplication': { error: { code: 'ReplicationConfigurationNotFoundError' } } } };
    expect(await factTold(front, 'replicationTargets', none)).toEqual(known([]));
  });
});

it('asks for further pages until the bucket is found, and finds none after the last', async () => {
  const page = (ContinuationToken: string | null, ...names: readonly string[]) => ({
    Buckets: names.map((Name) => ({ Name, BucketRegion: 'us-east-1' })),
    ...(ContinuationToken !== null && { ContinuationToken }),
  });
  const own = { 's3:GetBucketReplication': replicationAnswer([rule]) };
  const found = {
    own,
    account: { 's3:ListBuckets': page('2', 'a'), 's3:ListBuckets#2': page(null, 'app-data-replica') },
  };
  expect(await factTold('live', 'replicationTargets', found)).toMatchObject({ value: [{ isOwn: true }] });
  const none = { own, account: { 's3:ListBuckets': page('2', 'a'), 's3:ListBuckets#2': page(null, 'b') } };
  expect(await factTold('live', 'replicationTargets', none)).toMatchObject({ value: [{ isOwn: false }] });
  const cut = { own, account: { 's3:ListBuckets': page('2', 'a') } };
  expect(await factTold('recorded', 'replicationTargets', cut)).toEqual(
    unknown('NOT_RECORDED', 'of s3:ListBuckets only a first page is recorded'),
  );
});
