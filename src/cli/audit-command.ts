import { type Command, InvalidArgumentError, Option } from 'commander';
import { profiles } from '../../rules/profiles.js';
import { type Severity, severities } from '../core/verdict.js';
import { tiers } from './choice.js';
import { formats } from './reports/formats.js';
import { reportOptions } from './reports/requests.js';
import { type AuditOptions, runAudit } from './run-audit.js';
import type { Streams } from './streams.js';

/**
 * Adds `audit` to the program.
 *
 * @param done gets the exit code
 */
export const addAuditCommand = (program: Command, streams: Streams, done: (exitCode: number) => void): void => {
  const reports = reportOptions();
  program
    .command('audit')
    .summary('judge an account, a delivered snapshot, a template or a plan')
    .description(
      'Judges S3 buckets and what belongs to them, and says for each rule what complies, what does not, why, and what to do.',
    )
    .option('--snapshot <path...>', 'snapshot or history files of AWS Config (.json, .gz), a folder of them, or -')
    .option(
      '--answers <path...>',
      'recorded answers of the AWS APIs, a folder of them, or -; beside a snapshot they fill its gaps',
    )
    .option('--account', 'the account of the credentials, as the AWS APIs tell it now')
    .option('--aggregator <name>', 'what a configuration aggregator holds of an organization')
    .option('--region <region...>', 'of the account, or all; of the aggregator (default: AWS_REGION)')
    .option('--role <arn...>', 'roles to look at other accounts with, one each')
    .option('--concurrency <count>', 'how many resources are read at a time', countFrom, 8)
    .option('--template <path...>', 'CloudFormation templates (JSON, YAML), a folder of them such as cdk.out, or -')
    .option('--plan <path...>', 'Terraform plans as `terraform show -json` writes them, a folder of them, or -')
    .option('--template-parameter <Name=value>', 'the value of a parameter of the template; several times', collect)
    .addOption(
      new Option('--assume <state>', 'what a template leaves out: the defaults of a new bucket, or unknown').choices([
        'new',
        'existing',
      ]),
    )
    .addOption(new Option('--tier <tier>', 'the rules of a tier (default: core)').choices(tiers))
    .option('--profile <name>', `the rules of a profile: ${profiles.map(({ name }) => name).join(', ')}`)
    .option('--rule <id>', 'this rule too, or alone; several times', collect)
    .option('--parameter <rule.name=value>', '*.name=value: of every rule that has it; several times', collect)
    .option('--severity <severity>', 'this severity and above', severityFrom)
    .option('--format <format>', `what to write: ${formats.join(', ')} (default: table)`, reports.format)
    .option('--only-findings', 'only what is NON_COMPLIANT or UNVERIFIED')
    .option('--strict', 'exit with 1 also if a rule cannot be judged from such a source')
    .option('--fail-on <severity>', 'exit with 1 only for this severity and above', severityFrom)
    .option('--baseline <report>', 'an earlier report in JSON: what it has is known, and no reason to exit with 1')
    .option('--baseline-until <day>', 'the last day on which the baseline counts, as 2027-03-31')
    .option('--output <file>', 'write to a file; several times, with the --format of each', reports.output)
    .addHelpText('after', help)
    .action(async (options: AuditOptions) =>
      done(await runAudit({ ...options, reports: reports.requests() }, streams)),
    );
};

const collect = (value: string, before: readonly string[] = []): readonly string[] => [...before, value];

const countFrom = (text: string): number => {
  if (/^[1-9]\d{0,2}$/.test(text)) return Number(text);
  throw new InvalidArgumentError('It is a number from 1 to 999.');
};

const severityFrom = (text: string): Severity => {
  const severity = severities.find((one) => one === text.toUpperCase());
  if (severity) return severity;
  throw new InvalidArgumentError(`It is one of ${severities.join(', ')}.`);
};

const help = `
Exit code: 0 all is well, 1 something is NON_COMPLIANT or UNVERIFIED,
2 the command or its input is wrong.

Examples:
  All core rules on a snapshot that AWS Config delivered:
    s3-config-rules audit --snapshot snapshot.json.gz
  What a whole organization delivered, HIGH and CRITICAL only:
    s3-config-rules audit --snapshot AWSLogs/ --severity HIGH
  One rule with a parameter, on standard input:
    aws s3 cp s3://example-config/snapshot.json.gz - |
      s3-config-rules audit --snapshot - --rule s3-bucket-access-logging \\
        --parameter s3-bucket-access-logging.allowedDestinations=app-logs
  What no snapshot tells, such as Object Ownership, from recorded answers:
    s3-config-rules audit --snapshot AWSLogs/ --answers answers.json
  The account of the credentials as it is now, in all its regions:
    s3-config-rules audit --account --region all
  The organization, as an aggregator of AWS Config has it:
    s3-config-rules audit --aggregator example --region eu-west-1
  Two other accounts, by a role in each:
    s3-config-rules audit --account --region eu-west-1 \\
      --role arn:aws:iam::111122223333:role/example-audit \\
             arn:aws:iam::444455556666:role/example-audit
  Buckets that a CloudFormation template or a CDK app is going to make:
    s3-config-rules audit --template cdk.out --only-findings
  Buckets that a Terraform plan is going to make or change:
    terraform show -json tfplan | s3-config-rules audit --plan - --only-findings
  A template in CI, with a report for code scanning:
    s3-config-rules audit --template cdk.out --fail-on HIGH \\
      --format table --format sarif --output s3.sarif
  The same, but what an earlier report in JSON has is known until a day:
    s3-config-rules audit --template cdk.out \\
      --baseline known.json --baseline-until 2027-03-31
  For another program:
    s3-config-rules audit --snapshot snapshot.json --format ndjson |
      jq -r 'select(.compliance == "NON_COMPLIANT") | .resource.id'
`;
