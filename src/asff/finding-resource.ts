import type { Place, Result } from './result.js';

/**
 * A resource as a finding names it: by its ARN where Config's id tells it, else by that id. Config knows IAM's resources
 * by unique ids, which are in no ARN.
 *
 * @see https://docs.aws.amazon.com/securityhub/latest/userguide/asff-resources.html
 */
export const findingResource = (
  { resourceType, resourceId }: Pick<Result, 'resourceType' | 'resourceId'>,
  place: Place,
) => {
  const { type, idOf } = rows[resourceType] ?? {};
  return {
    Type: type ?? OTHER,
    Id: resourceId.startsWith('arn:') || !idOf ? resourceId : idOf(resourceId, place),
    ...partitionOf(place),
    Region: place.region,
    ...(type === undefined && { Details: { Other: { resourceType, resourceId } } }),
  };
};

const OTHER = 'Other';

interface Row {
  readonly type?: string;
  /** Missing where Config's id does not tell it. */
  readonly idOf?: (id: string, place: Place) => string;
}

const regional =
  (service: string, resource: string) =>
  (id: string, { partition, region, accountId }: Place): string =>
    `arn:${partition}:${service}:${region}:${accountId}:${resource}/${id}`;

/** By Config's resource type. Those without a type here Security Hub has none for. */
const rows: Readonly<Record<string, Row>> = {
  'AWS::::Account': { type: 'AwsAccount', idOf: (id) => `AWS::::Account:${id}` },
  'AWS::S3::AccountPublicAccessBlock': {
    type: 'AwsS3AccountPublicAccessBlock',
    // It has no ARN; the account's digits alone would be the id of many things.
    idOf: (id) => `AWS::S3::AccountPublicAccessBlock:${id}`,
  },
  'AWS::S3::Bucket': { type: 'AwsS3Bucket', idOf: (id, { partition }) => `arn:${partition}:s3:::${id}` },
  'AWS::S3::AccessPoint': { type: 'AwsS3AccessPoint', idOf: regional('s3', 'accesspoint') },
  'AWS::S3Express::DirectoryBucket': { idOf: regional('s3express', 'bucket') },
  'AWS::S3Tables::TableBucket': { idOf: regional('s3tables', 'bucket') },
  'AWS::EC2::VPC': { type: 'AwsEc2Vpc', idOf: regional('ec2', 'vpc') },
  'AWS::EC2::VPCEndpoint': { idOf: regional('ec2', 'vpc-endpoint') },
  'AWS::IAM::Group': { type: 'AwsIamGroup' },
  'AWS::IAM::Policy': { type: 'AwsIamPolicy' },
  'AWS::IAM::Role': { type: 'AwsIamRole' },
  'AWS::IAM::User': { type: 'AwsIamUser' },
};

/** The format knows three; elsewhere it is left out, which it may be. */
const partitions = ['aws', 'aws-cn', 'aws-us-gov'] as const;

const partitionOf = ({ partition }: Place): { readonly Partition?: (typeof partitions)[number] } => {
  const known = partitions.find((one) => one === partition);
  return known ? { Partition: known } : {};
};
