/**
 * What is known of one API operation: the IAM action it needs, what it can be confined to, and which of its errors are
 * answers. Codes of errors that are listed nowhere here are faults.
 */
export interface OperationRow {
  /**
   * The SDK client that serves it, where its name begins otherwise: the same call needs another IAM action for another
   * kind of resource, so it stands in a row of its own.
   */
  readonly client?: string;
  /** The IAM action; its name is often not the operation's. */
  readonly action: string;
  /** Narrowest `Resource` of a policy, in the spelling of CloudFormation's `Fn::Sub`; `*` where the action has none. */
  readonly resource: string;
  /** Codes that say: the setting is not there. */
  readonly absent?: readonly string[];
  /** Codes that say: the resource itself is not there (any more). */
  readonly gone?: readonly string[];
  /** Codes of a refusal beside those every service has. */
  readonly denied?: readonly string[];
  /** Absence where the code alone does not tell it from a refusal. */
  readonly absentMessage?: RegExp;
}

const BUCKET = 'arn:${AWS::Partition}:s3:::*';
const KEY = 'arn:${AWS::Partition}:kms:*:*:key/*';
const TRAIL = 'arn:${AWS::Partition}:cloudtrail:*:*:trail/*';
const EVENT_DATA_STORE = 'arn:${AWS::Partition}:cloudtrail:*:*:eventdatastore/*';
const ACCESS_POINT = 'arn:${AWS::Partition}:s3:*:${AWS::AccountId}:accesspoint/*';
const MULTI_REGION_ACCESS_POINT = 'arn:${AWS::Partition}:s3::${AWS::AccountId}:accesspoint/*';
const DIRECTORY_BUCKET = 'arn:${AWS::Partition}:s3express:*:${AWS::AccountId}:bucket/*';
/** Also the tables in it. */
const TABLE_BUCKET = 'arn:${AWS::Partition}:s3tables:*:${AWS::AccountId}:bucket/*';
const ANALYZER = 'arn:${AWS::Partition}:access-analyzer:*:${AWS::AccountId}:analyzer/*';
const LOG_GROUP = 'arn:${AWS::Partition}:logs:*:${AWS::AccountId}:log-group:*';
const EVENT_RULE = 'arn:${AWS::Partition}:events:*:${AWS::AccountId}:rule/*';
const CONFIG_RULE = 'arn:${AWS::Partition}:config:*:${AWS::AccountId}:config-rule/*';

const MACIE_IS_OFF = /macie is not enabled/i;

const noSuchBucket = { gone: ['NoSuchBucket'] } as const;

/**
 * Every API operation of the pack, by `service:Operation`, where service is the SDK client's endpoint name.
 *
 * @see https://docs.aws.amazon.com/service-authorization/latest/reference/list_amazons3.html
 * @see https://docs.aws.amazon.com/AmazonS3/latest/API/ErrorResponses.html
 */
export const operations = {
  's3:ListBuckets': { action: 's3:ListAllMyBuckets', resource: '*' },
  's3:GetBucketPolicy': {
    action: 's3:GetBucketPolicy',
    resource: BUCKET,
    absent: ['NoSuchBucketPolicy'],
    denied: ['MethodNotAllowed'],
    ...noSuchBucket,
  },
  's3:GetBucketAcl': { action: 's3:GetBucketAcl', resource: BUCKET, ...noSuchBucket },
  's3:GetPublicAccessBlock': {
    action: 's3:GetBucketPublicAccessBlock',
    resource: BUCKET,
    absent: ['NoSuchPublicAccessBlockConfiguration'],
    ...noSuchBucket,
  },
  's3:GetBucketOwnershipControls': {
    action: 's3:GetBucketOwnershipControls',
    resource: BUCKET,
    absent: ['OwnershipControlsNotFoundError'],
    ...noSuchBucket,
  },
  's3:GetBucketEncryption': {
    action: 's3:GetEncryptionConfiguration',
    resource: BUCKET,
    absent: ['ServerSideEncryptionConfigurationNotFoundError'],
    ...noSuchBucket,
  },
  's3:GetBucketVersioning': { action: 's3:GetBucketVersioning', resource: BUCKET, ...noSuchBucket },
  's3:GetBucketLogging': { action: 's3:GetBucketLogging', resource: BUCKET, ...noSuchBucket },
  's3:GetBucketLifecycleConfiguration': {
    action: 's3:GetLifecycleConfiguration',
    resource: BUCKET,
    absent: ['NoSuchLifecycleConfiguration'],
    ...noSuchBucket,
  },
  's3:GetBucketReplication': {
    action: 's3:GetReplicationConfiguration',
    resource: BUCKET,
    absent: ['ReplicationConfigurationNotFoundError'],
    ...noSuchBucket,
  },
  's3:GetObjectLockConfiguration': {
    action: 's3:GetBucketObjectLockConfiguration',
    resource: BUCKET,
    absent: ['ObjectLockConfigurationNotFoundError', 'ObjectLockConfigurationNotFound'],
    ...noSuchBucket,
  },
  's3:GetBucketRequestPayment': { action: 's3:GetBucketRequestPayment', resource: BUCKET, ...noSuchBucket },
  's3:GetBucketWebsite': {
    action: 's3:GetBucketWebsite',
    resource: BUCKET,
    absent: ['NoSuchWebsiteConfiguration'],
    ...noSuchBucket,
  },
  's3:GetBucketTagging': {
    action: 's3:GetBucketTagging',
    resource: BUCKET,
    absent: ['NoSuchTagSet'],
    ...noSuchBucket,
  },
  's3:ListDirectoryBuckets': { action: 's3express:ListAllMyDirectoryBuckets', resource: '*' },
  's3express:GetBucketPolicy': {
    client: 's3',
    action: 's3express:GetBucketPolicy',
    resource: DIRECTORY_BUCKET,
    absent: ['NoSuchBucketPolicy'],
    denied: ['MethodNotAllowed'],
    ...noSuchBucket,
  },
  's3express:GetBucketEncryption': {
    client: 's3',
    action: 's3express:GetEncryptionConfiguration',
    resource: DIRECTORY_BUCKET,
    // A directory bucket always has a default; the code of other buckets would say the same.
    absent: ['ServerSideEncryptionConfigurationNotFoundError'],
    ...noSuchBucket,
  },
  's3express:ListTagsForResource': {
    client: 's3control',
    action: 's3express:ListTagsForResource',
    resource: DIRECTORY_BUCKET,
    absent: ['NoSuchTagSet'],
    gone: ['NoSuchBucket', 'NoSuchResource'],
  },
  's3control:GetPublicAccessBlock': {
    action: 's3:GetAccountPublicAccessBlock',
    resource: '*',
    absent: ['NoSuchPublicAccessBlockConfiguration'],
  },
  's3control:ListAccessPoints': { action: 's3:ListAccessPoints', resource: '*' },
  's3control:GetAccessPoint': { action: 's3:GetAccessPoint', resource: '*', gone: ['NoSuchAccessPoint'] },
  's3control:GetAccessPointPolicy': {
    action: 's3:GetAccessPointPolicy',
    resource: ACCESS_POINT,
    absent: ['NoSuchAccessPointPolicy'],
    gone: ['NoSuchAccessPoint'],
  },
  's3control:ListMultiRegionAccessPoints': { action: 's3:ListMultiRegionAccessPoints', resource: '*' },
  's3control:GetMultiRegionAccessPoint': {
    action: 's3:GetMultiRegionAccessPoint',
    resource: MULTI_REGION_ACCESS_POINT,
    gone: ['NoSuchMultiRegionAccessPoint'],
  },
  's3control:GetMultiRegionAccessPointPolicy': {
    action: 's3:GetMultiRegionAccessPointPolicy',
    resource: MULTI_REGION_ACCESS_POINT,
    // Not documented: an answer without an established policy says the same.
    absent: ['NoSuchMultiRegionAccessPointPolicy'],
    gone: ['NoSuchMultiRegionAccessPoint'],
  },
  's3tables:ListTableBuckets': { action: 's3tables:ListTableBuckets', resource: '*' },
  's3tables:GetTableBucket': { action: 's3tables:GetTableBucket', resource: TABLE_BUCKET, gone: ['NotFoundException'] },
  's3tables:GetTableBucketPolicy': {
    action: 's3tables:GetTableBucketPolicy',
    resource: TABLE_BUCKET,
    absent: ['NotFoundException'],
  },
  's3tables:GetTableBucketEncryption': {
    action: 's3tables:GetTableBucketEncryption',
    resource: TABLE_BUCKET,
    absent: ['NotFoundException'],
  },
  's3tables:ListTagsForResource': {
    action: 's3tables:ListTagsForResource',
    resource: TABLE_BUCKET,
    gone: ['NotFoundException'],
  },
  's3tables:ListTables': { action: 's3tables:ListTables', resource: TABLE_BUCKET, gone: ['NotFoundException'] },
  's3tables:GetTable': { action: 's3tables:GetTable', resource: TABLE_BUCKET, gone: ['NotFoundException'] },
  's3tables:GetTableEncryption': {
    action: 's3tables:GetTableEncryption',
    resource: TABLE_BUCKET,
    absent: ['NotFoundException'],
  },
  'kms:DescribeKey': {
    action: 'kms:DescribeKey',
    resource: KEY,
    // S3 takes any text for a key; what is no ARN of one names no key.
    absent: ['NotFoundException', 'InvalidArnException'],
  },
  'kms:GetKeyRotationStatus': {
    action: 'kms:GetKeyRotationStatus',
    resource: KEY,
    absent: ['NotFoundException', 'InvalidArnException', 'UnsupportedOperationException', 'KMSInvalidStateException'],
  },
  'kms:GetKeyPolicy': {
    action: 'kms:GetKeyPolicy',
    resource: KEY,
    absent: ['NotFoundException', 'InvalidArnException'],
  },
  'logs:DescribeDeliverySources': { action: 'logs:DescribeDeliverySources', resource: '*' },
  'logs:DescribeDeliveries': { action: 'logs:DescribeDeliveries', resource: '*' },
  'logs:DescribeMetricFilters': {
    action: 'logs:DescribeMetricFilters',
    resource: LOG_GROUP,
    absent: ['ResourceNotFoundException'],
  },
  'events:ListRules': { action: 'events:ListRules', resource: '*' },
  'events:ListTargetsByRule': {
    action: 'events:ListTargetsByRule',
    resource: EVENT_RULE,
    gone: ['ResourceNotFoundException'],
  },
  'monitoring:DescribeAlarms': { action: 'cloudwatch:DescribeAlarms', resource: '*' },
  'cloudtrail:DescribeTrails': { action: 'cloudtrail:DescribeTrails', resource: '*' },
  'cloudtrail:GetTrailStatus': {
    action: 'cloudtrail:GetTrailStatus',
    resource: TRAIL,
    // Of an organization trail in a member account both codes mean that it cannot be read there, not that it is gone.
    denied: ['TrailNotFoundException', 'CloudTrailARNInvalidException'],
  },
  'cloudtrail:GetEventSelectors': {
    action: 'cloudtrail:GetEventSelectors',
    resource: TRAIL,
    denied: ['TrailNotFoundException', 'CloudTrailARNInvalidException'],
  },
  'cloudtrail:ListEventDataStores': {
    action: 'cloudtrail:ListEventDataStores',
    resource: '*',
    denied: ['UnsupportedOperationException', 'OperationNotPermittedException'],
  },
  'cloudtrail:GetEventDataStore': {
    action: 'cloudtrail:GetEventDataStore',
    resource: EVENT_DATA_STORE,
    gone: ['EventDataStoreNotFoundException', 'EventDataStoreARNInvalidException'],
  },
  'access-analyzer:ListAnalyzers': { action: 'access-analyzer:ListAnalyzers', resource: '*' },
  'access-analyzer:ListArchiveRules': {
    action: 'access-analyzer:ListArchiveRules',
    resource: ANALYZER,
    gone: ['ResourceNotFoundException'],
  },
  'access-analyzer:ListFindings': {
    action: 'access-analyzer:ListFindings',
    resource: ANALYZER,
    gone: ['ResourceNotFoundException'],
  },
  'access-analyzer:ListFindingsV2': {
    action: 'access-analyzer:ListFindings',
    resource: ANALYZER,
    gone: ['ResourceNotFoundException'],
  },
  // Macie that is off refuses, and says so in the message alone.
  'macie2:GetMacieSession': {
    action: 'macie2:GetMacieSession',
    resource: '*',
    absent: ['ResourceNotFoundException'],
    absentMessage: MACIE_IS_OFF,
  },
  'macie2:DescribeBuckets': {
    action: 'macie2:DescribeBuckets',
    resource: '*',
    absent: ['ResourceNotFoundException'],
    absentMessage: MACIE_IS_OFF,
  },
  'iam:GetAccountAuthorizationDetails': { action: 'iam:GetAccountAuthorizationDetails', resource: '*' },
  'organizations:DescribeOrganization': {
    action: 'organizations:DescribeOrganization',
    resource: '*',
    absent: ['AWSOrganizationsNotInUseException'],
  },
  'organizations:ListParents': {
    action: 'organizations:ListParents',
    resource: '*',
    absent: ['AWSOrganizationsNotInUseException'],
    gone: ['ChildNotFoundException'],
  },
  'organizations:ListPoliciesForTarget': {
    action: 'organizations:ListPoliciesForTarget',
    resource: '*',
    absent: ['AWSOrganizationsNotInUseException'],
    gone: ['TargetNotFoundException'],
    // Where a partition does not have a type of policy it cannot be asked about.
    denied: ['UnsupportedAPIEndpointException'],
  },
  'organizations:DescribePolicy': {
    action: 'organizations:DescribePolicy',
    resource: '*',
    absent: ['AWSOrganizationsNotInUseException'],
    gone: ['PolicyNotFoundException'],
    denied: ['UnsupportedAPIEndpointException'],
  },
  'ec2:DescribeRegions': { action: 'ec2:DescribeRegions', resource: '*' },
  'ec2:DescribeVpcEndpoints': { action: 'ec2:DescribeVpcEndpoints', resource: '*' },
  'ec2:DescribeVpcs': { action: 'ec2:DescribeVpcs', resource: '*' },
  'ec2:DescribeRouteTables': { action: 'ec2:DescribeRouteTables', resource: '*' },
  'ec2:DescribeNetworkInterfaces': { action: 'ec2:DescribeNetworkInterfaces', resource: '*' },
  'organizations:DescribeEffectivePolicy': {
    action: 'organizations:DescribeEffectivePolicy',
    resource: '*',
    absent: ['EffectivePolicyNotFoundException', 'AWSOrganizationsNotInUseException'],
  },
  'config:DescribeDeliveryChannels': {
    action: 'config:DescribeDeliveryChannels',
    resource: '*',
    absent: ['NoSuchDeliveryChannelException'],
  },
  'config:DescribeConformancePacks': { action: 'config:DescribeConformancePacks', resource: '*' },
  'config:SelectResourceConfig': { action: 'config:SelectResourceConfig', resource: '*' },
  'config:GetResourceConfigHistory': {
    action: 'config:GetResourceConfigHistory',
    resource: '*',
    gone: ['ResourceNotDiscoveredException'],
  },
  'config:GetComplianceDetailsByConfigRule': {
    action: 'config:GetComplianceDetailsByConfigRule',
    resource: CONFIG_RULE,
    gone: ['NoSuchConfigRuleException'],
  },
  'config:PutEvaluations': {
    action: 'config:PutEvaluations',
    resource: '*',
    gone: ['NoSuchConfigRuleException'],
  },
} as const satisfies Readonly<Record<string, OperationRow>>;

export type Operation = keyof typeof operations;

/** Whether text is the name of an operation of the table. */
export const isOperation = (name: string): name is Operation => Object.hasOwn(operations, name);

/** The service whose client serves an operation: `s3control` of `s3control:GetPublicAccessBlock`. */
export const serviceOf = (operation: Operation): string => {
  const row: OperationRow = operations[operation];
  return row.client ?? operation.split(':')[0] ?? operation;
};

/** What the API calls an operation: `GetBucketPolicy` of `s3express:GetBucketPolicy`. */
export const apiNameOf = (operation: Operation): string => operation.slice(operation.indexOf(':') + 1);

/** What an error says: the setting is absent, the resource is gone, the read was refused, or something broke. */
export type ErrorMeaning = 'absent' | 'gone' | 'denied' | 'fault';

/**
 * What an error of an operation means. Everything that is not listed is a fault: it is thrown, never a verdict.
 *
 * @param code the service's error code, as the SDK gives it in `name`
 * @param httpStatus counts only where there is no code (HEAD requests)
 */
export const meaningOfError = (operation: Operation, code: string, message = '', httpStatus?: number): ErrorMeaning => {
  const row: OperationRow = operations[operation];
  if (row.absent?.includes(code) || row.absentMessage?.test(message)) return 'absent';
  if (row.gone?.includes(code)) return 'gone';
  if (row.denied?.includes(code) || deniedCodes.has(code)) return 'denied';
  return httpStatus === 403 && (code === '' || code === 'Forbidden') ? 'denied' : 'fault';
};

const deniedCodes: ReadonlySet<string> = new Set([
  'AccessDenied',
  'AccessDeniedException',
  'AllAccessDisabled',
  'AccountProblem',
  'AuthorizationError',
  'AuthorizationErrorException',
  'ForbiddenException',
  'UnauthorizedOperation',
]);
