import type { RuleId } from '../src/core/rule-ids.generated.js';

/** One of the ways to secure files in S3, and the rules that judge it. */
export interface Measure {
  /** In the words of the article. */
  readonly measure: string;
  readonly rules: readonly RuleId[];
  /** What the rules do not see, or why there is none. */
  readonly note?: string;
}

/**
 * The measures of AWS's article, in its order.
 *
 * @see https://repost.aws/knowledge-center/secure-s3-resources
 */
export const measures: readonly Measure[] = [
  {
    measure: 'Identify the type of bucket: general purpose, directory, table',
    rules: ['s3-directory-bucket-encryption-kms', 's3-table-bucket-encryption-kms'],
    note: 'Every rule tells the types apart first; a rule for one type is NOT_APPLICABLE to the others.',
  },
  { measure: 'IAM user policies limited to named buckets and actions', rules: ['s3-identity-policy-no-full-access'] },
  {
    measure: 'Bucket policies: who may reach the bucket',
    rules: [
      's3-bucket-policy-not-public',
      's3-bucket-cross-account-restricted',
      's3-bucket-admin-actions-restricted',
      's3-bucket-policy-no-wildcards',
      's3-bucket-service-grants-scoped',
    ],
  },
  {
    measure: 'Amazon S3 Block Public Access',
    rules: [
      's3-account-public-access-block',
      's3-bucket-public-access-block',
      's3-access-point-public-access-block',
      's3-bucket-website-disabled',
    ],
  },
  {
    measure: 'Access control lists and Object Ownership',
    rules: ['s3-bucket-acls-disabled', 's3-bucket-acl-grants-restricted'],
    note: 'ACLs of single objects are data, not configuration; with ACLs disabled they do not count.',
  },
  { measure: 'Service control policies in AWS Organizations', rules: ['s3-organization-guardrails'] },
  {
    measure: 'VPC endpoints and their policies',
    rules: ['s3-vpc-endpoint-attached', 's3-vpc-endpoint-policy-restricted', 's3-bucket-network-perimeter'],
  },
  {
    measure: 'Access points and their policies',
    rules: ['s3-access-point-public-access-block', 's3-access-point-policy-not-public'],
  },
  { measure: 'S3 Object Lock', rules: ['s3-bucket-object-lock', 's3-audit-bucket-immutable'] },
  { measure: 'MFA delete and versioning', rules: ['s3-bucket-mfa-delete', 's3-bucket-versioning'] },
  { measure: 'MFA-protected API access', rules: ['s3-bucket-mfa-protected-delete'] },
  { measure: 'Presigned URLs for a short time', rules: ['s3-bucket-presigned-url-limited'] },
  {
    measure: 'CloudTrail data events for objects',
    rules: ['s3-object-data-events', 's3-audit-bucket-immutable'],
  },
  {
    measure: 'Server access logging',
    rules: ['s3-bucket-access-logging', 's3-log-bucket-deliverable'],
  },
  {
    measure: 'AWS Config rules s3-bucket-public-read-prohibited and s3-bucket-public-write-prohibited',
    rules: [],
    note: 'Both are in the pack as they are.',
  },
  { measure: 'IAM Access Analyzer', rules: ['s3-access-analyzer-findings'] },
  { measure: 'Amazon Macie', rules: ['s3-macie-coverage'] },
  {
    measure: 'Amazon EventBridge and alerts on changes',
    rules: ['s3-change-alerting'],
  },
  {
    measure: 'AWS Trusted Advisor bucket permissions check',
    rules: ['s3-bucket-no-audit-lockout'],
    note: 'Its results need a support plan and its own API; the rule sees to it that it, Config and Security Hub can read the bucket.',
  },
  { measure: 'Encryption in transit (TLS)', rules: ['s3-bucket-tls-required'] },
  {
    measure: 'Server-side encryption with Amazon S3 managed keys (SSE-S3)',
    rules: [],
    note: 'S3 encrypts every new object so since January 2023, and nothing can turn it off: a check would always pass.',
  },
  {
    measure: 'Server-side encryption with AWS KMS keys (SSE-KMS, DSSE-KMS)',
    rules: [
      's3-bucket-kms-encryption',
      's3-bucket-put-encryption-enforced',
      's3-directory-bucket-encryption-kms',
      's3-table-bucket-encryption-kms',
    ],
  },
  { measure: 'Server-side encryption with customer-provided keys (SSE-C)', rules: ['s3-bucket-sse-c-blocked'] },
  {
    measure: 'Client-side encryption',
    rules: [],
    note: 'Out of reach: S3 stores what it is given, and no setting tells whether it was encrypted before.',
  },
  {
    measure: 'Beside the article: versions that expire, copies elsewhere, exemptions that end',
    rules: [
      's3-bucket-lifecycle-safe',
      's3-bucket-replication',
      's3-replication-target-trusted',
      's3-exemptions-valid',
    ],
  },
];
