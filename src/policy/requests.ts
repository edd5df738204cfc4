import type { Operation } from './actions.js';
import { type Box, type Hit, meet } from './box.js';
import { canHave, isCallerKey } from './caller-keys.js';
import type { Caller } from './callers.js';
import type { Key } from './key-space.js';
import { tiesOf } from './key-ties.js';
import { type Mask, maskWhere } from './mask.js';
import type { Model } from './model.js';

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
  const callerKeys = [...keys.keys()].filter(isCallerKey);
  const ofCaller = new Map<Caller, readonly Box[]>();
  let lastRegion: Region | null = null;
  let lastAsked: Box | null = null;
  return (caller, region) => {
    const own = callerKeys.length > 0 ? (ofCaller.get(caller) ?? requestsOfCaller(caller)) : worlds;
    // A question asks of one caller after the other in the same region.
    if (region !== lastRegion) {
      lastRegion = region;
      lastAsked = boxOfRegion(model, region);
    }
    const asked = lastAsked;
    return asked === null ? own : own.flatMap((box) => meet(space, box, asked) ?? []);
  };

  function requestsOfCaller(caller: Caller): readonly Box[] {
    const filter = { keys: callerKeys, isIn: isHad };
    const mask = boxOf(model, filter, table.all);
    const boxes = worlds.flatMap((box) => meet(space, box, mask) ?? []);
    ofCaller.set(caller, boxes);
    return boxes;

    function isHad(key: string, value: string | null): boolean {
      return canHave(caller, key, value, model);
    }
  }
}

/** The possible requests of anyone: each box is a way in which tied keys occur together. */
function worldsOf(model: Model): readonly Box[] {
  const { keys, named, fixed, space, spend, table } = model;
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
    const rule = keys.get(key)?.rule;
    if (value === null) return rule?.always !== true;
    // Ids and ARNs never have a `*` or `?`: what compares them with one exactly compares with nothing.
    return (rule?.pin ?? null) === null || !/[*?]/.test(value);
  }
}

/** The requests of a region; null when it is all of them. */
function boxOfRegion(model: Model, { operation, where }: Region): Box | null {
  const filtered = where?.keys.some((key) => model.keys.has(key)) === true ? where : null;
  if (filtered === null && operation === undefined) return null;
  const operations = operation === undefined ? model.table.all : model.table.where(operation);
  return boxOf(model, filtered ?? NO_FILTER, operations);
}

const NO_FILTER: KeyFilter = { keys: [], isIn: () => true };

function boxOf(model: Model, { keys, isIn }: KeyFilter, operations: Mask): Box {
  const bits = model.everything.bits.slice();
  model.spend(bits.length);
  const hits: Hit[] = [];
  for (let i = 0; i < operations.length; i += 1) bits[i] = operations[i] ?? 0;
  for (const name of keys) {
    const key = model.keys.get(name);
    if (key === undefined) continue;
    model.spend(key.points.length);
    keepIn(bits, key, isIn);
    if (key.many && !isIn(name, null)) hits.push({ dimension: key, mask: maskWhere(key.points.length, (i) => i > 0) });
  }
  return { bits, hits };
}

/** Takes from the bits of a new box the values of a key that are not in. */
function keepIn(bits: number[], { name, points, many, at }: Key, isIn: KeyFilter['isIn']): void {
  for (let i = many ? 1 : 0; i < points.length; i += 1) {
    if (!isIn(name, points[i] ?? null)) bits[at + (i >> 5)] = (bits[at + (i >> 5)] ?? 0) & ~(1 << (i & 31));
  }
}
