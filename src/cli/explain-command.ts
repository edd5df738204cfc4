import { type Command, Option } from 'commander';
import { type ExplainOptions, explainFormats, runExplain } from './run-explain.js';
import type { Streams } from './streams.js';

/**
 * Adds `explain` to the program.
 *
 * @param done gets the exit code
 */
export const addExplainCommand = (program: Command, streams: Streams, done: (exitCode: number) => void): void => {
  program
    .command('explain')
    .summary('say who can reach a bucket and what holds them back')
    .description(
      'Says what the policy, the ACL, Object Ownership and Block Public Access of a bucket together allow and refuse, statement by statement, each with a request that proves it.',
    )
    .option('--snapshot <path...>', 'snapshot or history files of AWS Config (.json, .gz), a folder of them, or -')
    .option('--answers <path...>', 'recorded answers of the AWS APIs, a folder of them, or -')
    .option('--bucket <name>', 'this bucket only')
    .addOption(new Option('--format <format>', 'what to write').choices(explainFormats).default('text'))
    .option('--output <file>', 'write to a file instead of standard output')
    .addHelpText('after', help)
    .action(async (options: ExplainOptions) => done(await runExplain(options, streams)));
};

const help = `
Exit code: 0 it is explained, 2 the command or its input is wrong, or there is no
such bucket.

Examples:
  One bucket of a delivered snapshot:
    s3-config-rules explain --snapshot snapshot.json.gz --bucket app-data
  Every bucket of recorded answers, for another program:
    s3-config-rules explain --answers answers.json --format json |
      jq '.buckets[] | select(.facts.publicRead != false) | .name'
`;
