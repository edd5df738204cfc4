import { harmless, shortened, wrapped } from '../display-text.js';
import type { Paint } from '../paint.js';
import {
  type Charge,
  type Estimate,
  type EstimateInput,
  LOG_BYTES_AN_INVOCATION,
  MEMORY_GIGABYTES,
  POLLS_A_QUEUE,
  SECONDS_A_RESOURCE,
  SECONDS_A_START,
} from './estimate.js';
import type { Price, PriceName } from './prices.js';
import { DAYS } from './rule-load.js';

/** An estimate as JSON; dollars are not rounded to cents. */
export const estimateJson = (estimate: Estimate, input: EstimateInput): string => {
  const { charges, dollars, rules, start } = estimate;
  const { accounts, regions, buckets, others, changes, verdictChanges, postUnchanged } = input.workload;
  const whole = {
    version: 1,
    workload: { accounts, regions, buckets, others, changes, verdictChanges, postUnchanged, inPack: input.inPack },
    charges,
    dollars,
    start,
    rules,
    assumptions: assumptionsOf(estimate, input),
    prices: input.prices,
  };
  return `${harmless(JSON.stringify(whole, withoutNoise))}\n`;
};

/** Sums of fractions end in digits that mean nothing. */
const withoutNoise = (_name: string, value: unknown): unknown =>
  typeof value === 'number' ? Number(value.toPrecision(12)) : value;

/** An estimate as text in lines of at most `width` characters; tables are for 80. */
export const estimateTable = (estimate: Estimate, input: EstimateInput, width: number, paint: Paint): string => {
  const { accounts, regions, buckets } = input.workload;
  const place = `${counted(accounts, 'account')}, ${counted(regions, 'region')} each, ${counted(buckets, 'bucket')} each`;
  const list = (lines: readonly string[]): string => lines.map((line) => hanging(line, width)).join('\n');
  return [
    wrapped(`Estimate of a month: ${counted(estimate.rules.length, 'rule')}, ${place}`, width),
    tableOf(['Charge', 'Quantity', 'Unit price', 'Dollars'], chargeRows(estimate), paint),
    tableOf(['Rule', 'Evaluations', 'of them daily'], ruleRows(estimate), paint),
    [paint.heading('Assumptions'), list(assumptionsOf(estimate, input))].join('\n'),
    [paint.heading('Prices'), list(priceNotes(input))].join('\n'),
  ]
    .map((block) => `${block}\n`)
    .join('\n');
};

const chargeRows = ({ charges, dollars }: Estimate): readonly Row[] => [
  ...charges.flatMap(rowsOf),
  ['Total', '', '', cents(dollars)],
];

/** The bands have lines of their own where more than one is reached. */
const rowsOf = ({ name, quantity, bands, dollars }: Charge): readonly Row[] => {
  const [only, ...others] = bands;
  if (others.length === 0) return [[name, amount(quantity), only ? unitPrice(only.dollars) : '', cents(dollars)]];
  return [
    [name, amount(quantity), '', cents(dollars)],
    ...bands.map(
      (band): Row => [
        band.upTo === undefined ? '  above' : `  up to ${amount(band.upTo)} a region`,
        amount(band.quantity),
        unitPrice(band.dollars),
        '',
      ],
    ),
  ];
};

const ruleRows = ({ rules }: Estimate): readonly Row[] =>
  rules.map(({ rule, daily, onChanges }) => [rule, amount(daily + onChanges), amount(daily)]);

/** What the numbers rest on, a sentence each. */
const assumptionsOf = ({ start }: Estimate, { workload, inPack, managed }: EstimateInput): readonly string[] => [
  `A month has ${DAYS} days. Every rule runs once a day; ${amount(workload.changes)} changes a day of a bucket or other resource are judged as they come.`,
  workload.postUnchanged
    ? 'Daily runs post every result, and AWS Config bills what is posted.'
    : `Daily runs post what came out differently, ${percent(workload.verdictChanges)} of the results; AWS Config bills what is posted. A run that finds nothing to judge posts one result.`,
  `AWS Config records an item of AWS::Config::ResourceCompliance for ${percent(workload.verdictChanges)} of the results, those that change; there is none where the recorder leaves that type out.`,
  `There are ${amount(workload.others)} resources of each other kind that a rule judges (access points, VPCs, roles) for each account and region.`,
  'Rules about the account or IAM run in one region of an account.',
  inPack
    ? 'The rules are deployed as conformance packs, and an evaluation in a pack is billed once.'
    : 'The rules are deployed one by one.',
  ...(managed.length > 0 ? ['AWS posts every result of its managed rules, daily and on changes.'] : []),
  'The bands of a price are filled in each region by all accounts together (consolidated billing). All accounts have the same home region.',
  `A function has ${MEMORY_GIGABYTES * 1024} MB; an invocation takes ${SECONDS_A_START} second, ${SECONDS_A_RESOURCE} more for each resource, and logs ${amount(LOG_BYTES_AN_INVOCATION)} bytes.`,
  'For each result S3 and KMS are asked for everything its rule may read, which is the most they are asked. Calls of other APIs cost next to nothing.',
  `Each function of a tier has its alarm, each tier two more. Lambda asks the queue of failed events of each tier ${amount(POLLS_A_QUEUE)} times.`,
  'Free tiers are not taken off. What AWS Config costs without these rules, such as the items of the buckets themselves, is not in it, nor are taxes.',
  `When the rules are deployed every result is new: ${amount(start.evaluations)} evaluations and as many items of compliance history, $${cents(start.dollars)} once.`,
];

/** Where prices are from, those of one origin together. */
const priceNotes = ({ prices }: EstimateInput): readonly string[] => {
  const all = Object.entries(prices) as readonly (readonly [PriceName, Price])[];
  const origins = [...new Set(all.map(([, price]) => originOf(price)))];
  return origins.map((origin) => {
    const names = all.filter(([, price]) => originOf(price) === origin).map(([name]) => name);
    return `${origin}: ${names.join(', ')}`;
  });
};

const originOf = ({ region, asOf, source }: Price): string =>
  harmless(`${region ?? 'region not given'}, ${asOf === null ? 'date not given' : `as of ${asOf}`}, ${source}`);

type Row = readonly string[];

/** The first column to the left, numbers to the right, two spaces between; names give way where numbers are long. */
const tableOf = (head: Row, rows: readonly Row[], paint: Paint): string => {
  const widths = head.map((_, column) => Math.max(...[head, ...rows].map((row) => row[column]?.length ?? 0)));
  const room = TABLE_WIDTH - widths.slice(1).reduce((sum, width) => sum + width + 2, 0);
  const lineOf = ([name = '', ...numbers]: Row): string =>
    [
      shortened(name, room).padEnd(Math.min(widths[0] ?? 0, room)),
      ...numbers.map((text, index) => text.padStart(widths[index + 1] ?? 0)),
    ]
      .join('  ')
      .trimEnd();
  return [paint.heading(lineOf(head)), ...rows.map(lineOf)].join('\n');
};

const TABLE_WIDTH = 80;

const hanging = (text: string, width: number): string => `- ${wrapped(text, width, '  ').trimStart()}`;

const counted = (count: number, noun: string): string => `${amount(count)} ${noun}${count === 1 ? '' : 's'}`;

/** Whole where that says enough; three digits of what is less than one. */
const amount = (value: number): string => {
  if (value >= 100 || Number.isInteger(value)) return value.toLocaleString('en-US', { maximumFractionDigits: 0 });
  return value.toLocaleString('en-US', value < 1 ? { maximumSignificantDigits: 3 } : { maximumFractionDigits: 1 });
};

const percent = (share: number): string => `${amount(Number((share * 100).toPrecision(12)))}%`;

const cents = (dollars: number): string =>
  dollars.toLocaleString('en-US', { minimumFractionDigits: 2, maximumFractionDigits: 2 });

const unitPrice = (dollars: number): string => dollars.toLocaleString('en-US', { maximumFractionDigits: 12 });
