import { Command, CommanderError } from 'commander';
import { version } from '../../package.json';
import { ParameterError } from '../core/parameters.js';
import { isNamed } from '../sources/error-name.js';
import { addAuditCommand } from './audit-command.js';
import { addDiffCommand } from './diff/diff-command.js';
import { harmless } from './display-text.js';
import { addDoctorCommand } from './doctor/doctor-command.js';
import { addEstimateCommand } from './estimate/estimate-command.js';
import { addExplainCommand } from './explain-command.js';
import { addPackCommand } from './pack-command.js';
import { addRulesCommand } from './rules-command.js';
import type { Streams, Terminal } from './streams.js';
import { UsageError } from './usage-error.js';

/**
 * Runs the command line.
 *
 * @param args without the program's own name
 * @returns the exit code: what the command gives, or 2 if it could not do its work
 */
export const main = async (args: readonly string[], streams: Streams): Promise<number> => {
  let exitCode = 0;
  const program = new Command('s3-config-rules')
    .description('Custom AWS Config rules for Amazon S3, without AWS Config.')
    .version(version)
    .exitOverride()
    .showHelpAfterError('(--help shows what can be asked)')
    .configureOutput({
      writeOut: (text) => writeForgiving(streams.stdout, text),
      writeErr: (text) => writeForgiving(streams.stderr, text),
    })
    .addHelpText('after', help);
  const done = (code: number): void => {
    exitCode = code;
  };
  addAuditCommand(program, streams, done);
  addDiffCommand(program, streams, done);
  addExplainCommand(program, streams, done);
  addRulesCommand(program, streams, done);
  addPackCommand(program, streams, done);
  addDoctorCommand(program, streams, done);
  addEstimateCommand(program, streams, done);
  try {
    await program.parseAsync(args, { from: 'user' });
    return exitCode;
  } catch (error) {
    return exitCodeOf(error, streams);
  }
};

const help = `
Examples:
  s3-config-rules audit --snapshot snapshot.json.gz
  s3-config-rules explain --snapshot snapshot.json.gz --bucket app-data
  s3-config-rules diff yesterday.json today.json
  s3-config-rules rules s3-bucket-tls-required
  s3-config-rules pack --tier all --output pack.yaml
  s3-config-rules doctor --region eu-west-1
  s3-config-rules estimate --accounts 20 --regions 4 --buckets 50
  s3-config-rules audit --help
`;

/** Whoever reads the help may have had enough of it, as `head` has. */
const writeForgiving = (stream: Terminal, text: string): void => {
  stream.once('error', (error: NodeJS.ErrnoException) => {
    if (error.code !== 'EPIPE') throw error;
  });
  stream.write(text);
};

const exitCodeOf = (error: unknown, { stderr }: Streams): number => {
  if (error instanceof CommanderError) {
    // It has said what is wrong, or shown what was asked for.
    return error.exitCode === 0 ? 0 : 2;
  }
  stderr.write(`s3-config-rules: ${isExpected(error) ? harmless(error.message) : internal(error)}\n`);
  return 2;
};

/** Errors that say to the caller what is wrong: our own, and those of the operating system, such as a full disk. */
const isExpected = (error: unknown): error is Error =>
  error instanceof UsageError ||
  error instanceof ParameterError ||
  isNamed(error, 'UnreadableInputError') ||
  (typeof error === 'object' && error !== null && 'syscall' in error);

/** A fault of ours is no finding, so its exit code is not 1. */
const internal = (error: unknown): string =>
  `an error of its own, please report it\n${error instanceof Error ? (error.stack ?? error.message) : String(error)}`;
