import { rangeFrom } from '../policy/cidr.js';
import {
  type Condition,
  describeStatement,
  type Policy,
  type PolicyContext,
  publicStatements,
  type Statement,
  type StatementReference,
  type StrangerAccess,
  strangerAccess,
} from '../policy/index.js';
import { type Blockable, blockingLevel } from './block-public-access.js';
import { type Fact, known } from './fact.js';
import type { ParameterDefinitions, ParameterValues } from './parameters.js';
import { policyEvidence } from './policy-evidence.js';
import { joinReasons, type Words, words } from './reason.js';
import { compliant, insufficientData, nonCompliant, type Severity, type Verdict } from './verdict.js';

/** What rules about public policies accept. */
export const publicPolicyParameters = {
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
} as const satisfies ParameterDefinitions;

type Accepted = ParameterValues<typeof publicPolicyParameters>;

/** How a verdict on a public policy names and grades. */
export interface PublicPolicyTerms {
  /** What the policy is attached to: `bucket`. */
  readonly owner: string;
  readonly severity: { readonly open: Severity; readonly held: Severity };
}

/**
 * The verdict on whether a policy is public: by S3's own status, or because it lets strangers in.
 *
 * @param resource whose settings of Block Public Access are looked at only where they decide
 */
export const publicPolicyVerdict = (
  resource: Blockable,
  policy: Policy,
  context: PolicyContext,
  accepted: Accepted,
  { owner, severity }: PublicPolicyTerms,
): Verdict => {
  const judged = withoutAccepted(policy, accepted);
  const access = strangerAccess(judged, context);
  const open = access.any.value;
  const statusOf = (one: Policy) => publicStatements(one, context.kind, context.networkOrigin).map(describeStatement);
  const status = statusOf(judged);
  const countsStatus = accepted.latent === 'report' && status.length > 0;
  if (open === false && !countsStatus) {
    const waived = status.length === 0 ? statusOf(policy) : [];
    if (waived.length === 0) return compliant('NOT_PUBLIC', access.any.reason);
    return compliant('ACCEPTED', words`The parameters accept what ${labels(waived)} grants.`);
  }
  // Without the status RestrictPublicBuckets does nothing, and of a policy that lets nobody in it holds nothing back.
  const held = status.length === 0 || open === false ? known(null) : blockingLevel(resource, 'restrictPublicBuckets');
  const isHeld = held.known && held.value !== null;
  const reason = reasonOf(access, status, noteOn(held, owner));
  if (!countsStatus) {
    if (isHeld) return compliant('HELD_BACK', reason);
    if (open === 'unknown') return insufficientData(access.any.code, reason);
    if (!held.known) return insufficientData(held.code, reason);
  }
  const code = open !== true ? 'PUBLIC_STATUS' : isHeld ? 'LATENT_PUBLIC_POLICY' : 'PUBLIC_POLICY';
  const answer = status.length > 0 ? { ...access.any, statements: status } : access.any;
  const found = answer.witness ?? "public by S3's status";
  const grade = isHeld || open === false ? severity.held : severity.open;
  return nonCompliant(code, reason, policyEvidence(answer, 'no grant to strangers', found), grade);
};

/** The policy without what the parameters accept: grants of allowed actions, and the width of trusted ranges. */
export const withoutAccepted = (policy: Policy, accepted: Omit<Accepted, 'latent'>): Policy => {
  const allowed = new Set(accepted.allowedPublicActions.map((action) => action.toLowerCase()));
  const trusted = accepted.trustedCidrs.flatMap((cidr) => rangeFrom(cidr) ?? []);
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

const sorts = ['read', 'list', 'write', 'admin'] as const;

const reasonOf = (access: StrangerAccess, status: readonly StatementReference[], note: string | null): Words => {
  const { any } = access;
  const isOpen = any.value === true;
  const open = isOpen ? sorts.filter((sort) => access[sort].value === true) : [];
  const others = isOpen ? status.filter(({ index }) => any.statements.every((told) => told.index !== index)) : [];
  // What may be cut for want of room comes last.
  return joinReasons(
    isOpen || status.length === 0 ? null : words`S3 calls the policy public for ${labels(status)}.`,
    any.reason,
    note,
    open.length === 0 ? null : words`Access of strangers: ${open}.`,
    others.length === 0 ? null : words`Also public by S3's status: ${labels(others)}.`,
  );
};

const labels = (statements: readonly StatementReference[]): readonly string[] => statements.map(({ label }) => label);

const noteOn = (held: Fact<'own' | 'account' | null>, owner: string): string | null => {
  if (!held.known) return `Whether RestrictPublicBuckets holds it back is unknown: ${held.reason}.`;
  if (held.value === null) return null;
  return `RestrictPublicBuckets of the ${held.value === 'own' ? owner : 'account'} holds it back.`;
};
