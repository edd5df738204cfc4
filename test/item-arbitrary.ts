import fc from 'fast-check';
import type {
  AclGrant,
  AclGrantee,
  AclPermission,
  DefaultEncryption,
  LifecycleRule,
  ObjectLock,
  ObjectOwnership,
  PublicAccessBlock,
  ReplicationRule,
  Tags,
  Versioning,
  Website,
} from '../src/core/facts.js';
import { ACCOUNT, BUCKET, KEY_ARN, OTHER_ACCOUNT, OWNER_ID, REGION } from './builders.js';
import type { BucketToTell } from './items.js';

/** A bucket to tell in every way there is: beside what its item holds, what only other sources know. */
export interface ArbitraryBucket extends BucketToTell {
  readonly ownership: ObjectOwnership | null;
  readonly accountPublicAccessBlock: PublicAccessBlock | null;
}

const nullable = <T>(arbitrary: fc.Arbitrary<T>): fc.Arbitrary<T | null> => fc.option(arbitrary, { nil: null });

const publicAccessBlock: fc.Arbitrary<PublicAccessBlock> = fc.record({
  blockPublicAcls: fc.boolean(),
  ignorePublicAcls: fc.boolean(),
  blockPublicPolicy: fc.boolean(),
  restrictPublicBuckets: fc.boolean(),
});

const grantee: fc.Arbitrary<AclGrantee> = fc.oneof(
  fc
    .constantFrom('AllUsers' as const, 'AuthenticatedUsers' as const, 'LogDelivery' as const)
    .map((group) => ({ kind: 'group' as const, group })),
  fc.constantFrom(OWNER_ID, 'b'.repeat(64)).map((id) => ({ kind: 'canonicalUser' as const, id })),
  fc.constant({ kind: 'other' as const, text: 'SomethingNew' }),
);

const grant: fc.Arbitrary<AclGrant> = fc.record({
  grantee,
  permission: fc.constantFrom<AclPermission>('FULL_CONTROL', 'READ', 'WRITE', 'READ_ACP', 'WRITE_ACP'),
});

const encryption: fc.Arbitrary<DefaultEncryption> = fc
  .record({
    algorithm: fc.constantFrom<DefaultEncryption['algorithm']>('AES256', 'aws:kms', 'aws:kms:dsse'),
    keyId: nullable(fc.constantFrom(KEY_ARN, 'alias/example', KEY_ARN.split('/')[1] ?? '')),
    bucketKeyEnabled: nullable(fc.boolean()),
  })
  .map((one) => (one.algorithm === 'AES256' ? { ...one, keyId: null } : one));

const versioning: fc.Arbitrary<Versioning> = fc
  .record({ status: fc.constantFrom<Versioning['status']>('Enabled', 'Suspended', 'Off'), mfaDelete: fc.boolean() })
  .map((one) => (one.status === 'Off' ? { ...one, mfaDelete: false } : one));

const days = nullable(fc.constantFrom(1, 7, 90, 3650));

const lifecycleRule: fc.Arbitrary<LifecycleRule> = fc.record({
  id: nullable(fc.constantFrom('example', 'everything else', 'constructor')),
  enabled: fc.boolean(),
  wholeBucket: nullable(fc.boolean()),
  expirationDays: days,
  expirationDate: nullable(fc.constant('2027-01-01T00:00:00.000Z')),
  noncurrentExpirationDays: days,
  abortMultipartUploadDays: days,
});

const objectLock: fc.Arbitrary<ObjectLock> = fc.record({
  defaultRetention: nullable(
    fc.record({
      mode: fc.constantFrom('GOVERNANCE' as const, 'COMPLIANCE' as const),
      days: fc.constantFrom(1, 30, 365, 2555),
    }),
  ),
});

const website: fc.Arbitrary<Website> = fc.constantFrom<Website>(
  { indexDocument: 'index.html', redirectAllTo: null },
  { indexDocument: null, redirectAllTo: 'https://www.example.com' },
  { indexDocument: null, redirectAllTo: 'www.example.com' },
);

const tags: fc.Arbitrary<Tags> = fc
  .uniqueArray(
    fc.tuple(
      fc.constantFrom('team', 'data classification', 'aws:cloudformation:stack-name', '__proto__', 'constructor', 'ü'),
      fc.constantFrom('', 'platform', '"quoted"', '-1', 'null'),
    ),
    { selector: ([key]) => key, maxLength: 4 },
  )
  .map((pairs) => Object.fromEntries(pairs));

const statement = fc.record(
  {
    Sid: fc.constantFrom('Example', 'Second one'),
    Effect: fc.constantFrom('Allow', 'Deny'),
    Principal: fc.constantFrom<unknown>(
      '*',
      { AWS: '*' },
      { AWS: ACCOUNT },
      { AWS: [`arn:aws:iam::${OTHER_ACCOUNT}:root`, `arn:aws:iam::${ACCOUNT}:role/example`] },
      { Service: 'logging.s3.amazonaws.com' },
      { CanonicalUser: OWNER_ID },
    ),
    Action: fc.constantFrom<unknown>('s3:*', 's3:GetObject', ['s3:ListBucket', 's3:PutObject'], '*'),
    Resource: fc.constantFrom<unknown>(`arn:aws:s3:::${BUCKET}/*`, [
      `arn:aws:s3:::${BUCKET}`,
      `arn:aws:s3:::${BUCKET}/*`,
    ]),
    Condition: fc.constantFrom<unknown>(
      { Bool: { 'aws:SecureTransport': 'false' } },
      { StringEquals: { 'aws:PrincipalOrgID': 'o-exampleorg1' } },
      { NotIpAddress: { 'aws:SourceIp': ['203.0.113.0/24'] } },
      { NumericLessThan: { 's3:TlsVersion': 1.2 } },
    ),
  },
  { requiredKeys: ['Effect', 'Principal', 'Action', 'Resource'] },
);

/** A document, or its text with white space as people write it. */
const policy: fc.Arbitrary<object | string> = fc
  .tuple(fc.array(statement, { minLength: 1, maxLength: 3 }), fc.boolean())
  .map(([Statement, isText]) => {
    const document = { Version: '2012-10-17', Statement };
    return isText ? JSON.stringify(document, null, 2) : document;
  });

/** As items tell it: what S3 learned after 2017 is left open. */
const replicationRule: fc.Arbitrary<ReplicationRule> = fc.record({
  id: fc.constant(null),
  enabled: fc.boolean(),
  wholeBucket: fc.constantFrom(true, false, null),
  destinationBucket: fc.constantFrom('example-replica', 'example-elsewhere'),
  destinationAccountId: fc.constantFrom(null, OTHER_ACCOUNT),
  deleteMarkers: fc.constant(null),
  replicaKey: fc.constant(null),
});

const withIds = (rules: readonly ReplicationRule[] | null): readonly ReplicationRule[] | null =>
  rules?.map((rule, index) => ({ ...rule, id: `rule-${index}` })) ?? null;

/** Any bucket, in any of the forms that Config has given items over the years. */
export const arbitraryBucket: fc.Arbitrary<ArbitraryBucket> = fc.record({
  name: fc.constant(BUCKET),
  accountId: fc.constant(ACCOUNT),
  region: fc.constant(REGION),
  policy: nullable(policy),
  publicAccessBlock: nullable(publicAccessBlock),
  acl: fc.record({ ownerId: fc.constant(OWNER_ID), grants: fc.array(grant, { maxLength: 4 }) }),
  encryption: nullable(encryption),
  logging: nullable(
    fc.record({
      destinationBucket: fc.constantFrom(BUCKET, 'example-logs'),
      prefix: fc.constantFrom('', 'app/', '-1'),
    }),
  ),
  versioning,
  lifecycle: nullable(fc.array(lifecycleRule, { minLength: 1, maxLength: 3 })),
  replication: nullable(fc.array(replicationRule, { minLength: 1, maxLength: 3 })).map(withIds),
  objectLock: nullable(objectLock),
  requesterPays: fc.boolean(),
  website: nullable(website),
  tags,
  status: fc.constantFrom('OK', 'ResourceDiscovered'),
  captureTime: fc.constant('2026-11-20T08:00:00.000Z'),
  year: fc.constantFrom<BucketToTell['year']>(2017, 2021, 2025, 2026),
  lifecycleForm: fc.constantFrom<BucketToTell['lifecycleForm']>('prefix', 'filter', 'predicate', 'and'),
  noncurrentForm: fc.constantFrom<BucketToTell['noncurrentForm']>('number', 'object', 'both'),
  mfaDeleteOff: fc.constantFrom<BucketToTell['mfaDeleteOff']>(null, false),
  ownership: nullable(fc.constantFrom<ObjectOwnership>('BucketOwnerEnforced', 'BucketOwnerPreferred', 'ObjectWriter')),
  accountPublicAccessBlock: nullable(publicAccessBlock),
});
