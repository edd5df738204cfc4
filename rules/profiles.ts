import type { Rule } from '../src/core/rule.js';
import type { RuleId } from '../src/core/rule-ids.generated.js';

/** Which rules a standard or a purpose asks for. */
export interface Profile {
  readonly name: string;
  readonly title: string;
  /** Whether all core rules belong to it too. */
  readonly withCore: boolean;
  /** Whether AWS's two managed rules belong to its pack. */
  readonly withManaged: boolean;
  readonly ids: readonly RuleId[];
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
