/** A policy as buckets have them in practice. */
export interface OrdinaryPolicy {
  readonly name: string;
  readonly document: object;
}

const BUCKET = 'arn:aws:s3:::app-data';
const OBJECTS = `${BUCKET}/*`;

const tls = {
  Sid: 'DenyPlainHttp',
  Effect: 'Deny',
  Principal: '*',
  Action: 's3:*',
  Resource: [BUCKET, OBJECTS],
  Condition: { Bool: { 'aws:SecureTransport': 'false' } },
};
const distribution = {
  Sid: 'AllowCloudFront',
  Effect: 'Allow',
  Principal: { Service: 'cloudfront.amazonaws.com' },
  Action: 's3:GetObject',
  Resource: OBJECTS,
  Condition: { StringEquals: { 'aws:SourceArn': 'arn:aws:cloudfront::111122223333:distribution/EDFDVBD6EXAMPLE' } },
};
const reader = {
  Sid: 'PartnerReads',
  Effect: 'Allow',
  Principal: { AWS: 'arn:aws:iam::444455556666:role/reader' },
  Action: ['s3:GetObject', 's3:ListBucket'],
  Resource: [BUCKET, OBJECTS],
};
const logs = {
  Sid: 'AccessLogs',
  Effect: 'Allow',
  Principal: { Service: 'logging.s3.amazonaws.com' },
  Action: 's3:PutObject',
  Resource: `${BUCKET}/logs/*`,
  Condition: { StringEquals: { 'aws:SourceAccount': '111122223333' } },
};
const website = {
  Sid: 'PublicRead',
  Effect: 'Allow',
  Principal: '*',
  Action: 's3:GetObject',
  Resource: OBJECTS,
};
const encrypted = {
  Sid: 'OnlyKms',
  Effect: 'Deny',
  Principal: '*',
  Action: 's3:PutObject',
  Resource: OBJECTS,
  Condition: { StringNotEqualsIfExists: { 's3:x-amz-server-side-encryption': 'aws:kms' } },
};
const organization = {
  Sid: 'OrganizationReads',
  Effect: 'Allow',
  Principal: '*',
  Action: ['s3:GetObject', 's3:ListBucket'],
  Resource: [BUCKET, OBJECTS],
  Condition: { StringEquals: { 'aws:PrincipalOrgID': 'o-a1b2c3d4e5' } },
};

const policyOf = (name: string, ...Statement: readonly object[]): OrdinaryPolicy => ({
  name,
  document: { Version: '2012-10-17', Statement },
});

/** One to four statements, of the sorts that AWS's own guides and consoles write. */
export const ordinaryPolicies: readonly OrdinaryPolicy[] = [
  policyOf('TLS', tls),
  policyOf('CloudFront', distribution),
  policyOf('website', website),
  policyOf('TLS, partner', tls, reader),
  policyOf('TLS, access logs', tls, logs),
  policyOf('TLS, CloudFront', tls, distribution),
  policyOf('TLS, organization', tls, organization),
  policyOf('TLS, SSE-KMS, partner', tls, encrypted, reader),
  policyOf('TLS, SSE-KMS, partner, access logs', tls, encrypted, reader, logs),
];
