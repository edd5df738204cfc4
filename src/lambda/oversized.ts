import { type ConfigurationItem, parseItem } from '../sources/configuration-item/parse-item.js';
import type { Invocation } from './invocation.js';

/** The item of a summary is not in the history (yet). Lambda retries; until then the last result stands. */
export class ItemNotFoundError extends Error {
  override readonly name = 'ItemNotFoundError';
}

/** A fetched item, or the refusal that keeps it unknown for as long as it stands. */
export type FetchedItem =
  | { readonly kind: 'item'; readonly item: ConfigurationItem }
  | { readonly kind: 'denied'; readonly action: string };

/**
 * Fetches the item of which an oversized notification is the summary: the newest that was captured no later, which
 * must be the very one, or the result would carry another state's time.
 *
 * @throws ItemNotFoundError
 * @see https://docs.aws.amazon.com/config/latest/APIReference/API_GetResourceConfigHistory.html
 */
export const fetchItem = async (
  { ask, region }: Pick<Invocation, 'ask' | 'region'>,
  summary: ConfigurationItem,
  time: Date,
): Promise<FetchedItem> => {
  const { resourceType, resourceId } = summary;
  for (let nextToken: string | undefined; ; ) {
    const answer = await ask({
      operation: 'config:GetResourceConfigHistory',
      input: { resourceType, resourceId, laterTime: time, limit: 1, ...(nextToken && { nextToken }) },
      region,
      owner: null,
    });
    if (answer.kind === 'denied') return { kind: 'denied', action: answer.action };
    const page = (answer.kind === 'answer' ? answer.output : {}) as HistoryPage;
    const [found] = page.configurationItems ?? [];
    if (found) return { kind: 'item', item: checked(parseItem(found), summary) };
    // A page spans at most seven days, so a quiet resource's first pages are empty.
    if (!page.nextToken || page.nextToken === nextToken) {
      throw new ItemNotFoundError(`${nameOf(summary)} is not in the history of AWS Config`);
    }
    nextToken = page.nextToken;
  }
};

interface HistoryPage {
  readonly configurationItems?: readonly unknown[];
  readonly nextToken?: string;
}

const checked = (item: ConfigurationItem, summary: ConfigurationItem): ConfigurationItem => {
  if (isSameState(item, summary)) return item;
  throw new ItemNotFoundError(
    `the newest item up to ${nameOf(summary)} in the history of AWS Config is ${item.stateId} of ${item.captureTime?.toISOString()}`,
  );
};

/** State ids are compared as text: a number in notifications, text here. AWS's own example has a 0, which tells nothing. */
const isSameState = (item: ConfigurationItem, { stateId, captureTime }: ConfigurationItem): boolean =>
  stateId === null || stateId === '0'
    ? captureTime?.getTime() === item.captureTime?.getTime()
    : stateId === item.stateId;

const nameOf = ({ resourceType, resourceId, stateId, captureTime }: ConfigurationItem): string =>
  `${resourceType} ${resourceId}, state ${stateId} of ${captureTime?.toISOString()},`;
