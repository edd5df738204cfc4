import type { Rule } from '../src/core/rule.js';

/** The ids of the whole catalogue, in its order. Rules may be named in profiles before they exist. */
export const catalogue = [
  's3-account-public-access-block',
  's3-bucket-public-access-block',
  's3-bucket-policy-not-public',
  's3-access-point-public-access-block',
  's3-access-point-policy-not-public',
  's3-bucket-website-disabled',
  's3-bucket-acls-disabled',
  's3-bucket-acl-grants-restricted',
  's3-bucket-cross-account-restricted',
  's3-bucket-admin-actions-restricted',
  's3-bucket-policy-no-wildcards',
  's3-bucket-service-grants-scoped',
  's3-bucket-no-audit-lockout',
  's3-bucket-presigned-url-limited',
  's3-identity-policy-no-full-access',
  's3-organization-guardrails',
  's3-bucket-kms-encryption',
  's3-bucket-sse-c-blocked',
  's3-bucket-tls-required',
  's3-bucket-put-encryption-enforced',
  's3-directory-bucket-encryption-kms',
  's3-table-bucket-encryption-kms',
  's3-bucket-access-logging',
  's3-log-bucket-deliverable',
  's3-object-data-events',
  's3-bucket-mfa-delete',
  's3-bucket-mfa-protected-delete',
  's3-bucket-versioning',
  's3-bucket-lifecycle-safe',
  's3-bucket-object-lock',
  's3-bucket-replication',
  's3-replication-target-trusted',
  's3-audit-bucket-immutable',
  's3-vpc-endpoint-attached',
  's3-vpc-endpoint-policy-restricted',
  's3-bucket-network-perimeter',
  's3-access-analyzer-findings',
  's3-macie-coverage',
  's3-change-alerting',
  's3-exemptions-valid',
] as const;

export type CatalogueId = (typeof catalogue)[number];

/** Which rules a standard or a purpose asks for. */
export interface Profile {
  readonly name: string;
  readonly title: string;
  /** Whether all core rules belong to it too. */
  readonly withCore: boolean;
  /** Whether AWS's two managed rules belong to its pack. */
  readonly withManaged: boolean;
  readonly ids: readonly CatalogueId[];
}

/** Every profile. */
export const profiles: readonly Profile[] = [
  {
    name: 'cis-aws-foundations-5.0',
    title: 'CIS AWS Foundations Benchmark 5.0',
    withCore: false,
    withManaged: true,
    ids: [
      's3-account-public-access-block',
      's3-bucket-public-access-block',
      's3-bucket-tls-required',
      's3-object-data-events',
      's3-bucket-mfa-delete',
      's3-access-analyzer-findings',
      's3-macie-coverage',
      's3-change-alerting',
    ],
  },
  {
    name: 'pci-dss-4.0.1',
    title: 'PCI DSS 4.0.1',
    withCore: true,
    withManaged: true,
    ids: ['s3-bucket-kms-encryption', 's3-bucket-object-lock', 's3-audit-bucket-immutable'],
  },
  {
    name: 'ransomware',
    title: 'What keeps data from being encrypted, deleted or carried off',
    withCore: false,
    withManaged: false,
    ids: [
      's3-account-public-access-block',
      's3-bucket-public-access-block',
      's3-bucket-admin-actions-restricted',
      's3-bucket-no-audit-lockout',
      's3-bucket-kms-encryption',
      's3-bucket-sse-c-blocked',
      's3-bucket-mfa-delete',
      's3-bucket-versioning',
      's3-bucket-lifecycle-safe',
      's3-bucket-object-lock',
      's3-replication-target-trusted',
      's3-audit-bucket-immutable',
    ],
  },
];

/** Those of all rules that belong to a profile, in their order. */
export const rulesOfProfile = ({ withCore, ids }: Profile, all: readonly Rule[]): readonly Rule[] =>
  all.filter(({ id, tier }) => (withCore && tier === 'core') || (ids as readonly string[]).includes(id));
