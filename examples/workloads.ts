import { block } from '../test/builders.js';
import {
  accessPointItem,
  accountBlockItem,
  asSnapshot,
  directoryBucketItem,
  kmsKeyItem,
  type RawItem,
  roleItem,
  tableBucketItem,
  vpcEndpointItem,
  vpcItem,
} from '../test/items.js';
import { aclWith, EXEMPT, IRELAND, keepNinetyDays, tellerOf, VIRGINIA, WORKLOADS } from './accounts.js';
import {
  allowing,
  denyCareless,
  denyPlainHttp,
  grantLogDelivery,
  onlyOrganization,
  perimeter,
  policyWith,
} from './policies.js';

const KEY = `arn:aws:kms:${IRELAND}:${WORKLOADS}:key/11111111-2222-3333-4444-555555555555`;
const DYING_KEY = `arn:aws:kms:${IRELAND}:${WORKLOADS}:key/99999999-2222-3333-4444-555555555555`;
const NO_ONE = '999900001111';

const byKey = (keyId: string) => ({ algorithm: 'aws:kms', keyId, bucketKeyEnabled: true }) as const;
const loggedAs = (name: string) => ({ destinationBucket: 'example-access-logs', prefix: `${name}/` });
const versioned = { status: 'Enabled', mfaDelete: false } as const;
const frame = { accountId: WORKLOADS };

/** The account where the work is done, in its main region. */
export const workloadsInIreland = (): readonly RawItem[] => [
  ...bucketsInIreland(),
  ...[keyItem(KEY, 'Enabled'), keyItem(DYING_KEY, 'PendingDeletion')],
  asSnapshot(accountBlockItem({ ...block(true), restrictPublicBuckets: false }, frame)),
  ...[...accessPoints(), ...otherBuckets(), ...network(), ...roles()].map(asSnapshot),
];

const bucketsInIreland = (): readonly RawItem[] => {
  const told = tellerOf(WORKLOADS, IRELAND);
  return [
    // As it should be.
    told('example-orders', {
      policy: policyWith(denyPlainHttp('example-orders'), ...denyCareless('example-orders')),
      encryption: byKey(KEY),
      logging: loggedAs('example-orders'),
      versioning: versioned,
      lifecycle: keepNinetyDays,
      replication: [replicaIn('example-replica', WORKLOADS)],
      tags: { owner: 'orders', 's3-config-rules:replication': 'required' },
    }),
    // Public, and nothing holds it back.
    told('example-web-assets', {
      policy: policyWith(allowing('example-web-assets', 'PublicRead', '*', 's3:GetObject')),
      publicAccessBlock: block(false),
      website: { indexDocument: 'index.html', redirectAllTo: null },
    }),
    // Public for one who looks at Allow alone; the Deny leaves only the organization.
    told('example-shared-templates', {
      policy: policyWith(...onlyOrganization('example-shared-templates', 'o-exampleorg1')),
      publicAccessBlock: null,
      logging: loggedAs('example-shared-templates'),
    }),
    told('example-uploads', { acl: aclWith('AllUsers', 'WRITE'), publicAccessBlock: null }),
    // HTTP is refused for objects and not for the bucket itself.
    told('example-invoices', {
      policy: policyWith(denyPlainHttp('example-invoices', ['/*'])),
      encryption: byKey(DYING_KEY),
      logging: loggedAs('example-invoices'),
      tags: { 's3-config-rules:replication': 'required' },
    }),
    // A partner may do everything with it, and its copies go to an account that nobody knows.
    told('example-partner-exchange', {
      policy: policyWith(
        allowing('example-partner-exchange', 'Partner', { AWS: `arn:aws:iam::${NO_ONE}:root` }, 's3:*'),
      ),
      versioning: versioned,
      replication: [replicaIn('example-unknown-copies', NO_ONE)],
      tags: exemptFrom('s3-bucket-cross-account-restricted', '2025-03-31', 'contract ends in March'),
    }),
    // Two perimeters: one lets auditors in, one keeps them out as well.
    told('example-ledger', {
      policy: policyWith(denyPlainHttp('example-ledger'), perimeter('example-ledger', WORKLOADS, true)),
      tags: { 's3-config-rules:perimeter': 'network' },
    }),
    told('example-vault', {
      policy: policyWith(perimeter('example-vault', WORKLOADS, false)),
      tags: exemptFrom('s3-bucket-versioning', '2036-06-30', 'SEC-101: rebuilt every night'),
    }),
    told('example-open-networks', { tags: { 's3-config-rules:perimeter': 'network' } }),
    told('example-access-logs', {
      policy: policyWith(grantLogDelivery('example-access-logs', WORKLOADS)),
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
  ];
};

/** The same account elsewhere. */
export const workloadsInVirginia = (): readonly RawItem[] => {
  const told = tellerOf(WORKLOADS, VIRGINIA);
  return [
    told('example-replica', {
      policy: policyWith(denyPlainHttp('example-replica')),
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

const accessPoints = (): readonly RawItem[] => [
  accessPointItem({ Bucket: 'example-orders' }, { ...frame, resourceId: 'example-orders-reader' }),
  accessPointItem(
    {
      Bucket: 'example-web-assets',
      PublicAccessBlockConfiguration: {
        BlockPublicAcls: false,
        IgnorePublicAcls: false,
        BlockPublicPolicy: false,
        RestrictPublicBuckets: false,
      },
      Policy: policyWith({
        Sid: 'Anyone',
        Effect: 'Allow',
        Principal: '*',
        Action: 's3:GetObject',
        Resource: `arn:aws:s3:${IRELAND}:${WORKLOADS}:accesspoint/example-assets-reader/object/*`,
      }),
    },
    { ...frame, resourceId: 'example-assets-reader' },
  ),
];

const otherBuckets = (): readonly RawItem[] => {
  const keyed = (key: string) => [
    {
      BucketKeyEnabled: true,
      ServerSideEncryptionByDefault: { SSEAlgorithm: 'aws:kms', KMSMasterKeyID: key },
    },
  ];
  const tables = `arn:aws:s3tables:${IRELAND}:${WORKLOADS}:bucket/example-sales-tables`;
  return [
    directoryBucketItem({}, frame),
    directoryBucketItem(
      { BucketEncryption: { ServerSideEncryptionConfiguration: keyed(KEY) } },
      { ...frame, resourceId: 'example-training--euw1-az1--x-s3' },
    ),
    tableBucketItem({}, frame),
    tableBucketItem(
      {
        TableBucketARN: tables,
        TableBucketName: 'example-sales-tables',
        EncryptionConfiguration: { SSEAlgorithm: 'aws:kms', KMSKeyArn: KEY },
      },
      { ...frame, resourceId: tables, resourceName: 'example-sales-tables', ARN: tables },
    ),
  ];
};

/** Of two VPCs one reaches S3 through an endpoint; of two endpoints one reaches the account's buckets alone. */
const network = (): readonly RawItem[] => [
  vpcItem({}, frame),
  vpcItem({ vpcId: 'vpc-0example00000002' }, { ...frame, resourceId: 'vpc-0example00000002' }),
  vpcEndpointItem({}, frame),
  vpcEndpointItem(
    {
      vpcEndpointId: 'vpce-0example00000002',
      policyDocument: JSON.stringify(
        policyWith({
          Effect: 'Allow',
          Principal: '*',
          Action: 's3:*',
          Resource: '*',
          Condition: { StringEquals: { 'aws:PrincipalAccount': WORKLOADS, 'aws:ResourceAccount': WORKLOADS } },
        }),
      ),
    },
    { ...frame, resourceId: 'vpce-0example00000002' },
  ),
];

const roles = (): readonly RawItem[] => {
  const allOfS3 = policyWith({ Effect: 'Allow', Action: 's3:*', Resource: '*' });
  return [
    roleItem(),
    {
      ...roleItem({ name: 'example-deployer', documents: { storage: allOfS3 } }),
      resourceId: 'AROAEXAMPLE000000002',
    },
  ];
};

const replicaIn = (destinationBucket: string, destinationAccountId: string) => ({
  id: 'everything',
  enabled: true,
  wholeBucket: true,
  destinationBucket,
  destinationAccountId,
  deleteMarkers: true,
  replicaKey: null,
});

const exemptFrom = (rules: string, until: string, reason: string) => ({
  [`${EXEMPT}rules`]: rules,
  [`${EXEMPT}until`]: until,
  [`${EXEMPT}reason`]: reason,
});

const keyItem = (arn: string, keyState: string): RawItem => {
  const keyId = arn.split('/')[1] ?? '';
  const configuration = { keyId, arn, keyState, awsaccountId: WORKLOADS };
  return asSnapshot(kmsKeyItem(configuration, true, { resourceId: keyId, ARN: arn }));
};
