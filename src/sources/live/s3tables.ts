import {
  GetTableBucketCommand,
  GetTableBucketEncryptionCommand,
  GetTableBucketPolicyCommand,
  GetTableCommand,
  GetTableEncryptionCommand,
  ListTableBucketsCommand,
  ListTablesCommand,
  ListTagsForResourceCommand,
  S3TablesClient,
} from '@aws-sdk/client-s3tables';
import { createService } from './service.js';

/** Amazon S3 Tables: table buckets and their tables. */
export const s3tables = createService('s3tables', (config) => new S3TablesClient(config), {
  GetTable: GetTableCommand,
  GetTableBucket: GetTableBucketCommand,
  GetTableBucketEncryption: GetTableBucketEncryptionCommand,
  GetTableBucketPolicy: GetTableBucketPolicyCommand,
  GetTableEncryption: GetTableEncryptionCommand,
  ListTableBuckets: ListTableBucketsCommand,
  ListTables: ListTablesCommand,
  ListTagsForResource: ListTagsForResourceCommand,
});
