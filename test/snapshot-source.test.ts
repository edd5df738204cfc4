import { Readable } from 'node:stream';
import { factOrigins } from '../src/core/fact-origins.js';
import type { PublicAccessBlock } from '../src/core/facts.js';
import type { Kind, Resource } from '../src/core/resource.js';
import { snapshotSource } from '../src/sources/snapshot/snapshot-source.js';
import type { Subject } from '../src/sources/subject.js';
import { ACCOUNT, BUCKET, block, KEY_ARN, OTHER_ACCOUNT, REGION } from './builders.js';
import { snapshotOf } from './cli-command.js';
import {
  accessPointItem,
  accountBlockItem,
  asDeleted,
  asSnapshot,
  directoryBucketItem,
  directoryBucketPolicyItem,
  eventItem,
  itemWith,
  kmsKeyItem,
  multiRegionAccessPointItem,
  type RawItem,
  snapshotItem,
  tableBucketItem,
  tableBucketPolicyItem,
  trailItem,
  vpcEndpointItem,
  withSupplementary,
} from './items.js';

const subjectsIn = async (...items: readonly unknown[]): Promise<readonly Subject[]> => {
  const stdin = Readable.from([Buffer.from(JSON.stringify(snapshotOf(...items)))]);
  const found: Subject[] = [];
  for await (const subject of snapshotSource(['-'], { stdin }).subjects()) found.push(subject);
  return found;
};

const resourceIn = (subjects: readonly Subject[], id: string): Resource => {
  const found = subjects.find((subject) => subject.state === 'live' && subject.resource.identity.id === id);
  if (found?.state !== 'live') throw new Error(`there is no ${id}`);
  return found.resource;
};

/** A fact of a bucket among other items: its value, or why it is unknown. */
const factOf = async (id: string, fact: string, ...items: readonly unknown[]): Promise<unknown> => {
  const found = resourceIn(await subjectsIn(...items), id).fact(fact);
  return found.known ? found.value : `${found.code}: ${found.reason}`;
};

const bucket = snapshotItem();

describe('what is found', () => {
  it('is what rules judge, and each account where it is first met', async () => {
    const subjects = await subjectsIn(
      asSnapshot(trailItem({}, { accountId: OTHER_ACCOUNT })),
      bucket,
      asSnapshot(kmsKeyItem()),
      asSnapshot(accountBlockItem()),
      asSnapshot(accessPointItem()),
      asSnapshot(multiRegionAccessPointItem()),
      asSnapshot(directoryBucketItem()),
      asSnapshot(directoryBucketPolicyItem('example-scratch--euw1-az1--x-s3', { Statement: [] })),
      asSnapshot(tableBucketItem()),
      asSnapshot(vpcEndpointItem()),
    );
    expect(subjects.map((subject) => (subject.state === 'live' ? subject.resource.kind : subject.state))).toEqual([
      'account',
      'account',
      'account',
      'bucket',
      'accessPoint',
      'accessPoint',
      'directoryBucket',
      'tableBucket',
      'vpcEndpoint',
    ]);
    expect(resourceIn(subjects, OTHER_ACCOUNT).kind).toBe('account');
  });

  it.each([
    ['ResourceDeleted', 'gone RESOURCE_DELETED'],
    ['ResourceDeletedNotRecorded', 'gone RESOURCE_DELETED'],
    ['ResourceNotRecorded', 'gone RESOURCE_NOT_RECORDED'],
    // Nobody knows what that says of the bucket, so it is not green.
    ['ResourceHibernating', 'unreadable'],
  ])('a bucket that is %s', async (status, expected) => {
    const [, subject] = await subjectsIn(asDeleted(eventItem(), status));
    expect(subject?.state === 'gone' ? `gone ${subject.code}` : subject?.state).toBe(expected);
  });
});

it('a type that is not judged does not matter, however it is written and whatever it lacks', async () => {
  const text = JSON.stringify(snapshotOf({ resourceType: 'AWS::SNS::Topic' }, { resourceType: 'AWS::S3::Bucket' }));
  const stdin = Readable.from([Buffer.from(text.replaceAll('::', ':\\u003a'))]);
  const found: Subject[] = [];
  for await (const subject of snapshotSource(['-'], { stdin }).subjects()) found.push(subject);
  expect(found).toMatchObject([{ state: 'unreadable', identity: { type: 'AWS::S3::Bucket' } }]);
});

describe("an account's block", () => {
  const at = (time: string, flags: PublicAccessBlock, region = REGION): RawItem =>
    asSnapshot(accountBlockItem(flags, { captureTime: `2026-11-20T${time}.000Z`, region }));
  const deletedAt = (time: string, status?: string): RawItem =>
    asDeleted(accountBlockItem(block(true), { captureTime: `2026-11-20T${time}.000Z` }), status);
  const off = block(false);
  const on = block(true);

  it.each<[string, readonly RawItem[], unknown]>([
    ['one item', [at('08:00:00', on)], on],
    ['the newest of several regions', [at('09:00:00', off, 'us-east-1'), at('08:00:00', on)], off],
    ['the later in the input of two at one time', [at('08:00:00', off, 'us-east-1'), at('08:00:00', on)], on],
    ['deleted: none is set', [at('08:00:00', on, 'us-east-1'), deletedAt('09:00:00')], null],
    [
      'no longer recorded in one region says nothing',
      [at('08:00:00', on, 'us-east-1'), deletedAt('09:00:00', 'ResourceNotRecorded')],
      on,
    ],
    [
      'of another account',
      [asSnapshot(accountBlockItem(on, { accountId: OTHER_ACCOUNT }))],
      `NOT_RECORDED: no AWS::S3::AccountPublicAccessBlock item of account ${ACCOUNT} is in the snapshot: none was ever set, or it is not recorded`,
    ],
    [
      'malformed',
      [asSnapshot(accountBlockItem({ ...on, blockPublicAcls: 'yes' as unknown as boolean }))],
      'MALFORMED: the configuration item\'s configuration.blockPublicAcls must be true or false, got "yes"',
    ],
  ])('%s', async (_name, items, expected) => {
    for (const all of [
      [...items, bucket],
      [bucket, ...items],
    ]) {
      expect(await factOf(BUCKET, 'accountPublicAccessBlock', ...all)).toEqual(expected);
      expect(await factOf(ACCOUNT, 'accountPublicAccessBlock', ...all)).toEqual(expected);
    }
  });

  it('is that of access points too', async () => {
    const items = [asSnapshot(accessPointItem()), at('08:00:00', on)];
    expect(await factOf('example-reports', 'accountPublicAccessBlock', ...items)).toEqual(on);
  });
});

describe('who logs into a bucket', () => {
  const logging = (name: string, destinationBucket: string, given: object = {}): RawItem =>
    snapshotItem({ name, logging: { destinationBucket, prefix: '' }, ...given });
  const malformed = (name: string): RawItem =>
    withSupplementary(snapshotItem({ name }), { BucketLoggingConfiguration: 'not JSON' });
  const unknownOf = (name: string) =>
    expect.stringMatching(
      new RegExp(`^MALFORMED: whether the access logs of ${name} go here is unknown: the configuration item's `),
    );

  it.each<[string, readonly RawItem[], unknown]>([
    ['nobody', [], []],
    ['others and itself, sorted', [logging('b', BUCKET), logging('a', BUCKET), logging('c', 'elsewhere')], ['a', 'b']],
    ['not from another account', [logging('a', BUCKET, { accountId: OTHER_ACCOUNT })], []],
    ['not from another region', [logging('a', BUCKET, { region: 'us-east-1' })], []],
    ['not what was deleted', [{ ...logging('a', BUCKET), configurationItemStatus: 'ResourceDeleted' }], []],
    ['perhaps one whose logging cannot be read', [malformed('a')], unknownOf('a')],
    ['in any case one that does', [malformed('a'), logging('b', BUCKET)], ['b']],
  ])('%s', async (_name, items, expected) => {
    expect(await factOf(BUCKET, 'loggingSources', bucket, ...items)).toEqual(expected);
  });

  it('a bucket whose own logging cannot be read is known not to be named by others', async () => {
    expect(await factOf('a', 'loggingSources', malformed('a'))).toEqual([]);
    expect(await factOf('a', 'loggingSources', malformed('a'), malformed('b'))).toEqual(unknownOf('b'));
  });

  it('what an older capture says no longer counts', async () => {
    const before = logging('a', BUCKET, { captureTime: '2026-11-19T08:00:00.000Z' });
    expect(await factOf(BUCKET, 'loggingSources', bucket, before)).toEqual(['a']);
    expect(await factOf(BUCKET, 'loggingSources', before, bucket, snapshotItem({ name: 'a' }))).toEqual([]);
  });
});

describe('the key of the default encryption', () => {
  const id = KEY_ARN.split('/')[1] ?? '';
  const encryptedWith = (keyId: string | null, algorithm: 'aws:kms' | 'AES256' = 'aws:kms'): RawItem =>
    snapshotItem({ encryption: { algorithm, keyId, bucketKeyEnabled: true } });
  const alias = (name: string, target: string | null): RawItem =>
    asSnapshot(
      itemWith({
        resourceType: 'AWS::KMS::Alias',
        resourceId: name,
        ARN: `arn:aws:kms:${REGION}:${ACCOUNT}:${name}`,
        configuration: { AliasName: name, TargetKeyId: target },
      }),
    );
  const key = asSnapshot(kmsKeyItem());
  const found = { arn: KEY_ARN, accountId: ACCOUNT, manager: 'CUSTOMER', state: 'Enabled', origin: 'AWS_KMS' };

  it.each<[string, RawItem, readonly RawItem[], unknown]>([
    ['by its ARN', encryptedWith(KEY_ARN), [key], found],
    ['by its id', encryptedWith(id), [key], found],
    ['by an alias', encryptedWith('alias/data'), [alias('alias/data', id), key], found],
    [
      'by the ARN of an alias',
      encryptedWith(`arn:aws:kms:${REGION}:${ACCOUNT}:alias/data`),
      [key, alias('alias/data', id)],
      found,
    ],
    ['the AWS managed key, by no name', encryptedWith(null), [alias('alias/aws/s3', id), key], found],
    ['none for SSE-S3', encryptedWith(null, 'AES256'), [key], null],
    ['one that was deleted', encryptedWith(KEY_ARN), [asDeleted(kmsKeyItem())], null],
    [
      'an id of another region',
      encryptedWith(id),
      [asSnapshot(kmsKeyItem({}, true, { region: 'us-east-1' }))],
      `NOT_RECORDED: no AWS::KMS::Key item of ${REGION}:${ACCOUNT}:key/${id} is in the snapshot`,
    ],
    [
      'an alias of nothing',
      encryptedWith('alias/data'),
      [key],
      `NOT_RECORDED: no AWS::KMS::Alias item of ${REGION}:${ACCOUNT}:alias/data is in the snapshot`,
    ],
    [
      'an alias of a key that is not there',
      encryptedWith('alias/data'),
      [alias('alias/data', id)],
      `NOT_RECORDED: no AWS::KMS::Key item of ${REGION}:${ACCOUNT}:key/${id} is in the snapshot`,
    ],
  ])('%s', async (_name, encrypted, items, expected) => {
    expect(await factOf(BUCKET, 'encryptionKey', ...items, encrypted)).toEqual(expected);
  });

  it('and whether it rotates', async () => {
    const rotation = (rotates: boolean) =>
      factOf(BUCKET, 'encryptionKeyRotation', encryptedWith(KEY_ARN), asSnapshot(kmsKeyItem({}, rotates)));
    expect([await rotation(true), await rotation(false)]).toEqual([true, false]);
  });
});

describe('policies that are items of their own', () => {
  const document = {
    Version: '2012-10-17',
    Statement: [{ Sid: 'Mine', Effect: 'Deny', Principal: '*', Action: '*', Resource: '*' }],
  };
  const directory = 'example-scratch--euw1-az1--x-s3';
  const table = String(tableBucketItem().resourceId);

  it.each<[string, string, readonly RawItem[]]>([
    ['of a directory bucket', directory, [directoryBucketItem(), directoryBucketPolicyItem(directory, document)]],
    ['of a table bucket', table, [tableBucketPolicyItem(JSON.stringify(document)), tableBucketItem()]],
  ])('%s', async (_name, id, items) => {
    expect(await factOf(id, 'policy', ...items.map(asSnapshot))).toMatchObject({ statements: [{ sid: 'Mine' }] });
  });

  it.each<[string, string, RawItem, string]>([
    ['of a directory bucket', directory, directoryBucketItem(), 'AWS::S3Express::BucketPolicy'],
    ['of a table bucket', table, tableBucketItem(), 'AWS::S3Tables::TableBucketPolicy'],
  ])('%s, not there: there is none, or it is not recorded', async (_name, id, item, type) => {
    expect(await factOf(id, 'policy', asSnapshot(item))).toBe(
      `NOT_RECORDED: no ${type} item of it is in the snapshot: it has none, or it is not recorded`,
    );
  });

  it('a deleted one is none', async () => {
    const deleted = asDeleted(directoryBucketPolicyItem(directory, document));
    expect(await factOf(directory, 'policy', asSnapshot(directoryBucketItem()), deleted)).toBeNull();
  });
});

describe('what no item holds', () => {
  it.each<[string, RawItem, string, string]>([
    [
      BUCKET,
      bucket,
      'ownership',
      'NOT_IN_SOURCE: the snapshot never holds the object ownership; s3:GetBucketOwnershipControls would tell',
    ],
    [
      ACCOUNT,
      bucket,
      'organizationPublicAccessBlock',
      "NOT_IN_SOURCE: the snapshot never holds the organization's S3 policy; organizations:DescribeEffectivePolicy would tell",
    ],
    [
      'example-everywhere',
      asSnapshot(multiRegionAccessPointItem()),
      'policy',
      'NOT_IN_SOURCE: the snapshot never holds the access point policy; s3control:GetMultiRegionAccessPointPolicy would tell',
    ],
  ])('of %s', async (id, item, fact, expected) => {
    expect(await factOf(id, fact, item)).toBe(expected);
  });

  it('is what the source says it cannot tell', () => {
    const { canTell } = snapshotSource([]);
    const never = (Object.keys(factOrigins) as Kind[]).flatMap((kind) =>
      Object.keys(factOrigins[kind]).flatMap((fact) => (canTell(kind, fact) ? [] : [`${kind} ${fact}`])),
    );
    expect(never).toEqual([
      'bucket ownership',
      'bucket ssecBlocked',
      'bucket accessLogDeliveries',
      'bucket objectDataEvents',
      'bucket auditDeliveries',
      'bucket accessAnalyzers',
      'bucket macie',
      'bucket replicationDetails',
      'bucket replicationTargets',
      'account organizationPublicAccessBlock',
      'account dataEventRecorders',
      'account accessAnalyzers',
      'account managementTrails',
      'account eventRules',
      'account trailFilters',
      'account organization',
      'account serviceControlPolicies',
      'account resourceControlPolicies',
      'tableBucket bucketType',
      'tableBucket tables',
      'vpc s3Endpoints',
      'vpc subnetsWithoutS3Route',
    ]);
  });
});
