import fc from 'fast-check';
import { fullText, joinReasons, shortText, words } from './reason.js';

describe('words', () => {
  it('joins text, numbers and lists', () => {
    expect(fullText(words`Not on: ${['A', 'B']}, ${2} of ${'4'}.`)).toBe('Not on: A, B, 2 of 4.');
  });

  it('takes in a reason made by words', () => {
    expect(fullText(words`First. ${words`Second: ${['x', 'y']}.`}`)).toBe('First. Second: x, y.');
  });

  it('takes in a reason that has no list', () => {
    expect(fullText(words`First. ${words`Second, ${'x'}, ${3}.`}`)).toBe('First. Second, x, 3.');
  });
});

describe('joinReasons', () => {
  it('puts a space between, and leaves out what is null', () => {
    expect(fullText(joinReasons('One.', null, words`Two: ${['a']}.`))).toBe('One. Two: a.');
  });
});

describe('shortText', () => {
  const many = Array.from({ length: 30 }, (_, index) => `item-${index}`);

  it('leaves alone what fits', () => {
    expect(shortText(words`Found ${['a', 'b']}.`, 20)).toBe('Found a, b.');
  });

  it('cuts a list at whole items and says how many are left out', () => {
    expect(shortText(words`Found ${many} here.`, 50)).toBe('Found item-0, item-1, item-2 (+27 more) here.');
  });

  it('cuts the longest list first', () => {
    expect(shortText(words`${['one', 'two']} and ${many}.`, 40)).toBe('one, two and item-0, item-1 (+28 more).');
  });

  it('cuts text without lists at a word', () => {
    expect(shortText('A long sentence without any list in it', 30)).toBe('A long sentence without any...');
  });

  it('cuts a text without spaces where the room ends', () => {
    expect(shortText('x'.repeat(40), 20)).toBe(`${'x'.repeat(17)}...`);
  });

  it('never exceeds the limit', () => {
    const part = fc.oneof(fc.string(), fc.array(fc.string(), { minLength: 1 }));
    fc.assert(
      fc.property(fc.array(part), fc.integer({ min: 20, max: 300 }), (reason, limit) => {
        expect(shortText(reason, limit).length).toBeLessThanOrEqual(limit);
      }),
      { seed: 1 },
    );
  });
});
