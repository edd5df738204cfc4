import { errorAnswer } from '../../../test/answers.js';
import { factTold, fronts } from '../../../test/asks.js';
import { ACCOUNT, BUCKET, OTHER_ACCOUNT } from '../../../test/builders.js';
import { known, unknown } from '../../core/fact.js';

const enabled = { 'macie2:GetMacieSession': { status: 'ENABLED', findingPublishingFrequency: 'SIX_HOURS' } };
const bucket = (changes: object = {}) => ({
  accountId: ACCOUNT,
  bucketName: BUCKET,
  automatedDiscoveryMonitoringStatus: 'MONITORED',
  classifiableObjectCount: 12,
  jobDetails: { isDefinedInJob: 'TRUE', isMonitoredByJob: 'FALSE', lastJobRunTime: '2026-10-01T00:00:00Z' },
  lastAutomatedDiscoveryTime: '2026-11-20T03:00:00.000Z',
  publicAccess: { effectivePermission: 'NOT_PUBLIC' },
  sensitivityScore: -1,
  ...changes,
});
const read = {
  error: null,
  classifiableObjects: 12,
  isMonitored: true,
  lastDiscovery: '2026-11-20T03:00:00.000Z',
  isInJob: true,
  lastJobRun: '2026-10-01T00:00:00.000Z',
  sensitivityScore: -1,
  publicAccess: 'NOT_PUBLIC',
};

describe.each(fronts)("Macie's coverage, %s", (front) => {
  const told = (account: object) => factTold(front, 'macie', { account: { ...account } });
  const withBuckets = (...buckets: readonly object[]) => told({ ...enabled, 'macie2:DescribeBuckets': { buckets } });

  it('is what the inventory says of the bucket', async () => {
    const others = [bucket({ bucketName: 'another' }), bucket({ accountId: OTHER_ACCOUNT, sensitivityScore: 99 })];
    expect(await withBuckets(...others, bucket())).toEqual(known({ session: 'ENABLED', bucket: read }));
  });

  it('is open where the inventory does not say', async () => {
    expect(await withBuckets({ accountId: ACCOUNT, bucketName: BUCKET, errorCode: 'ACCESS_DENIED' })).toEqual(
      known({
        session: 'ENABLED',
        bucket: {
          error: 'ACCESS_DENIED',
          classifiableObjects: null,
          isMonitored: null,
          lastDiscovery: null,
          isInJob: null,
          lastJobRun: null,
          sensitivityScore: null,
          publicAccess: null,
        },
      }),
    );
  });

  it.each([
    ['TRUE', true],
    ['FALSE', false],
    ['UNKNOWN', null],
  ])('of jobs: %s', async (isDefinedInJob, isInJob) => {
    expect(await withBuckets(bucket({ jobDetails: { isDefinedInJob } }))).toMatchObject({
      value: { bucket: { isInJob, lastJobRun: null } },
    });
  });

  it('is none where the inventory does not have it', async () => {
    expect(await withBuckets(bucket({ bucketName: 'another' }))).toEqual(known({ session: 'ENABLED', bucket: null }));
  });

  it('is off, which an error says that else would be a refusal', async () => {
    const off = errorAnswer('AccessDeniedException', 'Macie is not enabled.');
    expect(await told({ 'macie2:GetMacieSession': off })).toEqual(known({ session: null, bucket: null }));
    expect(await told({ ...enabled, 'macie2:DescribeBuckets': off })).toEqual(known({ session: null, bucket: null }));
    const refused = errorAnswer('AccessDeniedException', 'User is not authorized to perform macie2:GetMacieSession');
    expect(await told({ 'macie2:GetMacieSession': refused })).toEqual(
      unknown('DENIED', 'macie2:GetMacieSession was denied'),
    );
  });

  it('is suspended, and no bucket is asked for', async () => {
    expect(await told({ 'macie2:GetMacieSession': { status: 'PAUSED' } })).toEqual(
      known({ session: 'PAUSED', bucket: null }),
    );
  });

  it.each<[string, object]>([
    ['a status', { automatedDiscoveryMonitoringStatus: 'MAYBE' }],
    ['a number', { classifiableObjectCount: '12' }],
    ['a whole score', { sensitivityScore: 1.5 }],
    ['an access', { publicAccess: { effectivePermission: 'OPEN' } }],
    ['a time', { lastAutomatedDiscoveryTime: 'lately' }],
  ])('is unknown without %s', async (_, changes) => {
    expect(await withBuckets(bucket(changes))).toMatchObject({ code: 'MALFORMED' });
  });
});

it('the inventory is read page by page', async () => {
  const account = {
    ...enabled,
    'macie2:DescribeBuckets': { buckets: [bucket({ bucketName: 'another' })], nextToken: 'p2' },
    'macie2:DescribeBuckets#p2': { buckets: [bucket()] },
  };
  expect(await factTold('live', 'macie', { account })).toMatchObject({ value: { bucket: { isMonitored: true } } });
});
