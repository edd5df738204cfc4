import fc from 'fast-check';
import { createBudget } from './budget.js';
import { type Glob, matches } from './glob.js';
import { patternFrom } from './patterns.js';
import { filledRepresentatives, representatives } from './representatives.js';

const reading = { variables: false, ownerAccount: '111122223333', grow: true };
const pattern = fc.oneof(
  fc
    .string({ unit: fc.constantFrom('a', 'b', ':', '*', '?', '*'), maxLength: 5 })
    .map((text) => patternFrom(text, 'text', reading)),
  fc
    .string({ unit: fc.constantFrom('a', 'A', 'b'), maxLength: 3 })
    .map((text) => patternFrom(text, 'literal', reading, true)),
  fc
    .string({ unit: fc.constantFrom('a', 'b', '*'), maxLength: 4 })
    .map((text) => patternFrom(text, 'literal', reading)),
  fc
    .string({ unit: fc.constantFrom('a', ':', '*', '?'), maxLength: 8 })
    .map((text) => patternFrom(`:::${text}:::`, 'arn', reading)),
);
const globs = fc.array(pattern, { maxLength: 5 }).map((list) => list.flatMap((glob) => glob ?? []));
const spend = () => createBudget(3_000_000).spend;

const vectorOf = (text: string, list: readonly Glob[]) =>
  list.map((glob) => (matches(glob, text) ? '1' : '0')).join('');

/** All texts of up to five characters, of which one occurs in no pattern. */
const LETTERS = ['a', 'A', 'b', ':', '*', 'x'];
const texts = [0, 1, 2, 3, 4].reduce<readonly string[]>(
  (all) => [...all, ...all.flatMap((text) => LETTERS.map((letter) => text + letter))],
  [''],
);
const TEXTS = [...new Set(texts)].filter((text) => text.length <= 4);

test.each([
  ['all texts', representatives, TEXTS],
  ['all texts but the empty one', filledRepresentatives, TEXTS.filter((text) => text !== '')],
] as const)('every text has a representative: %s', (_, represent, all) => {
  fc.assert(
    fc.property(globs, (list) => {
      const found = represent(list, spend());
      const vectors = new Set(found.map((text) => vectorOf(text, list)));
      const missing = all.find((text) => !vectors.has(vectorOf(text, list)));
      expect(missing).toBeUndefined();
    }),
    { numRuns: 300 },
  );
});

test('the empty text does not stand for what longer texts must', () => {
  const list = ['*a', '*b'].flatMap((text) => patternFrom(text, 'text', reading) ?? []);
  expect(filledRepresentatives(list, spend())).toEqual(['x', 'a', 'b']);
});

test('patterns that are nested or disjoint need one text each', () => {
  const list = ['home/*', 'home/ann/*', 'logs/*', 'exact'].flatMap((text) => patternFrom(text, 'text', reading) ?? []);
  expect(representatives(list, spend())).toEqual(['exact', 'home/y', 'home/ann/y', 'logs/y', 'y']);
});

test('patterns whose combinations are too many end the budget', () => {
  const list = ['b', 'c', 'd', 'e', 'f', 'g', 'h'].flatMap(
    (end) => patternFrom(`*a??????????${end}*`, 'text', reading) ?? [],
  );
  expect(() => representatives(list, spend())).toThrow('too intricate');
});
