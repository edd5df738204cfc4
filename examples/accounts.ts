import type { Acl, AclPermission } from '../src/core/facts.js';
import { type BucketToTell, type RawItem, snapshotItem } from '../test/items.js';

/** Three accounts: two of an organization, and one that belongs to none. */
export const WORKLOADS = '111122223333';
export const AUDIT = '444455556666';
export const SANDBOX = '777788889999';

export const IRELAND = 'eu-west-1';
export const VIRGINIA = 'us-east-1';

/** The prefix of the tags that exempt, which `npm start` turns on. */
export const EXEMPT = 'exempt:';

/** Tells buckets of an account and region as snapshots do. */
export const tellerOf =
  (accountId: string, region: string) =>
  (name: string, settings: Partial<BucketToTell> = {}): RawItem =>
    snapshotItem({ name, accountId, region, captureTime: '2026-11-24T05:58:00.000Z', ...settings });

const OWNER = 'a1b2'.repeat(16);

export const aclWith = (
  group: 'AllUsers' | 'AuthenticatedUsers' | 'LogDelivery',
  ...permissions: AclPermission[]
): Acl => ({
  ownerId: OWNER,
  grants: [
    { grantee: { kind: 'canonicalUser', id: OWNER }, permission: 'FULL_CONTROL' },
    ...permissions.map((permission) => ({ grantee: { kind: 'group', group } as const, permission })),
  ],
});

/** Old versions go after three months, as uploads that were never finished do after a week. */
export const keepNinetyDays = [
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
