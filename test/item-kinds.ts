import type { PublicAccessBlock, PublicAccessBlockFlag } from '../src/core/facts.js';
import { ACCOUNT, BUCKET, block, KEY_ARN, REGION } from './builders.js';
import { type ItemFrame, itemWith, type RawItem } from './item-dialects.js';

/** Parts of an item's frame that a test may want otherwise. */
type Frame = Partial<Omit<ItemFrame, 'resourceType' | 'configuration'>>;

/** The block of an account, as the event carries it. */
export const accountBlockItem = (flags: Partial<PublicAccessBlock> = block(true), frame: Frame = {}): RawItem =>
  itemWith({
    resourceType: 'AWS::S3::AccountPublicAccessBlock',
    resourceId: frame.accountId ?? ACCOUNT,
    configuration: flags,
    ...frame,
  });

/** An access point; `configuration` replaces members in CloudFormation's spelling. */
export const accessPointItem = (configuration: RawItem = {}, frame: Frame = {}): RawItem => {
  const name = frame.resourceId ?? 'example-reports';
  const arn = `arn:aws:s3:${REGION}:${ACCOUNT}:accesspoint/${name}`;
  return itemWith({
    resourceType: 'AWS::S3::AccessPoint',
    resourceId: name,
    resourceName: name,
    ARN: arn,
    ...frame,
    configuration: {
      Name: name,
      Alias: `${name}-example0000000000000000000000000-s3alias`,
      Bucket: BUCKET,
      BucketAccountId: ACCOUNT,
      PublicAccessBlockConfiguration: inPascalCase(block(true)),
      Policy: {},
      NetworkOrigin: 'Internet',
      Arn: arn,
      ...configuration,
    },
  });
};

/** A Multi-Region Access Point over two buckets. Shape: CloudFormation's schema, for want of a sample. */
export const multiRegionAccessPointItem = (configuration: RawItem = {}, frame: Frame = {}): RawItem =>
  itemWith({
    resourceType: 'AWS::S3::MultiRegionAccessPoint',
    resourceId: 'example-everywhere',
    resourceName: 'example-everywhere',
    ARN: `arn:aws:s3::${ACCOUNT}:accesspoint/example0000000.mrap`,
    ...frame,
    configuration: {
      Name: 'example-everywhere',
      Alias: 'example0000000.mrap',
      CreatedAt: '2026-01-15T09:21:58.000Z',
      PublicAccessBlockConfiguration: inPascalCase(block(true)),
      Regions: [
        { Bucket: 'example-ireland', BucketAccountId: ACCOUNT },
        { Bucket: 'example-virginia', BucketAccountId: ACCOUNT },
      ],
      ...configuration,
    },
  });

/** A directory bucket. Shape: CloudFormation's schema, for want of a sample. */
export const directoryBucketItem = (configuration: RawItem = {}, frame: Frame = {}): RawItem => {
  const name = frame.resourceId ?? 'example-scratch--euw1-az1--x-s3';
  return itemWith({
    resourceType: 'AWS::S3Express::DirectoryBucket',
    resourceId: name,
    resourceName: name,
    ARN: `arn:aws:s3express:${REGION}:${ACCOUNT}:bucket/${name}`,
    ...frame,
    configuration: {
      BucketName: name,
      LocationName: 'euw1-az1',
      DataRedundancy: 'SingleAvailabilityZone',
      BucketEncryption: {
        ServerSideEncryptionConfiguration: [
          { BucketKeyEnabled: false, ServerSideEncryptionByDefault: { SSEAlgorithm: 'AES256' } },
        ],
      },
      ...configuration,
    },
  });
};

/** The policy of a directory bucket, which is an item of its own. */
export const directoryBucketPolicyItem = (bucket: string, document: unknown): RawItem =>
  itemWith({
    resourceType: 'AWS::S3Express::BucketPolicy',
    resourceId: bucket,
    configuration: { Bucket: bucket, PolicyDocument: document },
  });

const TABLE_BUCKET_ARN = `arn:aws:s3tables:${REGION}:${ACCOUNT}:bucket/example-tables`;

/** A table bucket. Shape: CloudFormation's schema, for want of a sample. */
export const tableBucketItem = (configuration: RawItem = {}, frame: Frame = {}): RawItem =>
  itemWith({
    resourceType: 'AWS::S3Tables::TableBucket',
    resourceId: TABLE_BUCKET_ARN,
    resourceName: 'example-tables',
    ARN: TABLE_BUCKET_ARN,
    ...frame,
    configuration: {
      TableBucketARN: TABLE_BUCKET_ARN,
      TableBucketName: 'example-tables',
      EncryptionConfiguration: { SSEAlgorithm: 'AES256' },
      ...configuration,
    },
  });

/** The policy of a table bucket, which is an item of its own. */
export const tableBucketPolicyItem = (document: unknown, bucketArn = TABLE_BUCKET_ARN): RawItem =>
  itemWith({
    resourceType: 'AWS::S3Tables::TableBucketPolicy',
    resourceId: bucketArn,
    configuration: { TableBucketARN: bucketArn, ResourcePolicy: document },
  });

/** A gateway endpoint for S3 with the policy it is made with. */
export const vpcEndpointItem = (configuration: RawItem = {}, frame: Frame = {}): RawItem =>
  itemWith({
    resourceType: 'AWS::EC2::VPCEndpoint',
    resourceId: 'vpce-0example00000001',
    ARN: `arn:aws:ec2:${REGION}:${ACCOUNT}:vpc-endpoint/vpce-0example00000001`,
    ...frame,
    configuration: {
      vpcEndpointId: 'vpce-0example00000001',
      vpcEndpointType: 'Gateway',
      vpcId: 'vpc-0example00000001',
      serviceName: `com.amazonaws.${REGION}.s3`,
      state: 'available',
      policyDocument: JSON.stringify(
        { Statement: [{ Action: '*', Effect: 'Allow', Principal: '*', Resource: '*' }] },
        null,
        2,
      ),
      routeTableIds: ['rtb-0example00000001'],
      requesterManaged: false,
      creationTimestamp: 1768468918000,
      tags: [],
      ownerId: ACCOUNT,
      ...configuration,
    },
  });

/** A VPC of the account. Shape: Config's schema of AWS::EC2::VPC, for want of a sample. */
export const vpcItem = (configuration: RawItem = {}, frame: Frame = {}): RawItem =>
  itemWith({
    resourceType: 'AWS::EC2::VPC',
    resourceId: 'vpc-0example00000001',
    ARN: `arn:aws:ec2:${REGION}:${ACCOUNT}:vpc/vpc-0example00000001`,
    ...frame,
    configuration: {
      cidrBlock: '10.0.0.0/16',
      dhcpOptionsId: 'dopt-0example00000001',
      state: 'available',
      vpcId: 'vpc-0example00000001',
      ownerId: ACCOUNT,
      instanceTenancy: 'default',
      ipv6CidrBlockAssociationSet: [],
      isDefault: false,
      tags: [],
      ...configuration,
    },
  });

/** A customer managed key; `rotates` null leaves KeyRotationStatus out, as for AWS managed keys. */
export const kmsKeyItem = (configuration: RawItem = {}, rotates: boolean | null = true, frame: Frame = {}): RawItem =>
  itemWith({
    resourceType: 'AWS::KMS::Key',
    resourceId: KEY_ARN.split('/')[1] ?? '',
    ARN: KEY_ARN,
    ...frame,
    configuration: {
      keyId: KEY_ARN.split('/')[1],
      arn: KEY_ARN,
      creationDate: 1768468918000,
      enabled: true,
      description: 'example',
      keyUsage: 'ENCRYPT_DECRYPT',
      keyState: 'Enabled',
      origin: 'AWS_KMS',
      keyManager: 'CUSTOMER',
      customerMasterKeySpec: 'SYMMETRIC_DEFAULT',
      keySpec: 'SYMMETRIC_DEFAULT',
      multiRegion: false,
      awsaccountId: ACCOUNT,
      ...configuration,
    },
    supplementaryConfiguration: {
      ...(rotates !== null && { KeyRotationStatus: rotates }),
      Policy: JSON.stringify({ Version: '2012-10-17', Statement: [] }, null, 2),
      Tags: [],
    },
  });

/** A trail of its own account and all regions. */
export const trailItem = (configuration: RawItem = {}, frame: Frame = {}): RawItem => {
  const arn = `arn:aws:cloudtrail:${REGION}:${ACCOUNT}:trail/example-trail`;
  return itemWith({
    resourceType: 'AWS::CloudTrail::Trail',
    resourceId: 'example-trail',
    ARN: arn,
    ...frame,
    configuration: {
      name: 'example-trail',
      s3BucketName: 'example-trail-logs',
      s3KeyPrefix: null,
      kmsKeyId: null,
      includeGlobalServiceEvents: true,
      isMultiRegionTrail: true,
      homeRegion: REGION,
      trailARN: arn,
      logFileValidationEnabled: true,
      hasCustomEventSelectors: false,
      hasInsightSelectors: false,
      isOrganizationTrail: false,
      ...configuration,
    },
    supplementaryConfiguration: { Tags: [] },
  });
};

const inPascalCase = (flags: PublicAccessBlock): RawItem =>
  Object.fromEntries(
    (Object.keys(flags) as PublicAccessBlockFlag[]).map((flag) => [
      `${flag.charAt(0).toUpperCase()}${flag.slice(1)}`,
      flags[flag],
    ]),
  );
