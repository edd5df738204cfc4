import { HiddenValue } from '../answers/hidden-value.js';
import type { RecordedAccount, RecordedResource } from '../answers/parse-recorded.js';
import { error, fourFlags } from '../declared/bucket-defaults.js';
import { type Members, mapElements, memberIn, withoutUndefined } from '../declared/members.js';
import { accountAnswers } from './account-answers.js';
import { bucketAnswers, directoryEncryption, flagsIn } from './bucket-answers.js';
import { inlineValue } from './bucket-settings.js';
import { arnOf, firstOf, setIn, shownName, valueAt } from './names.js';
import type { PlanResource } from './plan.js';
import { absentIfNew, attachedToBucket, ofType, policyOf, tagPairs, type World } from './world.js';

/** What AWS would answer about an account after the apply of a plan. */
export const answersOf = (world: World): RecordedAccount => ({
  accountId: world.accountId,
  partition: world.partition,
  answers: {
    place: '',
    byKey: {
      ...accountAnswers(world),
      ...multiRegionAnswers(world),
      ...directoryAnswers(world),
      ...tableAnswers(world),
    },
  },
  buckets: ofType(world, 'aws_s3_bucket').map((bucket) =>
    recorded(
      bucket,
      world,
      bucketAnswers({
        bucket,
        attached: attachedToBucket(world, bucket),
        leftOut: world.leftOutOf(bucket),
        place: world.placeOf(bucket),
        ownerId: world.ownerId,
        hasDefaultTags: world.hasDefaultTags(bucket),
      }),
    ),
  ),
  accessPoints: ofType(world, 'aws_s3_access_point').map((point) =>
    recorded(point, world, accessPointAnswers(point, world)),
  ),
});

const recorded = (resource: PlanResource, world: World, byKey: Members): RecordedResource => ({
  name: shownName(resource),
  region: world.placeOf(resource).region,
  answers: { place: '', byKey },
});

const policyAnswer = (policy: unknown, absent = 'NoSuchBucketPolicy'): unknown =>
  policy === undefined ? error(absent) : { Policy: policy };

/** The block of an access point, which has all four on unless it says otherwise. */
const blockOf = (point: PlanResource, value: unknown, world: World): unknown => {
  const block = setIn(firstOf(value));
  return block === undefined ? world.leftOutOf(point)(['publicAccessBlock'], fourFlags(true)) : flagsIn(block);
};

const accessPointAnswers = (point: PlanResource, world: World): Members => {
  const { values } = point;
  const vpc = setIn(firstOf(inlineValue(point, 'vpc_configuration')));
  const inline = inlineValue(point, 'policy');
  const policy = policyOf(
    world,
    point,
    {
      type: 'aws_s3control_access_point_policy',
      link: ['access_point_arn'],
      document: 'policy',
      names: [arnOf(point, world.placeOf(point))],
    },
    inline === undefined ? absentIfNew(world, point) : inline,
  );
  return {
    's3control:GetAccessPoint': withoutUndefined({
      Bucket: memberIn(values, 'bucket'),
      BucketAccountId: setIn(inlineValue(point, 'bucket_account_id')),
      NetworkOrigin: vpc instanceof HiddenValue ? vpc : vpc === undefined ? 'Internet' : 'VPC',
      VpcConfiguration: vpc === undefined ? undefined : { VpcId: memberIn(vpc, 'vpc_id') },
      PublicAccessBlockConfiguration: blockOf(point, inlineValue(point, 'public_access_block_configuration'), world),
    }),
    's3control:GetAccessPointPolicy': policyAnswer(policy, 'NoSuchAccessPointPolicy'),
  };
};

const multiRegionAnswers = (world: World): Members => {
  const points = ofType(world, 'aws_s3control_multi_region_access_point');
  const answers = points.flatMap((point) => {
    const name = shownName(point);
    const policy = multiRegionPolicy(point, world);
    return [
      [
        `s3control:GetMultiRegionAccessPoint#${name}`,
        {
          AccessPoint: {
            Name: name,
            PublicAccessBlock: blockOf(point, valueAt(point.values, ['details', 'public_access_block']), world),
            Regions: mapElements(
              valueAt(point.values, ['details', 'region']),
              ({ bucket, bucket_account_id: account }) =>
                withoutUndefined({
                  Bucket: bucket,
                  BucketAccountId: account instanceof HiddenValue ? undefined : setIn(account),
                }),
            ),
          },
        },
      ],
      [
        `s3control:GetMultiRegionAccessPointPolicy#${name}`,
        policy === undefined
          ? error('NoSuchMultiRegionAccessPointPolicy')
          : { Policy: { Established: { Policy: policy } } },
      ],
    ] as const;
  });
  return {
    's3control:ListMultiRegionAccessPoints': { AccessPoints: points.map((point) => ({ Name: shownName(point) })) },
    ...Object.fromEntries(answers),
  };
};

/** Its document stands in a block, beside the name of the access point. */
const multiRegionPolicy = (point: PlanResource, world: World): unknown => {
  const type = 'aws_s3control_multi_region_access_point_policy';
  const found = world.attachments.to(point, type, ['details', 'name'], [shownName(point)]);
  switch (found.kind) {
    case 'hidden':
      return found.value;
    case 'one': {
      const text = valueAt(found.resource.values, ['details', 'policy']);
      // Its alias, which its ARN holds, is made up by AWS.
      return point.isNew && typeof text === 'string' ? new HiddenValue(`${point.address} alias`) : text;
    }
    case 'deleted':
      return undefined;
    case 'none':
      return absentIfNew(world, point);
  }
};

const directoryAnswers = (world: World): Members => {
  const buckets = ofType(world, 'aws_s3_directory_bucket');
  const answers = buckets.flatMap((bucket) => {
    const name = shownName(bucket);
    const policy = policyOf(
      world,
      bucket,
      { type: 'aws_s3_bucket_policy', link: ['bucket'], document: 'policy', names: [name] },
      absentIfNew(world, bucket),
    );
    const encryption = directoryEncryption({
      bucket,
      attached: attachedToBucket(world, bucket),
      leftOut: world.leftOutOf(bucket),
    });
    return [
      [`s3express:GetBucketPolicy#${name}`, policyAnswer(policy)],
      [`s3express:GetBucketEncryption#${name}`, encryption],
      [`s3express:ListTagsForResource#${arnOf(bucket, world.placeOf(bucket))}`, { Tags: tagPairs(world, bucket) }],
    ] as const;
  });
  return {
    's3:ListDirectoryBuckets': {
      Buckets: buckets.map((one) => ({ Name: shownName(one), BucketArn: arnOf(one, world.placeOf(one)) })),
    },
    ...Object.fromEntries(answers),
  };
};

const tableAnswers = (world: World): Members => {
  const buckets = ofType(world, 'aws_s3tables_table_bucket');
  const arnIn = (bucket: PlanResource) => arnOf(bucket, world.placeOf(bucket));
  const answers = buckets.flatMap((bucket) => {
    const arn = arnIn(bucket);
    const policy = policyOf(
      world,
      bucket,
      {
        type: 'aws_s3tables_table_bucket_policy',
        link: ['table_bucket_arn'],
        document: 'resource_policy',
        names: [arn],
      },
      absentIfNew(world, bucket),
    );
    return [
      [
        `s3tables:GetTableBucketPolicy#${arn}`,
        policy === undefined ? error('NotFoundException') : { resourcePolicy: policy },
      ],
      [`s3tables:GetTableBucketEncryption#${arn}`, tableEncryption(bucket, world)],
      [`s3tables:ListTables#${arn}`, tablesIn(bucket, arn, world)],
      [`s3tables:ListTagsForResource#${arn}`, { tags: tableTags(world, bucket) }],
    ] as const;
  });
  return {
    's3tables:ListTableBuckets': {
      tableBuckets: buckets.map((one) => ({ arn: arnIn(one), name: shownName(one), type: 'customer' })),
    },
    ...Object.fromEntries(answers),
  };
};

const tableEncryption = (bucket: PlanResource, world: World): unknown => {
  const encryption = setIn(firstOf(inlineValue(bucket, 'encryption_configuration')));
  if (encryption === undefined) {
    return world.leftOutOf(bucket)(['encryption'], { encryptionConfiguration: { sseAlgorithm: 'AES256' } });
  }
  return {
    encryptionConfiguration:
      encryption instanceof HiddenValue
        ? encryption
        : withoutUndefined({
            sseAlgorithm: memberIn(encryption, 'sse_algorithm'),
            kmsKeyArn: setIn(memberIn(encryption, 'kms_key_arn')),
          }),
  };
};

/** A new bucket has the tables that the plan makes, whose ARNs AWS makes up; another may have more. */
const tablesIn = (bucket: PlanResource, arn: string, world: World): unknown => {
  const tables = world.attachments.allTo(bucket, 'aws_s3tables_table', ['table_bucket_arn'], [arn]);
  if (tables instanceof HiddenValue) return tables;
  const [table] = tables;
  if (table) return { tables: new HiddenValue(`${table.address} arn`) };
  return { tables: absentIfNew(world, bucket) ?? [] };
};

const tableTags = (world: World, bucket: PlanResource): unknown => {
  const pairs = tagPairs(world, bucket);
  return Array.isArray(pairs)
    ? Object.fromEntries(pairs.map((pair: unknown) => [String(memberIn(pair, 'Key')), memberIn(pair, 'Value')]))
    : pairs;
};
