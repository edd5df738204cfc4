import { ACCOUNT, BUCKET, block, REGION } from '../../../test/builders.js';
import { factOfItem, malformedFact, notRecordedFact } from '../../../test/item-facts.js';
import {
  accessPointItem,
  accountBlockItem,
  asDeleted,
  asHistory,
  directoryBucketItem,
  eventItem,
  historyItem,
  kmsKeyItem,
  multiRegionAccessPointItem,
  type RawItem,
  roleItem,
  tableBucketItem,
  trailItem,
  vpcEndpointItem,
} from '../../../test/items.js';
import { typesOfKind } from '../../core/derivations.js';
import { known, unknown } from '../../core/fact.js';
import { factOrigins, originOf } from '../../core/fact-origins.js';
import type { Kind } from '../../core/resource.js';
import { parseItem } from './parse-item.js';
import { identityOf, kindOfType, resourceFromItem } from './resource-from-item.js';

const notAsked = (fact: string) => unknown('NOT_READ', fact);

describe('kinds', () => {
  it.each(
    (Object.keys(typesOfKind) as Kind[]).flatMap((kind) =>
      typesOfKind[kind].map((type): [string, Kind] => [type, kind]),
    ),
  )('%s is told as %s', (type, kind) => {
    expect(kindOfType(type)).toBe(kind);
  });
  it.each(['AWS::KMS::Key', 'AWS::S3Express::BucketPolicy', 'AWS::::Account', 'constructor', ''])(
    '%j is told as none',
    (type) => {
      expect(kindOfType(type)).toBeNull();
    },
  );
  it.each([kmsKeyItem(), trailItem()])('of a type that no rule judges there is no resource', (item) => {
    expect(resourceFromItem(parseItem(item), notAsked)).toBeNull();
  });
});

describe('identities', () => {
  it.each<[what: string, item: RawItem, identity: object]>([
    [
      'a bucket',
      eventItem(),
      { type: 'AWS::S3::Bucket', id: BUCKET, arn: `arn:aws:s3:::${BUCKET}`, accountId: ACCOUNT, region: REGION },
    ],
    [
      'the account, not its block, which has neither ARN nor name',
      accountBlockItem(),
      { type: 'AWS::::Account', id: ACCOUNT, arn: null, accountId: ACCOUNT, region: null },
    ],
    [
      'a role by its unique id, without a region (trap 80)',
      roleItem(),
      {
        type: 'AWS::IAM::Role',
        id: 'AROAEXAMPLE000000001',
        arn: `arn:aws:iam::${ACCOUNT}:role/example-role`,
        accountId: ACCOUNT,
        region: null,
      },
    ],
    [
      'a deleted bucket',
      asDeleted(eventItem()),
      { type: 'AWS::S3::Bucket', id: BUCKET, arn: `arn:aws:s3:::${BUCKET}`, accountId: ACCOUNT, region: REGION },
    ],
  ])('%s', (_what, item, identity) => {
    expect(identityOf(parseItem(item))).toEqual(identity);
  });
});

const itemOfType: Readonly<Record<string, RawItem>> = {
  'AWS::S3::Bucket': eventItem(),
  'AWS::S3::AccountPublicAccessBlock': accountBlockItem(),
  'AWS::S3::AccessPoint': accessPointItem(),
  'AWS::S3::MultiRegionAccessPoint': multiRegionAccessPointItem(),
  'AWS::S3Express::DirectoryBucket': directoryBucketItem(),
  'AWS::S3Tables::TableBucket': tableBucketItem(),
  'AWS::EC2::VPCEndpoint': vpcEndpointItem(),
  'AWS::IAM::Role': roleItem(),
};

describe.each(Object.entries(itemOfType))('%s', (type, item) => {
  const kind = kindOfType(type);
  if (!kind) throw new Error(`${type} is of no kind`);
  it.each(Object.keys(factOrigins[kind]))('tells %s by itself or leaves it to another source, as declared', (fact) => {
    const resource = resourceFromItem(parseItem(item), notAsked);
    expect(resource?.fact(fact)).toMatchObject(
      originOf(kind, fact, type).item === null ? { known: false, code: 'NOT_READ', reason: fact } : { known: true },
    );
  });
});

describe('another source', () => {
  it('is given the resource, so that it can ask for more of it', () => {
    const resource = resourceFromItem(
      parseItem(eventItem({ logging: { destinationBucket: 'example-logs', prefix: '' } })),
      (fact, asking) => known([fact, asking.kind, asking.identity.id, asking.fact('logging')]),
    );
    expect(resource?.fact('loggingSources')).toEqual(
      known(['loggingSources', 'bucket', BUCKET, known({ destinationBucket: 'example-logs', prefix: '' })]),
    );
  });
  it('is asked for a name that is no fact but every object inherits', () => {
    expect(resourceFromItem(parseItem(eventItem()), notAsked)?.fact('constructor')).toEqual(notAsked('constructor'));
  });
});

describe('an account', () => {
  it.each<[what: string, item: RawItem, expected: unknown]>([
    ['all on', accountBlockItem(), known(block(true))],
    ['in the history API', asHistory(accountBlockItem(block(false))), known(block(false))],
    ['deleted: none is set', asDeleted(accountBlockItem()), known(null)],
    [
      'deleted and no longer recorded: none is set',
      asDeleted(accountBlockItem(), 'ResourceDeletedNotRecorded'),
      known(null),
    ],
    [
      'no longer recorded: nobody knows',
      asDeleted(accountBlockItem(), 'ResourceNotRecorded'),
      notRecordedFact(
        'its configuration, as its status is ResourceNotRecorded; s3control:GetPublicAccessBlock would tell',
      ),
    ],
    [
      'two flags',
      accountBlockItem({ blockPublicAcls: true, ignorePublicAcls: true }),
      malformedFact('configuration.blockPublicPolicy must be true or false, got nothing'),
    ],
    [
      'no configuration',
      { ...accountBlockItem(), configuration: undefined },
      notRecordedFact('configuration; s3control:GetPublicAccessBlock would tell'),
    ],
  ])('%s', (_what, item, expected) => {
    expect(factOfItem(item, 'accountPublicAccessBlock')).toEqual(expected);
  });
});

describe("tags of CloudFormation's types that stand in the configuration alone", () => {
  const Tags = [{ Key: 'team', Value: 'platform' }];
  it.each<[what: string, item: RawItem]>([
    ['a directory bucket', directoryBucketItem({ Tags })],
    ['a table bucket', tableBucketItem({ Tags })],
  ])('%s', (_what, { tags: _, ...item }) => {
    expect(factOfItem(item, 'tags')).toEqual(known({ team: 'platform' }));
  });
});

describe('the configuration', () => {
  it.each<[what: string, configuration: unknown, expected: object]>([
    ['the text null of a deleted item that is said to be live (trap 82)', 'null', { code: 'NOT_RECORDED' }],
    ['null', null, { code: 'NOT_RECORDED' }],
    ['text that is cut', '{"Bucket":', { code: 'MALFORMED' }],
    ['a list', [], { code: 'MALFORMED' }],
    ['a number', '5', { code: 'MALFORMED' }],
  ])('%s', (_what, configuration, expected) => {
    expect(factOfItem({ ...accessPointItem(), configuration }, 'policy')).toMatchObject(expected);
  });
});

describe('hostile items end in a malformed fact, never in a crash', () => {
  const deep = (open: string, close: string) => `${open.repeat(200_000)}${close.repeat(200_000)}`;
  const values: readonly [string, unknown][] = [
    ['lists in lists', deep('[', ']')],
    ['objects in objects', `${'{"rules":'.repeat(200_000)}1${'}'.repeat(200_000)}`],
    ['lists in lists, decoded', JSON.parse(deep('[', ']'))],
    ['a text of five million characters', `"${'x'.repeat(5_000_000)}"`],
    ['an open text', '"'],
    ['a number', 17],
  ];
  const keys: readonly [fact: string, key: string][] = [
    ['policy', 'BucketPolicy'],
    ['publicAccessBlock', 'PublicAccessBlockConfiguration'],
    ['acl', 'AccessControlList'],
    ['encryption', 'ServerSideEncryptionConfiguration'],
    ['logging', 'BucketLoggingConfiguration'],
    ['versioning', 'BucketVersioningConfiguration'],
    ['lifecycle', 'BucketLifecycleConfiguration'],
    ['objectLock', 'ObjectLockConfiguration'],
    ['website', 'BucketWebsiteConfiguration'],
  ];
  it.each(
    values.flatMap(([what, value]) =>
      keys.map(([fact, key]): [string, string, string, unknown] => [fact, what, key, value]),
    ),
  )('%s: %s', (fact, _what, key, value) => {
    expect(factOfItem({ ...historyItem(), supplementaryConfiguration: { [key]: value } }, fact)).toMatchObject({
      known: false,
      code: 'MALFORMED',
      reason: expect.stringMatching(/^.{1,200}$/),
    });
  });
  it.each(values.filter(([what]) => what !== 'a number'))('a policy text: %s', (_what, policyText) => {
    const item = { ...eventItem(), supplementaryConfiguration: { BucketPolicy: { policyText } } };
    expect(factOfItem(item, 'policy')).toMatchObject({
      code: 'MALFORMED',
      reason: expect.stringMatching(/^.{1,300}$/),
    });
  });
  it('a value longer than S3 could ever have, valid or not', () => {
    const value = `{"status":"Enabled","padding":"${'x'.repeat(4 * 1024 * 1024)}"}`;
    const item = { ...historyItem(), supplementaryConfiguration: { BucketVersioningConfiguration: value } };
    expect(factOfItem(item, 'versioning')).toEqual(
      malformedFact(
        `supplementaryConfiguration.BucketVersioningConfiguration must be at most 4194304 characters, got a text of ${value.length} characters`,
      ),
    );
  });
  it('a policy whose condition is deeper than the stack', () => {
    const condition = `${'{"a":'.repeat(200_000)}1${'}'.repeat(200_000)}`;
    const policyText = `{"Statement":{"Effect":"Deny","Principal":"*","Action":"*","Resource":"*","Condition":{"Bool":${condition}}}}`;
    expect(
      factOfItem({ ...eventItem(), supplementaryConfiguration: { BucketPolicy: { policyText } } }, 'policy'),
    ).toMatchObject({ code: 'MALFORMED' });
  });
});

it('one fact decodes its own key and no other, once', () => {
  const touched: string[] = [];
  const values = historyItem().supplementaryConfiguration as RawItem;
  const supplementaryConfiguration = Object.defineProperties(
    {},
    Object.fromEntries(
      Object.keys(values).map((key) => [
        key,
        {
          enumerable: true,
          get: () => {
            touched.push(key);
            return values[key];
          },
        },
      ]),
    ),
  );
  const resource = resourceFromItem(parseItem({ ...historyItem(), supplementaryConfiguration }), notAsked);
  expect(touched).toEqual([]);
  resource?.fact('versioning');
  resource?.fact('versioning');
  expect(touched).toEqual(['BucketVersioningConfiguration']);
});
