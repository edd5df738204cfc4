import { HiddenValue } from '../answers/hidden-value.js';
import type { RecordedAccount, RecordedResource } from '../answers/parse-recorded.js';
import { error, type LeftOut } from '../declared/bucket-defaults.js';
import { DEPLOYMENT } from '../declared/deployment.js';
import { type Members, memberIn, withoutUndefined } from '../declared/members.js';
import { accountAnswers } from './account-answers.js';
import { attachedPolicy, type PolicyType } from './attached-policy.js';
import { blockAnswer, bucketAnswers } from './bucket-answers.js';
import { documentText } from './policy-document.js';
import { arnOf, ofType, shownName, type TemplateResource } from './template.js';

const { accountId, partition, region } = DEPLOYMENT;

/** What AWS would answer about the account after the deployment of a template into an empty one. */
export const answersOf = (
  resources: readonly TemplateResource[],
  leftOutOf: (resource: TemplateResource) => LeftOut,
): RecordedAccount => ({
  accountId,
  partition,
  answers: {
    place: '',
    byKey: {
      ...accountAnswers(resources),
      ...multiRegionAnswers(resources, leftOutOf),
      ...directoryAnswers(resources, leftOutOf),
      ...tableAnswers(resources, leftOutOf),
    },
  },
  buckets: ofType(resources, 'AWS::S3::Bucket').map((bucket): RecordedResource => {
    const name = shownName(bucket);
    const policy = attachedPolicy(resources, BUCKET_POLICY, bucket);
    return recorded(
      name,
      bucketAnswers(bucket.properties, { name, policy: policyAnswer(policy), leftOut: leftOutOf(bucket) }),
    );
  }),
  accessPoints: ofType(resources, 'AWS::S3::AccessPoint').map((point) =>
    recorded(shownName(point), accessPointAnswers(point, leftOutOf(point))),
  ),
});

const recorded = (name: string, byKey: Members): RecordedResource => ({ name, region, answers: { place: '', byKey } });

const BUCKET_POLICY: PolicyType = { type: 'AWS::S3::BucketPolicy', owner: 'Bucket', document: 'PolicyDocument' };
const DIRECTORY_POLICY: PolicyType = { ...BUCKET_POLICY, type: 'AWS::S3Express::BucketPolicy' };
const TABLE_POLICY: PolicyType = {
  type: 'AWS::S3Tables::TableBucketPolicy',
  owner: 'TableBucketARN',
  document: 'ResourcePolicy',
};
const MULTI_REGION_POLICY: PolicyType = {
  type: 'AWS::S3::MultiRegionAccessPointPolicy',
  owner: 'MrapName',
  document: 'Policy',
};

const policyAnswer = (policy: unknown, absent = 'NoSuchBucketPolicy'): unknown =>
  policy === null ? error(absent) : { Policy: policy };

const accessPointAnswers = ({ properties }: TemplateResource, leftOut: LeftOut): Members => {
  const vpc = properties.VpcConfiguration;
  const origin = vpc instanceof HiddenValue ? vpc : vpc === undefined ? 'Internet' : 'VPC';
  const policy = properties.Policy === undefined ? null : documentText(properties.Policy);
  return {
    's3control:GetAccessPoint': withoutUndefined({
      Bucket: properties.Bucket,
      BucketAccountId: properties.BucketAccountId,
      NetworkOrigin: origin,
      VpcConfiguration: vpc,
      PublicAccessBlockConfiguration: blockAnswer(properties, leftOut),
    }),
    's3control:GetAccessPointPolicy': policyAnswer(policy, 'NoSuchAccessPointPolicy'),
  };
};

type LeftOutOf = (resource: TemplateResource) => LeftOut;

/** Names of Multi-Region Access Points have no capitals. */
const multiRegionAnswers = (resources: readonly TemplateResource[], leftOutOf: LeftOutOf): Members => {
  const points = ofType(resources, 'AWS::S3::MultiRegionAccessPoint');
  const nameOf = (point: TemplateResource) => shownName(point).toLowerCase();
  const answers = points.flatMap((point) => {
    const { Regions: buckets = [] } = point.properties;
    const policy = attachedPolicy(resources, MULTI_REGION_POLICY, point);
    return [
      [
        `s3control:GetMultiRegionAccessPoint#${nameOf(point)}`,
        {
          AccessPoint: {
            Name: nameOf(point),
            PublicAccessBlock: blockAnswer(point.properties, leftOutOf(point)),
            Regions: buckets,
          },
        },
      ],
      [
        `s3control:GetMultiRegionAccessPointPolicy#${nameOf(point)}`,
        policy === null ? error('NoSuchMultiRegionAccessPointPolicy') : { Policy: { Established: { Policy: policy } } },
      ],
    ] as const;
  });
  return {
    's3control:ListMultiRegionAccessPoints': { AccessPoints: points.map((point) => ({ Name: nameOf(point) })) },
    ...Object.fromEntries(answers),
  };
};

const directoryAnswers = (resources: readonly TemplateResource[], leftOutOf: LeftOutOf): Members => {
  const buckets = ofType(resources, 'AWS::S3Express::DirectoryBucket');
  const answers = buckets.flatMap((bucket) => {
    const name = shownName(bucket);
    const encryption = bucketAnswers(bucket.properties, {
      name,
      policy: null,
      leftOut: leftOutOf(bucket),
    })['s3:GetBucketEncryption'];
    return [
      [`s3express:GetBucketPolicy#${name}`, policyAnswer(attachedPolicy(resources, DIRECTORY_POLICY, bucket))],
      [`s3express:GetBucketEncryption#${name}`, encryption],
      [`s3express:ListTagsForResource#${arnOf(bucket)}`, { Tags: bucket.properties.Tags ?? [] }],
    ] as const;
  });
  return {
    's3:ListDirectoryBuckets': { Buckets: buckets.map((one) => ({ Name: shownName(one), BucketArn: arnOf(one) })) },
    ...Object.fromEntries(answers),
  };
};

const tableAnswers = (resources: readonly TemplateResource[], leftOutOf: LeftOutOf): Members => {
  const buckets = ofType(resources, 'AWS::S3Tables::TableBucket');
  const answers = buckets.flatMap((bucket) => {
    const arn = arnOf(bucket);
    const { EncryptionConfiguration: encryption } = bucket.properties;
    const policy = attachedPolicy(resources, TABLE_POLICY, bucket, arn);
    return [
      [
        `s3tables:GetTableBucketPolicy#${arn}`,
        policy === null ? error('NotFoundException') : { resourcePolicy: policy },
      ],
      [
        `s3tables:GetTableBucketEncryption#${arn}`,
        encryption === undefined
          ? leftOutOf(bucket)(['encryption'], { encryptionConfiguration: { sseAlgorithm: 'AES256' } })
          : { encryptionConfiguration: encryptionFrom(encryption) },
      ],
      [`s3tables:ListTables#${arn}`, { tables: [] }],
      [`s3tables:ListTagsForResource#${arn}`, { tags: {} }],
    ] as const;
  });
  return {
    's3tables:ListTableBuckets': {
      tableBuckets: buckets.map((one) => ({ arn: arnOf(one), name: shownName(one), type: 'customer' })),
    },
    ...Object.fromEntries(answers),
  };
};

const encryptionFrom = (encryption: unknown): unknown =>
  withoutUndefined({
    sseAlgorithm: memberIn(encryption, 'SSEAlgorithm'),
    kmsKeyArn: memberIn(encryption, 'KMSKeyArn'),
  });
