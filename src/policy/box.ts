import type { Spend } from './budget.js';
import type { Mask } from './mask.js';

// This file is the inner loop of every decision, hence its index loops.

/** One of the things that make up a request: its operation, its object key, or a condition key. */
export interface Dimension {
  /** Its first word in a box. */
  readonly at: number;
  readonly words: number;
  /** Whether a request has a set of its values, not one of them. Bit 0 is then always on and means nothing. */
  readonly many: boolean;
}

/** Of a dimension with sets of values: some value of the set lies in the mask (which begins at word `at` of a box). */
export interface Hit {
  readonly dimension: Dimension;
  readonly mask: Mask;
}

/**
 * A set of requests: the product of one set of values for each dimension, all their masks in one row.
 *
 * For a dimension with sets the mask says within what the set lies, and `hits` what it must meet. That is exact, since
 * "all values" and "some value" are the only things conditions say of sets.
 */
export interface Box {
  readonly bits: Mask;
  readonly hits: readonly Hit[];
}

/** Whether a box, which must have no hits, holds no request. */
export function isEmpty(space: readonly Dimension[], { bits }: Box): boolean {
  for (const dimension of space) if (isEmptyAt(bits, dimension)) return true;
  return false;
}

/** The requests in both boxes; null when there is none. */
export function meet(space: readonly Dimension[], one: Box, other: Box): Box | null {
  const bits = one.bits.slice();
  for (let i = 0; i < bits.length; i += 1) bits[i] = (bits[i] ?? 0) & (other.bits[i] ?? 0);
  for (const dimension of space) if (isEmptyAt(bits, dimension)) return null;
  if (one.hits.length === 0 && other.hits.length === 0) return { bits, hits: NO_HITS };
  const hits = [...one.hits, ...other.hits];
  return hits.every((hit) => canHit(bits, hit)) ? { bits, hits } : null;
}

/**
 * Visits the parts of a box that no deny covers, as disjoint boxes, until a visit gives true.
 *
 * @param from the first deny to look at
 * @param onUse told the index of each deny that takes something away
 * @returns whether a visit gave true
 */
export function visitRest(
  space: readonly Dimension[],
  box: Box,
  denies: readonly Box[],
  spend: Spend,
  visit: (rest: Box) => boolean,
  onUse: (deny: number) => void = ignore,
  from = 0,
): boolean {
  spend((1 + denies.length - from) * (4 + (box.bits.length >> 2)));
  // A deny around the whole box settles it; looking for one first keeps the box from being cut up in vain.
  for (let i = from; i < denies.length; i += 1) {
    const deny = denies[i];
    if (deny !== undefined && isAround(space, deny, box)) {
      onUse(i);
      return false;
    }
  }
  for (let i = from; i < denies.length; i += 1) {
    const deny = denies[i];
    if (deny === undefined || meet(space, box, deny) === null) continue;
    onUse(i);
    return cut(space, box, deny, (rest) => visitRest(space, rest, denies, spend, visit, onUse, i + 1));
  }
  return visit(box);
}

const NO_HITS: readonly Hit[] = [];

function ignore(): void {}

/** Visits the parts of a box outside of a deny that meets it: dimension by dimension what lies outside, then the rest. */
function cut(space: readonly Dimension[], box: Box, deny: Box, visit: (part: Box) => boolean): boolean {
  let rest = box;
  for (const dimension of space) {
    const outside = outsideAt(rest, deny, dimension);
    if (outside === null) continue;
    if (visit(outside)) return true;
    rest = { bits: withWords(rest.bits, dimension, deny.bits, false), hits: rest.hits };
  }
  for (const hit of deny.hits) {
    const missed = { bits: withWords(rest.bits, hit.dimension, fromStart(hit), true), hits: rest.hits };
    if (missed.hits.every((other) => canHit(missed.bits, other)) && visit(missed)) return true;
    rest = { bits: rest.bits, hits: [...rest.hits, hit] };
  }
  return false;
}

function outsideAt(box: Box, deny: Box, dimension: Dimension): Box | null {
  if (!sticksOut(box.bits, deny.bits, dimension)) return null;
  if (!dimension.many) {
    return { bits: withWords(box.bits, dimension, deny.bits, true), hits: box.hits };
  }
  // A set is not within the deny's values when some value of it is another one.
  const mask = wordsOf(deny.bits, dimension).map((word) => ~word);
  return { bits: box.bits, hits: [...box.hits, { dimension, mask }] };
}

function isAround(space: readonly Dimension[], deny: Box, box: Box): boolean {
  for (const dimension of space) if (sticksOut(box.bits, deny.bits, dimension)) return false;
  return deny.hits.every((hit) =>
    box.hits.some(
      ({ dimension, mask }) =>
        dimension === hit.dimension &&
        mask.every((word, i) => (word & (box.bits[dimension.at + i] ?? 0) & ~(hit.mask[i] ?? 0)) === 0),
    ),
  );
}

function sticksOut(box: Mask, deny: Mask, { at, words }: Dimension): boolean {
  for (let i = at; i < at + words; i += 1) if (((box[i] ?? 0) & ~(deny[i] ?? 0)) !== 0) return true;
  return false;
}

function isEmptyAt(bits: Mask, { at, words }: Dimension): boolean {
  for (let i = at; i < at + words; i += 1) if (bits[i] !== 0) return false;
  return true;
}

function canHit(bits: Mask, { dimension, mask }: Hit): boolean {
  return mask.some((word, i) => (word & (bits[dimension.at + i] ?? 0)) !== 0);
}

/** A copy of bits with one dimension cut down to what another row has there, or has not. */
function withWords(bits: Mask, { at, words }: Dimension, other: Mask, outside: boolean): Mask {
  const copy = bits.slice();
  for (let i = at; i < at + words; i += 1) copy[i] = (copy[i] ?? 0) & (outside ? ~(other[i] ?? 0) : (other[i] ?? 0));
  return copy;
}

function wordsOf(bits: Mask, { at, words }: Dimension): Mask {
  return bits.slice(at, at + words);
}

/** A hit's mask at its place in a row. */
function fromStart({ dimension, mask }: Hit): Mask {
  return [...new Array<number>(dimension.at).fill(0), ...mask];
}
