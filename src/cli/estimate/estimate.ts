import { isHomeRegionRule } from '../../core/derivations.js';
import type { Rule } from '../../core/rule.js';
import { type BandUse, bandUses, type PriceName, type Prices } from './prices.js';
import { DAYS, loadOf, managedLoad, type RuleLoad, total, type Workload } from './rule-load.js';

/** What is to be estimated. */
export interface EstimateInput {
  readonly workload: Workload;
  /** The rules that are deployed, in the order of the catalogue. */
  readonly rules: readonly Rule[];
  /** Every rule there is: the functions of a tier are deployed together. */
  readonly catalogue: readonly Rule[];
  /** The names of the managed rules beside them. */
  readonly managed: readonly string[];
  /** Whether they are deployed as conformance packs. */
  readonly inPack: boolean;
  readonly prices: Prices;
}

/** What the rules cost in a month. */
export interface Estimate {
  readonly charges: readonly Charge[];
  /** US dollars. */
  readonly dollars: number;
  readonly rules: readonly RuleEvaluations[];
  /** What comes once, when the rules are deployed: every result is new then. */
  readonly start: { readonly evaluations: number; readonly dollars: number };
}

export interface Charge {
  readonly price: PriceName;
  readonly name: string;
  readonly unit: string;
  /** Of all accounts and regions. */
  readonly quantity: number;
  /** US dollars. */
  readonly dollars: number;
  /** The bands that the use of a region reaches, all regions together. */
  readonly bands: readonly BandUse[];
}

/** Evaluations of one rule in all accounts and regions. */
export interface RuleEvaluations {
  readonly rule: string;
  readonly daily: number;
  readonly onChanges: number;
}

/**
 * Estimates a month. The bands of a price are filled region by region, by all accounts together, as AWS adds them up
 * in consolidated billing.
 *
 * @see https://docs.aws.amazon.com/awsaccountbilling/latest/aboutv2/con-bill-blended-rates.html
 */
export const estimate = (input: EstimateInput): Estimate => {
  const { workload, rules, managed } = input;
  const loads = [...rules.map((rule) => loadOf(rule, workload)), ...managed.map((name) => managedLoad(name, workload))];
  const charges = usesOf(input).map((use) => chargeOf(use, loads, input));
  return {
    charges,
    dollars: total(charges.map(({ dollars }) => dollars)),
    rules: loads.map((load) => ruleEvaluations(load, workload)),
    start: startOf(loads, input),
  };
};

/** Memory of a function in GB: the default of the evaluators' templates. */
export const MEMORY_GIGABYTES = 0.5;
/** Billed for an invocation before it judges anything: cold starts mostly, since events come hours apart. */
export const SECONDS_A_START = 1;
/** Billed for one judgement, answers of the APIs included. */
export const SECONDS_A_RESOURCE = 0.05;
/** One line of ours and those that Lambda writes itself. */
export const LOG_BYTES_AN_INVOCATION = 1000;
/**
 * Requests a month by which Lambda asks an empty queue for failed events: five pollers that wait 20 seconds each.
 *
 * @see https://docs.aws.amazon.com/lambda/latest/dg/services-sqs-configure.html
 */
export const POLLS_A_QUEUE = 5 * 3 * 60 * 24 * DAYS;
/** Of a tier's queues of failed and of lost events. */
const ALARMS_A_TIER = 2;

/** One sort of use. */
interface Use {
  readonly price: PriceName;
  readonly name: string;
  /** What one rule uses in a month in one account and region. */
  readonly ofRule?: (load: RuleLoad) => number;
  /** What one account uses in a month in a region beside that. */
  readonly ofAccount?: (isHomeRegion: boolean) => number;
}

const usesOf = (input: EstimateInput): readonly Use[] => {
  const { verdictChanges } = input.workload;
  return [
    evaluationUse(input),
    {
      price: 'complianceItem',
      name: 'Items of compliance history',
      ofRule: ({ judgedDaily, onChanges }) => (judgedDaily + onChanges) * verdictChanges,
    },
    { price: 'alarm', name: 'CloudWatch alarms', ofAccount: (isHomeRegion) => alarmsOf(input, isHomeRegion) },
    { price: 'lambdaRequest', name: 'Lambda requests', ofRule: ({ invocations }) => invocations },
    { price: 'lambdaGigabyteSecond', name: 'Lambda GB-seconds', ofRule: gigabyteSecondsOf },
    {
      price: 'logGigabyte',
      name: 'CloudWatch Logs, GB taken in',
      ofRule: ({ invocations }) => (invocations * LOG_BYTES_AN_INVOCATION) / 1e9,
    },
    { price: 's3Read', name: 'S3 requests, reads', ofRule: ({ s3Reads }) => s3Reads },
    { price: 's3List', name: 'S3 requests, lists', ofRule: ({ s3Lists }) => s3Lists },
    { price: 'kmsRequest', name: 'KMS requests', ofRule: ({ kmsRequests }) => kmsRequests },
    {
      price: 'sqsRequest',
      name: 'SQS requests',
      ofAccount: (isHomeRegion) => tiersOf(input.rules, isHomeRegion).length * POLLS_A_QUEUE,
    },
  ];
};

const evaluationUse = ({ inPack }: Pick<EstimateInput, 'inPack'>): Use => ({
  price: inPack ? 'packEvaluation' : 'ruleEvaluation',
  name: inPack ? 'Conformance pack evaluations' : 'Config rule evaluations',
  ofRule: ({ postedDaily, onChanges }) => postedDaily + onChanges,
});

const gigabyteSecondsOf = ({ invocations, judgedDaily, onChanges }: RuleLoad): number =>
  invocations === 0
    ? 0
    : (invocations * SECONDS_A_START + (judgedDaily + onChanges) * SECONDS_A_RESOURCE) * MEMORY_GIGABYTES;

const runsIn =
  (isHomeRegion: boolean) =>
  (rule: Rule): boolean =>
    isHomeRegion || !isHomeRegionRule(rule);

/** The tiers whose functions a region has to have. */
const tiersOf = (rules: readonly Rule[], isHomeRegion: boolean): readonly Rule['tier'][] => [
  ...new Set(rules.filter(runsIn(isHomeRegion)).map(({ tier }) => tier)),
];

/** One for each function of these tiers, whether its rule is among those chosen or not, and those of the queues. */
const alarmsOf = ({ rules, catalogue }: EstimateInput, isHomeRegion: boolean): number => {
  const tiers = tiersOf(rules, isHomeRegion);
  const functions = catalogue.filter(runsIn(isHomeRegion)).filter(({ tier }) => tiers.includes(tier));
  return functions.length + tiers.length * ALARMS_A_TIER;
};

const chargeOf = (use: Use, loads: readonly RuleLoad[], { workload, prices }: EstimateInput): Charge => {
  const { unit, bands } = prices[use.price];
  const ofRegion = (isHomeRegion: boolean): number =>
    workload.accounts *
    (total(loads.filter((load) => isHomeRegion || !load.isHomeRegionRule).map(use.ofRule ?? (() => 0))) +
      (use.ofAccount?.(isHomeRegion) ?? 0));
  const [home, other] = [bandUses(bands, ofRegion(true)), bandUses(bands, ofRegion(false))];
  const used = bands
    .map((band, index) => ({
      ...band,
      quantity: (home[index]?.quantity ?? 0) + (other[index]?.quantity ?? 0) * (workload.regions - 1),
    }))
    .filter(({ quantity }) => quantity > 0);
  return {
    price: use.price,
    name: use.name,
    unit,
    quantity: total(used.map(({ quantity }) => quantity)),
    dollars: total(used.map(({ quantity, dollars }) => quantity * dollars)),
    bands: used,
  };
};

const ruleEvaluations = (load: RuleLoad, { accounts, regions }: Workload): RuleEvaluations => {
  const places = load.isHomeRegionRule ? accounts : accounts * regions;
  return { rule: load.rule, daily: load.postedDaily * places, onChanges: load.onChanges * places };
};

const startOf = (loads: readonly RuleLoad[], input: EstimateInput): Estimate['start'] => {
  const ofRule = ({ resources }: RuleLoad): number => resources;
  const evaluations = chargeOf({ ...evaluationUse(input), ofRule }, loads, input);
  const items = chargeOf({ price: 'complianceItem', name: '', ofRule }, loads, input);
  return { evaluations: evaluations.quantity, dollars: evaluations.dollars + items.dollars };
};
