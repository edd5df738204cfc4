const arnsOf = (bucket: string, suffixes: readonly string[]): readonly string[] =>
  suffixes.map((suffix) => `arn:aws:s3:::${bucket}${suffix}`);

const policyWith = (...statements: readonly object[]): object => ({ Version: '2012-10-17', Statement: statements });

/** Refuses plain HTTP; by default for the bucket and all its objects. */
export const denyPlainHttp = (bucket: string, suffixes: readonly string[] = ['', '/*']): object =>
  policyWith({
    Sid: 'DenyPlainHttp',
    Effect: 'Deny',
    Principal: '*',
    Action: 's3:*',
    Resource: arnsOf(bucket, suffixes),
    Condition: { Bool: { 'aws:SecureTransport': 'false' } },
  });

/** Lets a principal do one thing with every object. */
export const allowing = (bucket: string, sid: string, principal: unknown, action: string): object =>
  policyWith({ Sid: sid, Effect: 'Allow', Principal: principal, Action: action, Resource: arnsOf(bucket, ['/*']) });

/** Lets everyone read and then refuses all who are not of one organization. */
export const onlyOrganization = (bucket: string, organizationId: string): object =>
  policyWith(
    {
      Sid: 'ReadTemplates',
      Effect: 'Allow',
      Principal: '*',
      Action: ['s3:GetObject', 's3:ListBucket'],
      Resource: arnsOf(bucket, ['', '/*']),
    },
    {
      Sid: 'OnlyOurOrganization',
      Effect: 'Deny',
      Principal: '*',
      Action: 's3:*',
      Resource: arnsOf(bucket, ['', '/*']),
      Condition: { StringNotEquals: { 'aws:PrincipalOrgID': organizationId } },
    },
  );

/** Lets S3 deliver access logs of the account's own buckets. */
export const grantLogDelivery = (bucket: string, accountId: string): object =>
  policyWith({
    Sid: 'AccessLogs',
    Effect: 'Allow',
    Principal: { Service: 'logging.s3.amazonaws.com' },
    Action: 's3:PutObject',
    Resource: arnsOf(bucket, ['/*']),
    Condition: { StringEquals: { 'aws:SourceAccount': accountId } },
  });
