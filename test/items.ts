import type {
  Acl,
  AclGrantee,
  AclPermission,
  DefaultEncryption,
  LifecycleRule,
  ObjectLock,
  PublicAccessBlock,
  ReplicationRule,
  ServerAccessLogging,
  Tags,
  Versioning,
  Website,
} from '../src/core/facts.js';
import { ACCOUNT, BUCKET, block, OWNER_ID, REGION } from './builders.js';
import { asBatch, asHistory, asSelectRow, asSnapshot, itemWith, type RawItem, type Times } from './item-dialects.js';
import { type LifecycleForm, lifecycleTold, type NoncurrentForm } from './item-lifecycle.js';

/**
 * One bucket to be told as a configuration item. Its settings are written as facts, its policy as a JSON document or
 * as text; the rest says which of the forms Config has used is wanted.
 */
export interface BucketToTell {
  readonly name: string;
  readonly accountId: string;
  readonly region: string;
  readonly policy: object | string | null;
  readonly publicAccessBlock: PublicAccessBlock | null;
  readonly acl: Acl;
  readonly encryption: DefaultEncryption | null;
  readonly logging: ServerAccessLogging | null;
  readonly versioning: Versioning;
  readonly lifecycle: readonly LifecycleRule[] | null;
  readonly replication: readonly ReplicationRule[] | null;
  readonly objectLock: ObjectLock | null;
  readonly requesterPays: boolean;
  readonly website: Website | null;
  readonly tags: Tags;
  readonly status: string;
  /** ISO text. */
  readonly captureTime: string;
  /** Config has added keys over the years. */
  readonly year: 2017 | 2021 | 2025 | 2026;
  readonly lifecycleForm: LifecycleForm;
  readonly noncurrentForm: NoncurrentForm;
  /** How MFA delete that is off is told: as S3's silence or as false. */
  readonly mfaDeleteOff: null | false;
}

export * from './item-dialects.js';
export * from './item-identities.js';
export * from './item-kinds.js';

/** The bucket as Lambda events, SNS and EventBridge carry it. */
export const eventItem = (bucket: Partial<BucketToTell> = {}): RawItem => {
  const told = { ...newBucket, ...bucket };
  return {
    ...itemWith({
      resourceType: 'AWS::S3::Bucket',
      resourceId: told.name,
      resourceName: told.name,
      ARN: `arn:aws:s3:::${told.name}`,
      accountId: told.accountId,
      region: told.region,
      status: told.status,
      captureTime: told.captureTime,
      tags: told.tags,
      configuration: configurationOf(told),
      supplementaryConfiguration: supplementaryOf(told),
    }),
    ...(told.year < 2018 && { configurationItemVersion: '1.2', configurationStateMd5Hash: 'c'.repeat(32) }),
  };
};

/** The bucket as GetResourceConfigHistory answers. */
export const historyItem = (bucket: Partial<BucketToTell> = {}, times?: Times): RawItem =>
  asHistory(eventItem(bucket), times);

/** The bucket as BatchGetResourceConfig answers. */
export const batchItem = (bucket: Partial<BucketToTell> = {}, times?: Times): RawItem =>
  asBatch(eventItem(bucket), times);

/** The bucket as delivered snapshot files hold it. */
export const snapshotItem = (bucket: Partial<BucketToTell> = {}): RawItem => asSnapshot(eventItem(bucket));

/** The bucket as one text of SelectResourceConfig's `Results`. */
export const selectRow = (bucket: Partial<BucketToTell> = {}): string => asSelectRow(eventItem(bucket));

/** The item with some supplementary values changed; null members stay, `undefined` takes a key away. */
export const withSupplementary = (item: RawItem, changes: RawItem): RawItem => {
  const values = { ...(item.supplementaryConfiguration as RawItem), ...changes };
  return {
    ...item,
    supplementaryConfiguration: Object.fromEntries(Object.entries(values).filter(([, value]) => value !== undefined)),
  };
};

/** A new bucket as S3 makes it today. */
const newBucket: BucketToTell = {
  name: BUCKET,
  accountId: ACCOUNT,
  region: REGION,
  policy: null,
  publicAccessBlock: block(true),
  acl: {
    ownerId: OWNER_ID,
    grants: [{ grantee: { kind: 'canonicalUser', id: OWNER_ID }, permission: 'FULL_CONTROL' }],
  },
  encryption: { algorithm: 'AES256', keyId: null, bucketKeyEnabled: true },
  logging: null,
  versioning: { status: 'Off', mfaDelete: false },
  lifecycle: null,
  replication: null,
  objectLock: null,
  requesterPays: false,
  website: null,
  tags: {},
  status: 'OK',
  captureTime: '2026-11-20T08:00:00.000Z',
  year: 2026,
  lifecycleForm: 'filter',
  noncurrentForm: 'number',
  mfaDeleteOff: null,
};

/** A rule as the one real item has it, which knows nothing of what S3 learned after 2017. */
const replicationTold = (rule: ReplicationRule): unknown => ({
  ...(rule.wholeBucket !== null && { prefix: rule.wholeBucket ? '' : 'part/' }),
  status: rule.enabled ? 'Enabled' : 'Disabled',
  destinationConfig: {
    ...(rule.destinationAccountId !== null && { Account: rule.destinationAccountId }),
    bucketARN: `arn:aws:s3:::${rule.destinationBucket}`,
    storageClass: null,
  },
});

const configurationOf = ({ name, region, year, acl }: BucketToTell): unknown => ({
  name,
  owner: { displayName: year < 2025 ? 'example-owner' : null, id: acl.ownerId },
  creationDate: '2026-01-15T09:21:58.000Z',
  ...(year >= 2025 && { region }),
});

/** The keys in the order Config writes them, each only where the bucket or the year has it. */
const supplementaryOf = (told: BucketToTell): RawItem => ({
  ...(told.year >= 2026 && { AbacStatus: { status: 'Disabled' } }),
  AccessControlList: JSON.stringify(aclTold(told.acl)),
  BucketAccelerateConfiguration: { status: null, ...(told.year >= 2025 && { isRequesterCharged: false }) },
  ...(told.lifecycle && {
    BucketLifecycleConfiguration: {
      rules: told.lifecycle.map((rule) => lifecycleTold(rule, told.lifecycleForm, told.noncurrentForm)),
    },
  }),
  ...(told.replication && {
    BucketReplicationConfiguration: {
      roleARN: 'arn:aws:iam::111122223333:role/replication',
      rules: Object.fromEntries(
        told.replication.map((rule, index) => [rule.id ?? `rule-${index}`, replicationTold(rule)]),
      ),
    },
  }),
  BucketLoggingConfiguration: {
    destinationBucketName: told.logging?.destinationBucket ?? null,
    logFilePrefix: told.logging?.prefix ?? null,
    ...(told.year >= 2025 && { targetObjectKeyFormat: null }),
  },
  BucketNotificationConfiguration: {
    configurations: {},
    ...(told.year >= 2025 && { eventBridgeConfiguration: null }),
  },
  BucketPolicy: {
    policyText: typeof told.policy === 'object' && told.policy ? JSON.stringify(told.policy) : told.policy,
  },
  ...(Object.keys(told.tags).length > 0 && { BucketTaggingConfiguration: { tagSets: [{ tags: told.tags }] } }),
  BucketVersioningConfiguration: {
    status: told.versioning.status,
    isMfaDeleteEnabled: told.versioning.mfaDelete || told.mfaDeleteOff,
  },
  IsRequesterPaysEnabled: told.requesterPays,
  ...(told.website && { BucketWebsiteConfiguration: websiteTold(told.website) }),
  ...(told.objectLock && { ObjectLockConfiguration: objectLockTold(told.objectLock) }),
  ...(told.publicAccessBlock && { PublicAccessBlockConfiguration: told.publicAccessBlock }),
  ...(told.encryption && { ServerSideEncryptionConfiguration: { rules: [encryptionTold(told.encryption)] } }),
});

const aclTold = ({ ownerId, grants }: Acl): unknown => ({
  grantSet: null,
  grantList: grants.map(({ grantee, permission }) => ({
    grantee: granteeTold(grantee),
    permission: permissionNames[permission],
  })),
  owner: { displayName: null, id: ownerId },
  isRequesterCharged: false,
});

const granteeTold = (grantee: AclGrantee): unknown => {
  if (grantee.kind === 'canonicalUser') return { id: grantee.id, displayName: null };
  return grantee.kind === 'group' ? grantee.group : grantee.text;
};

const permissionNames: Readonly<Record<AclPermission, string>> = {
  FULL_CONTROL: 'FullControl',
  READ: 'Read',
  WRITE: 'Write',
  READ_ACP: 'ReadAcp',
  WRITE_ACP: 'WriteAcp',
};

const encryptionTold = ({ algorithm, keyId, bucketKeyEnabled }: DefaultEncryption): unknown => ({
  applyServerSideEncryptionByDefault: { sseAlgorithm: algorithm, kmsMasterKeyID: keyId },
  ...(bucketKeyEnabled !== null && { bucketKeyEnabled }),
});

const objectLockTold = ({ defaultRetention: retention }: ObjectLock): unknown => ({
  objectLockEnabled: 'Enabled',
  rule: retention && { defaultRetention: { mode: retention.mode, days: retention.days, years: null } },
});

const websiteTold = ({ indexDocument, redirectAllTo }: Website): unknown => {
  const [hostName, protocol = null] = (redirectAllTo ?? '').split('://').reverse();
  const unused = { replaceKeyPrefixWith: null, replaceKeyWith: null, httpRedirectCode: null };
  return {
    indexDocumentSuffix: indexDocument,
    errorDocument: null,
    redirectAllRequestsTo: redirectAllTo === null ? null : { protocol, hostName, ...unused },
    routingRules: [],
  };
};
