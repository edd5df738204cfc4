import type { Operation } from './actions.js';
import { type Box, meet, visitRest } from './box.js';
import { isCallerKey } from './caller-keys.js';
import { type Caller, isAbout } from './callers.js';
import { describeStatement, type StatementReference } from './label.js';
import { isEmptyMask, type Mask, union, wordsFor } from './mask.js';
import type { BoxedStatement, Model } from './model.js';
import type { Statement } from './policy.js';
import { createRequests, type Region } from './requests.js';

/** Some requests of one caller that share a fate. */
export interface Finding {
  readonly caller: Caller;
  readonly requests: Box;
}

/** Some requests that a policy allows. */
export interface AllowedFinding extends Finding {
  /** The Allow that lets them in. */
  readonly allow: Statement;
}

/** Answers the two questions everything else is put together from. */
export interface Decider {
  readonly model: Model;
  /** The callers that sign their requests: all but the anonymous one. */
  readonly signed: readonly Caller[];
  /**
   * Visits requests that a caller may make in a region: some Allow matches and no Deny does. Ends when a visit gives
   * true, and gives whether one did.
   */
  readonly visitAllowed: (
    callers: readonly Caller[],
    region: Region,
    visit: (finding: AllowedFinding) => boolean,
    /** Which Allows to look at; all, unless told. */
    isAsked?: (allow: Statement) => boolean,
  ) => boolean;
  /** Whether Denies mention one of the condition keys that a region limits. */
  readonly isMentioned: (region: Region) => boolean;
  /** The Allows that match some requests of the callers in a region, whatever Denies there are. */
  readonly allowsIn: (callers: readonly Caller[], region: Region) => readonly StatementReference[];
  /** The operations of the requests that these Allows match there. */
  readonly grantedIn: (callers: readonly Caller[], region: Region) => Mask;
  /** Visits requests in a region that no Deny matches, in the same way. */
  readonly visitUndenied: (callers: readonly Caller[], region: Region, visit: (finding: Finding) => boolean) => boolean;
  /** The Denies that cover all of a region, for all callers or for some; null when they leave something. */
  readonly coverOf: (region: Region, callers?: readonly Caller[]) => readonly StatementReference[] | null;
  /** The Denies that match some requests in a region, of any caller. */
  readonly deniesIn: (region: Region) => readonly StatementReference[];
}

/** Makes the decider of a model. */
export function createDecider(model: Model): Decider {
  const { space, statements, spend } = model;
  const requestsOf = createRequests(model);
  const allows = statements.filter(({ statement, boxes }) => statement.effect === 'Allow' && boxes.length > 0);
  const denies = statements.filter(({ statement, boxes }) => statement.effect === 'Deny' && boxes.length > 0);
  const deniesTellCallers = denies.some(({ conditions }) => conditions.some(({ key }) => isCallerKey(key)));
  const fateOf = memoized((caller: Caller) =>
    denies.map(({ statement }) => (isAbout(statement.principal, caller) ? '1' : '0')).join(''),
  );

  const allowsAbout = memoized((caller: Caller) => about(allows, caller));
  const deniedTo = memoized((caller: Caller) => about(denies, caller).flatMap(({ boxes }) => boxes));

  const visitAllowed: Decider['visitAllowed'] = (callers, region, visit, isAsked = () => true) =>
    callers.some((caller) => {
      const open = allowsAbout(caller).filter(({ statement }) => isAsked(statement));
      if (open.length === 0) return false;
      const denied = deniedTo(caller);
      const asked = requestsOf(caller, region);
      return open.some((allow) =>
        allow.boxes.some((box) =>
          asked.some((requests) => {
            const both = meet(space, box, requests);
            if (both === null) return false;
            return visitRest(space, both, denied, spend, (rest) =>
              visit({ caller, requests: rest, allow: allow.statement }),
            );
          }),
        ),
      );
    });

  const grantedIn: Decider['grantedIn'] = (callers, region) => {
    let granted: Mask = model.table.all.map(() => 0);
    for (const caller of callers) {
      for (const { boxes } of allowsAbout(caller)) {
        for (const box of boxes) {
          for (const requests of requestsOf(caller, region)) {
            const both = meet(space, box, requests);
            if (both !== null) granted = union(granted, operationsIn(model, both));
          }
        }
      }
    }
    return granted;
  };

  /** Callers whom the same Denies are about share a fate, unless condition keys tell them apart. */
  const differing = (callers: readonly Caller[], { where }: Region): readonly Caller[] => {
    if (deniesTellCallers || where?.keys.some((key) => isCallerKey(key) && model.keys.has(key)) === true)
      return callers;
    const fates = new Map<string, Caller>();
    for (const caller of callers) {
      const fate = fateOf(caller);
      if (!fates.has(fate)) fates.set(fate, caller);
    }
    return [...fates.values()];
  };

  const visitBeyond = (among: readonly BoxedStatement[], used: Set<BoxedStatement>): Decider['visitUndenied'] => {
    return (callers, region, visit) =>
      differing(callers, region).some((caller) => {
        const denied = about(among, caller).flatMap((deny) => deny.boxes.map((box) => ({ box, deny })));
        const boxes = denied.map(({ box }) => box);
        const onUse = (i: number) => {
          const deny = denied[i]?.deny;
          if (deny !== undefined) used.add(deny);
        };
        return requestsOf(caller, region).some((requests) =>
          visitRest(space, requests, boxes, spend, (rest) => visit({ caller, requests: rest }), onUse),
        );
      });
  };

  const isCovered = (
    among: readonly BoxedStatement[],
    callers: readonly Caller[],
    region: Region,
    used = new Set<BoxedStatement>(),
  ) => !visitBeyond(among, used)(callers, region, () => true);

  const denyKeys = new Set(denies.flatMap(({ conditions }) => conditions.map(({ key }) => key)));
  const isMentioned = ({ where }: Region) => where?.keys.some((key) => denyKeys.has(key)) === true;
  /** Whether there are values of condition keys that no Deny matches, whatever the operation and the object. */
  const isAnythingOpenTo = (callers: readonly Caller[]) => {
    const head = model.everything.bits.slice(0, model.table.all.length + wordsFor(model.insides.length));
    const widened = denies.map((deny) => ({
      ...deny,
      boxes: deny.boxes.map(({ bits, hits }) => ({ bits: head.concat(bits.slice(head.length)), hits })),
    }));
    return visitBeyond(widened, new Set())(callers, ANYWHERE, () => true);
  };
  /** Whether a request with some operation is not denied, whatever its condition keys. */
  const isOpenTo = (callers: readonly Caller[]) => {
    let isAnythingOpen: boolean | null = null;
    return memoized((operation: (operation: Operation) => boolean) => {
      isAnythingOpen ??= isAnythingOpenTo(callers);
      if (isAnythingOpen && !isEmptyMask(model.table.where(operation))) return true;
      return visitBeyond(denies, new Set())(callers, { operation }, () => true);
    });
  };
  const signed = model.callers.filter(({ kind }) => kind !== 'anonymous');
  const isOpen = isOpenTo(model.callers);
  const isOpenToSigned = isOpenTo(signed);

  return {
    model,
    signed,
    grantedIn,
    isMentioned,
    visitAllowed,
    allowsIn(callers, region) {
      const asked = callers.flatMap((caller) => requestsOf(caller, region).map((requests) => ({ caller, requests })));
      const granting = allows.filter(({ statement, boxes }) =>
        asked.some(
          ({ caller, requests }) =>
            isAbout(statement.principal, caller) && boxes.some((box) => meet(space, box, requests) !== null),
        ),
      );
      return referencesTo(granting);
    },
    visitUndenied: visitBeyond(denies, new Set()),
    coverOf(region, callers = model.callers) {
      // Keys that no Deny mentions change nothing, so one answer serves all questions about the same operations.
      const isOpenAnyway = callers === signed ? isOpenToSigned : isOpen;
      const isUsual = callers === signed || callers === model.callers;
      if (denies.length === 0) return null;
      if (isUsual && !isMentioned(region) && isOpenAnyway(region.operation ?? isAny)) return null;
      const used = new Set<BoxedStatement>();
      if (!isCovered(denies, callers, region, used)) return null;
      // Cutting uses Denies that others make superfluous; the reason names those that are needed.
      const needed = [...used].reduce<readonly BoxedStatement[]>(
        (kept, deny) => {
          const rest = kept.filter((other) => other !== deny);
          return rest.length > 0 && isCovered(rest, callers, region) ? rest : kept;
        },
        [...used],
      );
      return referencesTo(needed);
    },
    deniesIn(region) {
      let unmet: readonly BoxedStatement[] = denies;
      for (const caller of differing(model.callers, region)) {
        if (unmet.length === 0) break;
        const asked = requestsOf(caller, region);
        const isMet = ({ statement, boxes }: BoxedStatement) =>
          isAbout(statement.principal, caller) &&
          boxes.some((box) => asked.some((requests) => meet(space, box, requests) !== null));
        unmet = unmet.filter((deny) => !isMet(deny));
      }
      return referencesTo(denies.filter((deny) => !unmet.includes(deny)));
    },
  };
}

/** References to statements, in the order of the policy. */
export function referencesTo(statements: readonly BoxedStatement[]): readonly StatementReference[] {
  return statements.map(({ statement }) => describeStatement(statement)).sort((a, b) => a.index - b.index);
}

const ANYWHERE: Region = {};

function isAny(): boolean {
  return true;
}

function memoized<T extends object, V>(valueFor: (of: T) => V): (of: T) => V {
  const known = new Map<T, V>();
  return (of) => {
    const found = known.get(of);
    if (found !== undefined) return found;
    const value = valueFor(of);
    known.set(of, value);
    return value;
  };
}

function about(statements: readonly BoxedStatement[], caller: Caller): readonly BoxedStatement[] {
  return statements.filter(({ statement }) => isAbout(statement.principal, caller));
}

/** The operations of some requests. */
export function operationsIn({ table }: Model, { bits }: Box): Mask {
  return bits.slice(0, table.all.length);
}
