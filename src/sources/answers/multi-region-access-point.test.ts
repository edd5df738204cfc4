import { factTold, fronts, unreadAccessPoint } from '../../../test/asks.js';
import { ACCOUNT, block, OTHER_ACCOUNT } from '../../../test/builders.js';
import { type Fact, known, unknown } from '../../core/fact.js';
import type { Resource } from '../../core/resource.js';
import { parsePolicy } from '../../policy/index.js';
import type { Question } from './ask.js';
import { readFact } from './read-fact.js';

const point = unreadAccessPoint('AWS::S3::MultiRegionAccessPoint');
const named = (id: string): Resource => ({ ...point, identity: { ...point.identity, id } });

const text = '{"Statement":{"Effect":"Deny","Principal":"*","Action":"s3:*","Resource":"*"}}';
const report = {
  Name: 'reports',
  Alias: 'example0000000.mrap',
  PublicAccessBlock: {
    BlockPublicAcls: true,
    IgnorePublicAcls: true,
    BlockPublicPolicy: true,
    RestrictPublicBuckets: false,
  },
  Status: 'READY',
  Regions: [
    { Bucket: 'example-ireland', Region: 'eu-west-1', BucketAccountId: ACCOUNT },
    { Bucket: 'example-virginia', Region: 'us-east-1', BucketAccountId: OTHER_ACCOUNT },
    { Bucket: 'example-tokyo', Region: 'ap-northeast-1' },
  ],
};
const ofPoint = 's3control:GetMultiRegionAccessPoint';
const ofPolicy = 's3control:GetMultiRegionAccessPointPolicy';

describe.each(fronts)('a Multi-Region Access Point, %s', (front) => {
  const told = (fact: string, operation: string, answer: unknown) =>
    factTold(front, fact, { account: { [`${operation}#reports`]: answer } }, point);

  it.each<[string, unknown, Fact<unknown>]>([
    ['in force', { Policy: { Established: { Policy: text } } }, known(parsePolicy(text))],
    [
      'in force, beside another that is proposed',
      { Policy: { Established: { Policy: text }, Proposed: { Policy: '{"Statement":[]}' } } },
      known(parsePolicy(text)),
    ],
    ['only proposed', { Policy: { Proposed: { Policy: text } } }, known(null)],
    ['only proposed, with nothing in force', { Policy: { Established: {}, Proposed: { Policy: text } } }, known(null)],
    ['none at all', { Policy: {} }, known(null)],
    ['none at all, without a place for it', {}, known(null)],
    [
      'of another form',
      { Policy: { Established: text } },
      unknown('MALFORMED', `${ofPolicy} for reports: Policy.Established must be an object, got a long text`),
    ],
  ])('its policy: %s', async (_name, answer, expected) => {
    expect(await told('policy', ofPolicy, answer)).toEqual(expected);
  });

  it.each<[string, string, object, Fact<unknown>]>([
    ['its block', 'publicAccessBlock', {}, known({ ...block(true), restrictPublicBuckets: false })],
    ['no block', 'publicAccessBlock', { PublicAccessBlock: undefined }, known(null)],
    [
      'its buckets',
      'buckets',
      {},
      known([
        { name: 'example-ireland', accountId: ACCOUNT },
        { name: 'example-virginia', accountId: OTHER_ACCOUNT },
        { name: 'example-tokyo', accountId: null },
      ]),
    ],
    [
      'no buckets',
      'buckets',
      { Regions: undefined },
      unknown('MALFORMED', `${ofPoint} for reports: AccessPoint.Regions must be a list, got nothing`),
    ],
  ])('%s', async (_name, fact, change, expected) => {
    expect(await told(fact, ofPoint, { AccessPoint: { ...report, ...change } })).toEqual(expected);
  });

  it('has no VPC of its own, which nobody is asked for', async () => {
    expect(await factTold(front, 'vpcId', {}, point)).toEqual(known(null));
  });
});

it('is asked for by its name, in the region that answers for all', async () => {
  const asked: Question[] = [];
  await readFact(
    point,
    'policy',
    async (question) => {
      asked.push(question);
      return { kind: 'answer', output: {} };
    },
    async () => known(null),
  );
  expect(asked).toEqual([
    {
      operation: ofPolicy,
      input: { AccountId: ACCOUNT, Name: 'reports' },
      region: 'us-west-2',
      owner: { kind: 'accessPoint', name: 'reports' },
      id: 'reports',
    },
  ]);
});

it.each(['example0000000.mrap', `arn:aws:s3::${ACCOUNT}:accesspoint/example0000000.mrap`])(
  'is not taken for gone where it is known as %s',
  async (id) => {
    expect(await factTold('live', 'policy', {}, named(id))).toEqual(
      unknown('NOT_RECORDED', `the name of the access point ${id}, by which it is read, is not known`),
    );
  },
);
