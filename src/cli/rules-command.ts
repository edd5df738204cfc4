import { type Command, Option } from 'commander';
import { profiles } from '../../rules/profiles.js';
import { tiers } from './choice.js';
import { type RulesOptions, rulesFormats, runRules } from './run-rules.js';
import type { Streams } from './streams.js';

/**
 * Adds `rules` to the program.
 *
 * @param done gets the exit code
 */
export const addRulesCommand = (program: Command, streams: Streams, done: (exitCode: number) => void): void => {
  program
    .command('rules')
    .summary('show the catalogue, or one rule')
    .description('Lists the rules with their severity, or shows of one what it asks, reads and takes.')
    .argument('[id]', 'a rule')
    .addOption(new Option('--tier <tier>', 'the rules of a tier (default: all)').choices(tiers))
    .option('--profile <name>', `the rules of a profile: ${profiles.map(({ name }) => name).join(', ')}`)
    .addOption(new Option('--format <format>', 'what to write').choices(rulesFormats).default('text'))
    .addHelpText('after', help)
    .action(async (id: string | undefined, options: RulesOptions) => done(await runRules(id, options, streams)));
};

const help = `
Examples:
  The whole catalogue:
    s3-config-rules rules
  What one rule asks, reads and takes:
    s3-config-rules rules s3-bucket-access-logging
  The ids of a profile:
    s3-config-rules rules --profile ransomware --format json | jq -r '.rules[].id'
`;
