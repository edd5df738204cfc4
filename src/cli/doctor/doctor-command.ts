import { type Command, Option } from 'commander';
import { profiles } from '../../../rules/profiles.js';
import { tiers } from '../choice.js';
import type { Streams } from '../streams.js';
import { type DoctorOptions, doctorFormats, runDoctor } from './run-doctor.js';

/**
 * Adds `doctor` to the program.
 *
 * @param done gets the exit code
 */
export const addDoctorCommand = (program: Command, streams: Streams, done: (exitCode: number) => void): void => {
  program
    .command('doctor')
    .summary('look at an account before a deployment')
    .description('Looks whether an account, or an organization, has what the rules need, and says what to do.')
    .option('--answers <file>', 'recorded answers of the AWS APIs instead of the account of the credentials, or -')
    .option('--region <region...>', 'the regions to be deployed to (default: AWS_REGION, or those recorded)')
    .option('--home-region <region>', 'where rules about the account and IAM go (default: the first of the regions)')
    .option('--organization', 'also what a deployment to an organization needs')
    .addOption(new Option('--tier <tier>', 'the rules of a tier (default: core)').choices(tiers))
    .option('--profile <name>', `the rules of a profile: ${profiles.map(({ name }) => name).join(', ')}`)
    .option('--rule <id...>', 'this rule too, or alone')
    .addOption(new Option('--format <format>', 'what to write').choices(doctorFormats).default('table'))
    .option('--output <file>', 'write to a file instead of standard output')
    .addHelpText('after', help)
    .action(async (options: DoctorOptions) => done(await runDoctor(options, streams)));
};

const help = `
Exit code: 0 it can be deployed, 1 something is in the way or unknown, 2 the command is wrong.

Examples:
  The account of the credentials, in two regions:
    s3-config-rules doctor --region eu-west-1 us-east-1
  The delegated administrator of an organization:
    s3-config-rules doctor --organization --region eu-west-1
  Recorded answers, for all rules:
    s3-config-rules doctor --answers answers.json --tier all
`;
