import { type Answers, errorAnswer, trailNamed } from '../../../test/answers.js';
import { factTold, fakeServices, fronts, unreadBucket } from '../../../test/asks.js';
import { ACCOUNT, REGION } from '../../../test/builders.js';
import { type Fact, known, unknown } from '../../core/fact.js';
import { createLiveAsk } from '../live/live-ask.js';
import type { Ask, Question } from './ask.js';
import { createFactReader } from './fact-reader.js';

const everything = {
  EventSelectors: [{ ReadWriteType: 'All', DataResources: [{ Type: 'AWS::S3::Object', Values: ['arn:aws:s3'] }] }],
};
const advanced = (...fields: readonly object[]) => ({
  AdvancedEventSelectors: [
    {
      Name: 'objects',
      FieldSelectors: [
        { Field: 'eventCategory', Equals: ['Data'] },
        { Field: 'resources.type', Equals: ['AWS::S3::Object'] },
        ...fields,
      ],
    },
  ],
});
const denied = errorAnswer('AccessDeniedException');
const storeArn = (region: string) => `arn:aws:cloudtrail:${region}:${ACCOUNT}:eventdatastore/1`;
const store = { Name: 'lake', Status: 'ENABLED', MultiRegionEnabled: true, ...advanced() };

interface ToldTrail {
  readonly trail?: object;
  readonly selectors?: unknown;
  readonly status?: unknown;
}

/** The answers about trails by their names; a well-behaved one where nothing is said. */
const trails = (byName: Readonly<Record<string, ToldTrail>>): Answers => ({
  'cloudtrail:DescribeTrails': {
    trailList: Object.entries(byName).map(([name, { trail }]) => ({ ...trailNamed(name), ...trail })),
  },
  'cloudtrail:ListEventDataStores': { EventDataStores: [] },
  ...Object.fromEntries(
    Object.entries(byName).flatMap(([name, { selectors = everything, status = { IsLogging: true } }]) => [
      [`cloudtrail:GetEventSelectors#${trailNamed(name).TrailARN}`, selectors],
      [`cloudtrail:GetTrailStatus#${trailNamed(name).TrailARN}`, status],
    ]),
  ),
});

const stores = (answer: unknown, region = REGION): Answers => ({
  'cloudtrail:DescribeTrails': { trailList: [] },
  'cloudtrail:ListEventDataStores': { EventDataStores: [{ EventDataStoreArn: storeArn(region), Name: 'lake' }] },
  [`cloudtrail:GetEventDataStore#${storeArn(region)}`]: answer,
});

describe.each(fronts)('data events of the objects, %s', (front) => {
  const told = (account: Answers): Promise<Fact<unknown>> => factTold(front, 'objectDataEvents', { account });

  it.each<[string, ToldTrail]>([
    ['in force in every region', {}],
    ['of this region', { trail: { IsMultiRegionTrail: false, HomeRegion: REGION } }],
    ['with advanced selectors', { selectors: advanced() }],
    ['whose listing does not say whether it has selectors', { trail: { HasCustomEventSelectors: undefined } }],
    [
      'with a basic selector beside one for functions',
      {
        selectors: {
          EventSelectors: [
            { ReadWriteType: 'All', DataResources: [{ Type: 'AWS::Lambda::Function', Values: ['arn:aws:lambda'] }] },
            ...everything.EventSelectors,
          ],
        },
      },
    ],
  ])('are recorded by a trail %s', async (_name, trail) => {
    expect(await told(trails({ all: trail }))).toEqual(known(['all']));
  });

  it.each<[string, ToldTrail]>([
    ['of another region', { trail: { IsMultiRegionTrail: false } }],
    ['of another region that does not say whether it is in force here', { trail: { IsMultiRegionTrail: undefined } }],
    ['of management events', { trail: { HasCustomEventSelectors: false }, selectors: denied, status: denied }],
    ['that is not logging', { status: { IsLogging: false } }],
    ['that is not logging and hides its selectors', { status: { IsLogging: false }, selectors: denied }],
    ['that hides whether it is logging, but records something else', { status: denied, selectors: {} }],
    ['of reads alone', { selectors: advanced({ Field: 'readOnly', Equals: ['true'] }) }],
  ])('are not recorded by a trail %s', async (_name, trail) => {
    expect(await told(trails({ all: trail }))).toEqual(known([]));
  });

  it('does not add up trails', async () => {
    const reads = { selectors: advanced({ Field: 'readOnly', Equals: ['true'] }) };
    const writes = { selectors: advanced({ Field: 'readOnly', Equals: ['false'] }) };
    expect(await told(trails({ reads, writes }))).toEqual(known([]));
  });

  it('names all that record them, sorted', async () => {
    expect(await told(trails({ z: {}, a: {}, off: { status: { IsLogging: false } } }))).toEqual(known(['a', 'z']));
  });

  it.each(['AccessDeniedException', 'TrailNotFoundException', 'CloudTrailARNInvalidException'])(
    "are unknown where an organization's trail hides its selectors (%s)",
    async (code) => {
      const selectors = errorAnswer(code);
      const reason = `cloudtrail:GetEventSelectors was denied for ${trailNamed('org').TrailARN}`;
      expect(await told(trails({ org: { selectors } }))).toEqual(unknown('DENIED', reason));
      expect(await told(trails({ org: { selectors }, own: {} }))).toEqual(known(['own']));
    },
  );

  it('are unknown where a trail that would do hides whether it is logging', async () => {
    const reason = `cloudtrail:GetTrailStatus was denied for ${trailNamed('org').TrailARN}`;
    expect(await told(trails({ org: { status: denied } }))).toEqual(unknown('DENIED', reason));
  });

  it.each<[string, unknown]>([
    ['a field without an operator', advanced({ Field: 'eventName' })],
    ['a field without a name', advanced({ Equals: ['a'] })],
    ['a selector without its type', { EventSelectors: [{ DataResources: [] }] }],
  ])('are unknown where a trail has %s', async (_name, selectors) => {
    expect(await told(trails({ odd: { selectors } }))).toMatchObject({ known: false, code: 'MALFORMED' });
  });

  it('are unknown where trails cannot be listed, unless a store records them', async () => {
    expect(await told({ ...trails({}), 'cloudtrail:DescribeTrails': denied })).toEqual(
      unknown('DENIED', 'cloudtrail:DescribeTrails was denied'),
    );
    expect(await told({ ...stores(store), 'cloudtrail:DescribeTrails': denied })).toEqual(known(['lake']));
  });

  it.each<[string, object, string]>([
    ['of all regions', {}, REGION],
    ['of this region', { MultiRegionEnabled: false }, REGION],
    ['of all regions at home elsewhere', {}, 'us-east-1'],
  ])('are recorded by an event data store %s', async (_name, change, region) => {
    expect(await told(stores({ ...store, ...change }, region))).toEqual(known(['lake']));
  });

  it.each<[string, object, string]>([
    ['that is stopped', { Status: 'STOPPED_INGESTION' }, REGION],
    ['of another region', { MultiRegionEnabled: false }, 'us-east-1'],
    ['of management events', { AdvancedEventSelectors: [] }, REGION],
    ['without selectors', { AdvancedEventSelectors: undefined }, REGION],
  ])('are not recorded by an event data store %s', async (_name, change, region) => {
    expect(await told(stores({ ...store, ...change }, region))).toEqual(known([]));
  });

  it.each(['EventDataStoreNotFoundException', 'EventDataStoreARNInvalidException'])(
    'are not recorded by a store that is gone (%s)',
    async (code) => {
      expect(await told(stores(errorAnswer(code)))).toEqual(known([]));
    },
  );

  it.each<[string, Answers, string]>([
    ['a store hides', stores(denied), `cloudtrail:GetEventDataStore was denied for ${storeArn(REGION)}`],
    [
      'stores cannot be listed',
      { ...trails({}), 'cloudtrail:ListEventDataStores': denied },
      'cloudtrail:ListEventDataStores was denied',
    ],
    [
      'stores are not offered',
      { ...trails({}), 'cloudtrail:ListEventDataStores': errorAnswer('UnsupportedOperationException') },
      'cloudtrail:ListEventDataStores was denied',
    ],
  ])('are unknown where %s', async (_name, account, reason) => {
    expect(await told(account)).toEqual(unknown('DENIED', reason));
  });
});

it('follows all pages of stores', async () => {
  const second = storeArn(REGION).replace(/1$/, '2');
  const account = {
    ...stores({ ...store, Status: 'CREATED' }),
    'cloudtrail:ListEventDataStores': { EventDataStores: [{ EventDataStoreArn: storeArn(REGION) }], NextToken: 'more' },
    'cloudtrail:ListEventDataStores#more': { EventDataStores: [{ EventDataStoreArn: second }] },
    [`cloudtrail:GetEventDataStore#${second}`]: store,
  };
  expect(await factTold('live', 'objectDataEvents', { account })).toEqual(known(['lake']));
});

it('asks about a trail in its home region, about the rest in the region of the bucket', async () => {
  const asked: string[] = [];
  const services = fakeServices({ ...stores(store), ...trails({ all: {} }) }, (operation, region) =>
    asked.push(`${operation} in ${region}`),
  );
  const ask = createLiveAsk(services, { region: 'sa-east-1', accountId: ACCOUNT });
  await createFactReader(unreadBucket(), ask)('objectDataEvents');
  expect(asked.sort()).toEqual([
    `cloudtrail:DescribeTrails in ${REGION}`,
    'cloudtrail:GetEventSelectors in us-east-1',
    'cloudtrail:GetTrailStatus in us-east-1',
    `cloudtrail:ListEventDataStores in ${REGION}`,
  ]);
});

it('asks for the trails of other regions and of the organization, and for each by its ARN', async () => {
  const asked: Question[] = [];
  const ask: Ask = async (question) => {
    asked.push(question);
    return { kind: 'answer', output: trails({ all: {} })[question.operation] ?? everything };
  };
  await createFactReader(unreadBucket(), ask)('objectDataEvents');
  const arn = trailNamed('all').TrailARN;
  expect(asked.map(({ operation, input }) => [operation, input])).toEqual([
    ['cloudtrail:DescribeTrails', { includeShadowTrails: true }],
    ['cloudtrail:GetEventSelectors', { TrailName: arn }],
    ['cloudtrail:GetTrailStatus', { Name: arn }],
    ['cloudtrail:ListEventDataStores', {}],
  ]);
});

it('does not take answers of another region', async () => {
  const account = {
    'cloudtrail:DescribeTrails@us-east-1': { trailList: [] },
    'cloudtrail:ListEventDataStores': { EventDataStores: [] },
  };
  expect(await factTold('recorded', 'objectDataEvents', { account })).toEqual(
    unknown('NOT_RECORDED', 'no answer of cloudtrail:DescribeTrails is recorded'),
  );
});
