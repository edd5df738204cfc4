import { bucketPolicyContext } from '../../../src/core/policy-context.js';
import { policyEvidence } from '../../../src/core/policy-evidence.js';
import { joinReasons, type Words, words } from '../../../src/core/reason.js';
import { defineRule } from '../../../src/core/rule.js';
import { trustParameters } from '../../../src/core/trust-parameters.js';
import { compliant, insufficientData, nonCompliant } from '../../../src/core/verdict.js';
import { type DenialsTo, deniedTo } from '../../../src/policy/denied-to.js';
import { type Answer, operationsOf, type PolicyContext, type StatementReference } from '../../../src/policy/index.js';
import { lockedOut } from '../../../src/policy/locked-out.js';

export default defineRule({
  id: 's3-bucket-no-audit-lockout',
  severity: 'MEDIUM',
  title: 'The bucket policy keeps neither auditors nor the account out',
  description:
    'The bucket policy denies no audit principal (AWS Config, Security Hub, Trusted Advisor, Access Analyzer) the reads it needs, and leaves others than the root user a way to change it. Controls: NIST AU-6, CA-7.',
  tier: 'core',
  controls: ['NIST 800-53 r5 AU-6 ~', 'NIST 800-53 r5 CA-7 ~'],
  remediation: {
    summary:
      'Spare the audit roles in the Deny, by ArnNotLike on aws:PrincipalArn; as the root user of the account if nobody else may change the policy.',
  },
  resource: 'bucket',
  facts: ['policy'],
  optionalFacts: [],
  factsWithoutItem: ['policy'],
  parameters: {
    auditPrincipals: {
      type: 'list',
      default: [
        'aws-service-role/config.amazonaws.com/AWSServiceRoleForConfig',
        'aws-service-role/securityhub.amazonaws.com/AWSServiceRoleForSecurityHub',
        'aws-service-role/trustedadvisor.amazonaws.com/AWSServiceRoleForTrustedAdvisor',
        'aws-service-role/access-analyzer.amazonaws.com/AWSServiceRoleForAccessAnalyzer',
      ],
      pattern: '^(arn:aws[a-z-]*:iam::\\d{12}:(role|user)/)?[\\w+=.@/-]+$',
      description:
        "Who must be able to read: roles of the bucket's account by path and name, or ARNs of roles and users.",
    },
    auditActions: {
      type: 'list',
      default: [
        's3:GetBucketPolicy',
        's3:GetBucketPolicyStatus',
        's3:GetBucketAcl',
        's3:GetBucketPublicAccessBlock',
        's3:GetBucketOwnershipControls',
        's3:GetBucketLocation',
        's3:GetBucketLogging',
        's3:GetBucketVersioning',
        's3:GetBucketTagging',
        's3:GetBucketObjectLockConfiguration',
        's3:GetEncryptionConfiguration',
        's3:GetLifecycleConfiguration',
        's3:GetReplicationConfiguration',
      ],
      pattern: '^s3:[A-Za-z]+$',
      description: 'The actions on the bucket that they must be able to call, each by its whole name.',
    },
    trustedOrgIds: trustParameters.trustedOrgIds,
  },
  evaluate({ policy, ...bucket }, { auditPrincipals, auditActions, trustedOrgIds }) {
    if (!policy) return compliant('NO_POLICY', 'The bucket has no policy.');
    const unheardOf = auditActions.filter((action) => !bucketActions.has(action.toLowerCase()));
    if (unheardOf.length > 0) {
      const reason = words`The parameter auditActions names what is no action on a bucket: ${unheardOf}.`;
      return insufficientData('UNKNOWN_ACTION', reason);
    }
    const context = bucketPolicyContext(bucket);
    const denials = deniedTo(policy, context, {
      principals: auditPrincipals.map((principal) => arnOf(principal, context)),
      actions: auditActions.flatMap((action) => bucketActions.get(action.toLowerCase()) ?? []),
      organizations: trustedOrgIds,
    });
    const blind = denials === 'unknown' ? [] : denials.filter(({ denied }) => denied.length > 0);
    const account = lockedOut(policy, context);
    if (account.value === true) {
      const reason = joinReasons(
        account.reason,
        blind.length > 0 ? words`Audit roles are shut out too: ${namesOf(blind)}.` : null,
      );
      return nonCompliant('LOCKED_OUT', reason, policyEvidence(account, 'a way for others than the root user'));
    }
    if (blind.length > 0) return nonCompliant('AUDIT_BLIND', blindReason(blind), evidenceOf(blind, 'denied'));
    if (denials === 'unknown' || account.value === 'unknown') {
      return insufficientData(
        'TOO_INTRICATE',
        'The policy is too intricate to decide what it denies to audit principals.',
      );
    }
    if (denials.length > 0) return insufficientData('UNDECIDED', doubtReason(denials), evidenceOf(denials, 'doubtful'));
    return compliant('AUDITABLE', words`No statement denies the audit reads to ${auditPrincipals.map(nameOf)}.`);
  },
});

/** The actions on a bucket, by name in lower case. */
const bucketActions: ReadonlyMap<string, string> = new Map(
  operationsOf('bucket')
    .filter(({ inside }) => !inside)
    .map(({ action }) => [action.toLowerCase(), action]),
);

const arnOf = (principal: string, { partition, accountId }: PolicyContext): string =>
  principal.startsWith('arn:') ? principal : `arn:${partition}:iam::${accountId}:role/${principal}`;

const nameOf = (principal: string): string => principal.split('/').at(-1) ?? principal;

const namesOf = (denials: readonly DenialsTo[]): readonly string[] => denials.map(({ principal }) => nameOf(principal));

const distinct = (texts: readonly string[]): readonly string[] => [...new Set(texts)];

const blindReason = (blind: readonly DenialsTo[]): Words =>
  words`${capital(labelsOf(blind))} ${deny(blind)} ${distinct(blind.flatMap(({ denied }) => denied))} to ${namesOf(blind)}.`;

const doubtReason = (denials: readonly DenialsTo[]): Words => {
  const actions = distinct(denials.flatMap(({ doubtful }) => doubtful));
  const keys = distinct(denials.flatMap(({ dependsOn }) => dependsOn));
  const what = words`Whether ${labelsOf(denials)} ${deny(denials)} ${actions} to ${namesOf(denials)}`;
  const isOrganization = keys.some((key) => key.toLowerCase().startsWith('aws:principalorg'));
  return joinReasons(
    keys.length === 0 ? words`${what} is not told.` : words`${what} depends on ${keys}.`,
    isOrganization ? 'The parameter trustedOrgIds can name the organization of the account.' : null,
    keys.includes('NotPrincipal')
      ? 'NotPrincipal does not spare the sessions of a role; use ArnNotLike on aws:PrincipalArn.'
      : null,
  );
};

const statementsOf = (denials: readonly DenialsTo[]): readonly StatementReference[] => [
  ...new Map(denials.flatMap(({ statements }) => statements).map((one) => [one.index, one])).values(),
];

const labelsOf = (denials: readonly DenialsTo[]): readonly string[] => statementsOf(denials).map(({ label }) => label);

const deny = (denials: readonly DenialsTo[]): string => (statementsOf(denials).length > 1 ? 'deny' : 'denies');

const capital = ([first = '', ...others]: readonly string[]): readonly string[] => [
  `${first.charAt(0).toUpperCase()}${first.slice(1)}`,
  ...others,
];

const evidenceOf = (denials: readonly DenialsTo[], of: 'denied' | 'doubtful'): ReturnType<typeof policyEvidence> => {
  const found = Object.fromEntries(denials.map((one) => [one.principal, one[of]]));
  const answer: Answer = { value: true, statements: statementsOf(denials), reason: '', code: '' };
  return policyEvidence(answer, 'no Deny of audit reads to audit principals', { [of]: found });
};
