import { defineRule, type Rule } from '../../core/rule.js';
import { compliant } from '../../core/verdict.js';
import { UsageError } from '../usage-error.js';
import { type Estimate, type EstimateInput, estimate } from './estimate.js';
import { pricesFrom } from './price-file.js';
import { bandUses, listPrices, type PriceName } from './prices.js';
import type { Workload } from './rule-load.js';

const about = {
  severity: 'LOW' as const,
  title: 'An example',
  description: 'An example.',
  controls: [],
  remediation: { summary: 'None.' },
  optionalFacts: [],
  parameters: {},
  evaluate: () => compliant('OK', 'Fine.'),
};

/** Its fact is in the item: it calls nothing. */
const bucketRule: Rule = defineRule({
  ...about,
  id: 'buckets',
  tier: 'core',
  resource: 'bucket',
  facts: ['versioning'],
});
/** Two calls of S3 and two of KMS. */
const readingRule: Rule = defineRule({
  ...about,
  id: 'reading',
  tier: 'extended',
  resource: 'bucket',
  facts: ['ownership', 'ssecBlocked', 'encryptionKey', 'encryptionKeyPolicy'],
});
/** Runs in the home region alone; its one call is S3's. */
const accountRule: Rule = defineRule({
  ...about,
  id: 'account',
  tier: 'core',
  resource: 'account',
  facts: ['accountPublicAccessBlock'],
});
const accessPointRule: Rule = defineRule({
  ...about,
  id: 'points',
  tier: 'core',
  resource: 'accessPoint',
  facts: ['publicAccessBlock'],
});
const catalogue = [bucketRule, readingRule, accountRule, accessPointRule];

const workload: Workload = {
  accounts: 1,
  regions: 1,
  buckets: 100,
  others: 10,
  changes: 0.1,
  verdictChanges: 0.02,
  postUnchanged: false,
};

const estimateOf = (given: Partial<Workload> = {}, input: Partial<EstimateInput> = {}): Estimate =>
  estimate({
    workload: { ...workload, ...given },
    rules: [bucketRule],
    catalogue,
    managed: [],
    inPack: true,
    prices: listPrices,
    ...input,
  });

const chargeOf = (name: PriceName, { charges }: Estimate) => charges.find(({ price }) => price === name);
const quantityOf = (name: PriceName, of: Estimate) => chargeOf(name, of)?.quantity;
const dollarsOf = (name: PriceName, of: Estimate) => chargeOf(name, of)?.dollars;

describe('one rule about 50 buckets in each of 3 regions of 2 accounts', () => {
  // In each of 6 places: 1500 results of daily runs, 30 of them posted, and 150 on changes.
  const estimated = estimateOf({ accounts: 2, regions: 3, buckets: 50 });

  it.each<[PriceName, number, number]>([
    ['packEvaluation', 6 * 180, 1.08],
    ['complianceItem', 6 * 33, 0.594],
    // Of the tier: 3 functions at home, 2 elsewhere, and 2 queues.
    ['alarm', 2 * 5 + 2 * 2 * 4, 2.6],
    ['lambdaRequest', 6 * 180, 0.000_216],
    // 180 starts of a second and 1650 results of a twentieth, at half a GB.
    ['lambdaGigabyteSecond', 6 * 131.25, 0.010_500_052_5],
    ['logGigabyte', 0.001_08, 0.000_54],
    ['s3Read', 0, 0],
    ['s3List', 6 * 30, 0.0009],
    ['kmsRequest', 0, 0],
    ['sqsRequest', 6 * 648_000, 1.5552],
  ])('%s: %d for %d dollars', (name, quantity, dollars) => {
    expect(quantityOf(name, estimated)).toBeCloseTo(quantity, 9);
    expect(dollarsOf(name, estimated)).toBeCloseTo(dollars, 9);
  });

  it('adds up', () => {
    expect(estimated.dollars).toBeCloseTo(
      1.08 + 0.594 + 2.6 + 0.000_216 + 0.010_500_052_5 + 0.000_54 + 0.0009 + 1.5552,
      9,
    );
  });

  it('tells the evaluations of the rule', () => {
    expect(estimated.rules).toEqual([{ rule: 'buckets', daily: 180, onChanges: 900 }]);
  });

  it('says what comes once: an evaluation and an item for each bucket', () => {
    expect(estimated.start.evaluations).toBe(300);
    expect(estimated.start.dollars).toBeCloseTo(0.3 + 0.9, 9);
  });
});

describe('what a rule is about', () => {
  const evaluationsOf = (rule: Rule, given: Partial<Workload> = {}) => estimateOf(given, { rules: [rule] }).rules[0];

  it('counts a rule about the account once in each account, and no changes', () => {
    const given = { accounts: 3, regions: 4, postUnchanged: true };
    expect(evaluationsOf(accountRule, given)).toEqual({ rule: 'account', daily: 3 * 30, onChanges: 0 });
  });

  it('wants no functions in regions where no chosen rule runs', () => {
    const estimated = estimateOf({ regions: 4 }, { rules: [accountRule] });
    expect(quantityOf('alarm', estimated)).toBe(5);
    expect(quantityOf('sqsRequest', estimated)).toBe(648_000);
    expect(quantityOf('s3Read', estimated)).toBe(30);
  });

  it('counts other resources for a rule about them, and no buckets', () => {
    const given = { others: 7, changes: 0, postUnchanged: true };
    expect(evaluationsOf(accessPointRule, given)).toEqual({ rule: 'points', daily: 7 * 30, onChanges: 0 });
  });

  it('counts the calls of S3 and KMS for each result, each once', () => {
    const estimated = estimateOf({ buckets: 10 }, { rules: [readingRule] });
    // 300 results of daily runs and 30 on changes.
    expect(quantityOf('s3Read', estimated)).toBeCloseTo(2 * 330, 9);
    expect(quantityOf('kmsRequest', estimated)).toBeCloseTo(2 * 330, 9);
  });

  it('counts the functions of each tier that is chosen', () => {
    const estimated = estimateOf({}, { rules: [bucketRule, readingRule] });
    expect(quantityOf('alarm', estimated)).toBe(4 + 2 * 2);
    expect(quantityOf('sqsRequest', estimated)).toBe(2 * 648_000);
  });

  it('bills every result of a managed rule, and no function', () => {
    const estimated = estimateOf({ buckets: 10 }, { rules: [], managed: ['managed'] });
    expect(estimated.rules).toEqual([{ rule: 'managed', daily: 300, onChanges: 30 }]);
    expect(quantityOf('lambdaRequest', estimated)).toBe(0);
    expect(quantityOf('lambdaGigabyteSecond', estimated)).toBe(0);
    expect(quantityOf('alarm', estimated)).toBe(0);
  });
});

describe('where there are no buckets', () => {
  const estimated = estimateOf({ buckets: 0, regions: 2 }, { managed: ['managed'] });

  it('posts one result a run', () => {
    expect(estimated.rules).toEqual([
      { rule: 'buckets', daily: 60, onChanges: 0 },
      { rule: 'managed', daily: 0, onChanges: 0 },
    ]);
    expect(quantityOf('complianceItem', estimated)).toBe(0);
    expect(estimated.start).toEqual({ evaluations: 0, dollars: 0 });
  });

  it('runs all the same', () => {
    expect(quantityOf('lambdaRequest', estimated)).toBe(60);
    expect(quantityOf('lambdaGigabyteSecond', estimated)).toBe(30);
  });
});

describe('bands', () => {
  const used = (quantity: number) => bandUses(listPrices.ruleEvaluation.bands, quantity).map((use) => use.quantity);

  it.each<[number, readonly number[]]>([
    [0, []],
    [1, [1]],
    [100_000, [100_000]],
    [100_001, [100_000, 1]],
    [500_000, [100_000, 400_000]],
    [500_001, [100_000, 400_000, 1]],
  ])('%d units', (quantity, expected) => {
    expect(used(quantity)).toEqual(expected);
  });

  const given = { buckets: 10_000, changes: 0, postUnchanged: true };

  it.each<[string, Partial<Workload>, number]>([
    ['300,000 in a region', {}, 100 + 160],
    ['those of two regions, each from the start', { regions: 2 }, 2 * (100 + 160)],
    ['those of two accounts together', { accounts: 2 }, 100 + 320 + 50],
  ])('%s', (_name, more, dollars) => {
    expect(dollarsOf('packEvaluation', estimateOf({ ...given, ...more }))).toBeCloseTo(dollars, 6);
  });

  it('are the same outside of packs, under a price of their own', () => {
    const estimated = estimateOf(given, { inPack: false });
    expect(dollarsOf('ruleEvaluation', estimated)).toBeCloseTo(260, 6);
    expect(chargeOf('packEvaluation', estimated)).toBeUndefined();
  });
});

describe('prices of a file', () => {
  const pricesOf = (content: unknown) => pricesFrom(JSON.stringify(content), 'own.json');

  it('take the place of their like', () => {
    const prices = pricesOf({ asOf: '2026-11-01', region: 'eu-west-1', prices: { alarm: 0.2 } });
    expect(prices.alarm).toEqual({
      unit: 'alarm',
      bands: [{ dollars: 0.2 }],
      asOf: '2026-11-01',
      region: 'eu-west-1',
      source: 'own.json',
    });
    expect(prices.logGigabyte).toEqual(listPrices.logGigabyte);
    expect(dollarsOf('alarm', estimateOf({}, { prices }))).toBeCloseTo(5 * 0.2, 9);
  });

  it('may have bands, and neither date nor region', () => {
    const bands = [{ upTo: 100, dollars: 1 }, { dollars: 0.5 }];
    const prices = pricesOf({ prices: { packEvaluation: bands } });
    expect(prices.packEvaluation).toMatchObject({ bands, asOf: null, region: null });
    // 60 on daily runs and 300 on changes.
    expect(dollarsOf('packEvaluation', estimateOf({}, { prices }))).toBeCloseTo(100 + 130, 9);
  });

  it('may be nothing at all', () => {
    expect(dollarsOf('alarm', estimateOf({}, { prices: pricesOf({ prices: { alarm: 0 } }) }))).toBe(0);
  });

  it.each<[unknown, string]>([
    [[], 'must be an object, got []'],
    [{}, 'prices must be an object, got nothing'],
    [{ price: {} }, 'price is not known; did you mean "prices"?'],
    [{ prices: { alarms: 1 } }, 'prices.alarms is not known; did you mean "alarm"?'],
    [{ prices: { alarm: '1' } }, 'prices.alarm must be a number of dollars, 0 or above, got "1"'],
    [{ prices: { alarm: -1 } }, 'prices.alarm must be a number of dollars, 0 or above, got -1'],
    [{ prices: { alarm: [] } }, 'prices.alarm must have a band at least'],
    [{ prices: { alarm: [{}] } }, 'prices.alarm[0].dollars must be a number of dollars, 0 or above, got nothing'],
    [
      { prices: { alarm: [{ upTo: 1, dollars: 1 }] } },
      'prices.alarm[0].upTo must be left out: the last band has no end',
    ],
    [
      { prices: { alarm: [{ dollars: 1 }, { dollars: 1 }] } },
      'prices.alarm[0].upTo must be a number of units, got nothing',
    ],
    [
      { prices: { alarm: [{ upTo: 5, dollars: 1 }, { upTo: 5, dollars: 1 }, { dollars: 1 }] } },
      'prices.alarm[1].upTo must be above 5, got 5',
    ],
    [{ prices: { alarm: [{ upto: 5, dollars: 1 }] } }, 'prices.alarm[0].upto is not known; did you mean "upTo"?'],
    [{ asOf: '2026-13-01', prices: {} }, 'asOf must be a date such as "2026-11-01", got "2026-13-01"'],
    [{ region: 'Ireland', prices: {} }, 'region must be a region such as "eu-west-1", got "Ireland"'],
  ])('%j is refused', (content, problem) => {
    expect(() => pricesOf(content)).toThrow(new UsageError(`--prices own.json: ${problem}`));
  });

  it('are refused where they are no JSON', () => {
    expect(() => pricesFrom('{', 'own.json')).toThrow(/^--prices own\.json: not JSON: /);
  });
});

describe('the list prices', () => {
  it.each(Object.entries(listPrices))(
    '%s has bands in order, a date and a source',
    (_name, { bands, asOf, source }) => {
      const ends = bands.map(({ upTo }) => upTo ?? Number.POSITIVE_INFINITY);
      expect(ends).toEqual([...new Set(ends)].sort((a, b) => a - b));
      expect(ends.at(-1)).toBe(Number.POSITIVE_INFINITY);
      expect(asOf).toMatch(/^\d{4}-\d{2}-\d{2}$/);
      expect(source).toMatch(/^https:\/\/aws\.amazon\.com\/[a-z0-9]+\/pricing\/$/);
    },
  );
});
