const arnsOf = (bucket: string, suffixes: readonly string[] = ['', '/*']): readonly string[] =>
  suffixes.map((suffix) => `arn:aws:s3:::${bucket}${suffix}`);

const OBJECTS = ['/*'];

/** A policy of statements. */
export const policyWith = (...statements: readonly object[]): object => ({
  Version: '2012-10-17',
  Statement: statements,
});

/** Refuses plain HTTP; by default for the bucket and all its objects. */
export const denyPlainHttp = (bucket: string, suffixes?: readonly string[]): object => ({
  Sid: 'DenyPlainHttp',
  Effect: 'Deny',
  Principal: '*',
  Action: 's3:*',
  Resource: arnsOf(bucket, suffixes),
  Condition: { Bool: { 'aws:SecureTransport': 'false' } },
});

/** Lets a principal do something with every object. */
export const allowing = (bucket: string, sid: string, principal: unknown, action: string): object => ({
  Sid: sid,
  Effect: 'Allow',
  Principal: principal,
  Action: action,
  Resource: arnsOf(bucket, OBJECTS),
});

/** Lets everyone read and then refuses all who are not of one organization. */
export const onlyOrganization = (bucket: string, organizationId: string): readonly object[] => [
  {
    Sid: 'ReadTemplates',
    Effect: 'Allow',
    Principal: '*',
    Action: ['s3:GetObject', 's3:ListBucket'],
    Resource: arnsOf(bucket),
  },
  {
    Sid: 'OnlyOurOrganization',
    Effect: 'Deny',
    Principal: '*',
    Action: 's3:*',
    Resource: arnsOf(bucket),
    Condition: { StringNotEquals: { 'aws:PrincipalOrgID': organizationId } },
  },
];

/** Lets S3 deliver access logs of an account's own buckets. */
export const grantLogDelivery = (bucket: string, accountId: string): object => ({
  Sid: 'AccessLogs',
  Effect: 'Allow',
  Principal: { Service: 'logging.s3.amazonaws.com' },
  Action: 's3:PutObject',
  Resource: arnsOf(bucket, OBJECTS),
  Condition: { StringEquals: { 'aws:SourceAccount': accountId } },
});

/** Lets CloudTrail deliver, whosever trail it is: the confused deputy. */
export const grantAnyTrail = (bucket: string): object => ({
  Sid: 'Trails',
  Effect: 'Allow',
  Principal: { Service: 'cloudtrail.amazonaws.com' },
  Action: 's3:PutObject',
  Resource: arnsOf(bucket, OBJECTS),
});

/** Lets CloudTrail deliver for the trails of these accounts alone. */
export const grantTrailsOf = (bucket: string, ...accountIds: readonly string[]): object => ({
  ...grantAnyTrail(bucket),
  Condition: { StringEquals: { 'aws:SourceAccount': accountIds } },
});

/** What a bucket of value refuses: old signatures, weaker encryption, and deletion without MFA. */
export const denyCareless = (bucket: string): readonly object[] => [
  {
    Sid: 'DenyOldSignatures',
    Effect: 'Deny',
    Principal: '*',
    Action: 's3:*',
    Resource: arnsOf(bucket, OBJECTS),
    Condition: { NumericGreaterThan: { 's3:signatureAge': '600000' } },
  },
  {
    Sid: 'DenyOtherEncryption',
    Effect: 'Deny',
    Principal: '*',
    Action: 's3:PutObject',
    Resource: arnsOf(bucket, OBJECTS),
    Condition: {
      StringNotEquals: { 's3:x-amz-server-side-encryption': ['aws:kms', 'aws:kms:dsse'] },
      Null: { 's3:x-amz-server-side-encryption': 'false' },
    },
  },
  {
    Sid: 'DenyDeletionsWithoutMfa',
    Effect: 'Deny',
    Principal: '*',
    Action: ['s3:DeleteObject', 's3:DeleteObjectVersion', 's3:DeleteBucket', 's3:PutLifecycleConfiguration'],
    Resource: arnsOf(bucket),
    Condition: { BoolIfExists: { 'aws:MultiFactorAuthPresent': 'false' } },
  },
];

/** Refuses requests that come through no VPC endpoint of one's own; some spare those who audit. */
export const perimeter = (bucket: string, accountId: string, sparesAuditors: boolean): object => ({
  Sid: 'Perimeter',
  Effect: 'Deny',
  Principal: '*',
  Action: 's3:*',
  Resource: arnsOf(bucket),
  Condition: {
    StringNotEqualsIfExists: { 'aws:SourceVpce': 'vpce-0example00000002' },
    BoolIfExists: { 'aws:PrincipalIsAWSService': 'false', 'aws:ViaAWSService': 'false' },
    ...(sparesAuditors && {
      ArnNotLike: { 'aws:PrincipalArn': `arn:aws:iam::${accountId}:role/aws-service-role/*` },
    }),
  },
});
