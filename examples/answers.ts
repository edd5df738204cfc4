import type { RawItem } from '../test/items.js';
import { AUDIT, SANDBOX, WORKLOADS } from './accounts.js';
import { audit, sandbox, workloads } from './answers-of-accounts.js';

/** What the APIs answer about the accounts of the example and the buckets of its files, as `--answers` takes it. */
export const answersOf = (items: readonly RawItem[]): object => ({
  version: 1,
  accounts: [
    { accountId: WORKLOADS, partition: 'aws', answers: workloads(), buckets: bucketsOf(items, WORKLOADS) },
    { accountId: AUDIT, partition: 'aws', answers: audit(), buckets: bucketsOf(items, AUDIT) },
    { accountId: SANDBOX, partition: 'aws', answers: sandbox(), buckets: bucketsOf(items, SANDBOX) },
  ],
});

/** Of every bucket its Object Ownership and whether it refuses SSE-C, which no item holds. */
const bucketsOf = (items: readonly RawItem[], accountId: string): readonly object[] =>
  items
    .filter((item) => item.resourceType === 'AWS::S3::Bucket' && item.awsAccountId === accountId)
    .map(({ resourceId, awsRegion }) => ({
      name: resourceId,
      region: awsRegion,
      answers: {
        's3:GetBucketOwnershipControls': ownershipOf(String(resourceId)),
        's3:GetBucketEncryption': encryptionOf(String(resourceId)),
        ...replicationOf(String(resourceId)),
        ...(accountId === SANDBOX && { 's3:GetBucketLogging': {} }),
      },
    }));

const withAcls = /uploads|experiments|access-logs-virginia|legacy/;

const ownershipOf = (name: string): object => ({
  OwnershipControls: { Rules: [{ ObjectOwnership: withAcls.test(name) ? 'ObjectWriter' : 'BucketOwnerEnforced' }] },
});

const encryptionOf = (name: string): object => ({
  ServerSideEncryptionConfiguration: {
    Rules: [
      {
        ApplyServerSideEncryptionByDefault: { SSEAlgorithm: 'AES256' },
        BucketKeyEnabled: false,
        ...(!/legacy|partner|sandbox/.test(name) && { BlockedEncryptionTypes: { EncryptionType: ['SSE-C'] } }),
      },
    ],
  },
});

/** In full, of which items leave parts open. */
const replicationOf = (name: string): object => {
  const to = replicas[name];
  if (!to) return {};
  const rule = {
    ID: 'everything',
    Status: 'Enabled',
    Priority: 1,
    Filter: {},
    DeleteMarkerReplication: { Status: 'Enabled' },
    Destination: { Bucket: `arn:aws:s3:::${to.bucket}`, Account: to.account },
  };
  const Role = `arn:aws:iam::${WORKLOADS}:role/example-replication`;
  return { 's3:GetBucketReplication': { ReplicationConfiguration: { Role, Rules: [rule] } } };
};

const replicas: Readonly<Record<string, { readonly bucket: string; readonly account: string }>> = {
  'example-orders': { bucket: 'example-replica', account: WORKLOADS },
  'example-partner-exchange': { bucket: 'example-unknown-copies', account: '999900001111' },
};
