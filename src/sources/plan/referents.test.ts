import {
  data,
  ENABLED,
  each,
  logs,
  named,
  plan,
  statuses,
  VERSIONING,
  versioning,
} from '../../../test/planned-joins.js';
import { configured, newBucket, type PlanToWrite, refersTo } from '../../../test/plans.js';

describe('what refers to a bucket is joined to it', () => {
  it.each<[string, PlanToWrite, object]>([
    [
      'by its address',
      plan([data, logs, versioning(`${VERSIONING}.this`)], [named(refersTo('aws_s3_bucket.data.id'))]),
      { 'aws_s3_bucket.data': 'Enabled', 'aws_s3_bucket.logs': 'Off' },
    ],
    [
      'by its name, which is known',
      plan(
        [
          data,
          logs,
          { ...versioning(`${VERSIONING}.this`), after: { ...ENABLED, bucket: 'example-logs' }, unknown: {} },
        ],
        [named(refersTo('aws_s3_bucket.logs.bucket'))],
      ),
      { 'aws_s3_bucket.data': 'Off', 'aws_s3_bucket.logs': 'Enabled' },
    ],
    [
      'where its name is not known either',
      plan(
        [newBucket('aws_s3_bucket.data', null), versioning(`${VERSIONING}.this`)],
        [named(refersTo('aws_s3_bucket.data.id'))],
      ),
      { 'aws_s3_bucket.data': 'Enabled' },
    ],
    [
      'by a key that is written out',
      plan([each('a'), each('b'), versioning(`${VERSIONING}.this`)], [named(refersTo('aws_s3_bucket.each["b"].id'))]),
      { 'aws_s3_bucket.each["a"]': 'Off', 'aws_s3_bucket.each["b"]': 'Enabled' },
    ],
    [
      'by its own key',
      plan(
        [each('a'), each('b'), versioning(`${VERSIONING}.this["a"]`)],
        [named({ references: ['aws_s3_bucket.each', 'each.key'] }, {})],
      ),
      { 'aws_s3_bucket.each["a"]': 'Enabled', 'aws_s3_bucket.each["b"]': 'Off' },
    ],
    [
      'by its own count',
      plan(
        [
          newBucket('aws_s3_bucket.each[0]', 'zero'),
          newBucket('aws_s3_bucket.each[1]', 'one'),
          versioning(`${VERSIONING}.this[1]`),
        ],
        [named({ references: ['aws_s3_bucket.each', 'count.index'] })],
      ),
      { 'aws_s3_bucket.each[0]': 'Off', 'aws_s3_bucket.each[1]': 'Enabled' },
    ],
    [
      'by each value of the buckets',
      plan(
        [each('a'), each('b'), versioning(`${VERSIONING}.this["b"]`)],
        [
          configured(
            `${VERSIONING}.this`,
            { bucket: refersTo('each.value.id') },
            { for_each_expression: refersTo('aws_s3_bucket.each') },
          ),
        ],
      ),
      { 'aws_s3_bucket.each["a"]': 'Off', 'aws_s3_bucket.each["b"]': 'Enabled' },
    ],
    [
      'by the only instance there is',
      plan(
        [newBucket('aws_s3_bucket.each[0]', 'zero'), versioning(`${VERSIONING}.this`)],
        [named({ references: ['aws_s3_bucket.each'] })],
      ),
      { 'aws_s3_bucket.each[0]': 'Enabled' },
    ],
    [
      'through another resource of the bucket',
      plan(
        [data, logs, versioning(`${VERSIONING}.this`)],
        [
          named(refersTo('aws_s3_bucket_public_access_block.data.bucket')),
          configured('aws_s3_bucket_public_access_block.data', { bucket: refersTo('aws_s3_bucket.data.id') }),
        ],
      ),
      { 'aws_s3_bucket.data': 'Enabled', 'aws_s3_bucket.logs': 'Off' },
    ],
    [
      'by a local, where its module sees one bucket alone',
      plan([data, versioning(`${VERSIONING}.this`)], [named(refersTo('local.bucket'))]),
      { 'aws_s3_bucket.data': 'Enabled' },
    ],
  ])('%s', async (_, given, expected) => {
    expect(await statuses(given)).toEqual(expected);
  });
});

describe('a join that cannot be decided', () => {
  const hidden = `Status depends on ${VERSIONING}.this bucket`;
  const open = (key: string) => `Status depends on ${VERSIONING}.this["${key}"] bucket`;

  it.each<[string, PlanToWrite, object]>([
    [
      'two buckets',
      plan(
        [data, logs, each('a'), versioning(`${VERSIONING}.this`)],
        [named(refersTo('aws_s3_bucket.data.id', 'aws_s3_bucket.logs.id'))],
      ),
      { 'aws_s3_bucket.data': hidden, 'aws_s3_bucket.logs': hidden, 'aws_s3_bucket.each["a"]': 'Off' },
    ],
    [
      'a key that is worked out',
      plan(
        [each('a'), each('b'), versioning(`${VERSIONING}.this["a"]`)],
        [named({ references: ['aws_s3_bucket.each', 'var.buckets', 'each.key'] })],
      ),
      { 'aws_s3_bucket.each["a"]': open('a'), 'aws_s3_bucket.each["b"]': open('a') },
    ],
    [
      'a local, where its module sees two',
      plan([data, logs, versioning(`${VERSIONING}.this`)], [named(refersTo('local.bucket'))]),
      { 'aws_s3_bucket.data': hidden, 'aws_s3_bucket.logs': hidden },
    ],
    [
      'something that is no bucket',
      plan([data, versioning(`${VERSIONING}.this`)], [named(refersTo('random_pet.name.id'))]),
      { 'aws_s3_bucket.data': hidden },
    ],
    [
      'a bucket, and something that is none',
      plan([data, versioning(`${VERSIONING}.this`)], [named(refersTo('aws_s3_bucket.data.id', 'random_pet.name.id'))]),
      { 'aws_s3_bucket.data': hidden },
    ],
    [
      'an attribute that is no name',
      plan([data, versioning(`${VERSIONING}.this`)], [named(refersTo('aws_s3_bucket.data.hosted_zone_id'))]),
      { 'aws_s3_bucket.data': hidden },
    ],
    [
      'a bucket that is there already, whose name would be known',
      plan(
        [
          {
            ...data,
            actions: ['no-op'],
            after: { bucket: 'example-data', arn: 'arn:aws:s3:::example-data' },
            unknown: {},
          },
          versioning(`${VERSIONING}.this`),
        ],
        [named(refersTo('local.bucket'))],
      ),
      { 'aws_s3_bucket.data': hidden },
    ],
    ['no expression', plan([data, versioning(`${VERSIONING}.this`)], []), { 'aws_s3_bucket.data': hidden }],
  ])('is unknown, never absent: %s', async (_, given, expected) => {
    expect(await statuses(given)).toEqual(expected);
  });
});
