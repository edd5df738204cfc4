import type { Operation } from '../src/core/operations.js';
import type { Resource } from '../src/core/resource.js';
import { type Answers, encryptionAnswer, trailNamed } from './answers.js';
import {
  DIRECTORY_BUCKET,
  DIRECTORY_BUCKET_ARN,
  TABLE_BUCKET_ARN,
  type Told,
  unreadAccessPoint,
  unreadAccount,
  unreadBucket,
  unreadDirectoryBucket,
  unreadIdentity,
  unreadTableBucket,
  unreadVpc,
  unreadVpcEndpoint,
} from './asks.js';
import { ACCOUNT, BUCKET, KEY_ARN, REGION } from './builders.js';

/** One row of the catalogue's table "Reads": which codes mean what, and what they come to for a fact. */
export interface Read {
  readonly operation: Operation;
  readonly fact: string;
  readonly resource?: Resource;
  /** The IAM action. */
  readonly action: string;
  readonly absent?: Readonly<Record<string, unknown>>;
  readonly gone?: readonly string[];
  readonly denied: readonly string[];
  /** Where the answer stands, and what has to be answered before it is asked. */
  readonly told: (answer: unknown) => Told;
  readonly about?: string;
}

const s3Denied = ['AccessDenied', 'AllAccessDisabled', 'AccountProblem'];
const denied = ['AccessDeniedException'];

const own =
  (key: string) =>
  (answer: unknown): Told => ({ own: { [key]: answer } });
const account =
  (key: string, before: Answers = {}, ownBefore: Answers = {}) =>
  (answer: unknown): Told => ({ account: { ...before, [key]: answer }, own: ownBefore });

const ofBucket = (operation: Operation, fact: string, action: string, absent: Record<string, unknown> = {}): Read => ({
  operation,
  fact,
  action,
  absent,
  gone: ['NoSuchBucket'],
  denied: s3Denied,
  told: own(operation),
});

const encrypted = {
  's3:GetBucketEncryption': encryptionAnswer({ algorithm: 'aws:kms', keyId: KEY_ARN, bucketKeyEnabled: null }),
};
const ANALYZER_ARN = `arn:aws:access-analyzer:${REGION}:${ACCOUNT}:analyzer/watch`;
const analyzerOf = (type: string) => ({
  'access-analyzer:ListAnalyzers': { analyzers: [{ name: 'watch', arn: ANALYZER_ARN, type, status: 'ACTIVE' }] },
});
/** Of one analyzer, which may be gone while the bucket is not. */
const ofAnalyzer = (name: 'ListFindings' | 'ListFindingsV2' | 'ListArchiveRules', type: string): Read => {
  const isOfRules = name === 'ListArchiveRules';
  const about = isOfRules ? 'watch' : ANALYZER_ARN;
  return {
    operation: `access-analyzer:${name}`,
    fact: 'accessAnalyzers',
    ...(isOfRules && { resource: unreadAccount() }),
    action: isOfRules ? 'access-analyzer:ListArchiveRules' : 'access-analyzer:ListFindings',
    absent: { ResourceNotFoundException: [] },
    denied,
    told: account(`access-analyzer:${name}#${about}`, analyzerOf(type)),
    about,
  };
};
const ofMacie = (name: 'GetMacieSession' | 'DescribeBuckets'): Read => ({
  operation: `macie2:${name}`,
  fact: 'macie',
  action: `macie2:${name}`,
  absent: { ResourceNotFoundException: { session: null, bucket: null } },
  denied,
  told: account(`macie2:${name}`, { 'macie2:GetMacieSession': { status: 'ENABLED' } }),
});
const ofAccount = (operation: Operation, fact: string, more: Partial<Read> = {}): Read => ({
  operation,
  fact,
  resource: unreadAccount(),
  action: operation,
  denied,
  told: account(operation),
  ...more,
});
const trail = trailNamed('all');
const trails = {
  'cloudtrail:DescribeTrails': { trailList: [trail] },
  'cloudtrail:ListEventDataStores': { EventDataStores: [] },
  [`cloudtrail:GetTrailStatus#${trail.TrailARN}`]: { IsLogging: true },
  [`cloudtrail:GetEventSelectors#${trail.TrailARN}`]: {
    EventSelectors: [{ ReadWriteType: 'All', DataResources: [{ Type: 'AWS::S3::Object', Values: ['arn:aws:s3'] }] }],
  },
};
const STORE = `arn:aws:cloudtrail:${REGION}:${ACCOUNT}:eventdatastore/1`;
const hiddenTrail = ['TrailNotFoundException', 'CloudTrailARNInvalidException'];
const sources = {
  'logs:DescribeDeliverySources': {
    deliverySources: [
      { name: 'a', arn: 'a', logType: 'S3_SERVER_ACCESS_LOGS', resourceArns: [`arn:aws:s3:::${BUCKET}`] },
    ],
  },
};

const ofDirectoryBucket = (
  operation: Operation,
  fact: string,
  action: string,
  absent: Record<string, unknown>,
  about = DIRECTORY_BUCKET,
): Read => ({
  operation,
  fact,
  resource: unreadDirectoryBucket(),
  action,
  absent,
  gone: ['NoSuchBucket'],
  denied: s3Denied,
  told: account(`${operation}#${about}`),
  about,
});

const multiRegion = unreadAccessPoint('AWS::S3::MultiRegionAccessPoint');
const ofMultiRegion = (operation: Operation, fact: string, action: string): Read => ({
  operation,
  fact,
  resource: multiRegion,
  action,
  gone: ['NoSuchMultiRegionAccessPoint'],
  denied: s3Denied,
  told: account(`${operation}#reports`),
  about: 'reports',
});

const tablesDenied = ['AccessDeniedException', 'ForbiddenException'];
const ofTableBucket = (
  operation: Operation,
  fact: string,
  more: Partial<Read> & { readonly before?: Answers } = {},
): Read => {
  const { before, about = TABLE_BUCKET_ARN, ...rest } = more;
  return {
    operation,
    fact,
    resource: unreadTableBucket(),
    action: operation,
    denied: tablesDenied,
    told: account(`${operation}#${about}`, before),
    about,
    ...rest,
  };
};
const tableBucketIsThere = { [`s3tables:GetTableBucket#${TABLE_BUCKET_ARN}`]: {} };
const controlPolicies = [
  ['serviceControlPolicies', 'SERVICE_CONTROL_POLICY'],
  ['resourceControlPolicies', 'RESOURCE_CONTROL_POLICY'],
] as const;

/** A policy is attached to the account, and nothing to the root above it. */
const controlPolicyReads: readonly Read[] = controlPolicies.flatMap(([fact, type]) => {
  const lists = (target: string) => `organizations:ListPoliciesForTarget#${target}:${type}`;
  const parents = `organizations:ListParents#${ACCOUNT}`;
  const policy = 'organizations:DescribePolicy#p-example1';
  const answers = {
    [lists(ACCOUNT)]: { Policies: [{ Id: 'p-example1', Name: 'guard' }] },
    [policy]: { Policy: { Content: '{}' } },
    [parents]: { Parents: [{ Id: 'r-ab12', Type: 'ROOT' }] },
    [lists('r-ab12')]: { Policies: [] },
  };
  const none = { AWSOrganizationsNotInUseException: null };
  const common = { fact, resource: unreadAccount(), absent: none } as const;
  return [
    {
      ...common,
      operation: 'organizations:ListParents',
      action: 'organizations:ListParents',
      gone: ['ChildNotFoundException'],
      denied,
      told: account(parents, answers),
      about: ACCOUNT,
    },
    {
      ...common,
      operation: 'organizations:ListPoliciesForTarget',
      action: 'organizations:ListPoliciesForTarget',
      gone: ['TargetNotFoundException'],
      denied: [...denied, 'UnsupportedAPIEndpointException'],
      told: account(lists(ACCOUNT), answers),
      about: `${ACCOUNT}:${type}`,
    },
    {
      ...common,
      operation: 'organizations:DescribePolicy',
      action: 'organizations:DescribePolicy',
      // The policy is gone, the account is not.
      absent: { ...none, PolicyNotFoundException: [] },
      denied: [...denied, 'UnsupportedAPIEndpointException'],
      told: account(policy, answers),
      about: 'p-example1',
    },
  ];
});
const ofVpc = (operation: Operation, fact: string, before: Answers = {}, resource = unreadVpc()): Read => ({
  operation,
  fact,
  resource,
  action: operation,
  denied: ['UnauthorizedOperation'],
  told: account(operation, before),
});
const noEndpoints = { 'ec2:DescribeVpcEndpoints': { VpcEndpoints: [] } };
const usedSubnet = {
  'ec2:DescribeNetworkInterfaces': {
    NetworkInterfaces: [{ VpcId: unreadVpc().identity.id, SubnetId: 'subnet-1', InterfaceType: 'interface' }],
  },
};

/** The rows about every operation that tells a fact, but the query of AWS Config. */
export const reads: readonly Read[] = [
  {
    ...ofBucket('s3:GetBucketPolicy', 'policy', 's3:GetBucketPolicy', { NoSuchBucketPolicy: null }),
    denied: [...s3Denied, 'MethodNotAllowed'],
  },
  ofBucket('s3:GetBucketAcl', 'acl', 's3:GetBucketAcl'),
  ofBucket('s3:GetPublicAccessBlock', 'publicAccessBlock', 's3:GetBucketPublicAccessBlock', {
    NoSuchPublicAccessBlockConfiguration: null,
  }),
  ofBucket('s3:GetBucketOwnershipControls', 'ownership', 's3:GetBucketOwnershipControls', {
    OwnershipControlsNotFoundError: null,
  }),
  ofBucket('s3:GetBucketEncryption', 'encryption', 's3:GetEncryptionConfiguration', {
    ServerSideEncryptionConfigurationNotFoundError: null,
  }),
  ofBucket('s3:GetBucketVersioning', 'versioning', 's3:GetBucketVersioning'),
  ofBucket('s3:GetBucketLogging', 'logging', 's3:GetBucketLogging'),
  {
    operation: 'config:DescribeDeliveryChannels',
    fact: 'auditDeliveries',
    action: 'config:DescribeDeliveryChannels',
    absent: { NoSuchDeliveryChannelException: [] },
    denied,
    told: account('config:DescribeDeliveryChannels', {
      'cloudtrail:DescribeTrails': { trailList: [] },
      'config:DescribeConformancePacks': { ConformancePackDetails: [] },
    }),
  },
  {
    operation: 'config:DescribeConformancePacks',
    fact: 'auditDeliveries',
    action: 'config:DescribeConformancePacks',
    denied,
    told: account('config:DescribeConformancePacks', {
      'cloudtrail:DescribeTrails': { trailList: [] },
      'config:DescribeDeliveryChannels': { DeliveryChannels: [] },
    }),
  },
  ofBucket('s3:GetBucketReplication', 'replication', 's3:GetReplicationConfiguration', {
    ReplicationConfigurationNotFoundError: null,
  }),
  ofBucket('s3:GetBucketLifecycleConfiguration', 'lifecycle', 's3:GetLifecycleConfiguration', {
    NoSuchLifecycleConfiguration: null,
  }),
  ofBucket('s3:GetObjectLockConfiguration', 'objectLock', 's3:GetBucketObjectLockConfiguration', {
    ObjectLockConfigurationNotFoundError: null,
    ObjectLockConfigurationNotFound: null,
  }),
  ofBucket('s3:GetBucketRequestPayment', 'requesterPays', 's3:GetBucketRequestPayment'),
  ofBucket('s3:GetBucketWebsite', 'website', 's3:GetBucketWebsite', { NoSuchWebsiteConfiguration: null }),
  ofBucket('s3:GetBucketTagging', 'tags', 's3:GetBucketTagging', { NoSuchTagSet: {} }),
  ...[unreadBucket(), unreadAccount(), unreadAccessPoint(), unreadAccessPoint('AWS::S3::MultiRegionAccessPoint')].map(
    (resource): Read => ({
      operation: 's3control:GetPublicAccessBlock',
      fact: 'accountPublicAccessBlock',
      resource,
      action: 's3:GetAccountPublicAccessBlock',
      absent: { NoSuchPublicAccessBlockConfiguration: null },
      denied: s3Denied,
      told: account('s3control:GetPublicAccessBlock'),
    }),
  ),
  ...['publicAccessBlock', 'vpcId', 'buckets'].map(
    (fact): Read => ({
      operation: 's3control:GetAccessPoint',
      fact,
      resource: unreadAccessPoint(),
      action: 's3:GetAccessPoint',
      gone: ['NoSuchAccessPoint'],
      denied: s3Denied,
      told: own('s3control:GetAccessPoint'),
    }),
  ),
  {
    operation: 's3control:GetAccessPointPolicy',
    fact: 'policy',
    resource: unreadAccessPoint(),
    action: 's3:GetAccessPointPolicy',
    absent: { NoSuchAccessPointPolicy: null },
    gone: ['NoSuchAccessPoint'],
    denied: s3Denied,
    told: own('s3control:GetAccessPointPolicy'),
  },
  {
    ...ofDirectoryBucket('s3express:GetBucketPolicy', 'policy', 's3express:GetBucketPolicy', {
      NoSuchBucketPolicy: null,
    }),
    denied: [...s3Denied, 'MethodNotAllowed'],
  },
  ofDirectoryBucket('s3express:GetBucketEncryption', 'encryption', 's3express:GetEncryptionConfiguration', {
    ServerSideEncryptionConfigurationNotFoundError: null,
  }),
  {
    ...ofDirectoryBucket(
      's3express:ListTagsForResource',
      'tags',
      's3express:ListTagsForResource',
      { NoSuchTagSet: {} },
      DIRECTORY_BUCKET_ARN,
    ),
    gone: ['NoSuchBucket', 'NoSuchResource'],
  },
  ...['publicAccessBlock', 'buckets'].map((fact) =>
    ofMultiRegion('s3control:GetMultiRegionAccessPoint', fact, 's3:GetMultiRegionAccessPoint'),
  ),
  {
    ...ofMultiRegion('s3control:GetMultiRegionAccessPointPolicy', 'policy', 's3:GetMultiRegionAccessPointPolicy'),
    absent: { NoSuchMultiRegionAccessPointPolicy: null },
  },
  ofTableBucket('s3tables:GetTableBucketPolicy', 'policy', {
    absent: { NotFoundException: null },
    before: tableBucketIsThere,
  }),
  ofTableBucket('s3tables:GetTableBucketEncryption', 'encryption', {
    absent: { NotFoundException: null },
    before: tableBucketIsThere,
  }),
  ofTableBucket('s3tables:GetTableBucket', 'bucketType', {
    gone: ['NotFoundException'],
    before: { 's3tables:ListTableBuckets': { tableBuckets: [] } },
  }),
  {
    operation: 's3tables:ListTableBuckets',
    fact: 'bucketType',
    resource: unreadTableBucket(),
    action: 's3tables:ListTableBuckets',
    denied: tablesDenied,
    told: account('s3tables:ListTableBuckets'),
  },
  ofTableBucket('s3tables:ListTables', 'tables', { gone: ['NotFoundException'] }),
  ofTableBucket('s3tables:ListTagsForResource', 'tags', { gone: ['NotFoundException'] }),
  {
    operation: 'kms:DescribeKey',
    fact: 'encryptionKey',
    action: 'kms:DescribeKey',
    absent: { NotFoundException: null, InvalidArnException: null },
    denied,
    told: account(`kms:DescribeKey#${KEY_ARN}`, {}, encrypted),
    about: KEY_ARN,
  },
  {
    operation: 'kms:GetKeyRotationStatus',
    fact: 'encryptionKeyRotation',
    action: 'kms:GetKeyRotationStatus',
    absent: {
      NotFoundException: null,
      InvalidArnException: null,
      UnsupportedOperationException: null,
      KMSInvalidStateException: null,
    },
    denied,
    told: account(`kms:GetKeyRotationStatus#${KEY_ARN}`, {}, encrypted),
    about: KEY_ARN,
  },
  {
    operation: 'kms:GetKeyPolicy',
    fact: 'encryptionKeyPolicy',
    action: 'kms:GetKeyPolicy',
    absent: { NotFoundException: null, InvalidArnException: null },
    denied,
    told: account(`kms:GetKeyPolicy#${KEY_ARN}`, {}, encrypted),
    about: KEY_ARN,
  },
  {
    operation: 'cloudtrail:DescribeTrails',
    fact: 'objectDataEvents',
    action: 'cloudtrail:DescribeTrails',
    denied,
    told: account('cloudtrail:DescribeTrails', trails),
  },
  ...(['GetTrailStatus', 'GetEventSelectors'] as const).map(
    (name): Read => ({
      operation: `cloudtrail:${name}`,
      fact: 'objectDataEvents',
      action: `cloudtrail:${name}`,
      denied: [...denied, ...hiddenTrail],
      told: account(`cloudtrail:${name}#${trail.TrailARN}`, trails),
      about: trail.TrailARN,
    }),
  ),
  {
    operation: 'cloudtrail:ListEventDataStores',
    fact: 'objectDataEvents',
    action: 'cloudtrail:ListEventDataStores',
    denied: [...denied, 'UnsupportedOperationException', 'OperationNotPermittedException'],
    told: account('cloudtrail:ListEventDataStores', { 'cloudtrail:DescribeTrails': { trailList: [] } }),
  },
  {
    operation: 'cloudtrail:GetEventDataStore',
    fact: 'objectDataEvents',
    action: 'cloudtrail:GetEventDataStore',
    // The store is gone, the bucket is not.
    absent: { EventDataStoreNotFoundException: [], EventDataStoreARNInvalidException: [] },
    denied,
    told: account(`cloudtrail:GetEventDataStore#${STORE}`, {
      'cloudtrail:DescribeTrails': { trailList: [] },
      'cloudtrail:ListEventDataStores': { EventDataStores: [{ EventDataStoreArn: STORE }] },
    }),
    about: STORE,
  },
  {
    operation: 'logs:DescribeDeliverySources',
    fact: 'accessLogDeliveries',
    action: 'logs:DescribeDeliverySources',
    denied,
    told: account('logs:DescribeDeliverySources'),
  },
  {
    operation: 'logs:DescribeDeliveries',
    fact: 'accessLogDeliveries',
    action: 'logs:DescribeDeliveries',
    denied,
    told: account('logs:DescribeDeliveries', sources),
  },
  ...['name', 'policyDocuments', 'attachedPolicies', 'tags'].map(
    (fact): Read => ({
      operation: 'iam:GetAccountAuthorizationDetails',
      fact,
      resource: unreadIdentity('AWS::IAM::Role', 'AROAEXAMPLE000000001'),
      action: 'iam:GetAccountAuthorizationDetails',
      denied: ['AccessDenied'],
      told: account('iam:GetAccountAuthorizationDetails'),
    }),
  ),
  ...[unreadBucket(), unreadAccount()].map(
    (resource): Read => ({
      operation: 'access-analyzer:ListAnalyzers',
      fact: 'accessAnalyzers',
      resource,
      action: 'access-analyzer:ListAnalyzers',
      denied,
      told: account('access-analyzer:ListAnalyzers'),
    }),
  ),
  ofAnalyzer('ListFindings', 'ACCOUNT'),
  ofAnalyzer('ListFindingsV2', 'ORGANIZATION_INTERNAL_ACCESS'),
  ofAnalyzer('ListArchiveRules', 'ORGANIZATION'),
  ofAccount('cloudtrail:DescribeTrails', 'managementTrails'),
  ofAccount('events:ListRules', 'eventRules'),
  ofAccount('events:ListTargetsByRule', 'eventRules', {
    // The rule is gone, the account is not.
    absent: { ResourceNotFoundException: [] },
    told: account('events:ListTargetsByRule#changes', {
      'events:ListRules': { Rules: [{ Name: 'changes', State: 'ENABLED', EventPattern: '{"source":["aws.s3"]}' }] },
    }),
    about: 'changes',
  }),
  ofAccount('cloudtrail:DescribeTrails', 'trailFilters'),
  ofMacie('GetMacieSession'),
  ofMacie('DescribeBuckets'),
  {
    operation: 'organizations:DescribeOrganization',
    fact: 'organization',
    resource: unreadAccount(),
    action: 'organizations:DescribeOrganization',
    absent: { AWSOrganizationsNotInUseException: null },
    denied,
    told: account('organizations:DescribeOrganization'),
  },
  ...controlPolicyReads,
  ...['serviceName', 'vpcId', 'state', 'requesterManaged', 'policyDocument', 'tags'].map((fact) =>
    ofVpc('ec2:DescribeVpcEndpoints', fact, {}, unreadVpcEndpoint()),
  ),
  ...['ownerId', 'isDefault', 'tags'].map((fact) => ofVpc('ec2:DescribeVpcs', fact)),
  ofVpc('ec2:DescribeVpcEndpoints', 's3Endpoints'),
  ofVpc('ec2:DescribeVpcEndpoints', 'subnetsWithoutS3Route'),
  ofVpc('ec2:DescribeNetworkInterfaces', 'subnetsWithoutS3Route', noEndpoints),
  ofVpc('ec2:DescribeRouteTables', 'subnetsWithoutS3Route', { ...noEndpoints, ...usedSubnet }),
  {
    operation: 'organizations:DescribeEffectivePolicy',
    fact: 'organizationPublicAccessBlock',
    resource: unreadAccount(),
    action: 'organizations:DescribeEffectivePolicy',
    absent: { EffectivePolicyNotFoundException: null, AWSOrganizationsNotInUseException: null },
    denied,
    told: account('organizations:DescribeEffectivePolicy'),
  },
];
