import type { FactsByKind } from './facts.js';
import type { Operation } from './operations.js';
import type { Kind } from './resource.js';

/** Where one fact comes from. Permissions, triggers, API calls and pages are derived from these rows. */
export interface FactOrigin {
  /** What it is, as a reason names it: `the bucket policy` without its article. */
  readonly name: string;
  /**
   * Its place in the resource's own configuration item, or null. Only such a fact makes Config deliver a change, so a
   * rule that rests on another one is judged daily as well.
   */
  readonly item: string | null;
  /** Its place in the items of other resources, which snapshots and aggregators hold too. */
  readonly otherItems?: string;
  /** What reads it where no item does. */
  readonly operations: readonly Operation[];
  /**
   * `true`: in Lambda it is read by its operations although the item carries it, because the item may show less than
   * what is in force.
   */
  readonly readInLambda?: boolean;
  /** `true`: it tells of an account in one region, so that a rule about it belongs in every region. */
  readonly perRegion?: boolean;
  /** Where it comes from for those types of the kind that differ. */
  readonly byType?: Readonly<Record<string, Pick<FactOrigin, 'item' | 'operations'>>>;
}

type FactOrigins = { readonly [K in Kind]: { readonly [F in keyof FactsByKind[K]]: FactOrigin } };

const accountPublicAccessBlock = {
  name: "account's public access block",
  item: null,
  otherItems: 'AWS::S3::AccountPublicAccessBlock: configuration',
  operations: ['s3control:GetPublicAccessBlock'],
} as const satisfies FactOrigin;

const accessAnalyzers = (operations: readonly Operation[]): FactOrigin => ({
  name: 'analyzers of IAM Access Analyzer',
  // Items of analyzers tell neither their state nor what they find.
  item: null,
  operations: ['access-analyzer:ListAnalyzers', ...operations],
});

const MULTI_REGION = 'AWS::S3::MultiRegionAccessPoint';
const dataEventOperations: readonly Operation[] = [
  'cloudtrail:DescribeTrails',
  'cloudtrail:GetTrailStatus',
  'cloudtrail:GetEventSelectors',
  'cloudtrail:ListEventDataStores',
  'cloudtrail:GetEventDataStore',
];

/** They answer only in the management account and in delegated administrators'. */
const controlPolicyOperations: readonly Operation[] = [
  'organizations:ListParents',
  'organizations:ListPoliciesForTarget',
  'organizations:DescribePolicy',
];

/** Every fact of every kind, once. */
export const factOrigins: FactOrigins = {
  bucket: {
    policy: {
      name: 'bucket policy',
      item: 'supplementaryConfiguration.BucketPolicy.policyText',
      operations: ['s3:GetBucketPolicy'],
    },
    publicAccessBlock: {
      name: "bucket's public access block",
      item: 'supplementaryConfiguration.PublicAccessBlockConfiguration',
      operations: ['s3:GetPublicAccessBlock'],
    },
    accountPublicAccessBlock,
    acl: {
      name: 'access control list',
      item: 'supplementaryConfiguration.AccessControlList',
      operations: ['s3:GetBucketAcl'],
    },
    ownership: { name: 'object ownership', item: null, operations: ['s3:GetBucketOwnershipControls'] },
    encryption: {
      name: 'default encryption',
      item: 'supplementaryConfiguration.ServerSideEncryptionConfiguration',
      operations: ['s3:GetBucketEncryption'],
    },
    ssecBlocked: { name: 'block of SSE-C', item: null, operations: ['s3:GetBucketEncryption'] },
    encryptionKey: {
      name: 'state of the default KMS key',
      item: null,
      otherItems: 'AWS::KMS::Key: configuration',
      operations: ['kms:DescribeKey'],
    },
    encryptionKeyRotation: {
      name: 'rotation of the default KMS key',
      item: null,
      otherItems: 'AWS::KMS::Key: supplementaryConfiguration.KeyRotationStatus',
      // An alias is resolved first: KMS tells the rotation of keys alone.
      operations: ['kms:DescribeKey', 'kms:GetKeyRotationStatus'],
    },
    encryptionKeyPolicy: {
      name: 'policy of the default KMS key',
      item: null,
      otherItems: 'AWS::KMS::Key: supplementaryConfiguration.Policy',
      // An alias is resolved first: KMS tells the policies of keys alone.
      operations: ['kms:DescribeKey', 'kms:GetKeyPolicy'],
    },
    logging: {
      name: 'server access logging',
      item: 'supplementaryConfiguration.BucketLoggingConfiguration',
      operations: ['s3:GetBucketLogging'],
    },
    loggingSources: {
      name: 'buckets whose access logs go here',
      item: null,
      otherItems: 'AWS::S3::Bucket: supplementaryConfiguration.BucketLoggingConfiguration.destinationBucketName',
      operations: ['config:SelectResourceConfig'],
    },
    accessLogSources: {
      name: 'buckets whose access logs go here, with their prefixes',
      item: null,
      otherItems: 'AWS::S3::Bucket: supplementaryConfiguration.BucketLoggingConfiguration',
      operations: ['config:SelectResourceConfig'],
    },
    accessLogDeliveries: {
      name: 'delivery of access logs through CloudWatch Logs',
      item: null,
      operations: ['logs:DescribeDeliverySources', 'logs:DescribeDeliveries'],
    },
    objectDataEvents: {
      name: "CloudTrail data events of the bucket's objects",
      item: null,
      operations: dataEventOperations,
    },
    auditDeliveries: {
      name: 'audit records that are delivered here',
      item: null,
      operations: ['cloudtrail:DescribeTrails', 'config:DescribeDeliveryChannels', 'config:DescribeConformancePacks'],
    },
    accessAnalyzers: accessAnalyzers(['access-analyzer:ListFindings', 'access-analyzer:ListFindingsV2']),
    macie: {
      name: "Macie's coverage of the bucket",
      item: null,
      operations: ['macie2:GetMacieSession', 'macie2:DescribeBuckets'],
    },
    versioning: {
      name: 'versioning',
      item: 'supplementaryConfiguration.BucketVersioningConfiguration',
      operations: ['s3:GetBucketVersioning'],
    },
    lifecycle: {
      name: 'lifecycle configuration',
      item: 'supplementaryConfiguration.BucketLifecycleConfiguration',
      operations: ['s3:GetBucketLifecycleConfiguration'],
    },
    replication: {
      name: 'replication',
      item: 'supplementaryConfiguration.BucketReplicationConfiguration',
      operations: ['s3:GetBucketReplication'],
    },
    replicationDetails: {
      name: 'replication in full',
      item: null,
      operations: ['s3:GetBucketReplication'],
    },
    replicationTargets: {
      name: 'owners and regions of replicas',
      item: null,
      operations: ['s3:ListBuckets'],
    },
    replicationSources: {
      name: 'buckets that replicate into this one',
      item: null,
      otherItems: 'AWS::S3::Bucket: supplementaryConfiguration.BucketReplicationConfiguration',
      operations: [],
    },
    objectLock: {
      name: 'Object Lock configuration',
      item: 'supplementaryConfiguration.ObjectLockConfiguration',
      operations: ['s3:GetObjectLockConfiguration'],
    },
    requesterPays: {
      name: 'Requester Pays setting',
      item: 'supplementaryConfiguration.IsRequesterPaysEnabled',
      operations: ['s3:GetBucketRequestPayment'],
    },
    website: {
      name: 'website configuration',
      item: 'supplementaryConfiguration.BucketWebsiteConfiguration',
      operations: ['s3:GetBucketWebsite'],
    },
    tags: { name: 'tags', item: 'tags', operations: ['s3:GetBucketTagging'] },
  },
  account: {
    accountPublicAccessBlock: {
      ...accountPublicAccessBlock,
      item: 'AWS::S3::AccountPublicAccessBlock: configuration',
      // The API answers what is in force, an organization's policy included; whether the item does is undocumented.
      readInLambda: true,
    },
    organizationPublicAccessBlock: {
      name: "organization's S3 policy",
      item: null,
      operations: ['organizations:DescribeEffectivePolicy'],
    },
    dataEventRecorders: {
      name: "CloudTrail's trails and event data stores",
      // Items of trails hold no event selectors.
      item: null,
      operations: dataEventOperations,
    },
    accessAnalyzers: { ...accessAnalyzers(['access-analyzer:ListArchiveRules']), perRegion: true },
    managementTrails: {
      name: 'trails that record what changes S3',
      item: null,
      operations: ['cloudtrail:DescribeTrails', 'cloudtrail:GetTrailStatus', 'cloudtrail:GetEventSelectors'],
      perRegion: true,
    },
    eventRules: {
      name: 'rules of EventBridge',
      item: null,
      operations: ['events:ListRules', 'events:ListTargetsByRule'],
      perRegion: true,
    },
    trailFilters: {
      name: "metric filters on trails' log groups, and their alarms",
      item: null,
      operations: ['cloudtrail:DescribeTrails', 'logs:DescribeMetricFilters', 'monitoring:DescribeAlarms'],
      perRegion: true,
    },
    organization: {
      name: 'organization of the account',
      item: null,
      operations: ['organizations:DescribeOrganization'],
    },
    serviceControlPolicies: {
      name: 'service control policies above the account',
      item: null,
      operations: controlPolicyOperations,
    },
    resourceControlPolicies: {
      name: 'resource control policies above the account',
      item: null,
      operations: controlPolicyOperations,
    },
  },
  accessPoint: {
    policy: {
      name: 'access point policy',
      item: 'configuration.Policy',
      operations: ['s3control:GetAccessPointPolicy'],
      byType: { [MULTI_REGION]: { item: null, operations: ['s3control:GetMultiRegionAccessPointPolicy'] } },
    },
    publicAccessBlock: {
      name: "access point's public access block",
      item: 'configuration.PublicAccessBlockConfiguration',
      operations: ['s3control:GetAccessPoint'],
      byType: {
        [MULTI_REGION]: {
          item: 'configuration.PublicAccessBlockConfiguration',
          operations: ['s3control:GetMultiRegionAccessPoint'],
        },
      },
    },
    accountPublicAccessBlock,
    vpcId: {
      name: 'network origin',
      item: 'configuration.NetworkOrigin, configuration.VpcConfiguration',
      operations: ['s3control:GetAccessPoint'],
      // It has no VPC of its own, so its type alone tells.
      byType: { [MULTI_REGION]: { item: 'resourceType', operations: [] } },
    },
    buckets: {
      name: 'buckets behind it',
      item: 'configuration.Bucket',
      operations: ['s3control:GetAccessPoint'],
      byType: {
        [MULTI_REGION]: { item: 'configuration.Regions', operations: ['s3control:GetMultiRegionAccessPoint'] },
      },
    },
    tags: { name: 'tags', item: 'tags', operations: [] },
  },
  directoryBucket: {
    policy: {
      name: 'bucket policy',
      item: null,
      otherItems: 'AWS::S3Express::BucketPolicy: configuration.PolicyDocument',
      operations: ['s3express:GetBucketPolicy'],
    },
    encryption: {
      name: 'default encryption',
      item: 'configuration.BucketEncryption',
      operations: ['s3express:GetBucketEncryption'],
    },
    tags: { name: 'tags', item: 'tags', operations: ['s3express:ListTagsForResource'] },
  },
  tableBucket: {
    policy: {
      name: 'table bucket policy',
      item: null,
      otherItems: 'AWS::S3Tables::TableBucketPolicy: configuration.ResourcePolicy',
      // Its error says as well that the bucket is gone, so where it comes the bucket is asked for.
      operations: ['s3tables:GetTableBucketPolicy', 's3tables:GetTableBucket'],
    },
    encryption: {
      name: 'default encryption',
      item: 'configuration.EncryptionConfiguration',
      operations: ['s3tables:GetTableBucketEncryption', 's3tables:GetTableBucket'],
    },
    bucketType: {
      name: 'type of the table bucket',
      item: null,
      operations: ['s3tables:ListTableBuckets', 's3tables:GetTableBucket'],
    },
    tables: {
      name: 'encryption of its tables',
      item: null,
      operations: ['s3tables:ListTables', 's3tables:GetTableEncryption', 's3tables:GetTable'],
    },
    tags: { name: 'tags', item: 'tags', operations: ['s3tables:ListTagsForResource'] },
  },
  vpcEndpoint: {
    serviceName: {
      name: 'service name',
      item: 'configuration.serviceName',
      operations: ['ec2:DescribeVpcEndpoints'],
    },
    vpcId: { name: 'VPC', item: 'configuration.vpcId', operations: ['ec2:DescribeVpcEndpoints'] },
    state: { name: 'state', item: 'configuration.state', operations: ['ec2:DescribeVpcEndpoints'] },
    requesterManaged: {
      name: 'requester management',
      item: 'configuration.requesterManaged',
      operations: ['ec2:DescribeVpcEndpoints'],
    },
    policyDocument: {
      name: 'endpoint policy',
      item: 'configuration.policyDocument',
      operations: ['ec2:DescribeVpcEndpoints'],
    },
    tags: { name: 'tags', item: 'tags', operations: ['ec2:DescribeVpcEndpoints'] },
  },
  vpc: {
    ownerId: { name: 'owner', item: 'configuration.ownerId', operations: ['ec2:DescribeVpcs'] },
    isDefault: { name: 'default VPC', item: 'configuration.isDefault', operations: ['ec2:DescribeVpcs'] },
    s3Endpoints: { name: 'VPC endpoints for S3', item: null, operations: ['ec2:DescribeVpcEndpoints'] },
    subnetsWithoutS3Route: {
      name: 'subnets without a route to S3',
      item: null,
      operations: ['ec2:DescribeVpcEndpoints', 'ec2:DescribeRouteTables', 'ec2:DescribeNetworkInterfaces'],
    },
    tags: { name: 'tags', item: 'tags', operations: ['ec2:DescribeVpcs'] },
  },
  identity: {
    name: { name: 'name', item: 'resourceName', operations: ['iam:GetAccountAuthorizationDetails'] },
    policyDocuments: {
      name: 'policy documents',
      item: 'configuration.policyVersionList, configuration.rolePolicyList, userPolicyList, groupPolicyList',
      operations: ['iam:GetAccountAuthorizationDetails'],
    },
    attachedPolicies: {
      name: 'attached policies',
      item: 'configuration.attachedManagedPolicies',
      operations: ['iam:GetAccountAuthorizationDetails'],
    },
    tags: { name: 'tags', item: 'configuration.tags', operations: ['iam:GetAccountAuthorizationDetails'] },
  },
};

/** Whether resources of a kind can carry tags: accounts cannot. */
export const canBeTagged = (kind: Kind): boolean => 'tags' in factOrigins[kind];

/** A fact as a reason names it; its key where the kind has no such fact. */
export const nameOfFact = (kind: Kind, fact: string): string => {
  const table: Readonly<Record<string, FactOrigin>> = factOrigins[kind];
  return (Object.hasOwn(table, fact) && table[fact]?.name) || fact;
};

/**
 * The row of a fact.
 *
 * @param type one of Config's resource types, where the kind has several
 * @throws Error if the kind has no such fact, which the types of rules refuse before
 */
export const originOf = (kind: Kind, fact: string, type?: string): FactOrigin => {
  const table: Readonly<Record<string, FactOrigin>> = factOrigins[kind];
  const origin = Object.hasOwn(table, fact) ? table[fact] : undefined;
  if (!origin) throw new Error(`a ${kind} has no fact "${fact}"`);
  return { ...origin, ...(type !== undefined && origin.byType?.[type]) };
};
