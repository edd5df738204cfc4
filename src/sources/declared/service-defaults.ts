import type { Members } from './members.js';

/** An account and region of a partition. */
export interface AccountPlace {
  readonly accountId: string;
  readonly region: string;
  readonly partition: string;
}

/**
 * The policy of a VPC endpoint that sets none.
 *
 * @see https://docs.aws.amazon.com/vpc/latest/privatelink/vpc-endpoints-access.html
 */
export const FULL_ACCESS = {
  Version: '2008-10-17',
  Statement: [{ Effect: 'Allow', Principal: '*', Action: '*', Resource: '*' }],
};

/**
 * The policy of a KMS key that sets none.
 *
 * @see https://docs.aws.amazon.com/kms/latest/developerguide/key-policy-default.html
 */
export const defaultKeyPolicy = ({ accountId, partition }: AccountPlace) => ({
  Version: '2012-10-17',
  Statement: [
    {
      Effect: 'Allow',
      Principal: { AWS: `arn:${partition}:iam::${accountId}:root` },
      Action: 'kms:*',
      Resource: '*',
    },
  ],
});

/** What AWS KMS answers about its own key for S3. */
export const managedKeyAnswers = ({ accountId, region, partition }: AccountPlace): Members => {
  const arn = `arn:${partition}:kms:${region}:${accountId}:key/aws-managed-key-of-s3`;
  return {
    'kms:DescribeKey#alias/aws/s3': {
      KeyMetadata: { Arn: arn, KeyManager: 'AWS', KeyState: 'Enabled', Origin: 'AWS_KMS' },
    },
    [`kms:GetKeyRotationStatus#${arn}`]: { KeyRotationEnabled: true },
  };
};

/** The selectors of a trail that sets none: it records management events, all of them. */
export const DEFAULT_SELECTORS = {
  EventSelectors: [{ ReadWriteType: 'All', IncludeManagementEvents: true, DataResources: [] }],
};
