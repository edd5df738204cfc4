import { grantEvidence, grantTexts, verdictOnGrants } from '../../../src/core/grant-verdict.js';
import { policyContextOf } from '../../../src/core/policy-context.js';
import { words } from '../../../src/core/reason.js';
import { defineRule } from '../../../src/core/rule.js';
import { trustParameters } from '../../../src/core/trust-parameters.js';
import { compliant, insufficientData, nonCompliant } from '../../../src/core/verdict.js';
import { foreignGrants } from '../../../src/policy/foreign-grants.js';
import { operationsOf } from '../../../src/policy/index.js';

export default defineRule({
  id: 's3-bucket-admin-actions-restricted',
  severity: 'HIGH',
  title: "The bucket policy lets no other account change the bucket's protection",
  description:
    'The bucket policy grants other accounts no action that changes policies, ACLs, encryption, blocks, ownership, replication, lifecycle or versioning, bypasses governance retention or deletes the bucket. Controls: S3.6.',
  tier: 'core',
  controls: ['FSBP S3.6', 'NIST 800-53 r5 CA-9(1)', 'NIST 800-53 r5 CM-2', 'NIST 800-171 r2 3.13.4'],
  remediation: {
    summary:
      'Name the actions that the other account needs, such as s3:GetObject, instead of a pattern that holds administrative ones, or trust the account.',
  },
  resource: ['bucket', 'directoryBucket', 'tableBucket'],
  facts: ['policy'],
  optionalFacts: [],
  parameters: {
    adminActions: {
      type: 'list',
      default: [
        's3:PutBucketPolicy',
        's3:DeleteBucketPolicy',
        's3:PutBucketAcl',
        's3:PutObjectAcl',
        's3:PutEncryptionConfiguration',
        's3:PutBucketPublicAccessBlock',
        's3:PutBucketOwnershipControls',
        's3:PutReplicationConfiguration',
        's3:PutLifecycleConfiguration',
        's3:PutBucketVersioning',
        's3:BypassGovernanceRetention',
        's3:DeleteBucket',
        's3:PutObjectVersionAcl',
        's3express:PutBucketPolicy',
        's3express:DeleteBucketPolicy',
        's3express:PutEncryptionConfiguration',
        's3express:PutLifecycleConfiguration',
        's3express:DeleteBucket',
        's3tables:PutTableBucketPolicy',
        's3tables:DeleteTableBucketPolicy',
        's3tables:PutTablePolicy',
        's3tables:PutTableBucketEncryption',
        's3tables:DeleteTableBucket',
      ],
      pattern: '^(s3|s3express|s3tables):[A-Za-z]+$',
      description: 'The actions that other accounts must not have, each by its whole name.',
    },
    trustedAccountIds: trustParameters.trustedAccountIds,
  },
  evaluate({ policy, ...bucket }, { adminActions, trustedAccountIds }) {
    if (!policy) return compliant('NO_POLICY', 'The bucket has no policy.');
    const unheardOf = adminActions.filter((action) => !known.has(action.toLowerCase()));
    if (unheardOf.length > 0) {
      const reason = words`The parameter adminActions names what is no action of a bucket policy: ${unheardOf}.`;
      return insufficientData('UNKNOWN_ACTION', reason);
    }
    const context = policyContextOf(bucket);
    if (!context.known) return insufficientData(context.code, `What the policy grants is unknown: ${context.reason}.`);
    const wanted = new Set(adminActions.map((action) => action.toLowerCase()));
    return verdictOnGrants(
      foreignGrants(policy, context.value, { accounts: trustedAccountIds }, ({ action }) =>
        wanted.has(action.toLowerCase()),
      ),
      (grants) =>
        nonCompliant(
          'ADMIN_GRANT',
          words`The policy lets others than its account administer the bucket: ${grantTexts(grants)}.`,
          grantEvidence(grants, 'no administrative action for other accounts'),
        ),
      () => compliant('RESTRICTED', 'The policy grants no administrative action to other accounts.'),
    );
  },
});

const known: ReadonlySet<string> = new Set(
  (['bucket', 'directoryBucket', 'tableBucket'] as const)
    .flatMap(operationsOf)
    .map(({ action }) => action.toLowerCase()),
);
