import { attribute, ref, sub } from './intrinsics.js';

/**
 * The template of the organization's view: an aggregator of all accounts and regions, and saved queries over it. For the
 * delegated administrator of AWS Config, or the management account, in one region.
 *
 * @see https://docs.aws.amazon.com/config/latest/developerguide/aggregate-data.html
 */
export const organizationViewTemplate = (): object => ({
  AWSTemplateFormatVersion: '2010-09-09',
  Description:
    "s3-config-rules: the organization's aggregator and saved queries. For the delegated administrator of AWS Config or the management account, in one region.",
  Parameters: {
    AggregatorName: {
      Type: 'String',
      Default: 's3-config-rules',
      AllowedPattern: '[A-Za-z0-9_-]{1,256}|',
      Description: 'Name of the aggregator; empty: there is one already, and only the queries are made.',
    },
  },
  Conditions: { HasAggregator: { 'Fn::Not': [{ 'Fn::Equals': [ref('AggregatorName'), ''] }] } },
  Resources: {
    AggregatorRole: {
      Type: 'AWS::IAM::Role',
      Condition: 'HasAggregator',
      Properties: {
        Description: 'Lets AWS Config list the accounts of the organization.',
        AssumeRolePolicyDocument: {
          Version: '2012-10-17',
          Statement: [{ Effect: 'Allow', Principal: { Service: 'config.amazonaws.com' }, Action: 'sts:AssumeRole' }],
        },
        ManagedPolicyArns: [sub('arn:${AWS::Partition}:iam::aws:policy/service-role/AWSConfigRoleForOrganizations')],
      },
    },
    Aggregator: {
      Type: 'AWS::Config::ConfigurationAggregator',
      Condition: 'HasAggregator',
      Properties: {
        ConfigurationAggregatorName: ref('AggregatorName'),
        OrganizationAggregationSource: { RoleArn: attribute('AggregatorRole', 'Arn'), AllAwsRegions: true },
      },
    },
    ...Object.fromEntries(savedQueries.map((query) => [query.id, storedQuery(query)])),
  },
});

export interface SavedQuery {
  readonly id: string;
  readonly name: string;
  readonly description: string;
  readonly expression: string;
}

/** The rules of the pack, by the names that they have in packs and elsewhere. */
const OF_THE_PACK = "configuration.configRuleList.configRuleName LIKE 's3-%'";
const OF_COMPLIANCE = "resourceType = 'AWS::Config::ResourceCompliance'";

/**
 * What is asked of an aggregator again and again. AWS Config compares elements of a list each by itself: a resource is found
 * whose list has a rule of the pack and some violation, so the answer is read, not counted.
 *
 * @see https://docs.aws.amazon.com/config/latest/developerguide/query-components.html
 */
export const savedQueries: readonly SavedQuery[] = [
  {
    id: 'OpenFindings',
    name: 's3-config-rules-open-findings',
    description: 'Resources with an open finding, with all rules that judge them',
    expression: `SELECT accountId, awsRegion, configuration.targetResourceType, configuration.targetResourceId, configuration.configRuleList WHERE ${OF_COMPLIANCE} AND configuration.complianceType = 'NON_COMPLIANT' AND ${OF_THE_PACK}`,
  },
  {
    id: 'OpenByAccount',
    name: 's3-config-rules-open-by-account',
    description: 'How many resources of each account have an open finding of some rule',
    expression: `SELECT accountId, COUNT(*) WHERE ${OF_COMPLIANCE} AND configuration.complianceType = 'NON_COMPLIANT' AND ${OF_THE_PACK} GROUP BY accountId`,
  },
  {
    id: 'OpenByRegion',
    name: 's3-config-rules-open-by-region',
    description: 'How many resources of each region have an open finding of some rule',
    expression: `SELECT awsRegion, COUNT(*) WHERE ${OF_COMPLIANCE} AND configuration.complianceType = 'NON_COMPLIANT' AND ${OF_THE_PACK} GROUP BY awsRegion`,
  },
  {
    id: 'Buckets',
    name: 's3-config-rules-buckets',
    description: 'How many buckets each account has in each region, as far as AWS Config records them',
    expression:
      "SELECT accountId, awsRegion, COUNT(*) WHERE resourceType = 'AWS::S3::Bucket' GROUP BY accountId, awsRegion",
  },
  {
    id: 'AccountBlocks',
    name: 's3-config-rules-account-blocks',
    description: 'Block Public Access of accounts that ever set it',
    expression:
      "SELECT accountId, configuration.blockPublicAcls, configuration.ignorePublicAcls, configuration.blockPublicPolicy, configuration.restrictPublicBuckets WHERE resourceType = 'AWS::S3::AccountPublicAccessBlock'",
  },
];

const storedQuery = ({ name, description, expression }: SavedQuery) => ({
  Type: 'AWS::Config::StoredQuery',
  Properties: { QueryName: name, QueryDescription: description, QueryExpression: expression },
});
