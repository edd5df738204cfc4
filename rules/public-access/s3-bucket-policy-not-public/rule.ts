import { blockingLevel } from '../../../src/core/block-public-access.js';
import { type Fact, known } from '../../../src/core/fact.js';
import { bucketPolicyContext } from '../../../src/core/policy-context.js';
import { policyEvidence } from '../../../src/core/policy-evidence.js';
import { joinReasons, type Words, words } from '../../../src/core/reason.js';
import { defineRule } from '../../../src/core/rule.js';
import { compliant, insufficientData, nonCompliant, type Verdict } from '../../../src/core/verdict.js';
import { rangeFrom } from '../../../src/policy/cidr.js';
import {
  type Condition,
  describeStatement,
  type Policy,
  publicStatements,
  type Statement,
  type StatementReference,
  type StrangerAccess,
  strangerAccess,
} from '../../../src/policy/index.js';

export default defineRule({
  id: 's3-bucket-policy-not-public',
  severity: 'CRITICAL',
  title: 'The bucket policy lets no stranger in',
  description:
    "The bucket policy is not public by S3's own status, and gives no S3 action to anyone it does not name: neither now nor once Block Public Access is off. Controls: S3.2, S3.3.",
  tier: 'core',
  controls: [
    'FSBP S3.2',
    'FSBP S3.3',
    'CIS AWS Foundations 7.0 2.21 ~',
    'PCI DSS 4.0.1 1.4.4 ~',
    'NIST 800-53 r5 AC-3',
    'NIST 800-53 r5 AC-3(7)',
    'NIST 800-53 r5 AC-4',
    'NIST 800-53 r5 AC-4(21)',
    'NIST 800-53 r5 AC-6',
    'NIST 800-53 r5 AC-21',
    'NIST 800-53 r5 SC-7',
    'NIST 800-53 r5 SC-7(3)',
    'NIST 800-53 r5 SC-7(4)',
    'NIST 800-53 r5 SC-7(9)',
    'NIST 800-53 r5 SC-7(11)',
    'NIST 800-53 r5 SC-7(16)',
    'NIST 800-53 r5 SC-7(20)',
    'NIST 800-53 r5 SC-7(21)',
  ],
  remediation: {
    summary:
      'Name the accounts, roles or services in Principal, or confine the statement to fixed values of a key such as aws:PrincipalOrgID or aws:SourceVpce.',
  },
  resource: 'bucket',
  facts: ['policy'],
  optionalFacts: ['publicAccessBlock', 'accountPublicAccessBlock'],
  parameters: {
    latent: {
      type: 'text',
      enum: ['report', 'ignore'],
      default: 'report',
      description:
        'Whether a policy counts that is public but lets no stranger in now, as RestrictPublicBuckets or a Deny holds it back: report or ignore.',
    },
    allowedPublicActions: {
      type: 'list',
      default: [],
      pattern: '^s3:[A-Za-z]+$',
      description: 'Actions that may be public, such as s3:GetObject for a website.',
    },
    trustedCidrs: {
      type: 'list',
      default: [],
      pattern: '^[0-9A-Fa-f.:]+/[0-9]{1,3}$',
      description: 'Address ranges that are trusted although they are wider than /8 (IPv4) or /32 (IPv6).',
    },
  },
  evaluate(bucket, { latent, allowedPublicActions, trustedCidrs }) {
    const { policy } = bucket;
    if (!policy) return compliant('NO_POLICY', 'The bucket has no policy.');
    const judged = withoutAccepted(policy, allowedPublicActions, trustedCidrs);
    const access = strangerAccess(judged, bucketPolicyContext(bucket));
    const open = access.any.value;
    const status = publicStatements(judged).map(describeStatement);
    const countsStatus = latent === 'report' && status.length > 0;
    if (open === false && !countsStatus) return notPublic(policy, access, status);

    // Without the status RestrictPublicBuckets does nothing, and of a policy that lets nobody in it holds nothing back.
    const held = status.length === 0 || open === false ? known(null) : blockingLevel(bucket, 'restrictPublicBuckets');
    const isHeld = held.known && held.value !== null;
    const reason = reasonOf(access, status, held);
    if (!countsStatus) {
      if (isHeld) return compliant('HELD_BACK', reason);
      if (open === 'unknown') return insufficientData(access.any.code, reason);
      if (!held.known) return insufficientData(held.code, reason);
    }
    const code = open !== true ? 'PUBLIC_STATUS' : isHeld ? 'LATENT_PUBLIC_POLICY' : 'PUBLIC_POLICY';
    const severity = isHeld || open === false ? 'HIGH' : 'CRITICAL';
    const answer = status.length > 0 ? { ...access.any, statements: status } : access.any;
    const found = answer.witness ?? "public by S3's status";
    return nonCompliant(code, reason, policyEvidence(answer, 'no grant to strangers', found), severity);
  },
});

/** The policy without what the parameters accept: grants of allowed actions, and the width of trusted ranges. */
const withoutAccepted = (policy: Policy, actions: readonly string[], cidrs: readonly string[]): Policy => {
  const allowed = new Set(actions.map((action) => action.toLowerCase()));
  const trusted = cidrs.flatMap((cidr) => rangeFrom(cidr) ?? []);
  const isTrusted = (value: string): boolean => {
    const range = rangeFrom(value);
    return range !== null && trusted.some(({ low, end }) => low <= range.low && range.end <= end);
  };
  const narrowed = (condition: Condition): Condition =>
    condition.key === 'aws:sourceip'
      ? { ...condition, values: condition.values.map((value) => (isTrusted(value) ? PRIVATE_ADDRESS : value)) }
      : condition;
  const statements = policy.statements.flatMap((statement) => {
    const rest = statement.effect === 'Deny' ? statement : withoutActions(statement, allowed);
    return rest ? [{ ...rest, conditions: rest.conditions.map(narrowed) }] : [];
  });
  return { ...policy, statements };
};

const withoutActions = (statement: Statement, allowed: ReadonlySet<string>): Statement | null => {
  if (statement.action.not) return statement;
  const patterns = statement.action.patterns.filter((pattern) => !allowed.has(pattern.toLowerCase()));
  return patterns.length === 0 ? null : { ...statement, action: { not: false, patterns } };
};

/** Stands for a trusted range: no request comes from it over the internet, so what is confined to it opens nothing. */
const PRIVATE_ADDRESS = '10.0.0.1';

const notPublic = (policy: Policy, access: StrangerAccess, status: readonly StatementReference[]): Verdict => {
  const accepted = status.length === 0 ? publicStatements(policy) : [];
  if (accepted.length === 0) return compliant('NOT_PUBLIC', access.any.reason);
  return compliant('ACCEPTED', words`The parameters accept what ${labels(accepted.map(describeStatement))} grants.`);
};

const sorts = ['read', 'list', 'write', 'admin'] as const;

const reasonOf = (
  access: StrangerAccess,
  status: readonly StatementReference[],
  held: Fact<'own' | 'account' | null>,
): Words => {
  const { any } = access;
  const isOpen = any.value === true;
  const open = isOpen ? sorts.filter((sort) => access[sort].value === true) : [];
  const others = isOpen ? status.filter(({ index }) => any.statements.every((told) => told.index !== index)) : [];
  // What may be cut for want of room comes last.
  return joinReasons(
    isOpen || status.length === 0 ? null : words`S3 calls the policy public for ${labels(status)}.`,
    any.reason,
    noteOn(held),
    open.length === 0 ? null : words`Access of strangers: ${open}.`,
    others.length === 0 ? null : words`Also public by S3's status: ${labels(others)}.`,
  );
};

const labels = (statements: readonly StatementReference[]): readonly string[] => statements.map(({ label }) => label);

const noteOn = (held: Fact<'own' | 'account' | null>): string | null => {
  if (!held.known) return `Whether RestrictPublicBuckets holds it back is unknown: ${held.reason}.`;
  if (held.value === null) return null;
  return `RestrictPublicBuckets of the ${held.value === 'own' ? 'bucket' : 'account'} holds it back.`;
};
