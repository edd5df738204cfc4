import type { Tags } from '../../core/facts.js';
import { decodedFrom, type ItemValue, itemsOf, malformed, memberOf } from './item-value.js';
import { type ConfigurationItem, isLive } from './parse-item.js';

/** Something that an item should hold and does not; the message names its place. */
export class NotRecordedError extends Error {
  override readonly name = 'NotRecordedError';
}

/**
 * The `configuration` of an item, decoded: an object in notifications and files, JSON text in API answers.
 *
 * @throws NotRecordedError if there is none, or the item is not live, whatever stands there
 * @throws MalformedValueError if its text is no JSON
 */
export const configurationOf = (item: ConfigurationItem): ItemValue => {
  requireLive(item, 'configuration');
  const configuration = decodedFrom({ path: 'configuration', value: item.configuration });
  if (configuration.value === null) throw new NotRecordedError('configuration');
  return configuration;
};

/** Whether an item has a supplementary value under a key, decoding nothing. */
export const hasSupplementary = ({ supplementaryConfiguration: values }: ConfigurationItem, key: string): boolean =>
  typeof values === 'object' && values !== null && Object.hasOwn(values, key);

/**
 * One supplementary value of an item, decoded, and no other; null where the key is missing.
 *
 * @throws NotRecordedError if there is no supplementary configuration at all, as in a row that did not select it, or
 *   the item is not live
 */
export const supplementaryOf = (item: ConfigurationItem, key: string): ItemValue => {
  requireLive(item, 'supplementaryConfiguration');
  const all = { path: 'supplementaryConfiguration', value: item.supplementaryConfiguration ?? null };
  if (all.value === null) throw new NotRecordedError(all.path);
  return decodedFrom(memberOf(all, key));
};

/** An item's own tags, encoded; rows of a query and the batch API leave them out. */
export const ownTagsOf = (item: ConfigurationItem): ItemValue => {
  requireLive(item, 'tags');
  return { path: 'tags', value: item.tags };
};

/**
 * The tags at the first place that has some.
 *
 * @throws NotRecordedError if no place has any
 */
export const tagsAt = (...places: readonly (() => ItemValue)[]): Tags => {
  for (const place of places) {
    const found = tagsFrom(place());
    if (found) return found;
  }
  throw new NotRecordedError('tags');
};

/**
 * The tags in one of Config's forms: a map, or a list of `{key, value}` (rows of a query), `{Key, Value}` (types of
 * CloudFormation) or `{tagKey, tagValue}` (KMS).
 *
 * @returns null if there are none in this place, which does not say that the resource has none
 */
const tagsFrom = (from: ItemValue): Tags | null => {
  const tags = decodedFrom(from);
  if (tags.value === null) return null;
  const pairs = Array.isArray(tags.value) ? itemsOf(tags).map(pairFrom) : pairsOfMap(tags);
  // Makes own members of any name, `__proto__` included.
  return Object.fromEntries(pairs);
};

const requireLive = (item: ConfigurationItem, part: string): void => {
  if (!isLive(item)) throw new NotRecordedError(`its ${part}, as its status is ${item.status}`);
};

const pairsOfMap = (map: ItemValue): readonly (readonly [string, string])[] => {
  if (typeof map.value !== 'object' || map.value === null) throw malformed(map, 'a map or a list of tags');
  return Object.entries(map.value).map(([key, value]) => [key, tagValueFrom(map.path, value)]);
};

const pairFrom = (tag: ItemValue): readonly [string, string] => {
  for (const [keyName, valueName] of pairNames) {
    const key = memberOf(tag, keyName).value;
    if (typeof key === 'string') return [key, tagValueFrom(tag.path, memberOf(tag, valueName).value)];
  }
  throw malformed(tag, 'a tag with its key');
};

const pairNames = [
  ['key', 'value'],
  ['Key', 'Value'],
  ['tagKey', 'tagValue'],
] as const;

/** A tag may have no value, and dialects that drop nulls may drop its place; the path does not name the key either. */
const tagValueFrom = (path: string, value: unknown): string => {
  if (value === null || value === undefined) return '';
  if (typeof value !== 'string') throw malformed({ path, value }, 'tags whose values are text');
  return value;
};
