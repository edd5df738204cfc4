import fc from 'fast-check';
import { rules } from '../rules/index.js';
import { factOrigins } from '../src/core/fact-origins.js';
import { judge } from '../src/core/judge.js';
import type { Resource } from '../src/core/resource.js';
import type { Rule } from '../src/core/rule.js';
import { parsePolicy } from '../src/policy/index.js';
import { parseItem } from '../src/sources/configuration-item/parse-item.js';
import { resourceFromItem } from '../src/sources/configuration-item/resource-from-item.js';
import { bucketWith } from './builders.js';
import { type ArbitraryBucket, arbitraryBucket } from './item-arbitrary.js';
import { batchItem, eventItem, historyItem, selectRow, snapshotItem } from './items.js';
import { NOW } from './rule-tester.js';

/** One way in which a bucket reaches this product. */
interface Telling {
  readonly name: string;
  /** The facts this way carries by itself; the others come from `elsewhere`, as they would in a run. */
  readonly carries: readonly string[];
  readonly tell: (bucket: ArbitraryBucket, elsewhere: Resource) => Resource;
}

const factsOfBucket = Object.keys(factOrigins.bucket);
const factsOfItem = Object.entries(factOrigins.bucket)
  .filter(([, { item }]) => item !== null)
  .map(([name]) => name);

const itemTelling = (name: string, tell: (bucket: ArbitraryBucket) => unknown): Telling => ({
  name,
  carries: factsOfItem,
  tell: (bucket, elsewhere) => {
    const resource = resourceFromItem(parseItem(tell(bucket)), (fact) => elsewhere.fact(fact));
    if (!resource) throw new Error('an item of a bucket gave no resource');
    return resource;
  },
});

/** Every way of telling a bucket; a new source is one more row. */
const tellings: readonly Telling[] = [
  itemTelling('a Lambda event', (bucket) => eventItem(bucket)),
  itemTelling('the history API on the command line', (bucket) => historyItem(bucket)),
  itemTelling('the history API from an SDK', (bucket) => historyItem(bucket, 'date')),
  itemTelling('a snapshot file', (bucket) => snapshotItem(bucket)),
  itemTelling('a row of a query', (bucket) => selectRow(bucket)),
];

/** The bucket itself, as the facts that every way of telling it should lead to. */
const bucketFrom = ({ policy, ...bucket }: ArbitraryBucket): Resource => {
  const known = Object.entries(bucket).filter(([name]) => factsOfBucket.includes(name));
  return bucketWith({ ...Object.fromEntries(known), policy: policy === null ? null : parsePolicy(policy) });
};

const factsFrom = (resource: Resource, names: readonly string[]): object =>
  Object.fromEntries(names.map((name) => [name, resource.fact(name)]));

/** The same buckets in every run, so that a failure is nobody's bad luck. */
const alike = { seed: 20261125, numRuns: 50 };

describe.each(tellings.map((telling): [string, Telling] => [telling.name, telling]))(
  'one bucket told by %s',
  (_name, telling) => {
    it('reads to the same facts', () => {
      fc.assert(
        fc.property(arbitraryBucket, (bucket) => {
          const expected = bucketFrom(bucket);
          expect(factsFrom(telling.tell(bucket, expected), telling.carries)).toEqual(
            factsFrom(expected, telling.carries),
          );
        }),
        alike,
      );
    });

    it('is the same bucket', () => {
      const bucket = fc.sample(arbitraryBucket, { ...alike, numRuns: 1 })[0] as ArbitraryBucket;
      expect(telling.tell(bucket, bucketWith()).identity).toEqual(bucketWith().identity);
    });
  },
);

describe('J14: one bucket draws the same verdict, however it is told', () => {
  it.each(rules.filter(({ kinds }) => kinds.includes('bucket')).map((rule): [string, Rule] => [rule.id, rule]))(
    'from %s',
    (_id, rule) => {
      const parameters = rule.readParameters({});
      fc.assert(
        fc.property(arbitraryBucket, (bucket) => {
          const expected = bucketFrom(bucket);
          const verdict = judge(rule, expected, parameters, NOW);
          for (const { tell } of tellings) {
            expect(judge(rule, tell(bucket, expected), parameters, NOW)).toEqual(verdict);
          }
        }),
        { ...alike, numRuns: 15 },
      );
    },
  );
});

describe('the batch API, which leaves out tags', () => {
  const batch = itemTelling('the batch API', (bucket) => batchItem(bucket));
  it('reads to the same facts where tags are set, else it does not know them', () => {
    fc.assert(
      fc.property(arbitraryBucket, (bucket) => {
        const expected = bucketFrom(bucket);
        const read = batch.tell(bucket, expected);
        const names = batch.carries.filter((fact) => fact !== 'tags' || Object.keys(bucket.tags).length > 0);
        expect(factsFrom(read, names)).toEqual(factsFrom(expected, names));
        if (!names.includes('tags')) expect(read.fact('tags')).toMatchObject({ code: 'NOT_RECORDED' });
      }),
      alike,
    );
  });
});
