import { createHash } from 'node:crypto';
import { type ConfigurationItem, isLive } from '../configuration-item/parse-item.js';

/** Which capture of each resource is the newest: by capture time, then by state id, then by place in the input. */
export interface NewestCaptures {
  /** Takes the next capture of the input; captures are numbered from 0. */
  add(item: ConfigurationItem): void;
  /** What was found, once all were added. */
  settle(): Settled;
}

export interface Settled {
  /** Whether any resource was captured more than once. */
  readonly hasOlder: boolean;
  isNewest(number: number): boolean;
}

/** Settles captures in 28 bytes each, since there may be millions. */
export const createNewestCaptures = (): NewestCaptures => {
  const blocks: Block[] = [];
  let count = 0;
  return {
    add: (item) => {
      const at = count % BLOCK_SIZE;
      if (at === 0) blocks.push(newBlock());
      const block = blocks.at(-1) ?? newBlock();
      // 96 bits of a strong hash: nobody can name a bucket so that it hides another one.
      createHash('sha256')
        .update(keyOf(item))
        .digest()
        .copy(block.hashBytes, at * HASH_BYTES, 0, HASH_BYTES);
      block.times[at] = item.captureTime?.getTime() ?? Number.NEGATIVE_INFINITY;
      // The notification of an item too long for it holds none of its configuration; a file of the same state does.
      block.states[at] = stateNumber(item.stateId) - (isLive(item) && !item.configuration ? 0.5 : 0);
      count += 1;
    },
    settle: () => settled(blocks, count),
  };
};

const BLOCK_SIZE = 16_384;
const HASH_BYTES = 12;
const HASH_WORDS = HASH_BYTES / 4;

interface Block {
  readonly hashBytes: Uint8Array;
  /** The same memory, as words. */
  readonly hashes: Uint32Array;
  readonly times: Float64Array;
  readonly states: Float64Array;
}

const newBlock = (): Block => {
  const hashes = new Uint32Array(BLOCK_SIZE * HASH_WORDS);
  return {
    hashes,
    hashBytes: new Uint8Array(hashes.buffer),
    times: new Float64Array(BLOCK_SIZE),
    states: new Float64Array(BLOCK_SIZE),
  };
};

const keyOf = ({ resourceType, accountId, region, resourceId }: ConfigurationItem): string =>
  JSON.stringify([resourceType, accountId, region, resourceId]);

const stateNumber = (stateId: string | null): number => {
  const number = stateId === null ? Number.NaN : Number(stateId);
  return Number.isNaN(number) ? Number.NEGATIVE_INFINITY : number;
};

const settled = (blocks: readonly Block[], count: number): Settled => {
  // A table with open addressing holds the newest capture so far of each resource, as its number + 1.
  const mask = 2 ** Math.ceil(Math.log2(2 * count + 1)) - 1;
  const newest = new Uint32Array(mask + 1);
  /** One bit a capture: whether there is a newer one. */
  const older = new Uint8Array(Math.ceil(count / 8));
  let hasOlder = false;
  for (let number = 0; number < count; number += 1) {
    let slot = hashWord(blocks, number, 0) & mask;
    while (newest[slot] && !isSameResource(blocks, (newest[slot] ?? 0) - 1, number)) slot = (slot + 1) & mask;
    const before = (newest[slot] ?? 0) - 1;
    const isNewer = before < 0 || compareAges(blocks, before, number) < 0;
    if (isNewer) newest[slot] = number + 1;
    if (before < 0) continue;
    const left = isNewer ? before : number;
    older[left >> 3] = (older[left >> 3] ?? 0) | (1 << (left & 7));
    hasOlder = true;
  }
  return { hasOlder, isNewest: (number) => ((older[number >> 3] ?? 0) & (1 << (number & 7))) === 0 };
};

const isSameResource = (blocks: readonly Block[], a: number, b: number): boolean => {
  for (let word = 0; word < HASH_WORDS; word += 1) {
    if (hashWord(blocks, a, word) !== hashWord(blocks, b, word)) return false;
  }
  return true;
};

/** Below 0 where `b` is newer. */
const compareAges = (blocks: readonly Block[], a: number, b: number): number => {
  const time = compare(ageOf(blocks, 'times', a), ageOf(blocks, 'times', b));
  return time || compare(ageOf(blocks, 'states', a), ageOf(blocks, 'states', b)) || a - b;
};

const hashWord = (blocks: readonly Block[], number: number, word: number): number =>
  blocks[Math.floor(number / BLOCK_SIZE)]?.hashes[(number % BLOCK_SIZE) * HASH_WORDS + word] ?? 0;

const ageOf = (blocks: readonly Block[], column: 'times' | 'states', number: number): number =>
  blocks[Math.floor(number / BLOCK_SIZE)]?.[column][number % BLOCK_SIZE] ?? 0;

/** Not by subtraction, which infinities do not survive. */
const compare = (a: number, b: number): number => {
  if (a === b) return 0;
  return a < b ? -1 : 1;
};
