import type { ServerAccessLogging } from '../../core/facts.js';
import { resourceFromItem } from '../../sources/configuration-item/resource-from-item.js';
import { notRead } from '../judge-resource.js';
import type { RecordedItem } from './recorded-items.js';

/** Names of the buckets that deliver their access logs to a bucket, sorted, by its name. */
export const indexLoggingSources = (items: readonly RecordedItem[]): ReadonlyMap<string, readonly string[]> => {
  const sources = new Map<string, string[]>();
  for (const item of items) {
    const logging = resourceFromItem(item.read(), notRead)?.fact('logging');
    if (!logging?.known || logging.value === null) continue;
    const { destinationBucket } = logging.value as ServerAccessLogging;
    sources.set(destinationBucket, [...(sources.get(destinationBucket) ?? []), item.resourceId].sort());
  }
  return sources;
};
