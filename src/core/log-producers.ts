import type { KeyState } from '../policy/partial-request.js';

/** A service that delivers logs into buckets, as AWS documents it. */
export interface LogProducer {
  /** For sentences: `CloudTrail`. */
  readonly name: string;
  /** The principal it delivers by. */
  readonly service: string;
  /** Its folder behind `AWSLogs/` and the account; null: keys begin with the prefix of each source. */
  readonly folder: string | null;
  /** What it does to the bucket itself before it delivers. */
  readonly bucketActions: readonly string[];
  /** What of its headers is documented, by condition key. */
  readonly headers: Readonly<Record<string, KeyState>>;
  /** What the key policy must grant it where the bucket's default is a customer managed key; null: only SSE-S3 works. */
  readonly keyActions: readonly string[] | null;
  /** Whether it may name a key of its own, so that the bucket's default key need not be the one it uses. */
  readonly mayNameKey: boolean;
}

const bucketOwner = { 's3:x-amz-acl': [['bucket-owner-full-control']] } as const;

/** What it may ask for beside the bucket's default encryption. */
const ownKey = {
  's3:x-amz-server-side-encryption': 'unknown',
  's3:x-amz-server-side-encryption-aws-kms-key-id': 'unknown',
} as const;

const vendedLogs = {
  service: 'delivery.logs.amazonaws.com',
  bucketActions: ['s3:GetBucketAcl'],
  headers: bucketOwner,
  // https://docs.aws.amazon.com/AmazonCloudWatch/latest/logs/AWS-logs-infrastructure-S3.html#AWS-logs-SSE-KMS-S3
  keyActions: ['kms:Encrypt', 'kms:Decrypt', 'kms:ReEncryptFrom', 'kms:GenerateDataKey', 'kms:DescribeKey'],
  mayNameKey: false,
} as const;

/** Who delivers logs into buckets, a row each. */
export const logProducers = {
  // https://docs.aws.amazon.com/AmazonS3/latest/userguide/enable-server-access-logging.html
  s3: {
    name: 'S3 server access logging',
    service: 'logging.s3.amazonaws.com',
    folder: null,
    bucketActions: [],
    headers: {},
    keyActions: ['kms:GenerateDataKey', 'kms:Decrypt'],
    mayNameKey: false,
  },
  // https://docs.aws.amazon.com/elasticloadbalancing/latest/application/enable-access-logging.html
  elb: {
    name: 'Elastic Load Balancing',
    service: 'logdelivery.elasticloadbalancing.amazonaws.com',
    folder: 'elasticloadbalancing/',
    bucketActions: [],
    headers: {},
    keyActions: null,
    mayNameKey: false,
  },
  // https://docs.aws.amazon.com/elasticloadbalancing/latest/network/enable-access-logs.html
  nlb: { name: 'Network Load Balancers', folder: 'elasticloadbalancing/', ...vendedLogs },
  // https://docs.aws.amazon.com/awscloudtrail/latest/userguide/create-s3-bucket-policy-for-cloudtrail.html
  cloudtrail: {
    name: 'CloudTrail',
    service: 'cloudtrail.amazonaws.com',
    folder: 'CloudTrail/',
    bucketActions: ['s3:GetBucketAcl'],
    headers: { ...bucketOwner, ...ownKey },
    // https://docs.aws.amazon.com/awscloudtrail/latest/userguide/create-kms-key-policy-for-cloudtrail.html
    keyActions: ['kms:GenerateDataKey', 'kms:DescribeKey'],
    mayNameKey: true,
  },
  // https://docs.aws.amazon.com/config/latest/developerguide/s3-bucket-policy.html
  config: {
    name: 'AWS Config',
    service: 'config.amazonaws.com',
    folder: 'Config/',
    bucketActions: ['s3:GetBucketAcl', 's3:ListBucket'],
    headers: { ...bucketOwner, ...ownKey },
    // https://docs.aws.amazon.com/config/latest/developerguide/s3-kms-key-policy.html
    keyActions: ['kms:GenerateDataKey', 'kms:Decrypt'],
    mayNameKey: true,
  },
  // https://docs.aws.amazon.com/vpc/latest/userguide/flow-logs-s3-permissions.html
  vpcflow: { name: 'VPC flow logs', folder: 'vpcflowlogs/', ...vendedLogs },
  // https://docs.aws.amazon.com/AmazonCloudFront/latest/DeveloperGuide/standard-logging.html
  cloudfront: { name: 'CloudFront', folder: 'CloudFront/', ...vendedLogs },
} as const satisfies Readonly<Record<string, LogProducer>>;

export type LogProducerName = keyof typeof logProducers;
