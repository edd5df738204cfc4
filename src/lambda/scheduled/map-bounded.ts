/** Converts every item, at most `limit` at a time; the results are in the order of the items. */
export const mapBounded = async <T, U>(
  items: readonly T[],
  limit: number,
  convert: (item: T) => Promise<U>,
): Promise<readonly U[]> => {
  const converted = new Map<number, U>();
  // The workers share one iterator, so each takes the next item as it gets free.
  const queue = items.entries();
  const work = async () => {
    for (const [index, item] of queue) converted.set(index, await convert(item));
  };
  await Promise.all(Array.from({ length: limit }, work));
  return [...converted].sort(([one], [other]) => one - other).map(([, result]) => result);
};
