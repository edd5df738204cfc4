import { type Box, meet, visitRest } from './box.js';
import { isCallerKey } from './caller-keys.js';
import { type Caller, isAbout } from './callers.js';
import { describeStatement, type StatementReference } from './label.js';
import { hasBit, type Mask, overlap } from './mask.js';
import type { BoxedStatement, Model } from './model.js';
import type { Statement } from './policy.js';
import { arnsOf } from './policy-context.js';
import type { PolicyRequest } from './request.js';
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
  /** The Allows that match some requests of the callers in a region, whatever Denies there are. */
  readonly allowsIn: (callers: readonly Caller[], region: Region) => readonly StatementReference[];
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
  const hasCallerKeys = [...model.keys.keys()].some(isCallerKey);

  const visitAllowed: Decider['visitAllowed'] = (callers, region, visit, isAsked = () => true) =>
    callers.some((caller) => {
      const open = about(allows, caller).filter(({ statement }) => isAsked(statement));
      if (open.length === 0) return false;
      const denied = about(denies, caller).flatMap(({ boxes }) => boxes);
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

  /** Callers whom the same Denies are about share a fate, as long as no condition key depends on the caller. */
  const differing = (callers: readonly Caller[]): readonly Caller[] => {
    if (hasCallerKeys) return callers;
    const fates = new Map<string, Caller>();
    for (const caller of callers) {
      const fate = denies.map(({ statement }) => (isAbout(statement.principal, caller) ? '1' : '0')).join('');
      if (!fates.has(fate)) fates.set(fate, caller);
    }
    return [...fates.values()];
  };

  const visitBeyond = (among: readonly BoxedStatement[], used: Set<BoxedStatement>): Decider['visitUndenied'] => {
    return (callers, region, visit) =>
      differing(callers).some((caller) => {
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

  return {
    model,
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
      const asked = differing(model.callers).flatMap((caller) => requestsOf(caller, region));
      const meeting = denies.filter(({ boxes }) =>
        boxes.some((box) => asked.some((requests) => meet(space, box, requests) !== null)),
      );
      return referencesTo(meeting);
    },
  };
}

/** References to statements, in the order of the policy. */
export function referencesTo(statements: readonly BoxedStatement[]): readonly StatementReference[] {
  return statements.map(({ statement }) => describeStatement(statement)).sort((a, b) => a.index - b.index);
}

function about(statements: readonly BoxedStatement[], caller: Caller): readonly BoxedStatement[] {
  return statements.filter(({ statement }) => isAbout(statement.principal, caller));
}

/** The operations of some requests. */
export function operationsIn({ table }: Model, { bits }: Box): Mask {
  return bits.slice(0, table.all.length);
}

/**
 * One of the requests of a finding, with the operation that says most.
 *
 * @param asked keys that the question fixes, for policies that do not mention them
 * @param wanted which operations the question is about
 */
export function witnessOf(
  model: Model,
  { caller, requests }: Finding,
  asked: PolicyRequest['context'] = {},
  wanted: Mask = model.table.all,
): PolicyRequest {
  const { table, insides, keys, space, context } = model;
  const operations = overlap(operationsIn(model, requests), wanted);
  const operation = table.operations.find((_, i) => hasBit(operations, i));
  const { outer, inner } = arnsOf(context);
  const inside = insides.find((_, i) => hasBit(requests.bits, i, space[1]?.at)) ?? '';
  const unmentioned = Object.entries(asked).filter(([key]) => !keys.has(key.toLowerCase()));
  return {
    caller,
    action: operation?.action ?? '',
    resource: operation?.inside === true ? `${inner}${inside}` : outer,
    context: Object.fromEntries([...unmentioned, ...contextOf(model, requests)]),
  };
}

type ContextEntry = readonly [string, string | readonly string[]];

function contextOf(model: Model, { bits, hits }: Box): readonly ContextEntry[] {
  return [...model.keys.values()].flatMap((key): readonly ContextEntry[] => {
    const within = key.points.flatMap((value, i) => (value !== null && hasBit(bits, i, key.at) ? [{ value, i }] : []));
    if (!key.many) {
      const [first] = within;
      return hasBit(bits, 0, key.at) || first === undefined ? [] : [[key.label, first.value]];
    }
    const met = hits
      .filter(({ dimension }) => dimension === key)
      .flatMap(({ mask }) => within.find(({ i }) => hasBit(mask, i))?.value ?? []);
    return met.length === 0 ? [] : [[key.label, [...new Set(met)]]];
  });
}
