import { runMain } from '../../test/cli-command.js';

const RULE = 's3-bucket-versioning';

describe('misuse exits with 2 and says what can be asked', () => {
  it.each<[readonly string[], string | RegExp]>([
    [[], /^Usage: s3-config-rules/],
    [['audti'], /unknown command 'audti'\n\(Did you mean audit\?\)/],
    [
      ['audit'],
      'say what to judge with --account, --aggregator, --snapshot, --answers, --template or --plan, as in: audit --snapshot snapshot.json.gz',
    ],
    [['audit', '--snapshot', '-', '--answers', '-'], /standard input is either the snapshot or the answers, not both/],
    [['audit', 'snapshot.json'], /too many arguments/],
    [['audit', '--snapshot'], /argument missing/],
    [['audit', '--snapshot', 'a', '--tier', 'basic'], /Allowed choices are core, extended, all/],
    [
      ['audit', '--snapshot', 'a', '--format', 'xml'],
      /Allowed choices are table, json, ndjson, csv, markdown, sarif, junit, html/,
    ],
    [['audit', '--snapshot', 'a', '--severity', 'SEVERE'], /INFORMATIONAL, LOW, MEDIUM, HIGH, CRITICAL/],
    [['audit', '--snapshot', 'a', '--verbos'], /unknown option '--verbos'/],
    [
      ['audit', '--snapshot', 'a', '--rule', 's3-bucket-versionin'],
      'there is no rule "s3-bucket-versionin"; did you mean "s3-bucket-versioning"?',
    ],
    [
      ['audit', '--snapshot', 'a', '--profile', 'cis'],
      /there is no profile "cis"; there is cis-aws-foundations-5\.0, pci-dss-4\.0\.1, ransomware$/,
    ],
    [
      ['audit', '--snapshot', 'a', '--parameter', 'nonsense'],
      '--parameter must be rule.name=value or *.name=value, got "nonsense"',
    ],
    [
      ['audit', '--snapshot', 'a', '--parameter', `${RULE}.exemptResource=x`],
      `${RULE} has no parameter "exemptResource"; did you mean "exemptResources"?`,
    ],
    [
      ['audit', '--snapshot', 'a', '--parameter', '*.exemptionTagPrefx=x'],
      'no rule has a parameter "exemptionTagPrefx"; did you mean "exemptionTagPrefix"?',
    ],
    [
      ['audit', '--snapshot', 'a', '--parameter', `${RULE}.maxExceptionDays=soon`],
      /maxExceptionDays must be a whole number from 1 to 3650, got "soon"/,
    ],
    [
      ['audit', '--snapshot', 'a', '--output', 'none/report.json'],
      '--output none/report.json: there is no such folder',
    ],
    [['audit', '--snapshot', 'a', '--output', '.'], '--output .: this is a folder'],
  ])('J6: %j', async (args, expected) => {
    const { status, stdout, stderr } = await runMain(args);
    expect({ status, stdout }).toEqual({ status: 2, stdout: '' });
    if (typeof expected === 'string') expect(stderr).toBe(`s3-config-rules: ${expected}\n`);
    else expect(stderr.trimEnd()).toMatch(expected);
  });

  it.each([[['--help']], [['audit', '--help']], [['help', 'audit']], [['--version']]])('%j is none', async (args) => {
    const { status, stdout, stderr } = await runMain(args);
    expect({ status, stderr }).toEqual({ status: 0, stderr: '' });
    if (!args.includes('--version')) expect(stdout).toMatch(/Examples:\n/);
    expect(Math.max(...stdout.split('\n').map((line) => line.length))).toBeLessThanOrEqual(80);
  });
});
