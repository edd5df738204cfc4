import type { Fact } from '../core/fact.js';
import { type Answer, type ExposureFacts, exposureOf, factsOf } from '../policy/index.js';
import type { Source, Subject } from '../sources/subject.js';
import { accessPointOf, type ExposedAccessPoint, exposureInputOf } from './exposure-input.js';

/** What is known of one bucket's exposure, as `explain --format json` writes it. */
export interface ExplainedBucket {
  readonly accountId: string;
  readonly name: string;
  readonly region: string | null;
  readonly facts: { readonly [Name in keyof ExposureFacts]: ExposureFacts[Name] | 'unknown' };
  readonly because: { readonly [Name in keyof ExposureFacts]: Because };
}

/** What one fact rests on. */
export interface Because {
  readonly statements: readonly { readonly index: number; readonly sid: string | null }[];
  readonly reason: string;
  /** A request that proves it; null where none is needed. */
  readonly witness: Answer['witness'] | null;
}

/**
 * Explains the buckets of a source, in the order of the input.
 *
 * @param openSource opens the source from its start; it is read once for the access points and once for the buckets
 * @param name only buckets of this name; null: all
 */
export async function* explain(
  openSource: () => Source,
  name: string | null,
): AsyncGenerator<ExplainedBucket, void, void> {
  const accessPoints = await accessPointsByBucket(openSource());
  for await (const subject of openSource().subjects()) {
    if (subject.state !== 'live' || subject.resource.kind !== 'bucket') continue;
    const { identity } = subject.resource;
    if (name !== null && identity.id !== name) continue;
    const own = accessPoints.get(identity.id) ?? [];
    const exposure = exposureOf(await exposureInputOf(subject.resource, readerOf(subject), own));
    const because = Object.entries(exposure).map(([fact, answer]) => [fact, becauseOf(answer)]);
    yield {
      accountId: identity.accountId,
      name: identity.id,
      region: identity.region,
      facts: factsOf(exposure),
      because: Object.fromEntries(because),
    };
  }
}

/** Bucket names are unique in a partition, so the name alone joins an access point to its bucket. */
const accessPointsByBucket = async (source: Source): Promise<ReadonlyMap<string, readonly ExposedAccessPoint[]>> => {
  const found = new Map<string, ExposedAccessPoint[]>();
  for await (const subject of source.subjects()) {
    if (subject.state !== 'live' || subject.resource.kind !== 'accessPoint') continue;
    const accessPoint = await accessPointOf(subject.resource, readerOf(subject));
    for (const bucket of accessPoint?.buckets ?? []) {
      found.set(bucket, [...(found.get(bucket) ?? []), ...(accessPoint ? [accessPoint.exposed] : [])]);
    }
  }
  return found;
};

const readerOf =
  ({ resource, read }: Extract<Subject, { readonly state: 'live' }>) =>
  async (fact: string): Promise<Fact<unknown>> => {
    const told = resource.fact(fact);
    return !told.known && told.code === 'NOT_READ' && read ? read(fact) : told;
  };

const becauseOf = ({ statements, reason, witness }: Answer<unknown>): Because => ({
  statements: statements.map(({ index, sid }) => ({ index, sid })),
  reason,
  witness: witness ?? null,
});
