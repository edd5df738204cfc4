import { type Unknown, unknown } from '../../core/fact.js';
import { replyToAll } from '../../sources/answers/reply.js';
import type { Elsewhere } from '../../sources/configuration-item/elsewhere.js';
import { itemsOfType } from '../../sources/configuration-item/items-query.js';
import { type ConfigurationItem, ItemError, isLive, parseItem } from '../../sources/configuration-item/parse-item.js';
import { resourceFromItem } from '../../sources/configuration-item/resource-from-item.js';
import type { Invocation } from '../invocation.js';
import type { FoundResource } from './population.js';

/** An item as its row of a query, to be parsed again when it is judged: the text is a fraction of its objects. */
export interface RecordedItem {
  readonly resourceType: string;
  readonly resourceId: string;
  readonly captureTime: Date | null;
  read(): ConfigurationItem;
}

/** The items of a type. */
export interface RecordedItems {
  readonly items: readonly RecordedItem[];
  /** Why there may be more of them; null: these are all. */
  readonly gap: Unknown | null;
}

/**
 * What AWS Config records of a type in the region, all pages.
 *
 * @see https://docs.aws.amazon.com/config/latest/developerguide/query-components.html
 */
export const readRecordedItems = async ({ ask, region }: Invocation, type: string): Promise<RecordedItems> => {
  const Expression = itemsOfType(type);
  const reply = await replyToAll(
    ask,
    { operation: 'config:SelectResourceConfig', input: { Expression, Limit: 100 }, region, owner: null },
    { list: 'Results', token: 'NextToken' },
  );
  if (reply.kind === 'unknown') return { items: [], gap: reply.fact };
  const rows = reply.kind === 'answer' ? reply.output.map(({ value }) => recordedItemOrGap(value)) : [];
  return {
    items: rows.filter((row) => row !== null && 'read' in row),
    gap: rows.find((row) => row !== null && 'code' in row) ?? null,
  };
};

/**
 * A resource of a run as its item tells it.
 *
 * @param elsewhere tells the facts that such an item never carries
 */
export const foundFrom = (item: RecordedItem, elsewhere: Elsewhere): FoundResource => ({
  type: item.resourceType,
  id: item.resourceId,
  open: () => {
    const resource = resourceFromItem(item.read(), elsewhere);
    if (!resource) throw new Error(`no rule judges the type ${item.resourceType}`);
    return resource;
  },
});

/** A row of a resource that is no longer recorded says nothing; of one that is no item nobody knows whose it is. */
const recordedItemOrGap = (row: unknown): RecordedItem | Unknown | null => {
  try {
    const item = parseItem(row);
    const { resourceType, resourceId, captureTime } = item;
    return isLive(item) ? { resourceType, resourceId, captureTime, read: () => parseItem(row) } : null;
  } catch (error) {
    if (!(error instanceof ItemError)) throw error;
    return unknown('MALFORMED', `config:SelectResourceConfig: ${error.message}`);
  }
};
