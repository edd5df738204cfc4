import type { Operation } from './actions.js';
import { type Box, type Hit, meet } from './box.js';
import { canHave, isCallerKey } from './caller-keys.js';
import type { Caller } from './callers.js';
import type { Key } from './key-space.js';
import { tiesOf } from './key-ties.js';
import { type Mask, maskWhere } from './mask.js';
import type { Model } from './model.js';
import { fixedKeys } from './policy-context.js';

/** Which requests a question is about; what is left out is free. */
export interface Region {
  /** Which operations. A function of the module, not made for the question: what it says is remembered. */
  readonly operation?: (operation: Operation) => boolean;
  /** Which values of condition keys. */
  readonly where?: KeyFilter;
}

/** A limit on the values of some condition keys. */
export interface KeyFilter {
  /** The keys it is about, in lower case. */
  readonly keys: readonly string[];
  /** Whether a request may have a value of one of these keys, null being the key's absence. */
  readonly isIn: (key: string, value: string | null) => boolean;
}

/** Gives the requests that a caller can make, in a region, as boxes. */
export type RequestsOf = (caller: Caller, region: Region) => readonly Box[];

/**
 * Makes the function that gives possible requests.
 *
 * Possible are those whose keys fit the caller, the resource and each other.
 */
export function createRequests(model: Model): RequestsOf {
  const { keys, space, table } = model;
  const worlds = worldsOf(model);
  const hasCallerKeys = [...keys.keys()].some(isCallerKey);
  const ofCaller = new Map<Caller, readonly Box[]>();
  return (caller, { operation, where }) => {
    const own = hasCallerKeys ? (ofCaller.get(caller) ?? requestsOfCaller(caller)) : worlds;
    const filtered = where?.keys.some((key) => keys.has(key)) === true ? where : null;
    if (filtered === null && operation === undefined) return own;
    const bits = operation === undefined ? table.all : table.where(operation);
    const asked = filtered === null ? withOperations(model, bits) : boxOf(model, filtered, bits);
    return own.flatMap((box) => meet(space, box, asked) ?? []);
  };

  function requestsOfCaller(caller: Caller): readonly Box[] {
    const filter = { keys: [...keys.keys()].filter(isCallerKey), isIn: isHad };
    const mask = boxOf(model, filter, table.all);
    const boxes = worlds.flatMap((box) => meet(space, box, mask) ?? []);
    model.spend(model.everything.bits.length * (1 + worlds.length));
    ofCaller.set(caller, boxes);
    return boxes;

    function isHad(key: string, value: string | null): boolean {
      return canHave(caller, key, value, model);
    }
  }
}

/** The possible requests of anyone: each box is a way in which tied keys occur together. */
function worldsOf(model: Model): readonly Box[] {
  const { keys, named, context, space, spend, table } = model;
  const fixed = fixedKeys(context);
  const possible = boxOf(model, { keys: [...keys.keys()], isIn: isPossible }, table.all);
  const ties = keys.size < 2 ? [] : tiesOf((key) => keys.get(key)?.points ?? [], named);
  return ties.reduce<readonly Box[]>(
    (boxes, { keys: tied, worlds }) => {
      spend(boxes.length * worlds.length * model.everything.bits.length);
      const masks = worlds.map((isIn) => boxOf(model, { keys: tied, isIn }, table.all));
      return boxes.flatMap((box) => masks.flatMap((mask) => meet(space, box, mask) ?? []));
    },
    [possible],
  );

  function isPossible(key: string, value: string | null): boolean {
    const only = fixed.get(key);
    if (only !== undefined) return value === only;
    if (value === null) return keys.get(key)?.rule.always !== true;
    return !(IDENTIFIER_KEYS.has(key) && /[*?]/.test(value));
  }
}

/** Keys whose values never have a `*` or `?`: what compares them with one exactly compares with nothing. */
const IDENTIFIER_KEYS: ReadonlySet<string> = /* @__PURE__ */ new Set([
  'aws:principalorgid',
  'aws:principalorgpaths',
  'aws:sourcearn',
  'aws:sourceaccount',
  'aws:sourceowner',
  'aws:sourceorgid',
  'aws:sourceorgpaths',
  'aws:sourcevpc',
  'aws:sourcevpce',
  'aws:vpceaccount',
  'aws:vpceorgid',
  'aws:vpceorgpaths',
  'aws:principalaccount',
  'aws:userid',
  's3:dataaccesspointaccount',
  's3:dataaccesspointarn',
]);

function withOperations({ everything }: Model, operations: Mask): Box {
  return { bits: [...operations, ...everything.bits.slice(operations.length)], hits: [] };
}

function boxOf(model: Model, { keys, isIn }: KeyFilter, operations: Mask): Box {
  const bits = [...operations, ...model.everything.bits.slice(operations.length)];
  const hits: Hit[] = [];
  for (const name of keys) {
    const key = model.keys.get(name);
    if (key !== undefined) narrow(key, bits, hits, (value) => isIn(name, value));
  }
  return { bits, hits };
}

function narrow(key: Key, bits: number[], hits: Hit[], isIn: (value: string | null) => boolean): void {
  const { points, many, at } = key;
  const mask = maskWhere(points.length, (i) => (many && i === 0) || isIn(points[i] ?? null));
  mask.forEach((word, i) => {
    bits[at + i] = word;
  });
  if (many && !isIn(null)) hits.push({ dimension: key, mask: maskWhere(points.length, (i) => i > 0) });
}
