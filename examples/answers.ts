import type { RawItem } from '../test/items.js';
import { AUDIT, SANDBOX, WORKLOADS } from './accounts.js';
import { audit, sandbox, workloads } from './answers-of-accounts.js';

/** What the APIs answer about the accounts of the example and the buckets of its files, as `--answers` takes it. */
export const answersOf = (items: readonly RawItem[]): object => ({
  version: 1,
  accounts: [
    accountWith(WORKLOADS, workloads(), items),
    accountWith(AUDIT, audit(), items),
    accountWith(SANDBOX, sandbox(), items),
  ],
});

const accountWith = (accountId: string, answers: object, items: readonly RawItem[]): object => {
  const buckets = items.filter((item) => item.resourceType === 'AWS::S3::Bucket' && item.awsAccountId === accountId);
  const listed = buckets.map(({ resourceId, awsRegion }) => ({ Name: resourceId, BucketRegion: awsRegion }));
  return {
    accountId,
    partition: 'aws',
    answers: { ...answers, 's3:ListBuckets': { Buckets: listed } },
    buckets: buckets.map(bucketFrom),
  };
};

/** Of every bucket its Object Ownership and whether it refuses SSE-C, which no item holds. */
const bucketFrom = (item: RawItem): object => {
  const name = String(item.resourceId);
  return {
    name,
    region: item.awsRegion,
    answers: {
      's3:GetBucketOwnershipControls': ownershipOf(name),
      's3:GetBucketEncryption': encryptionOf(name),
      ...replicationOf(name),
      ...(item.awsAccountId === SANDBOX && { 's3:GetBucketLogging': {} }),
    },
  };
};

const withAcls = /uploads|experiments|access-logs-virginia|legacy/;

const ownershipOf = (name: string): object => ({
  OwnershipControls: { Rules: [{ ObjectOwnership: withAcls.test(name) ? 'ObjectWriter' : 'BucketOwnerEnforced' }] },
});

/** The default itself stands in the item. A rule may be there for what is blocked alone. */
const encryptionOf = (name: string): object => ({
  ServerSideEncryptionConfiguration: {
    Rules: [
      {
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
