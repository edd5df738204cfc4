import { type Fact, unknown } from '../../../core/fact.js';
import type { ConfigurationItem } from '../../configuration-item/parse-item.js';
import { resourceFromItem } from '../../configuration-item/resource-from-item.js';

/** One fact that a resource's own item carries. */
export const ownFactOf = (item: ConfigurationItem, fact: string): Fact<unknown> =>
  resourceFromItem(item, notHere)?.fact(fact) ?? notHere(fact);

const notHere = (fact: string): Fact<never> => unknown('NOT_IN_SOURCE', `the item does not tell the ${fact}`);
