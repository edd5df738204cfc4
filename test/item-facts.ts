import { type Fact, unknown } from '../src/core/fact.js';
import { parseItem } from '../src/sources/configuration-item/parse-item.js';
import { resourceFromItem } from '../src/sources/configuration-item/resource-from-item.js';

/** What the item of a resource tells of one fact; facts that no such item carries are said to be so. */
export const factOfItem = (raw: unknown, name: string): Fact<unknown> => {
  const resource = resourceFromItem(parseItem(raw), (fact) => unknown('NOT_IN_SOURCE', fact));
  if (!resource) throw new Error('no rule judges such a resource');
  return resource.fact(name);
};

/** The fact is there and cannot be understood; `complaint` is what follows "the configuration item's". */
export const malformedFact = (complaint: string): Fact<unknown> =>
  unknown('MALFORMED', `the configuration item's ${complaint}`);

/** The fact should be there and is not; `what` follows "does not hold". */
export const notRecordedFact = (what: string): Fact<unknown> =>
  unknown('NOT_RECORDED', `the configuration item does not hold ${what}`);
