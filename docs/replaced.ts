import type { RuleId } from '../src/core/rule-ids.generated.js';

/** What a rule stands in place of. */
export interface Replaced {
  /** AWS Config managed rules and Security Hub controls that judge the same, and can be turned off beside it. */
  readonly replaces: readonly string[];
  /** What it does that they do not. */
  readonly why: string;
}

/** For every rule, what AWS has of its kind and why this one is better. */
export const replaced: Readonly<Record<RuleId, Replaced>> = {
  's3-account-public-access-block': {
    replaces: ['s3-account-level-public-access-blocks', 's3-account-level-public-access-blocks-periodic', 'S3.1'],
    why: "never configured is a finding with its reason, and one account is one result; an organization's S3 policy counts",
  },
  's3-bucket-public-access-block': {
    replaces: ['s3-bucket-level-public-access-prohibited', 'S3.8'],
    why: "the account's block counts, flag by flag; mode=bucket gives S3.8's reading",
  },
  's3-bucket-policy-not-public': {
    replaces: [],
    why: 'beside S3.2 and S3.3: names the statement, the access it gives, and what only Block Public Access holds back',
  },
  's3-access-point-public-access-block': {
    replaces: ['s3-access-point-public-access-blocks', 's3-access-point-in-vpc-only', 'S3.19', 'S3.24'],
    why: 'access points and Multi-Region Access Points in one rule; a VPC origin is never public',
  },
  's3-access-point-policy-not-public': { replaces: [], why: 'AWS has no rule about policies of access points' },
  's3-bucket-website-disabled': { replaces: [], why: 'AWS has no rule about website endpoints, which speak HTTP only' },
  's3-bucket-acls-disabled': {
    replaces: ['s3-bucket-acl-prohibited', 'S3.12'],
    why: 'reads Object Ownership itself; the managed rule looks at grants, so that ObjectWriter can pass',
  },
  's3-bucket-acl-grants-restricted': {
    replaces: ['s3-bucket-acl-prohibited', 'S3.12'],
    why: 'all five permissions, AuthenticatedUsers included; log delivery is known; says what IgnorePublicAcls holds back',
  },
  's3-bucket-cross-account-restricted': {
    replaces: ['s3-bucket-policy-grantee-check', 's3-bucket-policy-not-more-permissive'],
    why: 'conditions, organizations and Denies count; no limit of 1,024 characters on what is trusted',
  },
  's3-bucket-admin-actions-restricted': {
    replaces: ['s3-bucket-blacklisted-actions-prohibited', 'S3.6'],
    why: 'patterns and conditions are decided; bypass of governance retention, replication and lifecycle are among the actions',
  },
  's3-bucket-policy-no-wildcards': { replaces: [], why: 'AWS has no rule about wildcards in bucket policies' },
  's3-bucket-service-grants-scoped': {
    replaces: [],
    why: 'AWS has no rule about the confused deputy in bucket policies',
  },
  's3-bucket-no-audit-lockout': {
    replaces: [],
    why: 'AWS has no rule about buckets that keep AWS Config and other auditors out',
  },
  's3-bucket-presigned-url-limited': { replaces: [], why: 'AWS has no rule about presigned URLs' },
  's3-identity-policy-no-full-access': {
    replaces: [],
    why: 'beside IAM.1 and IAM.21: what is full access to S3, decided over all statements',
  },
  's3-organization-guardrails': { replaces: [], why: "AWS has no rule about an organization's guardrails for S3" },
  's3-bucket-kms-encryption': {
    replaces: ['s3-default-encryption-kms', 'S3.17'],
    why: 'the key has to be customer managed and to work; destinations of access logs are not judged',
  },
  's3-bucket-sse-c-blocked': { replaces: [], why: 'AWS has no rule about SSE-C' },
  's3-bucket-tls-required': {
    replaces: ['s3-bucket-ssl-requests-only', 'S3.5'],
    why: 'statements add up; says what is not covered; a minimum version of TLS can be asked for',
  },
  's3-bucket-put-encryption-enforced': {
    replaces: [],
    why: 'AWS has no rule about uploads that choose another encryption',
  },
  's3-directory-bucket-encryption-kms': { replaces: [], why: 'AWS has no rule about keys of directory buckets' },
  's3-table-bucket-encryption-kms': { replaces: [], why: 'AWS has no rule about keys of table buckets' },
  's3-bucket-access-logging': {
    replaces: ['s3-bucket-logging-enabled', 'S3.9'],
    why: 'log buckets are not asked to log, loops are found, delivery through CloudWatch Logs counts',
  },
  's3-log-bucket-deliverable': { replaces: [], why: 'AWS has no rule about whether logs can arrive' },
  's3-object-data-events': {
    replaces: [
      'cloudtrail-s3-dataevents-enabled',
      'cloudtrail-all-read-s3-data-event-check',
      'cloudtrail-all-write-s3-data-event-check',
      'S3.22',
      'S3.23',
    ],
    why: 'basic and advanced selectors, several trails and event data stores together; says what is left out',
  },
  's3-bucket-mfa-delete': {
    replaces: ['s3-bucket-mfa-delete-enabled', 'S3.20'],
    why: 'Object Lock in compliance mode can count in its place',
  },
  's3-bucket-mfa-protected-delete': { replaces: [], why: 'AWS has no rule about MFA in bucket policies' },
  's3-bucket-versioning': {
    replaces: ['s3-bucket-versioning-enabled', 'S3.14'],
    why: 'suspended and never enabled are told apart; can be confined to tagged buckets',
  },
  's3-bucket-lifecycle-safe': {
    replaces: ['s3-lifecycle-policy-check', 's3-version-lifecycle-policy-check', 'S3.10', 'S3.13'],
    why: 'a rule that does nothing does not pass, and one that destroys is found',
  },
  's3-bucket-object-lock': {
    replaces: ['s3-bucket-default-lock-enabled', 'S3.15'],
    why: 'days and mode of the default retention count; where a lock would stop logs it is not asked for',
  },
  's3-bucket-replication': {
    replaces: ['s3-bucket-replication-enabled', 's3-bucket-cross-region-replication-enabled', 'S3.7'],
    why: 'replicas are not asked to replicate; what is replicated and where counts',
  },
  's3-replication-target-trusted': { replaces: [], why: 'AWS has no rule about where replicas go' },
  's3-audit-bucket-immutable': {
    replaces: ['cloudtrail-s3-bucket-public-access-prohibited', 'cloudtrail-s3-bucket-access-logging'],
    why: "buckets of other accounts are not judged; Config's and conformance packs' buckets are; a lock that would stop Config is found",
  },
  's3-vpc-endpoint-attached': {
    replaces: ['service-vpc-endpoint-enabled'],
    why: 'the route tables of the subnets in use count, not only that an endpoint exists',
  },
  's3-vpc-endpoint-policy-restricted': { replaces: [], why: 'AWS has no rule about policies of S3 endpoints' },
  's3-bucket-network-perimeter': { replaces: [], why: 'AWS has no rule about the networks of a bucket' },
  's3-access-analyzer-findings': {
    replaces: ['iam-external-access-analyzer-enabled'],
    why: 'the findings count, not only that an analyzer exists',
  },
  's3-macie-coverage': {
    replaces: ['macie-status-check', 'macie-auto-sensitive-data-discovery-check'],
    why: 'whether Macie looks into this bucket, and not only that it is on',
  },
  's3-change-alerting': {
    replaces: ['CloudWatch.8'],
    why: 'EventBridge rules count as well as metric filters, each event by itself',
  },
  's3-exemptions-valid': { replaces: [], why: 'AWS has no register of exemptions' },
};
