import { AUDIT, IRELAND, SANDBOX, VIRGINIA, WORKLOADS } from './accounts.js';
import { analyzerWith, findingsOfWorkloads } from './analyzers.js';
import { denyPlainHttp, policyWith } from './policies.js';

type Answers = Readonly<Record<string, unknown>>;

const error = (code: string, message?: string) => ({ error: { code, ...(message && { message }) } });
const denied = error('AccessDeniedException');
const macieIsOff = { 'macie2:GetMacieSession': error('AccessDeniedException', 'Macie is not enabled') };

const trailArn = (accountId: string, name: string) => `arn:aws:cloudtrail:${IRELAND}:${accountId}:trail/${name}`;

/** A trail of all regions that is logging, with what it records. */
const trailWith = (
  accountId: string,
  name: string,
  bucket: string,
  more: object,
  selectors: readonly object[],
): Answers => ({
  'cloudtrail:DescribeTrails': {
    trailList: [
      {
        Name: name,
        TrailARN: trailArn(accountId, name),
        HomeRegion: IRELAND,
        S3BucketName: bucket,
        IsMultiRegionTrail: true,
        LogFileValidationEnabled: true,
        HasCustomEventSelectors: true,
        ...more,
      },
    ],
  },
  'cloudtrail:ListEventDataStores': { EventDataStores: [] },
  [`cloudtrail:GetTrailStatus#${trailArn(accountId, name)}`]: { IsLogging: true },
  [`cloudtrail:GetEventSelectors#${trailArn(accountId, name)}`]: { EventSelectors: selectors },
});

const managementEvents = { ReadWriteType: 'All', IncludeManagementEvents: true };
const objectEvents = {
  ...managementEvents,
  DataResources: [{ Type: 'AWS::S3::Object', Values: ['arn:aws:s3'] }],
};

const nothingElse: Answers = {
  'logs:DescribeDeliverySources': { deliverySources: [] },
  'logs:DescribeDeliveries': { deliveries: [] },
  'config:DescribeDeliveryChannels': { DeliveryChannels: [] },
  'config:DescribeConformancePacks': { ConformancePackDetails: [] },
};

const organization = {
  'organizations:DescribeOrganization': {
    Organization: {
      Id: 'o-exampleorg1',
      Arn: 'arn:aws:organizations::222233334444:organization/o-exampleorg1',
      MasterAccountId: '222233334444',
    },
  },
  'organizations:DescribeEffectivePolicy': {
    EffectivePolicy: { PolicyContent: '{"s3_attributes":{"public_access_block_configuration":"all"}}' },
  },
};

/** The account where the work is done. */
export const workloads = (): Answers => ({
  ...nothingElse,
  ...organization,
  ...trailWith(
    WORKLOADS,
    'example-workloads',
    'example-trail-archive',
    { CloudWatchLogsLogGroupArn: `arn:aws:logs:${IRELAND}:${WORKLOADS}:log-group:example-trail:*` },
    [objectEvents],
  ),
  // Only an administrator of the organization may read the policies above an account.
  'organizations:ListParents': denied,
  [`organizations:ListPoliciesForTarget#${WORKLOADS}:SERVICE_CONTROL_POLICY`]: denied,
  [`organizations:ListPoliciesForTarget#${WORKLOADS}:RESOURCE_CONTROL_POLICY`]: denied,
  ...otherBuckets(),
  ...findingsOfWorkloads(),
  'macie2:GetMacieSession': { status: 'ENABLED' },
  [`macie2:GetMacieSession@${VIRGINIA}`]: macieIsOff['macie2:GetMacieSession'],
  'macie2:DescribeBuckets': {
    buckets: [
      macieBucket('example-orders', { sensitivityScore: 82, lastAutomatedDiscoveryTime: '2026-11-22T02:00:00Z' }),
      macieBucket('example-invoices', { automatedDiscoveryMonitoringStatus: 'NOT_MONITORED' }),
      { accountId: WORKLOADS, bucketName: 'example-vault', errorCode: 'ACCESS_DENIED' },
    ],
  },
  'events:ListRules': { Rules: [] },
  // Those of CIS AWS Foundations, which knows nothing of Block Public Access.
  'logs:DescribeMetricFilters#example-trail': {
    metricFilters: [
      {
        filterName: 'example-bucket-changes',
        filterPattern:
          '{ ($.eventSource = s3.amazonaws.com) && (($.eventName = PutBucketAcl) || ($.eventName = PutBucketPolicy) || ($.eventName = DeleteBucketPolicy)) }',
        metricTransformations: [{ metricName: 'BucketChanges', metricNamespace: 'Example', metricValue: '1' }],
      },
    ],
  },
  'monitoring:DescribeAlarms': {
    MetricAlarms: [
      {
        AlarmName: 'example-bucket-changes',
        MetricName: 'BucketChanges',
        Namespace: 'Example',
        Statistic: 'Sum',
        EvaluationPeriods: 1,
        Threshold: 1,
        ComparisonOperator: 'GreaterThanOrEqualToThreshold',
        AlarmActions: [`arn:aws:sns:${IRELAND}:${WORKLOADS}:example-security`],
      },
    ],
  },
  [`ec2:DescribeVpcEndpoints@${IRELAND}`]: {
    VpcEndpoints: [
      {
        VpcEndpointId: 'vpce-0example00000001',
        VpcEndpointType: 'Gateway',
        VpcId: 'vpc-0example00000001',
        ServiceName: `com.amazonaws.${IRELAND}.s3`,
        State: 'available',
        RouteTableIds: ['rtb-0example00000001'],
      },
    ],
  },
  [`ec2:DescribeRouteTables@${IRELAND}`]: {
    RouteTables: ['1', '2'].map((end) => ({
      RouteTableId: `rtb-0example0000000${end}`,
      VpcId: `vpc-0example0000000${end}`,
      Associations: [{ Main: true }],
      Routes: end === '1' ? [{ GatewayId: 'vpce-0example00000001', State: 'active' }] : [],
    })),
  },
  [`ec2:DescribeNetworkInterfaces@${IRELAND}`]: {
    NetworkInterfaces: ['1', '2'].map((end) => ({
      VpcId: `vpc-0example0000000${end}`,
      SubnetId: `subnet-0example0000000${end}`,
      InterfaceType: 'interface',
    })),
  },
});

/** Directory and table buckets have no policy. */
const otherBuckets = (): Answers => {
  const directories = ['example-scratch--euw1-az1--x-s3', 'example-training--euw1-az1--x-s3'];
  const tables = ['example-tables', 'example-sales-tables'].map(
    (name) => `arn:aws:s3tables:${IRELAND}:${WORKLOADS}:bucket/${name}`,
  );
  const each = (names: readonly string[], operation: string, answer: object): Answers =>
    Object.fromEntries(names.map((name) => [`${operation}#${name}`, answer]));
  return {
    ...each(directories, 's3express:GetBucketPolicy', error('NoSuchBucketPolicy')),
    ...each(tables, 's3tables:GetTableBucketPolicy', error('NotFoundException')),
    ...each(tables, 's3tables:GetTableBucket', { type: 'customer' }),
  };
};

const macieBucket = (bucketName: string, more: object) => ({
  accountId: WORKLOADS,
  bucketName,
  automatedDiscoveryMonitoringStatus: 'MONITORED',
  classifiableObjectCount: 4200,
  jobDetails: { isDefinedInJob: 'FALSE', isMonitoredByJob: 'FALSE' },
  publicAccess: { effectivePermission: 'NOT_PUBLIC' },
  sensitivityScore: 50,
  ...more,
});

/** A delegated administrator of the organization, so that it may read the policies above it. */
export const audit = (): Answers => ({
  ...nothingElse,
  ...organization,
  ...macieIsOff,
  ...trailWith(AUDIT, 'example-audit', 'example-trail-archive', {}, [objectEvents]),
  ...guardrails(),
  'access-analyzer:ListAnalyzers': {
    analyzers: [analyzerWith(AUDIT, 'example-audit', 'CREATING')],
  },
  'events:ListRules': {
    Rules: [
      {
        Name: 'example-bucket-changes',
        State: 'ENABLED',
        EventPattern: '{"source":["aws.s3"],"detail-type":["AWS API Call via CloudTrail"]}',
      },
    ],
  },
  'events:ListTargetsByRule#example-bucket-changes': {
    Targets: [{ Id: 'topic', Arn: `arn:aws:sns:${IRELAND}:${AUDIT}:example-security` }],
  },
});

const guardrails = (): Answers => {
  const attached = (target: string, type: string, ...names: readonly string[]) => ({
    [`organizations:ListPoliciesForTarget#${target}:${type}`]: {
      Policies: names.map((name) => ({ Id: `p-${name}`, Name: name })),
    },
  });
  const content = (name: string, ...statements: readonly object[]) => ({
    [`organizations:DescribePolicy#p-${name}`]: { Policy: { Content: JSON.stringify(policyWith(...statements)) } },
  });
  const { Sid: _, Resource: __, ...plainHttp } = denyPlainHttp('') as { Sid: string; Resource: unknown };
  return {
    [`organizations:ListParents#${AUDIT}`]: { Parents: [{ Id: 'r-ab12', Type: 'ROOT' }] },
    ...attached(AUDIT, 'SERVICE_CONTROL_POLICY', 'full'),
    ...attached('r-ab12', 'SERVICE_CONTROL_POLICY', 'full', 'buckets'),
    ...attached(AUDIT, 'RESOURCE_CONTROL_POLICY'),
    ...attached('r-ab12', 'RESOURCE_CONTROL_POLICY', 'perimeter'),
    ...content('full', { Effect: 'Allow', Action: '*', Resource: '*' }),
    ...content(
      'buckets',
      {
        Effect: 'Deny',
        Action: [
          's3:PutBucketPublicAccessBlock',
          's3:PutAccountPublicAccessBlock',
          's3:PutAccessPointPublicAccessBlock',
        ],
        Resource: '*',
      },
      { Effect: 'Deny', Action: ['s3:PutBucketAcl', 's3:PutObjectAcl', 's3:PutObjectVersionAcl'], Resource: '*' },
      {
        Effect: 'Deny',
        Action: ['s3:PutObject', 's3:CreateBucket'],
        Resource: '*',
        Condition: { StringLike: { 's3:x-amz-acl': '*' } },
      },
    ),
    ...content(
      'perimeter',
      { ...plainHttp, Resource: '*' },
      {
        Effect: 'Deny',
        Principal: '*',
        Action: 's3:*',
        Resource: '*',
        Condition: {
          StringNotEqualsIfExists: { 'aws:PrincipalOrgID': 'o-exampleorg1' },
          BoolIfExists: { 'aws:PrincipalIsAWSService': 'false' },
        },
      },
    ),
  };
};

/** In no organization, and looked after by nobody. */
export const sandbox = (): Answers => ({
  ...nothingElse,
  ...macieIsOff,
  ...trailWith(SANDBOX, 'example-sandbox', 'example-sandbox-trail', { LogFileValidationEnabled: false }, [
    managementEvents,
  ]),
  'organizations:DescribeOrganization': error('AWSOrganizationsNotInUseException'),
  'organizations:DescribeEffectivePolicy': error('AWSOrganizationsNotInUseException'),
  's3control:GetPublicAccessBlock': error('NoSuchPublicAccessBlockConfiguration'),
  'access-analyzer:ListAnalyzers': { analyzers: [] },
  'events:ListRules': { Rules: [] },
});
