import { type Command, Option } from 'commander';
import { type GeneratedPack, LARGEST_BODY } from '../../conformance-pack/chosen-pack.js';
import { profiles } from '../../rules/profiles.js';
import { tiers } from './choice.js';
import { type PackOptions, packParts, runPack } from './run-pack.js';
import type { Streams } from './streams.js';

/**
 * Adds `pack` to the program.
 *
 * @param done gets the exit code
 */
export const addPackCommand = (program: Command, streams: Streams, done: (exitCode: number) => void): void => {
  program
    .command('pack')
    .summary('make a conformance pack of chosen rules')
    .description(
      'Writes the template of a conformance pack with the rules and parameters of your choice, checks the limits of AWS Config, and says what it left out.',
    )
    .addOption(new Option('--tier <tier>', 'the rules of a tier (default: core)').choices(tiers))
    .option('--profile <name>', `the rules of a profile: ${profiles.map(({ name }) => name).join(', ')}`)
    .option('--rule <id>', 'this rule too, or alone; several times', collect)
    .option('--parameter <rule.name=value>', '*.name=value: of every rule that has it; several times', collect)
    .addOption(
      new Option('--part <part>', 'the rules of every region, or those of the home region')
        .choices(packParts)
        .default('region'),
    )
    .option('--no-managed', "leave AWS's two managed rules out")
    .option('--output <file>', 'write to a file instead of standard output')
    .addHelpText('after', help)
    .action(async (options: PackOptions) => done(await runPack(options, streams)));
};

const collect = (value: string, before: readonly string[] = []): readonly string[] => [...before, value];

/** What is said of a pack beside its text, a line each. */
export const packNotes = ({ count, evaluators, leftOut, size }: GeneratedPack): readonly string[] => [
  `${count} rules, ${size} bytes`,
  ...(size > LARGEST_BODY
    ? [`above ${LARGEST_BODY} bytes: hand it over by --template-s3-uri, not by --template-body`]
    : []),
  ...evaluators.map((tier) => `needs deploy/templates/evaluators-${tier}.yaml, deployed before`),
  ...leftOut.map(({ rule, why }) => `left out ${rule}: ${why}`),
];

const help = `
Exit code: 0 the pack is written, 2 the command is wrong, or AWS Config would refuse
the pack.

Examples:
  The core rules, trusting two accounts:
    s3-config-rules pack --parameter '*.trustedAccountIds=111122223333,444455556666' \\
      --output s3-core.yaml
  The rules of a profile that belong in one region of an account:
    s3-config-rules pack --profile pci-dss-4.0.1 --part home --output s3-pci-home.yaml
  Deploy it:
    aws configservice put-conformance-pack --conformance-pack-name s3-core \\
      --template-body file://s3-core.yaml
`;
