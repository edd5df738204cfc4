/** A set of small numbers as bits, 32 to a word. Words are signed, as JavaScript's bit operators give them. */
export type Mask = readonly number[];

/** How many words a mask of so many bits takes. */
export function wordsFor(bits: number): number {
  return Math.max(1, Math.ceil(bits / 32));
}

/** The mask of the numbers below `bits` that are in. */
export function maskWhere(bits: number, isIn: (index: number) => boolean): Mask {
  const mask = new Array<number>(wordsFor(bits)).fill(0);
  for (let i = 0; i < bits; i += 1) {
    if (isIn(i)) mask[i >> 5] = (mask[i >> 5] ?? 0) | (1 << (i & 31));
  }
  return mask;
}

/** The mask of all numbers below `bits`. */
export function fullMask(bits: number): Mask {
  const mask: number[] = [];
  for (let left = bits; left > 0; left -= 32) mask.push(left >= 32 ? -1 : (1 << left) - 1);
  return mask.length === 0 ? [0] : mask;
}

/** The numbers in either mask. */
export function union(one: Mask, other: Mask): Mask {
  return one.map((word, i) => word | (other[i] ?? 0));
}

/** The numbers in one mask, and in the other or, with `outside`, not in it. */
export function overlap(one: Mask, other: Mask, outside = false): Mask {
  return one.map((word, i) => word & (outside ? ~(other[i] ?? 0) : (other[i] ?? 0)));
}

/** How many numbers are in a mask. */
export function count(mask: Mask): number {
  return mask.reduce((sum, word) => sum + bitsIn(word), 0);
}

function bitsIn(word: number): number {
  let rest = word;
  let bits = 0;
  while (rest !== 0) {
    rest &= rest - 1;
    bits += 1;
  }
  return bits;
}

/** Whether a number is in a mask that begins at a word of a longer one. */
export function hasBit(mask: Mask, index: number, at = 0): boolean {
  return ((mask[at + (index >> 5)] ?? 0) & (1 << (index & 31))) !== 0;
}

/** The first number in two masks, of which one may be a stretch of a longer mask; -1 where there is none. */
export function firstCommon(one: Mask, other: Mask, at = 0): number {
  for (let i = 0; i < other.length; i += 1) {
    const word = (one[at + i] ?? 0) & (other[i] ?? 0);
    if (word !== 0) return 32 * i + 31 - Math.clz32(word & -word);
  }
  return -1;
}

/** Whether no number is in a mask. */
export function isEmptyMask(mask: Mask): boolean {
  return mask.every((word) => word === 0);
}
