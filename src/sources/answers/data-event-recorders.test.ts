import { type Answers, errorAnswer, trailNamed } from '../../../test/answers.js';
import { factTold, fakeServices, fronts, unreadAccount } from '../../../test/asks.js';
import { ACCOUNT, REGION } from '../../../test/builders.js';
import { type Fact, known, unknown } from '../../core/fact.js';
import { createLiveAsk } from '../live/live-ask.js';
import { createFactReader } from './fact-reader.js';

const STORE = `arn:aws:cloudtrail:${REGION}:${ACCOUNT}:eventdatastore/1`;
const listed = { ...trailNamed('audit'), S3BucketName: 'audit-logs', IsOrganizationTrail: true };
const denied = errorAnswer('AccessDeniedException');
const selectors = {
  EventSelectors: [{ ReadWriteType: 'All', DataResources: [{ Type: 'AWS::S3::Object', Values: ['arn:aws:s3'] }] }],
};
const parsed = [{ kind: 'basic', readWriteType: 'All', managementEvents: true, objectArns: ['arn:aws:s3'] }];

const answers: Answers = {
  'cloudtrail:DescribeTrails': { trailList: [listed] },
  [`cloudtrail:GetEventSelectors#${listed.TrailARN}`]: selectors,
  [`cloudtrail:GetTrailStatus#${listed.TrailARN}`]: { IsLogging: true },
  'cloudtrail:ListEventDataStores': { EventDataStores: [{ EventDataStoreArn: STORE }] },
  [`cloudtrail:GetEventDataStore#${STORE}`]: {
    Name: 'lake',
    Status: 'ENABLED',
    MultiRegionEnabled: true,
    OrganizationEnabled: false,
    AdvancedEventSelectors: [],
  },
};

const trail = {
  kind: 'trail',
  name: 'audit',
  arn: listed.TrailARN,
  isMultiRegion: true,
  isOrganization: true,
  bucket: 'audit-logs',
  isRecording: known(true),
  selectors: known(parsed),
};
const store = {
  kind: 'event data store',
  name: 'lake',
  arn: STORE,
  isMultiRegion: true,
  isOrganization: false,
  bucket: null,
  isRecording: known(true),
  selectors: known([]),
};

describe.each(fronts)('what may record data events, %s', (front) => {
  const told = (changes: Answers = {}): Promise<Fact<unknown>> =>
    factTold(front, 'dataEventRecorders', { account: { ...answers, ...changes } }, unreadAccount());

  it('are trails and event data stores', async () => {
    expect(await told()).toEqual(known({ recorders: [trail, store], unlisted: [] }));
  });

  it.each<[string, object, object]>([
    ['of one region', { IsMultiRegionTrail: false }, { isMultiRegion: false }],
    ['whose listing says little', { IsMultiRegionTrail: undefined }, { isMultiRegion: false }],
    ["of the account's own", { IsOrganizationTrail: undefined }, { isOrganization: false }],
    ['without a bucket', { S3BucketName: undefined }, { bucket: null }],
  ])('a trail %s', async (_name, change, expected) => {
    const found = await told({ 'cloudtrail:DescribeTrails': { trailList: [{ ...listed, ...change }] } });
    expect(found).toEqual(known({ recorders: [{ ...trail, ...expected }, store], unlisted: [] }));
  });

  it('a trail of management events is asked no further', async () => {
    const trailList = [{ ...listed, HasCustomEventSelectors: false }];
    const found = await told({
      'cloudtrail:DescribeTrails': { trailList },
      [`cloudtrail:GetEventSelectors#${listed.TrailARN}`]: denied,
      [`cloudtrail:GetTrailStatus#${listed.TrailARN}`]: denied,
    });
    expect(found).toMatchObject({
      value: { recorders: [{ selectors: known([]), isRecording: known(false) }, store] },
    });
  });

  it.each(['AccessDeniedException', 'TrailNotFoundException', 'CloudTrailARNInvalidException'])(
    "of an organization's trail in a member account what it hides is unknown, not absent (%s)",
    async (code) => {
      const found = await told({
        [`cloudtrail:GetEventSelectors#${listed.TrailARN}`]: errorAnswer(code),
        [`cloudtrail:GetTrailStatus#${listed.TrailARN}`]: errorAnswer(code),
      });
      const hidden = (operation: string) => unknown('DENIED', `${operation} was denied for ${listed.TrailARN}`);
      expect(found).toEqual(
        known({
          recorders: [
            {
              ...trail,
              selectors: hidden('cloudtrail:GetEventSelectors'),
              isRecording: hidden('cloudtrail:GetTrailStatus'),
            },
            store,
          ],
          unlisted: [],
        }),
      );
    },
  );

  it.each<[string, object, object]>([
    ['that is stopped', { Status: 'STOPPED_INGESTION' }, { isRecording: known(false) }],
    ['of one region', { MultiRegionEnabled: false }, { isMultiRegion: false }],
    ['of the organization', { OrganizationEnabled: true }, { isOrganization: true }],
  ])('a store %s', async (_name, change, expected) => {
    const described = answers[`cloudtrail:GetEventDataStore#${STORE}`] as object;
    const found = await told({ [`cloudtrail:GetEventDataStore#${STORE}`]: { ...described, ...change } });
    expect(found).toEqual(known({ recorders: [trail, { ...store, ...expected }], unlisted: [] }));
  });

  it('a store that hides itself may be anything', async () => {
    const hidden = unknown('DENIED', `cloudtrail:GetEventDataStore was denied for ${STORE}`);
    expect(await told({ [`cloudtrail:GetEventDataStore#${STORE}`]: denied })).toEqual(
      known({
        recorders: [trail, { ...store, name: STORE, isRecording: hidden, selectors: hidden }],
        unlisted: [],
      }),
    );
  });

  it('a store that is gone is none', async () => {
    const found = await told({
      [`cloudtrail:GetEventDataStore#${STORE}`]: errorAnswer('EventDataStoreNotFoundException'),
    });
    expect(found).toEqual(known({ recorders: [trail], unlisted: [] }));
  });

  it('may be more where one of the lists was denied, and are unknown where both were', async () => {
    const trails = { 'cloudtrail:DescribeTrails': denied };
    const stores = { 'cloudtrail:ListEventDataStores': denied };
    const trailsDenied = unknown('DENIED', 'cloudtrail:DescribeTrails was denied');
    expect(await told(trails)).toEqual(known({ recorders: [store], unlisted: [trailsDenied] }));
    expect(await told(stores)).toEqual(
      known({ recorders: [trail], unlisted: [unknown('DENIED', 'cloudtrail:ListEventDataStores was denied')] }),
    );
    expect(await told({ ...trails, ...stores })).toEqual(trailsDenied);
  });
});

it('asks in the region of the run, of a trail in its home region', async () => {
  const asked: string[] = [];
  const services = fakeServices(answers, (operation, region) => asked.push(`${operation} in ${region}`));
  const ask = createLiveAsk(services, { region: 'sa-east-1', accountId: ACCOUNT });
  await createFactReader(unreadAccount(), ask)('dataEventRecorders');
  expect(asked.sort()).toEqual([
    'cloudtrail:DescribeTrails in sa-east-1',
    `cloudtrail:GetEventDataStore in ${REGION}`,
    'cloudtrail:GetEventSelectors in us-east-1',
    'cloudtrail:GetTrailStatus in us-east-1',
    'cloudtrail:ListEventDataStores in sa-east-1',
  ]);
});
