import { actionText } from './action-text.js';
import type { AccessLevel, Operation } from './actions.js';
import { type Caller, isAbout } from './callers.js';
import { type AllowedFinding, type Decider, operationsIn } from './decide.js';
import { describeStatement, type StatementReference } from './label.js';
import { isEmptyMask, type Mask, overlap, union } from './mask.js';
import { type NamedValues, PINNING_KEYS } from './named-values.js';
import type { Statement } from './policy.js';
import type { Inquiry } from './question.js';
import { callerText, type PolicyRequest, strangerText } from './request.js';
import { witnessOf } from './witness.js';

/** Something that an Allow effectively grants to somebody: what Denies take back is none. */
export interface Grant {
  readonly statement: StatementReference;
  /** In words, with what confines it: `account 444455556666`, `any AWS account with aws:PrincipalOrgID o-example1`. */
  readonly grantee: string;
  /** In words: `s3:GetObject on objects`. */
  readonly actions: string;
  /** The access levels of these actions. */
  readonly levels: readonly AccessLevel[];
  /** A request that is allowed. */
  readonly witness?: PolicyRequest;
}

/** What a search for grants gives. */
export interface GrantSearch {
  readonly grants: readonly Grant[];
  /** The statements of which deciding it costs too much. */
  readonly undecided: readonly StatementReference[];
}

/** Whose grants of what to look for. */
export interface GrantQuestion {
  /** Whether it is about what a statement grants to a caller. */
  readonly isAsked: (caller: Caller, allow: Statement) => boolean;
  /** Which operations; all, unless told. */
  readonly operation?: (operation: Operation) => boolean;
}

/**
 * Searches a policy for grants, statement by statement.
 *
 * Of a statement that lets people in whom nothing in the policy names, the grant to them stands for all: the others are
 * among them.
 */
export function searchGrants({ policy, decide }: Inquiry, question: GrantQuestion): GrantSearch {
  const grants: Grant[] = [];
  const undecided: StatementReference[] = [];
  for (const allow of policy.statements.filter(({ effect }) => effect === 'Allow')) {
    const found = decide((decider) => grantsOf(decider, allow, question));
    if (found === 'unknown') undecided.push(describeStatement(allow));
    else grants.push(...found);
  }
  return { grants, undecided };
}

function grantsOf(decider: Decider, allow: Statement, question: GrantQuestion): readonly Grant[] {
  const { callers, named } = decider.model;
  const asked = callers.filter((caller) => isAbout(allow.principal, caller) && question.isAsked(caller, allow));
  for (const caller of asked.filter((one) => isNameless(one, named))) {
    const grant = grantTo(decider, caller, allow, question);
    if (grant !== null) return [grant];
  }
  const found = asked
    .filter((caller) => !isNameless(caller, named))
    .flatMap((caller) => {
      const grant = grantTo(decider, caller, allow, question);
      return grant === null ? [] : [{ caller, grant }];
    });
  // Of an account as a whole its users and roles are a part.
  const whole = found.flatMap(({ caller }) => (caller.kind === 'account' && caller.arn === null ? caller.account : []));
  const isPart = (caller: Caller) => caller.kind === 'account' && caller.arn !== null && whole.includes(caller.account);
  return found.filter(({ caller }) => !isPart(caller)).map(({ grant }) => grant);
}

/** Whether the policy neither names the caller nor its account. */
function isNameless(caller: Caller, named: NamedValues): boolean {
  if (caller.kind === 'account') return caller.arn === null && !named.accounts.has(caller.account);
  return caller.kind === 'anonymous' || (caller.kind === 'service' && caller.name === '');
}

/** How many pieces of a grant are looked at for words; one is enough for its being there. */
const PIECES = 16;

function grantTo(decider: Decider, caller: Caller, allow: Statement, { operation }: GrantQuestion): Grant | null {
  const { model } = decider;
  const { table, context, named } = model;
  const pieces: AllowedFinding[] = [];
  decider.visitAllowed(
    [caller],
    operation === undefined ? {} : { operation },
    (piece) => {
      pieces.push(piece);
      return pieces.length === PIECES;
    },
    (one) => one === allow,
  );
  const [first] = pieces;
  if (first === undefined) return null;
  const granted = pieces
    .map(({ requests }) => operationsIn(model, requests))
    .reduce<Mask>(
      union,
      table.all.map(() => 0),
    );
  const { witness } = witnessOf(model, first);
  const who = isNameless(caller, named) ? strangerText(caller) : callerText(caller);
  return {
    statement: describeStatement(allow),
    grantee: `${who}${confinementText(caller, witness)}`,
    actions: actionText(granted, table, context.kind),
    levels: LEVELS.filter((level) => !isEmptyMask(overlap(granted, table.where(IS_OF[level])))),
    ...(witness && { witness }),
  };
}

const LEVELS: readonly AccessLevel[] = ['read', 'list', 'write', 'tagging', 'permissions'];

const IS_OF: Readonly<Record<AccessLevel, (operation: Operation) => boolean>> = {
  read: ({ level }) => level === 'read',
  list: ({ level }) => level === 'list',
  write: ({ level }) => level === 'write',
  tagging: ({ level }) => level === 'tagging',
  permissions: ({ level }) => level === 'permissions',
};

/** The keys that tell who calls or from where, as far as the request must have them. */
function confinementText(caller: Caller, witness: PolicyRequest | undefined): string {
  const told = caller.kind === 'account' && caller.arn !== null ? [...TOLD, 'aws:principalarn'] : TOLD;
  const values = Object.entries(witness?.context ?? {}).flatMap(([name, value]) => {
    const key = name.toLowerCase();
    if (!PINNING_KEYS.includes(key) || told.includes(key) || value === 'anonymous') return [];
    return [`${name} ${[value].flat().join(', ')}`];
  });
  return values.length === 0 ? '' : ` with ${values.join(' and ')}`;
}

/** Told by the caller, or by the resource. */
const TOLD: readonly string[] = ['aws:principalaccount'];
