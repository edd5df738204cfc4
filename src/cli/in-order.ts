/**
 * Works on several at a time and gives what comes of them in their order.
 *
 * @param width how many at most; with 1 the next is not taken before the one before it is done
 */
export async function* inOrder<T, R>(
  all: AsyncIterable<T>,
  width: number,
  work: (one: T) => Promise<R>,
): AsyncGenerator<R, void, void> {
  const underWay: Promise<R>[] = [];
  for await (const one of all) {
    const result = work(one);
    // What fails is told when its turn comes; until then it is no unhandled rejection.
    result.catch(() => undefined);
    underWay.push(result);
    if (underWay.length >= width) yield underWay.shift() as Promise<R>;
  }
  for (const result of underWay) yield result;
}
