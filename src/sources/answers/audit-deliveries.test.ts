import { factTold, fronts } from '../../../test/asks.js';
import { BUCKET } from '../../../test/builders.js';
import { known, unknown } from '../../core/fact.js';

const none = {
  'cloudtrail:DescribeTrails': { trailList: [] },
  'config:DescribeDeliveryChannels': { DeliveryChannels: [] },
  'config:DescribeConformancePacks': { ConformancePackDetails: [] },
};
const denied = { error: { code: 'AccessDeniedException' } };
const trail = { Name: 'audit', S3BucketName: BUCKET, LogFileValidationEnabled: true };

describe.each(fronts)('what delivers audit records into a bucket, %s', (front) => {
  const told = (account: object) => factTold(front, 'auditDeliveries', { account: { ...none, ...account } });

  it('is nothing where nothing names it', async () => {
    expect(await told({})).toEqual(known([]));
    expect(
      await told({ 'config:DescribeDeliveryChannels': { error: { code: 'NoSuchDeliveryChannelException' } } }),
    ).toEqual(known([]));
  });

  it('D13: is not a trail into another bucket, which may be of another account and is judged there', async () => {
    const trailList = [{ ...trail, S3BucketName: 'of-the-log-archive' }];
    expect(await told({ 'cloudtrail:DescribeTrails': { trailList } })).toEqual(known([]));
  });

  it('are trails, the delivery channel and conformance packs that name it', async () => {
    expect(
      await told({
        'cloudtrail:DescribeTrails': {
          trailList: [trail, { ...trail, Name: 'old', LogFileValidationEnabled: undefined }],
        },
        'config:DescribeDeliveryChannels': { DeliveryChannels: [{ name: 'default', s3BucketName: BUCKET }] },
        'config:DescribeConformancePacks': {
          ConformancePackDetails: [
            { ConformancePackName: 'core', DeliveryS3Bucket: BUCKET },
            { ConformancePackName: 'b' },
          ],
        },
      }),
    ).toEqual(
      known([
        { by: 'trail', name: 'audit', validatesFiles: true },
        { by: 'trail', name: 'old', validatesFiles: false },
        { by: 'deliveryChannel', name: 'default', validatesFiles: null },
        { by: 'conformancePack', name: 'core', validatesFiles: null },
      ]),
    );
  });

  it('is unknown where one of the three was refused and the others do not name it', async () => {
    expect(await told({ 'cloudtrail:DescribeTrails': denied })).toEqual(
      unknown('DENIED', 'cloudtrail:DescribeTrails was denied'),
    );
  });

  it('is known by what names it, whatever else was refused', async () => {
    expect(
      await told({ 'cloudtrail:DescribeTrails': { trailList: [trail] }, 'config:DescribeDeliveryChannels': denied }),
    ).toMatchObject({ value: [{ name: 'audit' }] });
  });
});
