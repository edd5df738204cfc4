import type { GeneratedFile } from '../scripts/generated-file.js';
import type { Acl, AclPermission } from '../src/core/facts.js';
import { block } from '../test/builders.js';
import {
  accessPointItem,
  accountBlockItem,
  asDeleted,
  asSnapshot,
  type BucketToTell,
  directoryBucketItem,
  eventItem,
  kmsKeyItem,
  type RawItem,
  roleItem,
  snapshotItem,
  vpcEndpointItem,
  withSupplementary,
} from '../test/items.js';
import { allowing, denyPlainHttp, grantLogDelivery, onlyOrganization } from './policies.js';

const WORKLOADS = '111122223333';
const AUDIT = '444455556666';
const SANDBOX = '777788889999';
const IRELAND = 'eu-west-1';
const VIRGINIA = 'us-east-1';

/**
 * Delivered files of a small organization's AWS Config, as they stand in its delivery bucket: three accounts, two
 * regions, buckets of every sort, good and bad. Data of our own in the shapes of real items; `npm start` judges it.
 */
export const organizationFiles = (): readonly GeneratedFile[] => [
  snapshotFile(WORKLOADS, IRELAND, workloadsInIreland()),
  snapshotFile(WORKLOADS, VIRGINIA, workloadsInVirginia()),
  snapshotFile(AUDIT, IRELAND, audit()),
  snapshotFile(SANDBOX, IRELAND, sandbox()),
  historyFile(SANDBOX, IRELAND, [
    // A history file has what a snapshot has not: deleted resources, and earlier captures of those in the snapshot.
    asDeleted(
      eventItem({ name: 'example-old-experiment', accountId: SANDBOX, captureTime: '2026-11-23T17:05:00.000Z' }),
    ),
    snapshotItem({
      name: 'example-experiments',
      accountId: SANDBOX,
      versioning: { status: 'Enabled', mfaDelete: false },
      captureTime: '2026-10-02T09:00:00.000Z',
    }),
  ]),
];

const workloadsInIreland = (): readonly RawItem[] => {
  const told = tellerOf(WORKLOADS, IRELAND);
  const key = `arn:aws:kms:${IRELAND}:${WORKLOADS}:key/11111111-2222-3333-4444-555555555555`;
  const dyingKey = `arn:aws:kms:${IRELAND}:${WORKLOADS}:key/99999999-2222-3333-4444-555555555555`;
  return [
    told('example-orders', {
      policy: denyPlainHttp('example-orders'),
      encryption: { algorithm: 'aws:kms', keyId: key, bucketKeyEnabled: true },
      logging: { destinationBucket: 'example-access-logs', prefix: 'example-orders/' },
      versioning: { status: 'Enabled', mfaDelete: false },
      lifecycle: keepNinetyDays,
      tags: { owner: 'orders' },
    }),
    // Public, and nothing holds it back.
    told('example-web-assets', {
      policy: allowing('example-web-assets', 'PublicRead', '*', 's3:GetObject'),
      publicAccessBlock: block(false),
    }),
    // Public for one who looks at Allow alone; the Deny leaves only the organization.
    told('example-shared-templates', {
      policy: onlyOrganization('example-shared-templates', 'o-exampleorg1'),
      publicAccessBlock: null,
      logging: { destinationBucket: 'example-access-logs', prefix: 'example-shared-templates/' },
    }),
    told('example-uploads', { acl: aclWith('AllUsers', 'WRITE'), publicAccessBlock: null }),
    // HTTP is refused for objects and not for the bucket itself.
    told('example-invoices', {
      policy: denyPlainHttp('example-invoices', ['/*']),
      encryption: { algorithm: 'aws:kms', keyId: dyingKey, bucketKeyEnabled: true },
      logging: { destinationBucket: 'example-access-logs', prefix: 'example-invoices/' },
    }),
    told('example-access-logs', {
      policy: grantLogDelivery('example-access-logs', WORKLOADS),
      lifecycle: keepNinetyDays,
    }),
    // As Config recorded it years ago: no encryption, no public access block, and a log that goes to itself.
    told('example-legacy-2017', {
      year: 2017,
      encryption: null,
      publicAccessBlock: null,
      logging: { destinationBucket: 'example-legacy-2017', prefix: '' },
      captureTime: '2017-10-03T10:11:12.000Z',
    }),
    // A policy that was cut off somewhere on its way: nothing can be said of what it allows.
    told('example-torn-policy', { policy: '{"Version":"2012-10-17","Statement":[{"Effect":"Al' }),
    asSnapshot(keyItem(key, 'Enabled')),
    asSnapshot(keyItem(dyingKey, 'PendingDeletion')),
    asSnapshot(accountBlockItem({ ...block(true), restrictPublicBuckets: false }, { accountId: WORKLOADS })),
    asSnapshot(
      accessPointItem({ Bucket: 'example-orders' }, { accountId: WORKLOADS, resourceId: 'example-orders-reader' }),
    ),
    asSnapshot(directoryBucketItem({}, { accountId: WORKLOADS })),
    asSnapshot(vpcEndpointItem({}, { accountId: WORKLOADS })),
    asSnapshot(roleItem()),
  ];
};

const workloadsInVirginia = (): readonly RawItem[] => {
  const told = tellerOf(WORKLOADS, VIRGINIA);
  return [
    told('example-replica', {
      policy: denyPlainHttp('example-replica'),
      versioning: { status: 'Enabled', mfaDelete: true },
      logging: { destinationBucket: 'example-access-logs-virginia', prefix: '' },
    }),
    told('example-access-logs-virginia', {
      acl: aclWith('LogDelivery', 'WRITE', 'READ_ACP'),
      encryption: { algorithm: 'AES256', keyId: null, bucketKeyEnabled: false },
    }),
    told('example-build-cache', {
      versioning: { status: 'Suspended', mfaDelete: false },
      publicAccessBlock: block(false),
    }),
  ];
};

const audit = (): readonly RawItem[] => {
  const told = tellerOf(AUDIT, IRELAND);
  return [
    told('example-trail-archive', {
      policy: denyPlainHttp('example-trail-archive'),
      versioning: { status: 'Enabled', mfaDelete: false },
      objectLock: { defaultRetention: { mode: 'COMPLIANCE', days: 365 } },
      logging: { destinationBucket: 'example-audit-logs', prefix: 'trail/' },
    }),
    told('example-audit-logs', { policy: grantLogDelivery('example-audit-logs', AUDIT) }),
    asSnapshot(accountBlockItem(block(true), { accountId: AUDIT })),
  ];
};

const sandbox = (): readonly RawItem[] => {
  const told = tellerOf(SANDBOX, IRELAND);
  return [
    told('example-experiments', {
      acl: aclWith('AuthenticatedUsers', 'READ'),
      publicAccessBlock: { ...block(false), blockPublicAcls: true },
      versioning: { status: 'Suspended', mfaDelete: false },
    }),
    // What a recorder leaves that could not read the bucket: two of the keys that every bucket's item has are missing.
    withSupplementary(told('example-half-recorded'), {
      BucketPolicy: undefined,
      BucketLoggingConfiguration: undefined,
    }),
  ];
};

const tellerOf =
  (accountId: string, region: string) =>
  (name: string, settings: Partial<BucketToTell> = {}): RawItem =>
    snapshotItem({ name, accountId, region, captureTime: '2026-11-24T05:58:00.000Z', ...settings });

const OWNER = 'a1b2'.repeat(16);

const aclWith = (group: 'AllUsers' | 'AuthenticatedUsers' | 'LogDelivery', ...permissions: AclPermission[]): Acl => ({
  ownerId: OWNER,
  grants: [
    { grantee: { kind: 'canonicalUser', id: OWNER }, permission: 'FULL_CONTROL' },
    ...permissions.map((permission) => ({ grantee: { kind: 'group', group } as const, permission })),
  ],
});

const keepNinetyDays = [
  {
    id: 'old-versions',
    enabled: true,
    wholeBucket: true,
    expirationDays: null,
    expirationDate: null,
    noncurrentExpirationDays: 90,
    abortMultipartUploadDays: 7,
  },
];

const keyItem = (arn: string, keyState: string): RawItem => {
  const keyId = arn.split('/')[1] ?? '';
  return kmsKeyItem({ keyId, arn, keyState, awsaccountId: WORKLOADS }, true, { resourceId: keyId, ARN: arn });
};

const snapshotFile = (accountId: string, region: string, items: readonly RawItem[]): GeneratedFile => ({
  path: `${folderOf(accountId, region, 'ConfigSnapshot')}/${accountId}_Config_${region}_ConfigSnapshot_20261124T060000Z_${SNAPSHOT}.json`,
  text: textOf({ fileVersion: '1.0', configSnapshotId: SNAPSHOT, configurationItems: items }),
});

const historyFile = (accountId: string, region: string, items: readonly RawItem[]): GeneratedFile => ({
  path: `${folderOf(accountId, region, 'ConfigHistory')}/${accountId}_Config_${region}_ConfigHistory_AWS-S3-Bucket_20261124T060000Z.json`,
  text: textOf({ fileVersion: '1.0', configurationItems: items }),
});

const SNAPSHOT = '0e1f2a3b-4c5d-6e7f-8091-a2b3c4d5e6f7';

const folderOf = (accountId: string, region: string, kind: string): string =>
  `examples/organization/AWSLogs/${accountId}/Config/${region}/2026/11/24/${kind}`;

const textOf = (document: unknown): string => `${JSON.stringify(document, null, 1)}\n`;
