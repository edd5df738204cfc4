import { mapBounded } from './map-bounded.js';

describe('mapBounded', () => {
  it('keeps the order of the items, whichever is done first', async () => {
    const later = (turns: number): Promise<void> =>
      turns === 0 ? Promise.resolve() : Promise.resolve().then(() => later(turns - 1));
    const converted = await mapBounded([5, 1, 3, 0], 3, async (turns) => {
      await later(turns);
      return turns * 10;
    });
    expect(converted).toEqual([50, 10, 30, 0]);
  });

  it('has at most so many under way, and as many as that', async () => {
    let running = 0;
    let most = 0;
    await mapBounded(Array.from({ length: 50 }), 8, async () => {
      running += 1;
      most = Math.max(most, running);
      await new Promise(setImmediate);
      running -= 1;
    });
    expect(most).toBe(8);
  });

  it('gives nothing for nothing', async () => {
    expect(await mapBounded([], 8, async (one) => one)).toEqual([]);
  });
});
