import { type Command, InvalidArgumentError, Option } from 'commander';
import { profiles } from '../../../rules/profiles.js';
import { tiers } from '../choice.js';
import type { Streams } from '../streams.js';
import { type EstimateOptions, estimateFormats, runEstimate } from './run-estimate.js';

/**
 * Adds `estimate` to the program.
 *
 * @param done gets the exit code
 */
export const addEstimateCommand = (program: Command, streams: Streams, done: (exitCode: number) => void): void => {
  program
    .command('estimate')
    .summary('estimate what the rules cost a month')
    .description(
      'Estimates what the rules cost a month where they are deployed: each charge with its quantity and price, the evaluations of each rule, and what was assumed. It asks no AWS API.',
    )
    .option('--accounts <number>', 'accounts', wholeNumber(1, 100_000), 1)
    .option('--regions <number>', 'regions of each account', wholeNumber(1, 100), 1)
    .option('--buckets <number>', 'buckets of each account and region', wholeNumber(0, 1_000_000), 100)
    .option(
      '--others <number>',
      'resources of each other kind a rule judges (access points, VPCs, roles), of each account and region',
      wholeNumber(0, 1_000_000),
      10,
    )
    .option('--changes <number>', 'configuration changes of a bucket a day', numberWithin(0, 1000), 0.1)
    .option(
      '--verdict-changes <share>',
      'share of the results, 0 to 1, that come out differently than the last time',
      numberWithin(0, 1),
      0.02,
    )
    .addOption(new Option('--tier <tier>', 'the rules of a tier (default: core)').choices(tiers))
    .option('--profile <name>', `the rules of a profile: ${profiles.map(({ name }) => name).join(', ')}`)
    .option('--rule <id>', 'this rule too, or alone; several times', collect)
    .option('--no-managed', "leave the pack's two managed rules of AWS out")
    .option('--no-pack', 'the rules are deployed one by one, not in conformance packs')
    .option('--post-unchanged', 'daily runs post every result (the parameter postUnchanged)')
    .option('--prices <file>', 'JSON with prices in place of the list prices')
    .addOption(new Option('--format <format>', 'what to write').choices(estimateFormats).default('table'))
    .option('--output <file>', 'write to a file instead of standard output')
    .addHelpText('after', help)
    .action(async (options: EstimateOptions) => done(await runEstimate(options, streams)));
};

const collect = (value: string, before: readonly string[] = []): readonly string[] => [...before, value];

const numberWithin =
  (least: number, most: number) =>
  (text: string): number => {
    const number = Number(text);
    if (/^\d*\.?\d+$/.test(text) && number >= least && number <= most) return number;
    throw new InvalidArgumentError(`It is a number from ${least} to ${most}.`);
  };

const wholeNumber =
  (least: number, most: number) =>
  (text: string): number => {
    const number = Number(text);
    if (/^\d+$/.test(text) && number >= least && number <= most) return number;
    throw new InvalidArgumentError(`It is a whole number from ${least} to ${most}.`);
  };

const help = `
Exit code: 0 it is estimated, 2 the command or the file of prices is wrong.

Examples:
  The core rules in one account with 100 buckets:
    s3-config-rules estimate
  All rules in an organization:
    s3-config-rules estimate --tier all --accounts 50 --regions 4 --buckets 200
  What it adds that auditors get fresh dates every day:
    s3-config-rules estimate --profile pci-dss-4.0.1 --post-unchanged
  With the prices of another region, prices.json being
  {"asOf": "2026-11-01", "region": "eu-west-1", "prices": {"logGigabyte": 0.57}}
    s3-config-rules estimate --prices prices.json
  The names of all prices and what they are now:
    s3-config-rules estimate --format json | jq .prices
`;
