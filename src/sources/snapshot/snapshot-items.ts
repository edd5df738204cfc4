import type { ResourceIdentity } from '../../core/resource.js';
import { type ConfigurationItem, ItemError, parseItem } from '../configuration-item/parse-item.js';
import { itemsIn } from '../configuration-item/unwrap-items.js';
import { UnreadableInputError } from '../subject.js';
import type { InputFile } from './input-files.js';
import { isRelevant } from './item-index.js';
import { createItemReader, type RawItem } from './item-reader.js';
import { ContentError, type Place } from './json-scanner.js';
import { textOfFile } from './text-of-file.js';

/** What stands at one place of a snapshot. */
export type SnapshotItem =
  | { readonly state: 'item'; readonly item: ConfigurationItem }
  /** Of a type that is not judged and tells nothing of those that are; not parsed where that was plain. */
  | { readonly state: 'irrelevant'; readonly accountId: string | null }
  | { readonly state: 'unreadable'; readonly identity: Partial<ResourceIdentity>; readonly reason: string };

/**
 * The items of a file in their order, some at a time.
 *
 * @param onRead told how many bytes of the file have been read so far
 * @throws UnreadableInputError with file and place if the file is cut, corrupt, or holds no items
 */
export async function* snapshotItemsOf(
  file: InputFile,
  onRead: (bytes: number) => void,
): AsyncGenerator<readonly SnapshotItem[]> {
  const reader = createItemReader();
  try {
    for await (const bytes of textOfFile(file, onRead)) {
      yield reader.push(bytes).flatMap((raw) => snapshotItemsIn(raw, file));
    }
    reader.end();
  } catch (error) {
    if (!(error instanceof ContentError)) throw error;
    throw new UnreadableInputError(`${placeIn(file, error.place)}: ${error.message}`, { cause: error });
  }
}

const placeIn = ({ name }: InputFile, { line, byte }: Place): string => `${name}, line ${line}, byte ${byte}`;

const snapshotItemsIn = (raw: RawItem, file: InputFile): readonly SnapshotItem[] => {
  if (raw.resourceType !== null && !isRelevant(raw.resourceType)) return [irrelevant(raw.accountId)];
  const place = placeIn(file, raw.place);
  return unwrapped(raw, place).map((value) => snapshotItemFrom(value, place));
};

/** A document by itself may wrap its item as events do; an element of a list is the item. */
const unwrapped = (raw: RawItem, place: string): readonly unknown[] => {
  const value = raw.parse();
  if (raw.kind === 'item') return [value];
  try {
    return itemsIn(value);
  } catch (error) {
    if (!(error instanceof ItemError)) throw error;
    throw new UnreadableInputError(`${place}: ${error.message}`, { cause: error });
  }
};

const snapshotItemFrom = (value: unknown, place: string): SnapshotItem => {
  try {
    const item = parseItem(value);
    return isRelevant(item.resourceType) ? { state: 'item', item } : irrelevant(item.accountId);
  } catch (error) {
    if (!(error instanceof ItemError)) throw error;
    const identity = partialIdentity(value);
    if (identity.type !== undefined && !isRelevant(identity.type)) return irrelevant(identity.accountId ?? null);
    return { state: 'unreadable', identity, reason: `The item in ${place} cannot be read: ${error.message}.` };
  }
};

const irrelevant = (accountId: string | null): SnapshotItem => ({ state: 'irrelevant', accountId });

/** Who an unreadable item says it is about, as far as it says it. */
const partialIdentity = (value: unknown): Partial<ResourceIdentity> => {
  if (typeof value !== 'object' || value === null) return {};
  const members = value as Readonly<Record<string, unknown>>;
  const text = (...names: readonly string[]): string | undefined =>
    names.map((name) => members[name]).find((member) => typeof member === 'string');
  const found = {
    type: text('resourceType'),
    id: text('resourceId', 'resourceName'),
    arn: text('ARN', 'arn'),
    accountId: text('awsAccountId', 'accountId'),
    region: text('awsRegion'),
  };
  return Object.fromEntries(Object.entries(found).filter(([, member]) => member !== undefined));
};
