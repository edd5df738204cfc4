import {
  configured,
  constant,
  newBucket,
  newResource,
  type PlanToWrite,
  planFact,
  refersTo,
} from '../../../test/plans.js';

const bucket = newBucket('aws_s3_bucket.data');
const bucketConfig = configured('aws_s3_bucket.data', { bucket: constant('example-data') });

describe('what is delivered into a bucket', () => {
  const trail = (unknown: object) =>
    newResource('aws_cloudtrail.audit', { name: 'audit', enable_log_file_validation: true }, unknown);
  const plan = (reference: object): PlanToWrite => ({
    resources: [bucket, newBucket('aws_s3_bucket.other', 'other'), trail({ s3_bucket_name: true })],
    configuration: {
      resources: [
        bucketConfig,
        configured('aws_s3_bucket.other', {}),
        configured('aws_cloudtrail.audit', { s3_bucket_name: reference }),
      ],
    },
  });

  it('is told by what refers to it, and unknown where that is not decided', async () => {
    const told = (reference: object, address = 'aws_s3_bucket.data') =>
      planFact(plan(reference), address, 'auditDeliveries');
    expect(await told(refersTo('aws_s3_bucket.data.id'))).toEqual({
      known: true,
      value: [{ by: 'trail', name: 'audit', validatesFiles: true }],
    });
    expect(await told(refersTo('aws_s3_bucket.data.id'), 'aws_s3_bucket.other')).toEqual({ known: true, value: [] });
    expect(await told(refersTo('local.bucket'))).toMatchObject({
      reason: expect.stringContaining('aws_cloudtrail.audit s3_bucket_name'),
    });
  });

  it.each<[string, object, readonly string[]]>([
    ['none', { event_selector: [] }, []],
    [
      'those of objects',
      {
        event_selector: [
          { read_write_type: 'All', data_resource: [{ type: 'AWS::S3::Object', values: ['arn:aws:s3'] }] },
        ],
      },
      ['audit'],
    ],
    [
      'those that fields select',
      {
        event_selector: [],
        advanced_event_selector: [
          {
            name: '',
            field_selector: [
              { field: 'eventCategory', equals: ['Data'], starts_with: [] },
              { field: 'resources.type', equals: ['AWS::S3::Object'] },
            ],
          },
        ],
      },
      ['audit'],
    ],
  ])('records events of data: %s', async (_, after, names) => {
    const recording = {
      ...trail({}),
      after: { name: 'audit', s3_bucket_name: 'other', is_multi_region_trail: true, ...after },
    };
    const fact = await planFact(
      { resources: [bucket, recording], configuration: { resources: [bucketConfig] } },
      bucket.address,
      'objectDataEvents',
    );
    expect(fact).toMatchObject(names.length > 0 ? { value: names } : { known: false, code: 'NOT_RECORDED' });
  });

  it('is told of delivery channels', async () => {
    const channel = newResource('aws_config_delivery_channel.main', { name: 'main', s3_bucket_name: 'example-data' });
    expect(
      await planFact(
        { ...plan(refersTo('aws_s3_bucket.other.id')), resources: [bucket, channel] },
        bucket.address,
        'auditDeliveries',
      ),
    ).toEqual({
      known: true,
      value: [{ by: 'deliveryChannel', name: 'main', validatesFiles: null }],
    });
  });
});
