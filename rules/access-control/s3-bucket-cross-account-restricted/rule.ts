import { grantEvidence, grantTexts, verdictOnGrants } from '../../../src/core/grant-verdict.js';
import { logDeliveryAccounts } from '../../../src/core/log-delivery-accounts.js';
import { policyContextOf } from '../../../src/core/policy-context.js';
import { joinReasons, words } from '../../../src/core/reason.js';
import { defineRule } from '../../../src/core/rule.js';
import { trustParameters } from '../../../src/core/trust-parameters.js';
import { compliant, type Evidence, insufficientData, nonCompliant, type Verdict } from '../../../src/core/verdict.js';
import { foreignGrants } from '../../../src/policy/foreign-grants.js';
import { describeStatement, type Policy } from '../../../src/policy/index.js';

export default defineRule({
  id: 's3-bucket-cross-account-restricted',
  severity: 'HIGH',
  title: 'The bucket policy grants access outside the account only to those who are trusted',
  description:
    'The bucket policy grants nothing to other accounts, canonical users, identity providers or whoever meets a condition, unless the parameters trust them. Denies and conditions count. Controls: S3.6.',
  tier: 'core',
  controls: [
    'FSBP S3.6 ~',
    'NIST 800-53 r5 AC-3 ~',
    'NIST 800-53 r5 AC-4 ~',
    'NIST 800-53 r5 AC-6 ~',
    'PCI DSS 4.0.1 7.2.1 ~',
  ],
  remediation: {
    summary:
      'Remove the grant, confine it to a trusted account or organization, or add the account, organization, principal or network to the parameters.',
  },
  resource: ['bucket', 'directoryBucket', 'tableBucket'],
  facts: ['policy'],
  optionalFacts: [],
  parameters: {
    ...trustParameters,
    trustedOrgPaths: {
      type: 'list',
      default: [],
      pattern: '^o-[a-z0-9]+/\\S*$',
      description: 'Paths in organizations that are trusted, with * and ?: o-example1/r-ab12/ou-ab12-11111111/*.',
    },
    trustedPrincipalArns: {
      type: 'list',
      default: [],
      pattern: '^(arn:[a-z-]+:(iam|sts)::\\d{12}:\\S+|[0-9a-f]{64})$',
      description:
        'ARNs of principals of other accounts that are trusted, with * and ? behind the account; and canonical user ids.',
    },
    trustedVpcIds: {
      type: 'list',
      default: [],
      pattern: '^vpc-[0-9a-f]+$',
      description: 'VPCs from which anyone is trusted.',
    },
    trustedVpceIds: {
      type: 'list',
      default: [],
      pattern: '^vpce-[0-9a-f]+$',
      description: 'VPC endpoints through which anyone is trusted.',
    },
    allowAwsLogDelivery: {
      type: 'boolean',
      default: true,
      description: "Whether AWS's own accounts may deliver logs of load balancers and Amazon Redshift.",
    },
  },
  evaluate({ policy, ...bucket }, parameters) {
    if (!policy) return compliant('NO_POLICY', 'The bucket has no policy.');
    const context = policyContextOf(bucket);
    if (!context.known) return insufficientData(context.code, `What the policy grants is unknown: ${context.reason}.`);
    const search = foreignGrants(policy, context.value, {
      accounts: parameters.trustedAccountIds,
      organizations: parameters.trustedOrgIds,
      organizationPaths: parameters.trustedOrgPaths,
      principals: parameters.trustedPrincipalArns,
      vpcs: parameters.trustedVpcIds,
      vpcEndpoints: parameters.trustedVpceIds,
      logDelivery: parameters.allowAwsLogDelivery ? logDeliveryAccounts(context.value.partition) : [],
    });
    const orphans = orphansOf(policy);
    return verdictOnGrants(
      search,
      (grants) => {
        const reason = words`The policy grants to others than its account and those it trusts: ${grantTexts(grants)}.`;
        return nonCompliant('UNTRUSTED_GRANT', joinReasons(reason, orphanReason(orphans)), [
          ...grantEvidence(grants, 'no grant to those who are not trusted'),
          ...orphans,
        ]);
      },
      () => verdictOnOrphans(orphans),
    );
  },
});

/** Grants to users and roles that are gone: S3 shows their unique ids, and nobody can become them again. */
const orphansOf = ({ statements }: Policy): readonly Evidence[] =>
  statements
    .filter(({ effect, principal }) => effect === 'Allow' && principal.deleted.length > 0)
    .map((statement) => ({
      path: describeStatement(statement).path,
      found: statement.principal.deleted.join(', '),
      expected: 'a principal that exists',
    }));

const orphanReason = (orphans: readonly Evidence[]) =>
  orphans.length === 0
    ? null
    : words`Principals that were deleted are still named: ${orphans.map(({ found }) => String(found))}.`;

const verdictOnOrphans = ([first, ...others]: readonly Evidence[]): Verdict => {
  if (!first)
    return compliant('RESTRICTED', 'The policy grants nothing to others than its account and those it trusts.');
  const orphans = [first, ...others] as const;
  return nonCompliant('ORPHAN_PRINCIPAL', orphanReason(orphans) ?? '', orphans, 'LOW');
};
