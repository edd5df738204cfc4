import fc from 'fast-check';
import { harmless, jsonText, shortened, wrapped } from './display-text.js';

/** What makes a terminal do something, or makes text read other than it is written. */
const HARMFUL = /[\p{Cc}\p{Zl}\p{Zp}\u061c\u200e\u200f\u202a-\u202e\u2066-\u2069]/u;

describe('harmless', () => {
  it.each([
    ['\u001b[31mred\u001b[0m', '\\u001b[31mred\\u001b[0m'],
    ['a\nb\r\tc\u0000', 'a\\u000ab\\u000d\\u0009c\\u0000'],
    ['\u009b2J', '\\u009b2J'],
    ['gpj.\u202egol', 'gpj.\\u202egol'],
    ['zero\u200bwidth\ufeff', 'zero\\u200bwidth\\ufeff'],
    ['schön, 名前, 😀', 'schön, 名前, 😀'],
  ])('%j', (text, expected) => {
    expect(harmless(text)).toBe(expected);
  });

  it('leaves nothing harmful, and JSON the same', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'binary' }), (text) => {
        expect(harmless(text)).not.toMatch(HARMFUL);
        expect(jsonText({ text })).not.toMatch(HARMFUL);
        expect(JSON.parse(jsonText({ text }))).toEqual({ text });
      }),
    );
  });
});

describe('wrapped', () => {
  it.each<[string, number, string, string]>([
    ['short', 40, '', 'short'],
    ['one two three four five six', 20, '', 'one two three four\nfive six'],
    ['one two three four five six', 24, '    ', '    one two three four\n    five six'],
    ['a-word-that-is-longer-than-a-line end', 20, '', 'a-word-that-is-longe\nr-than-a-line end'],
    ['', 40, '  ', ''],
  ])('%j in %d columns', (text, width, indent, expected) => {
    expect(wrapped(text, width, indent)).toBe(expected);
  });

  it('loses nothing and keeps to the width', () => {
    fc.assert(
      fc.property(fc.string(), fc.integer({ min: 24, max: 120 }), (text, width) => {
        const lines = wrapped(text, width, '    ').split('\n');
        expect(Math.max(...lines.map((line) => line.length))).toBeLessThanOrEqual(width);
        expect(lines.join('').replaceAll(' ', '')).toBe(text.replaceAll(' ', ''));
      }),
    );
  });
});

it('shortened marks what is missing', () => {
  expect(shortened('just fits', 9)).toBe('just fits');
  expect(shortened('a little too long', 9)).toBe('a litt...');
});
