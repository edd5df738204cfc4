/** A part of a month's use that has a price of its own. */
export interface Band {
  /** Units of a month up to which it holds; missing: it has no end. */
  readonly upTo?: number;
  /** US dollars a unit. */
  readonly dollars: number;
}

/** What AWS charges for one sort of use. */
export interface Price {
  readonly unit: string;
  /** From the first unit of a month on; only the last has no end. */
  readonly bands: readonly Band[];
  /** Null where whoever gave the price does not say. */
  readonly region: string | null;
  /** The day on which the source was read: `2026-09-24`; null where whoever gave the price does not say. */
  readonly asOf: string | null;
  /** The page or file that tells it. */
  readonly source: string;
}

export type PriceName = keyof typeof listPrices;
export type Prices = Readonly<Record<PriceName, Price>>;

const REGION = 'us-east-1';

const price = (unit: string, asOf: string, source: string, ...bands: readonly Band[]): Price => ({
  unit,
  bands,
  region: REGION,
  asOf,
  source,
});

const CONFIG = 'https://aws.amazon.com/config/pricing/';
const LAMBDA = 'https://aws.amazon.com/lambda/pricing/';
const CLOUDWATCH = 'https://aws.amazon.com/cloudwatch/pricing/';
const S3 = 'https://aws.amazon.com/s3/pricing/';

/** AWS gives evaluations the same bands in and outside of conformance packs. */
const evaluationBands: readonly Band[] = [
  { upTo: 100_000, dollars: 0.001 },
  { upTo: 500_000, dollars: 0.0008 },
  { dollars: 0.0005 },
];

/**
 * List prices in US dollars, free tiers left out. The pages of AWS show their numbers to browsers alone, so each was
 * read from a published copy, and `asOf` is the date of that:
 *
 * - AWS Config: answers of the Price List Query API (usage types `ConfigRuleEvaluations`, `ConformancePackEvaluations`,
 *   `ConfigurationItemRecorded`), asked for us-east-2; an article's table for all regions agrees
 * - Lambda, S3: offer files of the Price List Bulk API (`Request-ARM`, `Lambda-GB-Second-ARM`, `Requests-Tier1`,
 *   `Requests-Tier2`)
 * - alarms: the worked example on the page
 * - logs, KMS, SQS: articles that quote the page
 *
 * Left out are bands that no S3 estate reaches: Lambda's above 7.5 thousand million GB-seconds, SQS's above 100
 * thousand million requests.
 */
export const listPrices = {
  packEvaluation: price('evaluation', '2026-09-24', CONFIG, ...evaluationBands),
  ruleEvaluation: price('evaluation', '2026-09-24', CONFIG, ...evaluationBands),
  complianceItem: price('configuration item', '2026-09-24', CONFIG, { dollars: 0.003 }),
  lambdaRequest: price('request', '2026-09-06', LAMBDA, { dollars: 0.000_000_2 }),
  lambdaGigabyteSecond: price('GB-second', '2026-09-06', LAMBDA, { dollars: 0.000_013_333_4 }),
  logGigabyte: price('GB', '2026-06-13', CLOUDWATCH, { dollars: 0.5 }),
  alarm: price('alarm', '2026-09-29', CLOUDWATCH, { dollars: 0.1 }),
  s3Read: price('request', '2026-09-06', S3, { dollars: 0.000_000_4 }),
  s3List: price('request', '2026-09-06', S3, { dollars: 0.000_005 }),
  kmsRequest: price('request', '2026-03-14', 'https://aws.amazon.com/kms/pricing/', { dollars: 0.000_003 }),
  sqsRequest: price('request', '2026-03-14', 'https://aws.amazon.com/sqs/pricing/', { dollars: 0.000_000_4 }),
};

/** Units of a month that fall into one band. */
export interface BandUse extends Band {
  readonly quantity: number;
}

/** A month's use of one region, laid out over the bands of its price; those it does not reach are left out. */
export const bandUses = (bands: readonly Band[], quantity: number): readonly BandUse[] =>
  bands
    .map((band, index) => {
      const start = bands[index - 1]?.upTo ?? 0;
      return { ...band, quantity: Math.max(Math.min(quantity, band.upTo ?? quantity) - start, 0) };
    })
    .filter((use) => use.quantity > 0);
