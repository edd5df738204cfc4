import { setTimeout as sleep } from 'node:timers/promises';
import { inOrder } from './in-order.js';

async function* numbers(count: number, onTaken: (one: number) => void = () => undefined) {
  for (let number = 0; number < count; number += 1) {
    onTaken(number);
    yield number;
  }
}

const all = async <T>(results: AsyncIterable<T>): Promise<readonly T[]> => {
  const found: T[] = [];
  for await (const one of results) found.push(one);
  return found;
};

describe('work on several at a time', () => {
  it('comes in the order of what was given', async () => {
    const results = await all(
      inOrder(numbers(6), 3, async (one) => {
        await sleep((6 - one) * 2);
        return one;
      }),
    );
    expect(results).toEqual([0, 1, 2, 3, 4, 5]);
  });

  it('is on no more than were asked for, and on as many', async () => {
    let [underWay, most] = [0, 0];
    const work = async () => {
      underWay += 1;
      most = Math.max(most, underWay);
      await sleep(1);
      underWay -= 1;
    };
    await all(inOrder(numbers(10), 4, work));
    expect(most).toBe(4);
  });

  it('takes one after the other with a width of one', async () => {
    const seen: string[] = [];
    const results = inOrder(
      numbers(2, (one) => seen.push(`taken ${one}`)),
      1,
      async (one) => seen.push(`done ${one}`),
    );
    await all(results);
    expect(seen).toEqual(['taken 0', 'done 0', 'taken 1', 'done 1']);
  });

  it('fails where its turn comes, after what came before', async () => {
    const given: number[] = [];
    const results = inOrder(numbers(4), 4, async (one) => {
      if (one === 2) throw new Error('two');
      return one;
    });
    await expect(
      (async () => {
        for await (const one of results) given.push(one);
      })(),
    ).rejects.toThrow('two');
    expect(given).toEqual([0, 1]);
  });
});
