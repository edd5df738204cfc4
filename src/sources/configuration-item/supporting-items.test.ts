import { ACCOUNT, KEY_ARN, REGION } from '../../../test/builders.js';
import { malformedFact, notRecordedFact } from '../../../test/item-facts.js';
import {
  asDeleted,
  asHistory,
  asSelectRow,
  asSnapshot,
  directoryBucketPolicyItem,
  eventItem,
  kmsKeyItem,
  type RawItem,
  tableBucketPolicyItem,
  trailItem,
} from '../../../test/items.js';
import { known, unknown } from '../../core/fact.js';
import { parsePolicy } from '../../policy/index.js';
import { bucketPolicyFromItem } from './bucket-policy-from-item.js';
import { encryptionKeyFromItem, keyRotationFromItem } from './encryption-key-from-item.js';
import { parseItem } from './parse-item.js';
import { trailFromItem } from './trail-from-item.js';

const dialects: readonly (readonly [string, (item: RawItem) => unknown])[] = [
  ['an event', (item) => item],
  ['the history API', asHistory],
  ['a snapshot', asSnapshot],
  ['a query', asSelectRow],
];

describe('a trail', () => {
  const trail = {
    name: 'example-trail',
    arn: `arn:aws:cloudtrail:${REGION}:${ACCOUNT}:trail/example-trail`,
    accountId: ACCOUNT,
    homeRegion: REGION,
    bucket: 'example-trail-logs',
    prefix: null,
    kmsKeyId: null,
    isMultiRegion: true,
    isOrganization: false,
    hasCustomEventSelectors: false,
    logFileValidation: true,
  };
  const read = (item: unknown) => trailFromItem(parseItem(item));
  it.each(dialects)('told by %s', (_dialect, tell) => {
    expect(read(tell(trailItem()))).toEqual(known(trail));
  });
  it.each<[what: string, configuration: RawItem, differs: object]>([
    ['of an organization', { isOrganizationTrail: true }, { isOrganization: true }],
    ['from before there were organization trails', { isOrganizationTrail: undefined }, {}],
    [
      'that does not say whether it has selectors',
      { hasCustomEventSelectors: null },
      { hasCustomEventSelectors: null },
    ],
    ['with selectors', { hasCustomEventSelectors: true }, { hasCustomEventSelectors: true }],
    ['encrypted, under a prefix', { kmsKeyId: KEY_ARN, s3KeyPrefix: 'audit' }, { kmsKeyId: KEY_ARN, prefix: 'audit' }],
    [
      'of one region, without validation',
      { isMultiRegionTrail: false, logFileValidationEnabled: false },
      { isMultiRegion: false, logFileValidation: false },
    ],
    ['whose ARN is on the item alone', { trailARN: null }, {}],
  ])('%s', (_what, configuration, differs) => {
    expect(read(trailItem(configuration))).toEqual(known({ ...trail, ...differs }));
  });
  it('by the ARN of its configuration, else of its item, else by none', () => {
    const arn = trail.arn.replace(REGION, 'eu-central-1');
    expect(read(trailItem({ trailARN: arn }))).toEqual(known({ ...trail, arn }));
    expect(read({ ...trailItem({ trailARN: null }), ARN: null })).toEqual(
      malformedFact('ARN must be text, got nothing'),
    );
  });
  it('without a bucket is malformed', () => {
    expect(read(trailItem({ s3BucketName: null }))).toEqual(
      malformedFact('configuration.s3BucketName must be text, got nothing'),
    );
  });
  it('that is deleted is not looked into', () => {
    expect(read({ ...trailItem(), configurationItemStatus: 'ResourceDeleted' })).toEqual(
      notRecordedFact('its configuration, as its status is ResourceDeleted'),
    );
  });
});

describe('a KMS key', () => {
  const key = { arn: KEY_ARN, accountId: ACCOUNT, manager: 'CUSTOMER', state: 'Enabled', origin: 'AWS_KMS' };
  const read = (item: unknown) => encryptionKeyFromItem(parseItem(item));
  it.each(dialects)('told by %s', (_dialect, tell) => {
    expect(read(tell(kmsKeyItem()))).toEqual(known(key));
    expect(keyRotationFromItem(parseItem(tell(kmsKeyItem({}, false))))).toEqual(known(false));
    expect(keyRotationFromItem(parseItem(tell(kmsKeyItem({}, true))))).toEqual(known(true));
  });
  it.each<[what: string, configuration: RawItem, differs: object]>([
    ["of AWS's", { keyManager: 'AWS' }, { manager: 'AWS' }],
    ['about to go', { keyState: 'PendingDeletion' }, { state: 'PendingDeletion' }],
    ['from elsewhere', { origin: 'EXTERNAL' }, { origin: 'EXTERNAL' }],
    ['whose origin is not told', { origin: null }, { origin: null }],
    ['whose ARN is on the item alone', { arn: null }, {}],
  ])('%s', (_what, configuration, differs) => {
    expect(read(kmsKeyItem(configuration))).toEqual(known({ ...key, ...differs }));
  });
  it('by the ARN of its configuration, else of its item, else by none', () => {
    const arn = KEY_ARN.replace(REGION, 'eu-central-1');
    expect(read(kmsKeyItem({ arn }))).toEqual(known({ ...key, arn }));
    expect(read({ ...kmsKeyItem({ arn: null }), ARN: null })).toEqual(malformedFact('ARN must be text, got nothing'));
  });
  it('that is deleted exists no longer', () => {
    expect(read(asDeleted(kmsKeyItem()))).toEqual(known(null));
    expect(keyRotationFromItem(parseItem(asDeleted(kmsKeyItem())))).toEqual(known(null));
  });
  it('that is no longer recorded may still exist', () => {
    expect(read(asDeleted(kmsKeyItem(), 'ResourceNotRecorded'))).toMatchObject({ code: 'NOT_RECORDED' });
  });
  it.each<[what: string, configuration: RawItem, complaint: string]>([
    ['nobody knows whose', { keyManager: 'ME' }, 'configuration.keyManager must be one of AWS, CUSTOMER, got "ME"'],
    ['without a state', { keyState: null }, 'configuration.keyState must be text, got nothing'],
  ])('%s is malformed', (_what, configuration, complaint) => {
    expect(read(kmsKeyItem(configuration))).toEqual(malformedFact(complaint));
  });
});

describe('rotation that the item does not hold', () => {
  const read = (configuration: RawItem) => keyRotationFromItem(parseItem(kmsKeyItem(configuration, null)));
  it.each<[what: string, configuration: RawItem, expected: unknown]>([
    ['an AWS managed key always rotates', { keyManager: 'AWS' }, known(true)],
    ['imported material does not by itself', { origin: 'EXTERNAL' }, known(null)],
    ['keys of a custom store do not', { origin: 'AWS_CLOUDHSM' }, known(null)],
    ['asymmetric keys do not', { keySpec: 'RSA_2048' }, known(null)],
    ['asymmetric keys of old items do not', { keySpec: null, customerMasterKeySpec: 'RSA_2048' }, known(null)],
    ['a key that could was not recorded whole', {}, notRecordedFact('supplementaryConfiguration.KeyRotationStatus')],
    [
      'a key whose origin is not told',
      { origin: null },
      notRecordedFact('supplementaryConfiguration.KeyRotationStatus'),
    ],
  ])('%s', (_what, configuration, expected) => {
    expect(read(configuration)).toEqual(expected);
  });
  it('a status that is no boolean is malformed', () => {
    const item = { ...kmsKeyItem(), supplementaryConfiguration: { KeyRotationStatus: 'sometimes' } };
    expect(keyRotationFromItem(parseItem(item))).toMatchObject(
      unknown('MALFORMED', expect.stringContaining('KeyRotationStatus') as never),
    );
  });
});

describe('a bucket policy that is an item of its own', () => {
  const document = { Statement: [{ Effect: 'Deny', Principal: '*', Action: '*', Resource: '*' }] };
  const directory = 'example-scratch--euw1-az1--x-s3';
  const tables = `arn:aws:s3tables:${REGION}:${ACCOUNT}:bucket/example-tables`;
  const read = (item: unknown) => bucketPolicyFromItem(parseItem(item));
  it.each(dialects)('told by %s', (_dialect, tell) => {
    const policy = known(parsePolicy(document));
    expect(read(tell(directoryBucketPolicyItem(directory, document)))).toEqual({
      kind: 'directoryBucket',
      bucket: directory,
      policy,
    });
    expect(read(tell(tableBucketPolicyItem(JSON.stringify(document))))).toEqual({
      kind: 'tableBucket',
      bucket: tables,
      policy,
    });
  });
  it('of the bucket it names, whatever its own id', () => {
    const other = { ...directoryBucketPolicyItem(directory, document), resourceId: 'example-id' };
    expect(read(other)?.bucket).toBe(directory);
    expect(read({ ...tableBucketPolicyItem(document), resourceId: 'example-id' })?.bucket).toBe(tables);
  });
  it('that is deleted leaves none behind, of the bucket its id names', () => {
    expect(read(asDeleted(directoryBucketPolicyItem(directory, document)))).toEqual({
      kind: 'directoryBucket',
      bucket: directory,
      policy: known(null),
    });
  });
  it('that is malformed', () => {
    expect(read(tableBucketPolicyItem('{'))).toEqual({
      kind: 'tableBucket',
      bucket: tables,
      policy: malformedFact('configuration.ResourcePolicy is no valid policy: the policy is not JSON'),
    });
  });
  it('is not what other types are', () => {
    expect(read(eventItem())).toBeNull();
  });
});
