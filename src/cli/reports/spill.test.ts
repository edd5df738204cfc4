import type { Output } from '../output.js';
import { createSpill } from './spill.js';

const collecting = (): Output & { readonly texts: string[] } => {
  const texts: string[] = [];
  return {
    texts,
    write: async (text) => {
      texts.push(text);
    },
    isClosed: () => false,
    finish: async () => {},
    discard: async () => {},
  };
};

it.each([0, 1, 10, 20_000])('%d texts come back whole and in their order', async (count) => {
  const spill = createSpill();
  const texts = Array.from({ length: count }, (_, number) => `text ${number}: €𝄞 ${'x'.repeat(number % 90)}\n`);
  for (const text of texts) await spill.add(text);
  const output = collecting();
  await spill.pour(output);
  expect(output.texts.join('')).toBe(texts.join(''));
});
