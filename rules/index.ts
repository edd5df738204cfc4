import type { Rule } from '../src/core/rule.js';
import bucketAclGrantsRestricted from './access-control/s3-bucket-acl-grants-restricted/rule.js';
import bucketAclsDisabled from './access-control/s3-bucket-acls-disabled/rule.js';
import bucketAdminActionsRestricted from './access-control/s3-bucket-admin-actions-restricted/rule.js';
import bucketCrossAccountRestricted from './access-control/s3-bucket-cross-account-restricted/rule.js';
import bucketNoAuditLockout from './access-control/s3-bucket-no-audit-lockout/rule.js';
import bucketPolicyNoWildcards from './access-control/s3-bucket-policy-no-wildcards/rule.js';
import bucketPresignedUrlLimited from './access-control/s3-bucket-presigned-url-limited/rule.js';
import bucketServiceGrantsScoped from './access-control/s3-bucket-service-grants-scoped/rule.js';
import identityPolicyNoFullAccess from './access-control/s3-identity-policy-no-full-access/rule.js';
import organizationGuardrails from './access-control/s3-organization-guardrails/rule.js';
import bucketKmsEncryption from './encryption/s3-bucket-kms-encryption/rule.js';
import bucketPutEncryptionEnforced from './encryption/s3-bucket-put-encryption-enforced/rule.js';
import bucketSseCBlocked from './encryption/s3-bucket-sse-c-blocked/rule.js';
import bucketTlsRequired from './encryption/s3-bucket-tls-required/rule.js';
import directoryBucketEncryptionKms from './encryption/s3-directory-bucket-encryption-kms/rule.js';
import tableBucketEncryptionKms from './encryption/s3-table-bucket-encryption-kms/rule.js';
import bucketAccessLogging from './logging/s3-bucket-access-logging/rule.js';
import logBucketDeliverable from './logging/s3-log-bucket-deliverable/rule.js';
import objectDataEvents from './logging/s3-object-data-events/rule.js';
import bucketMfaDelete from './mfa-delete/s3-bucket-mfa-delete/rule.js';
import bucketMfaProtectedDelete from './mfa-delete/s3-bucket-mfa-protected-delete/rule.js';
import accessAnalyzerFindings from './monitoring/s3-access-analyzer-findings/rule.js';
import changeAlerting from './monitoring/s3-change-alerting/rule.js';
import exemptionsValid from './monitoring/s3-exemptions-valid/rule.js';
import macieCoverage from './monitoring/s3-macie-coverage/rule.js';
import bucketNetworkPerimeter from './network/s3-bucket-network-perimeter/rule.js';
import vpcEndpointAttached from './network/s3-vpc-endpoint-attached/rule.js';
import vpcEndpointPolicyRestricted from './network/s3-vpc-endpoint-policy-restricted/rule.js';
import accessPointPolicyNotPublic from './public-access/s3-access-point-policy-not-public/rule.js';
import accessPointPublicAccessBlock from './public-access/s3-access-point-public-access-block/rule.js';
import accountPublicAccessBlock from './public-access/s3-account-public-access-block/rule.js';
import bucketPolicyNotPublic from './public-access/s3-bucket-policy-not-public/rule.js';
import bucketPublicAccessBlock from './public-access/s3-bucket-public-access-block/rule.js';
import bucketWebsiteDisabled from './public-access/s3-bucket-website-disabled/rule.js';
import auditBucketImmutable from './resilience/s3-audit-bucket-immutable/rule.js';
import bucketLifecycleSafe from './resilience/s3-bucket-lifecycle-safe/rule.js';
import bucketObjectLock from './resilience/s3-bucket-object-lock/rule.js';
import bucketReplication from './resilience/s3-bucket-replication/rule.js';
import bucketVersioning from './resilience/s3-bucket-versioning/rule.js';
import replicationTargetTrusted from './resilience/s3-replication-target-trusted/rule.js';

/** Every rule by its family, in the order of the catalogue. A test holds this list to the folders. */
export const families = {
  'public-access': [
    accountPublicAccessBlock,
    bucketPublicAccessBlock,
    bucketPolicyNotPublic,
    accessPointPublicAccessBlock,
    accessPointPolicyNotPublic,
    bucketWebsiteDisabled,
  ],
  'access-control': [
    bucketAclsDisabled,
    bucketAclGrantsRestricted,
    bucketCrossAccountRestricted,
    bucketAdminActionsRestricted,
    bucketPolicyNoWildcards,
    bucketServiceGrantsScoped,
    bucketNoAuditLockout,
    bucketPresignedUrlLimited,
    identityPolicyNoFullAccess,
    organizationGuardrails,
  ],
  encryption: [
    bucketKmsEncryption,
    bucketSseCBlocked,
    bucketTlsRequired,
    bucketPutEncryptionEnforced,
    directoryBucketEncryptionKms,
    tableBucketEncryptionKms,
  ],
  logging: [bucketAccessLogging, logBucketDeliverable, objectDataEvents],
  'mfa-delete': [bucketMfaDelete, bucketMfaProtectedDelete],
  resilience: [
    bucketVersioning,
    bucketLifecycleSafe,
    bucketObjectLock,
    bucketReplication,
    replicationTargetTrusted,
    auditBucketImmutable,
  ],
  network: [vpcEndpointAttached, vpcEndpointPolicyRestricted, bucketNetworkPerimeter],
  monitoring: [accessAnalyzerFindings, macieCoverage, changeAlerting, exemptionsValid],
} as const satisfies Readonly<Record<string, readonly Rule[]>>;

export type Family = keyof typeof families;

/** Every rule, in the order of the catalogue. */
export const rules: readonly Rule[] = Object.values(families).flat();

/**
 * The rule of an id.
 *
 * @returns null if there is none
 */
export const ruleOf = (id: string): Rule | null => rules.find((rule) => rule.id === id) ?? null;

/** The family of a rule, which is its folder. */
export const familyOf = (id: string): Family => {
  const found = Object.entries(families).find(([, members]: [string, readonly Rule[]]) =>
    members.some((rule) => rule.id === id),
  );
  if (!found) throw new Error(`no rule "${id}"`);
  return found[0] as Family;
};
