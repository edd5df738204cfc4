import { sortedSources } from '../../core/access-log-source.js';
import type { AccessLogSource, ServerAccessLogging } from '../../core/facts.js';
import { resourceFromItem } from '../../sources/configuration-item/resource-from-item.js';
import { notRead } from '../judge-resource.js';
import type { RecordedItem } from './recorded-items.js';

/** The buckets that deliver their access logs to a bucket with their prefixes, sorted, by its name. */
export const indexLoggingSources = (
  items: readonly RecordedItem[],
): ReadonlyMap<string, readonly AccessLogSource[]> => {
  const sources = new Map<string, readonly AccessLogSource[]>();
  for (const item of items) {
    const logging = resourceFromItem(item.read(), notRead)?.fact('logging');
    if (!logging?.known || logging.value === null) continue;
    const { destinationBucket, prefix } = logging.value as ServerAccessLogging;
    const before = sources.get(destinationBucket) ?? [];
    sources.set(destinationBucket, sortedSources([...before, { bucket: item.resourceId, prefix }]));
  }
  return sources;
};
