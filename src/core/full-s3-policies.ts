/**
 * Names of the AWS managed policies whose default version allows `s3:*` on every resource, without a condition. Most of
 * the last five can no longer be attached, but stay where they are.
 *
 * They have these names in every partition; what other AWS managed policies allow is not looked at.
 *
 * @see https://docs.aws.amazon.com/aws-managed-policy/latest/reference/policy-list.html
 */
const names: ReadonlySet<string> = new Set([
  'AdministratorAccess',
  'AmazonS3FullAccess',
  'PowerUserAccess',
  'SystemAdministrator',
  'SageMakerStudioAdminIAMPermissiveExecutionPolicy',
  'SageMakerStudioUserIAMPermissiveExecutionPolicy',
  'AmazonEC2RoleforDataPipelineRole',
  'AmazonElasticMapReduceFullAccess',
  'AmazonElasticMapReduceforEC2Role',
  'AWSElasticBeanstalkFullAccess',
  'AWSLambdaFullAccess',
]);

/** The name of an AWS managed policy by its ARN in any partition; null for those of customers. */
export const awsManagedPolicyName = (arn: string): string | null =>
  /^arn:[^:]+:iam::aws:policy\/(?:[^/]+\/)*([^/]+)$/.exec(arn)?.[1] ?? null;

/** Whether an ARN is of a policy of AWS's that allows everything on every bucket. */
export const allowsAllOfS3 = (arn: string): boolean => names.has(awsManagedPolicyName(arn) ?? '');
