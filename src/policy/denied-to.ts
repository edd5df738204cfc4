import type { Operation } from './actions.js';
import { type Decider, type Finding, operationsIn } from './decide.js';
import { describeStatement, type StatementReference } from './label.js';
import { hasBit, isEmptyMask, type Mask, overlap, union } from './mask.js';
import type { Policy, Statement } from './policy.js';
import type { PolicyContext } from './policy-context.js';
import { createInquiry } from './question.js';
import { withStatements } from './trust.js';
import { addressesIn, callerOf, isOrganizationKey, isUntold, regionOf, type UsualCall } from './usual-call.js';

/** Which calls a question about denial is about. */
export interface CallsAsked {
  /** ARNs of roles and users. */
  readonly principals: readonly string[];
  /** Actions on the bucket itself, by their whole names. */
  readonly actions: readonly string[];
  /** Organizations, one of which the principals are members of; empty: it is not known. */
  readonly organizations: readonly string[];
}

/** What is explicitly denied to a principal in its usual calls. */
export interface DenialsTo {
  readonly principal: string;
  /** Actions that are denied for certain. */
  readonly denied: readonly string[];
  /** Actions of which the policy does not tell whether they are denied. */
  readonly doubtful: readonly string[];
  /** The Denies that deny or, where none does for certain, that may. */
  readonly statements: readonly StatementReference[];
  /** What the doubtful ones hang on: condition keys as written, and `NotPrincipal`. */
  readonly dependsOn: readonly string[];
}

/**
 * What a policy explicitly denies to some principals in their usual calls; see `usual-call.ts` for what these are.
 *
 * Whether `NotPrincipal` spares a role is left open: it has to name the sessions of the role too, whose names nobody knows.
 *
 * @returns the principals to which something is or may be denied; `'unknown'` when deciding it costs too much
 * @see https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_elements_notprincipal.html
 */
export function deniedTo(policy: Policy, context: PolicyContext, asked: CallsAsked): readonly DenialsTo[] | 'unknown' {
  const denies = policy.statements.filter(({ effect }) => effect === 'Deny');
  if (denies.length === 0) return [];
  const known = withStatements({ ...policy, statements: denies }, [statementThatNames(asked, denies)]);
  const certain = createInquiry(known, context);
  // The engine never reads an Allow too small, so as Allows the Denies match whatever they may deny.
  const asAllows = new Map(known.statements.map((deny) => [asAllow(deny), deny]));
  const possible = createInquiry({ ...known, statements: [...asAllows.keys()] }, context);
  const denialsOf = (call: UsualCall) => {
    const may = possible.decide((decider) => mayBeDenied(decider, call, asAllows));
    return may === 'unknown' ? may : certain.decide((decider) => denialsIn(decider, call, may));
  };
  const found: DenialsTo[] = [];
  for (const principal of asked.principals) {
    const each = organizationsAsked(asked, denies).map((organization) =>
      denialsOf({ principal, organization, actions: new Set(asked.actions), addresses: addressesIn(denies) }),
    );
    if (each.includes('unknown')) return 'unknown';
    const denials = each.filter((one) => one !== 'unknown');
    // It is a member of one of them; which one is not told, so the kindest counts.
    if (denials.some(isNothing)) continue;
    found.push(...denials.slice(0, 1));
  }
  return found;
}

function organizationsAsked({ organizations }: CallsAsked, denies: readonly Statement[]): readonly (string | null)[] {
  const isTold = denies.some(({ conditions }) => conditions.some(({ key }) => isOrganizationKey(key)));
  return isTold && organizations.length > 0 ? organizations : [null];
}

/** A statement that matches nothing, and makes the engine tell the principals and organizations from all others. */
function statementThatNames(asked: CallsAsked, denies: readonly Statement[]): object {
  const organizations = organizationsAsked(asked, denies).filter((organization) => organization !== null);
  const condition = {
    StringEquals: { 'aws:PrincipalOrgID': organizations },
    'ForAnyValue:StringLike': { 'aws:PrincipalOrgPaths': organizations.map((organization) => `${organization}/*`) },
  };
  return {
    Effect: 'Deny',
    Principal: { AWS: asked.principals },
    Action: 'iam:GetUser',
    Resource: '*',
    Condition: organizations.length === 0 ? {} : condition,
  };
}

function asAllow(statement: Statement): Statement {
  const { principal } = statement;
  return {
    ...statement,
    effect: 'Allow',
    principal: principal.not ? { ...principal, not: false, everyone: true } : principal,
  };
}

/** The operations that some Deny may match, and these Denies. */
interface MayBeDenied {
  readonly operations: Mask;
  readonly statements: readonly Statement[];
}

function mayBeDenied(
  { model, visitAllowed }: Decider,
  call: UsualCall,
  asAllows: ReadonlyMap<Statement, Statement>,
): MayBeDenied {
  const masks: Mask[] = [];
  const statements = new Set<Statement>();
  visitAllowed([callerOf(call)], regionOf(call, model), ({ requests, allow }) => {
    masks.push(operationsIn(model, requests));
    statements.add(asAllows.get(allow) ?? allow);
    return false;
  });
  return { operations: masks.reduce(union, noOperations(model)), statements: [...statements] };
}

function denialsIn({ model, visitUndenied, coverOf }: Decider, call: UsualCall, may: MayBeDenied): DenialsTo {
  const { operations } = model.table;
  const callers = [callerOf(call)];
  const region = regionOf(call, model);
  const asked = region.operation === undefined ? model.table.all : model.table.where(region.operation);
  const found: Mask[] = [noOperations(model)];
  visitUndenied(callers, region, ({ requests }: Finding) => {
    const open = union(found.pop() ?? [], operationsIn(model, requests));
    found.push(open);
    return isEmptyMask(overlap(asked, open, true));
  });
  const [open = []] = found;
  const certain = overlap(asked, open, true);
  const doubtful = overlap(overlap(asked, open), may.operations);
  const namesIn = (mask: Mask) => operations.flatMap(({ action }, i) => (hasBit(mask, i) ? [action] : []));
  const denied = namesIn(certain);
  const isDenied = ({ action, inside }: Operation) => !inside && denied.includes(action);
  const statements =
    denied.length === 0
      ? may.statements.map(describeStatement)
      : (coverOf({ ...region, operation: isDenied }, callers) ?? []);
  const dependsOn = [...new Set(may.statements.flatMap((deny) => untoldIn(deny, call)))];
  return { principal: call.principal, denied, doubtful: namesIn(doubtful), statements, dependsOn };
}

function noOperations({ table }: Decider['model']): Mask {
  return table.all.map(() => 0);
}

function isNothing({ denied, doubtful }: DenialsTo): boolean {
  return denied.length === 0 && doubtful.length === 0;
}

/** What of a Deny is not told of a usual call. */
function untoldIn({ principal, conditions }: Statement, call: UsualCall): readonly string[] {
  const untold = conditions.filter(({ key }) => isUntold(key, call));
  return [...(principal.not ? ['NotPrincipal'] : []), ...untold.map(({ keyName }) => keyName)];
}
