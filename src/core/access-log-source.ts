import type { AccessLogSource } from './facts.js';

/** Access log sources in the order of the fact: by bucket, then by prefix. */
export const sortedSources = (sources: readonly AccessLogSource[]): readonly AccessLogSource[] =>
  [...sources].sort((a, b) => (a.bucket === b.bucket ? compare(a.prefix, b.prefix) : compare(a.bucket, b.bucket)));

/** Their names as the fact `loggingSources` gives them. */
export const namesOfSources = (sources: readonly AccessLogSource[]): readonly string[] =>
  sources.map(({ bucket }) => bucket).sort();

const compare = (a: string, b: string): number => (a < b ? -1 : a > b ? 1 : 0);
