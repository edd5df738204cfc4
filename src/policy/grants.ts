import type { Caller } from './callers.js';
import { type AllowedFinding, type Decider, operationsIn } from './decide.js';
import { isEmptyMask, type Mask, overlap } from './mask.js';
import { confines } from './named-values.js';
import type { Condition, Statement } from './policy.js';
import type { Region } from './requests.js';
import { strangerOperations } from './strangers.js';

/** A grantee to look for: who makes the requests, and which statements mean it. */
export interface Grantee {
  readonly callers: readonly Caller[];
  readonly region: Region;
  /** Whether an Allow grants to it on purpose: names it, or confines itself to it. */
  readonly isMeant: (allow: Statement) => boolean;
  /** Whether a Deny spares it by a fixed value: then an Allow to everyone means it. */
  readonly isSpared: boolean;
}

/** Gives the first requests by which a policy effectively grants something to a grantee; null where it does not. */
export type GrantTo = (grantee: Grantee) => AllowedFinding | null;

/** Makes the search for grants. What is granted to strangers too is not granted to a grantee that a Deny spares. */
export function createGrantTo(decider: Decider): GrantTo {
  let ofStrangers: Mask | null = null;
  const isBeyondStrangers = ({ requests }: AllowedFinding) => {
    ofStrangers ??= strangerOperations(decider);
    return !isEmptyMask(overlap(operationsIn(decider.model, requests), ofStrangers, true));
  };
  return ({ callers, region, isMeant, isSpared }) => {
    const found: AllowedFinding[] = [];
    decider.visitAllowed(
      callers,
      region,
      (finding) => {
        if (!isMeant(finding.allow) && !isBeyondStrangers(finding)) return false;
        found.push(finding);
        return true;
      },
      (allow) => isMeant(allow) || (isSpared && isToEveryone(allow)),
    );
    return found[0] ?? null;
  };
}

/** Whether the statement grants to everyone, as far as its principals go. */
export function isToEveryone({ principal }: Statement): boolean {
  return principal.everyone !== principal.not;
}

/** The values by which statements confine a grant, or by which Denies spare, on some keys. */
export interface ConfiningValues {
  /** Values of an Allow's own conditions. */
  readonly of: (allow: Statement) => ReadonlySet<string>;
  /** Values that Denies spare. */
  readonly spared: ReadonlySet<string>;
  readonly all: ReadonlySet<string>;
}

/** Collects the values that some keys confine to, as a function reads them from conditions. */
export function confiningValues(
  statements: readonly Statement[],
  read: (condition: Condition) => readonly string[],
): ConfiningValues {
  const byAllow = new Map<Statement, ReadonlySet<string>>();
  const spared = new Set<string>();
  const all = new Set<string>();
  for (const statement of statements) {
    const own = new Set<string>();
    for (const condition of statement.conditions) {
      if (confines(condition, statement)) for (const value of read(condition)) own.add(value);
    }
    for (const value of own) all.add(value);
    if (statement.effect === 'Allow') byAllow.set(statement, own);
    else for (const value of own) spared.add(value);
  }
  return { of: (allow) => byAllow.get(allow) ?? NONE, spared, all };
}

const NONE: ReadonlySet<string> = /* @__PURE__ */ new Set();
