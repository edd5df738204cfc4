import {
  GetBucketAclCommand,
  GetBucketEncryptionCommand,
  GetBucketLifecycleConfigurationCommand,
  GetBucketLoggingCommand,
  GetBucketOwnershipControlsCommand,
  GetBucketPolicyCommand,
  GetBucketReplicationCommand,
  GetBucketRequestPaymentCommand,
  GetBucketTaggingCommand,
  GetBucketVersioningCommand,
  GetBucketWebsiteCommand,
  GetObjectLockConfigurationCommand,
  GetPublicAccessBlockCommand,
  ListBucketsCommand,
  ListDirectoryBucketsCommand,
  S3Client,
} from '@aws-sdk/client-s3';
import { customEndpoint, isBareHost } from './custom-endpoint.js';
import { createService } from './service.js';

/** Amazon S3: settings of general purpose and directory buckets. */
export const s3 = createService(
  's3',
  (config) => {
    const endpoint = customEndpoint('S3');
    return new S3Client({
      ...config,
      // Settings of directory buckets are asked for without a session; at a custom endpoint the client would open one.
      disableS3ExpressSessionAuth: true,
      ...(endpoint && isBareHost(endpoint) && { forcePathStyle: true }),
    });
  },
  {
    GetBucketAcl: GetBucketAclCommand,
    GetBucketEncryption: GetBucketEncryptionCommand,
    GetBucketLifecycleConfiguration: GetBucketLifecycleConfigurationCommand,
    GetBucketLogging: GetBucketLoggingCommand,
    GetBucketOwnershipControls: GetBucketOwnershipControlsCommand,
    GetBucketPolicy: GetBucketPolicyCommand,
    GetBucketReplication: GetBucketReplicationCommand,
    GetBucketRequestPayment: GetBucketRequestPaymentCommand,
    GetBucketTagging: GetBucketTaggingCommand,
    GetBucketVersioning: GetBucketVersioningCommand,
    GetBucketWebsite: GetBucketWebsiteCommand,
    GetObjectLockConfiguration: GetObjectLockConfigurationCommand,
    GetPublicAccessBlock: GetPublicAccessBlockCommand,
    ListBuckets: ListBucketsCommand,
    ListDirectoryBuckets: ListDirectoryBucketsCommand,
  },
);
