import { ACCOUNT, BUCKET, block, OTHER_ACCOUNT } from '../../../test/builders.js';
import { factOfItem, malformedFact, notRecordedFact } from '../../../test/item-facts.js';
import {
  accessPointItem,
  asDeleted,
  asHistory,
  asSelectRow,
  asSnapshot,
  multiRegionAccessPointItem,
  type RawItem,
} from '../../../test/items.js';
import { known, unknown } from '../../core/fact.js';
import { publicAccessBlockFlags } from '../../core/facts.js';
import { parsePolicy } from '../../policy/index.js';

const document = {
  Version: '2012-10-17',
  Statement: [{ Effect: 'Allow', Principal: '*', Action: 's3:GetObject', Resource: '*' }],
};

const dialects: readonly (readonly [string, (item: RawItem) => unknown])[] = [
  ['an event', (item) => item],
  ['the history API', asHistory],
  ['a snapshot', asSnapshot],
  ['a query', asSelectRow],
];

describe.each(dialects)('an access point told by %s (traps 43 and 81)', (_dialect, tell) => {
  const item = tell(accessPointItem({ Policy: document }, { tags: { team: 'platform' } }));
  it.each<[fact: string, value: unknown]>([
    ['policy', parsePolicy(document)],
    ['publicAccessBlock', block(true)],
    ['vpcId', null],
    ['buckets', [{ name: BUCKET, accountId: ACCOUNT }]],
    ['tags', { team: 'platform' }],
  ])('%s', (fact, value) => {
    expect(factOfItem(item, fact)).toEqual(known(value));
  });
});

describe('the policy of an access point', () => {
  it.each<[form: string, policy: unknown]>([
    ['an empty object (trap 81)', {}],
    ['null', null],
    ['left out', undefined],
  ])('absent as %s', (_form, Policy) => {
    expect(factOfItem(accessPointItem({ Policy }), 'policy')).toEqual(known(null));
  });
  it('as text', () => {
    expect(factOfItem(accessPointItem({ Policy: JSON.stringify(document) }), 'policy')).toEqual(
      known(parsePolicy(document)),
    );
  });
  it.each<[what: string, policy: unknown, complaint: string]>([
    ['text that is no JSON', 'none', 'configuration.Policy is no valid policy: the policy is not JSON'],
    [
      'a policy without statements',
      { Version: '2012-10-17' },
      'configuration.Policy is no valid policy: Statement must be an object or a list of objects, got nothing',
    ],
    ['false', false, 'configuration.Policy is no valid policy: the policy must be an object, got false'],
  ])('%s is malformed', (_what, Policy, complaint) => {
    expect(factOfItem(accessPointItem({ Policy }), 'policy')).toEqual(malformedFact(complaint));
  });
  it('is not absent where the configuration is a part only, or in another spelling', () => {
    const expected = notRecordedFact('configuration.Policy; s3control:GetAccessPointPolicy would tell');
    expect(factOfItem({ ...accessPointItem(), configuration: { Bucket: BUCKET } }, 'policy')).toEqual(expected);
    expect(factOfItem({ ...accessPointItem(), configuration: { bucket: BUCKET, policy: document } }, 'policy')).toEqual(
      expected,
    );
  });
});

describe('the block of an access point', () => {
  it.each(publicAccessBlockFlags)('%s alone off', (flag) => {
    const flags = {
      BlockPublicAcls: true,
      IgnorePublicAcls: true,
      BlockPublicPolicy: true,
      RestrictPublicBuckets: true,
    };
    const name = `${flag.charAt(0).toUpperCase()}${flag.slice(1)}`;
    const item = accessPointItem({ PublicAccessBlockConfiguration: { ...flags, [name]: false } });
    expect(factOfItem(item, 'publicAccessBlock')).toEqual(known({ ...block(true), [flag]: false }));
  });
  it('in the spelling of buckets is malformed', () => {
    expect(factOfItem(accessPointItem({ PublicAccessBlockConfiguration: block(true) }), 'publicAccessBlock')).toEqual(
      malformedFact('configuration.PublicAccessBlockConfiguration.BlockPublicAcls must be true or false, got nothing'),
    );
  });
});

describe('the network an access point is confined to', () => {
  const vpc = { VpcId: 'vpc-0example00000001' };
  it.each<[what: string, configuration: RawItem, expected: unknown]>([
    ['the internet', { NetworkOrigin: 'Internet' }, null],
    ['the internet, with an empty VPC', { NetworkOrigin: 'Internet', VpcConfiguration: {} }, null],
    ['a VPC', { NetworkOrigin: 'VPC', VpcConfiguration: vpc }, vpc.VpcId],
    ['a VPC, the origin left out', { NetworkOrigin: null, VpcConfiguration: vpc }, vpc.VpcId],
    ['both left out', { NetworkOrigin: null }, null],
  ])('%s', (_what, configuration, expected) => {
    expect(factOfItem(accessPointItem(configuration), 'vpcId')).toEqual(known(expected));
  });
  it.each<[what: string, configuration: RawItem, complaint: string]>([
    [
      'a VPC that is not named',
      { NetworkOrigin: 'VPC' },
      'configuration.VpcConfiguration must be as NetworkOrigin says, which is VPC, got nothing',
    ],
    [
      'a VPC beside the internet',
      { NetworkOrigin: 'Internet', VpcConfiguration: vpc },
      'configuration.VpcConfiguration must be as NetworkOrigin says, which is Internet, got an object',
    ],
    [
      'an unknown origin',
      { NetworkOrigin: 'Moon' },
      'configuration.NetworkOrigin must be one of Internet, VPC, got "Moon"',
    ],
    [
      'a VPC without an id',
      { NetworkOrigin: 'VPC', VpcConfiguration: { Id: 'x' } },
      'configuration.VpcConfiguration.VpcId must be text, got nothing',
    ],
  ])('%s is malformed', (_what, configuration, complaint) => {
    expect(factOfItem(accessPointItem(configuration), 'vpcId')).toEqual(malformedFact(complaint));
  });
});

describe('the buckets behind', () => {
  it('one of another account', () => {
    expect(factOfItem(accessPointItem({ BucketAccountId: OTHER_ACCOUNT }), 'buckets')).toEqual(
      known([{ name: BUCKET, accountId: OTHER_ACCOUNT }]),
    );
  });
  it('one whose account is not told', () => {
    expect(factOfItem(accessPointItem({ BucketAccountId: null }), 'buckets')).toEqual(
      known([{ name: BUCKET, accountId: null }]),
    );
  });
  it('none is malformed', () => {
    expect(factOfItem(accessPointItem({ Bucket: null }), 'buckets')).toEqual(
      malformedFact('configuration.Bucket must be text, got nothing'),
    );
  });
});

describe('a Multi-Region Access Point', () => {
  it.each<[fact: string, value: unknown]>([
    ['publicAccessBlock', block(true)],
    ['vpcId', null],
    [
      'buckets',
      [
        { name: 'example-ireland', accountId: ACCOUNT },
        { name: 'example-virginia', accountId: ACCOUNT },
      ],
    ],
    ['tags', {}],
  ])('%s', (fact, value) => {
    expect(factOfItem(multiRegionAccessPointItem(), fact)).toEqual(known(value));
  });
  it('its policy is in no item, so another source is asked', () => {
    expect(factOfItem(multiRegionAccessPointItem(), 'policy')).toEqual(unknown('NOT_IN_SOURCE', 'policy'));
  });
  it('without regions is malformed', () => {
    expect(factOfItem(multiRegionAccessPointItem({ Regions: null }), 'buckets')).toEqual(
      malformedFact('configuration.Regions must be a list, got nothing'),
    );
  });
});

it('a deleted access point has no policy to be known', () => {
  expect(factOfItem(asDeleted(accessPointItem()), 'policy')).toMatchObject({ code: 'NOT_RECORDED' });
});
