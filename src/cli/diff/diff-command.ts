import { type Command, Option } from 'commander';
import type { Streams } from '../streams.js';
import { type DiffOptions, diffFormats, runDiff } from './run-diff.js';

/**
 * Adds `diff` to the program.
 *
 * @param done gets the exit code
 */
export const addDiffCommand = (program: Command, streams: Streams, done: (exitCode: number) => void): void => {
  program
    .command('diff')
    .summary('compare two reports')
    .description(
      'Compares JSON reports of audit: what is new, what was fixed, and what is still open and for how long, as far as the dates of the files tell.',
    )
    .argument('<report...>', 'the oldest first, the newest last')
    .addOption(new Option('--format <format>', 'what to write').choices(diffFormats).default('text'))
    .option('--output <file>', 'write to a file instead of standard output')
    .addHelpText('after', help)
    .action(async (paths: readonly string[], options: DiffOptions) => done(await runDiff(paths, options, streams)));
};

const help = `
Exit code: 0 nothing is new, 1 something is, 2 the command or a report is wrong.

Examples:
  What came and went since yesterday:
    s3-config-rules diff yesterday.json today.json
  How old open findings are, by the reports of a month:
    s3-config-rules diff reports/2026-11-*.json
`;
