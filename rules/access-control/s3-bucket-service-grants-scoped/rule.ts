import { grantEvidence, grantTexts, verdictOnGrants } from '../../../src/core/grant-verdict.js';
import { bucketPolicyContext } from '../../../src/core/policy-context.js';
import { words } from '../../../src/core/reason.js';
import { defineRule } from '../../../src/core/rule.js';
import { compliant, nonCompliant, type Severity, type Verdict } from '../../../src/core/verdict.js';
import type { Grant } from '../../../src/policy/grant-search.js';
import { describeStatement, type Policy } from '../../../src/policy/index.js';
import { looseServiceGrants, sourceKeys } from '../../../src/policy/service-grants.js';

export default defineRule({
  id: 's3-bucket-service-grants-scoped',
  severity: 'HIGH',
  title: 'The bucket policy lets AWS services act only for fixed accounts',
  description:
    'Every grant to an AWS service is tied to fixed accounts or organizations by aws:SourceArn, aws:SourceAccount, aws:SourceOrgID or aws:SourceOrgPaths; none goes to a CloudFront origin access identity. Controls: NIST AC-3, AC-4.',
  tier: 'core',
  controls: ['NIST 800-53 r5 AC-3 ~', 'NIST 800-53 r5 AC-4 ~'],
  remediation: {
    summary:
      'Add a condition to the statement: StringEquals aws:SourceAccount with the id of the account, or ArnLike aws:SourceArn with an ARN that has it. Replace origin access identities by origin access control.',
  },
  resource: 'bucket',
  facts: ['policy'],
  optionalFacts: [],
  parameters: {
    requiredKeys: {
      type: 'list',
      default: sourceKeys,
      enum: sourceKeys,
      description: 'The condition keys of which one must tie each grant.',
    },
    exemptServices: {
      type: 'list',
      default: [],
      pattern: '^[a-z0-9.-]+\\.amazonaws\\.com(\\.cn)?$',
      description: 'Services that are not judged, such as those that send none of the keys.',
    },
    trustedSourceAccounts: {
      type: 'list',
      default: [],
      pattern: '^\\d{12}$',
      description:
        "Accounts that services may act for beside the bucket's own. Not set: any fixed account; for CloudFront none.",
    },
  },
  evaluate({ policy, ...bucket }, { requiredKeys, exemptServices, trustedSourceAccounts }) {
    if (!policy) return compliant('NO_POLICY', 'The bucket has no policy.');
    const context = bucketPolicyContext(bucket);
    const trusted = [bucket.accountId, ...trustedSourceAccounts];
    const isOpen = (service: string): boolean => trustedSourceAccounts.length === 0 && service !== CLOUDFRONT;
    const judged = withoutServices(policy, exemptServices);
    const search = looseServiceGrants(judged, context, {
      keys: requiredKeys,
      accountsFor: (service) => (isOpen(service) ? 'fixed' : trusted),
    });
    return verdictOnGrants(
      search,
      (grants) => {
        const untied = looseServiceGrants(judged, context, { keys: requiredKeys, accountsFor: () => 'fixed' });
        const isTied = untied.grants.length === 0 && untied.undecided.length === 0;
        const reason = isTied
          ? words`Services may act on the bucket for accounts that are not trusted: ${grantTexts(grants)}.`
          : words`Anyone may have services act on the bucket, as no source is fixed: ${grantTexts(grants)}.`;
        const evidence = grantEvidence(grants, `a condition that fixes one of ${requiredKeys.join(', ')}`);
        return nonCompliant(isTied ? 'UNTRUSTED_SOURCE' : 'CONFUSED_DEPUTY', reason, evidence, severityOf(grants));
      },
      () => verdictOnIdentities(judged),
    );
  },
});

const CLOUDFRONT = 'cloudfront.amazonaws.com';

/** The policy without the grants to some services. */
const withoutServices = (policy: Policy, exempt: readonly string[]): Policy => ({
  ...policy,
  statements: policy.statements.map((statement) => {
    if (statement.effect === 'Deny' || statement.principal.not) return statement;
    const services = statement.principal.services.filter((service) => !exempt.includes(service));
    return { ...statement, principal: { ...statement.principal, services } };
  }),
});

const severityOf = (grants: readonly Grant[]): Severity =>
  grants.some(({ levels }) => levels.some((level) => level !== 'read' && level !== 'list')) ? 'HIGH' : 'MEDIUM';

/**
 * What is left of CloudFront's origin access identities. S3 shows one by its ARN, and an account's canonical id by the
 * account, so that a canonical id which is still there is most likely an identity's.
 */
const verdictOnIdentities = ({ statements }: Policy): Verdict => {
  const identities = statements
    .filter(({ effect }) => effect === 'Allow')
    .flatMap((statement) => {
      const { arns, canonicalUsers } = statement.principal;
      const ids = canonicalUsers.map((id) => `canonical user ${id}`);
      const named = [...arns.filter((arn) => /^arn:[^:]+:iam::cloudfront:/.test(arn)), ...ids];
      const { label, path } = describeStatement(statement);
      return named.map((name) => ({ text: `${name} (${label})`, path, name }));
    });
  const [first, ...others] = identities.map(({ path, name }) => ({
    path,
    found: name,
    expected: `${CLOUDFRONT} with aws:SourceArn`,
  }));
  if (!first) return compliant('SCOPED', 'Every grant to a service is tied to fixed accounts, or there is none.');
  const texts = identities.map(({ text }) => text);
  const reason = words`Origin access identities of CloudFront are superseded by origin access control: ${texts}.`;
  return nonCompliant('LEGACY_IDENTITY', reason, [first, ...others], 'LOW');
};
