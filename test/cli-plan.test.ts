import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { createTestFolder, inShort, reportIn, runMain } from './cli-command.js';

const folder = createTestFolder();
afterAll(() => folder.remove());

const fixture = (name: string): string => join(__dirname, `fixtures/plans/${name}.json`);
/** What is there already and is changed. */
const change = fixture('change');
/** What is made from nothing. */
const fresh = fixture('new');
/** Blocks of the bucket itself. */
const legacy = fixture('legacy');
const TLS = 's3-bucket-tls-required';

const audit = (...args: readonly string[]) => runMain(['audit', ...args]);

/** The findings in short, from such rules. */
const findingsOf = async (plan: string, ...rules: readonly string[]) =>
  inShort(
    reportIn(await audit('--plan', plan, '--format', 'json', ...rules.flatMap((rule) => ['--rule', rule]))).findings,
  );

describe('an audit of a plan', () => {
  it('names the file and the address, and no account', async () => {
    const { findings } = reportIn(await audit('--plan', fresh, '--rule', TLS, '--format', 'json'));
    expect(findings).toMatchObject([
      {
        rule: TLS,
        compliance: 'UNVERIFIED',
        code: 'NOT_DEPLOYED',
        reason: 'Policy depends on aws_s3_bucket_policy.reports policy.',
        resource: { type: 'AWS::S3::Bucket', id: 'example-reports-annual', arn: null, accountId: null, region: null },
        location: { file: fresh, line: null, name: 'aws_s3_bucket.reports["annual"]' },
      },
      { compliance: 'NON_COMPLIANT', code: 'NO_POLICY', location: { name: 'aws_s3_bucket.reports["daily"]' } },
      { compliance: 'COMPLIANT', code: 'HTTP_DENIED', location: { name: 'module.logs.aws_s3_bucket.this[0]' } },
    ]);
  });

  it('shows the place under the resource', async () => {
    const { stdout } = await audit('--plan', fresh, '--rule', TLS);
    expect(stdout.replace(/\s+/g, ' ')).toContain('new.json (aws_s3_bucket.reports["annual"])');
  });

  it('joins what is made from nothing', async () => {
    const rules = [
      's3-bucket-access-logging',
      's3-bucket-versioning',
      's3-bucket-kms-encryption',
      's3-log-bucket-deliverable',
    ];
    expect(await findingsOf(fresh, ...rules)).toEqual([
      's3-bucket-kms-encryption example-reports-annual COMPLIANT CUSTOMER_KEY',
      's3-bucket-access-logging example-reports-annual COMPLIANT LOGGED',
      's3-log-bucket-deliverable example-reports-annual NOT_APPLICABLE NO_LOG_DESTINATION',
      's3-bucket-versioning example-reports-annual COMPLIANT VERSIONED',
      's3-bucket-kms-encryption example-reports-daily COMPLIANT CUSTOMER_KEY',
      's3-bucket-access-logging example-reports-daily COMPLIANT LOGGED',
      's3-log-bucket-deliverable example-reports-daily NOT_APPLICABLE NO_LOG_DESTINATION',
      's3-bucket-versioning example-reports-daily COMPLIANT VERSIONED',
      's3-bucket-kms-encryption example-logs NOT_APPLICABLE LOG_DESTINATION',
      's3-bucket-access-logging example-logs NOT_APPLICABLE LOG_DESTINATION',
      's3-log-bucket-deliverable example-logs COMPLIANT DELIVERABLE',
      's3-bucket-versioning example-logs NOT_APPLICABLE LOG_DESTINATION',
    ]);
  });

  it.each([
    [change, 'NON_COMPLIANT NOT_BLOCKED'],
    [fixture('provider-6'), 'COMPLIANT BLOCKED'],
  ])('tells what is changed from what stays, is replaced or goes: %s', async (plan, ofRenamed) => {
    const rules = [
      's3-account-public-access-block',
      's3-bucket-public-access-block',
      's3-bucket-sse-c-blocked',
      's3-bucket-versioning',
      's3-bucket-lifecycle-safe',
      's3-access-point-public-access-block',
    ];
    expect(await findingsOf(plan, ...rules)).toEqual([
      's3-account-public-access-block 111122223333 COMPLIANT BLOCKED',
      's3-bucket-public-access-block example-data UNVERIFIED NOT_DEPLOYED',
      's3-bucket-sse-c-blocked example-data UNVERIFIED NOT_DEPLOYED',
      's3-bucket-versioning example-data NON_COMPLIANT SUSPENDED',
      's3-bucket-lifecycle-safe example-data NOT_APPLICABLE MFA_DELETE',
      's3-bucket-public-access-block example-renamed COMPLIANT BLOCKED',
      `s3-bucket-sse-c-blocked example-renamed ${ofRenamed}`,
      's3-bucket-versioning example-renamed NON_COMPLIANT NEVER_ENABLED',
      's3-bucket-lifecycle-safe example-renamed NON_COMPLIANT NO_LIFECYCLE',
      's3-access-point-public-access-block reader COMPLIANT BLOCKED',
    ]);
  });

  it("reads a bucket's own blocks", async () => {
    const rules = [
      's3-bucket-policy-not-public',
      's3-bucket-acls-disabled',
      's3-bucket-versioning',
      's3-bucket-lifecycle-safe',
    ];
    expect(await findingsOf(legacy, ...rules)).toEqual([
      's3-bucket-policy-not-public aws_s3_bucket.scratch COMPLIANT NO_POLICY',
      's3-bucket-acls-disabled aws_s3_bucket.scratch COMPLIANT ACLS_DISABLED',
      's3-bucket-versioning aws_s3_bucket.scratch NON_COMPLIANT NEVER_ENABLED',
      's3-bucket-lifecycle-safe aws_s3_bucket.scratch NON_COMPLIANT NO_LIFECYCLE',
      's3-bucket-policy-not-public example-site NON_COMPLIANT PUBLIC_POLICY',
      's3-bucket-acls-disabled example-site NON_COMPLIANT NOT_CONFIGURED',
      's3-bucket-versioning example-site COMPLIANT VERSIONED',
      's3-bucket-lifecycle-safe example-site NON_COMPLIANT INCOMPLETE',
    ]);
  });

  it('says what it takes for granted', async () => {
    const { findings } = reportIn(await audit('--plan', change, '--rule', 's3-bucket-versioning', '--format', 'json'));
    expect(findings.map(({ reason }) => reason)).toEqual([
      expect.not.stringContaining('leaves out'),
      expect.stringMatching(/The plan leaves out the versioning, so AWS's default for what is new counts\.$/),
    ]);
  });

  it('takes several plans, and one from standard input', async () => {
    const ran = await runMain(['audit', '--plan', change, '-', '--rule', TLS, '--format', 'json'], {
      input: readFileSync(legacy),
    });
    expect(inShort(reportIn(ran).findings)).toEqual([
      `${TLS} example-data COMPLIANT HTTP_DENIED`,
      `${TLS} example-renamed NON_COMPLIANT NO_POLICY`,
      `${TLS} aws_s3_bucket.scratch NON_COMPLIANT NO_POLICY`,
      `${TLS} example-site NON_COMPLIANT NO_DENY`,
    ]);
  });

  it('is UNVERIFIED where a part of it is left out', async () => {
    const path = folder.write('part.json', { ...JSON.parse(readFileSync(change, 'utf8')), complete: false });
    const ran = await audit('--plan', path, '--rule', 's3-account-public-access-block', '--format', 'json');
    expect(ran.status).toBe(1);
    expect(reportIn(ran).findings).toMatchObject([
      { compliance: 'COMPLIANT' },
      { rule: null, compliance: 'UNVERIFIED', location: { file: path, line: null, name: 'plan' } },
    ]);
  });

  it('says of an account that is not told what Terraform calls it', async () => {
    const bucket = {
      address: 'aws_s3_bucket_policy.data',
      mode: 'managed',
      type: 'aws_s3_account_public_access_block',
      name: 'account',
      change: { actions: ['create'], after: { block_public_acls: false }, after_unknown: {} },
    };
    const path = folder.write('account.json', {
      format_version: '1.2',
      planned_values: {},
      resource_changes: [bucket],
    });
    const ran = await audit('--plan', path, '--rule', 's3-account-public-access-block', '--format', 'json');
    expect(reportIn(ran).findings).toMatchObject([{ compliance: 'NON_COMPLIANT', resource: { id: '${account}' } }]);
    expect(ran.stdout).not.toMatch(/000000000001|xx-deployment/);
  });

  it.each([
    ['a snapshot beside it', ['--plan', change, '--snapshot', 'x.json'], '--plan is judged by itself'],
    ['answers beside it', ['--plan', change, '--answers', 'x.json'], '--plan is judged by itself'],
    ['a template beside it', ['--plan', change, '--template', 'x.yaml'], '--template is judged by itself'],
    ['an assumption', ['--plan', change, '--assume', 'new'], 'are about a --template'],
    [
      'what is no plan',
      ['--plan', join(__dirname, '../package.json')],
      'this is no plan: it has no format_version; a plan is what `terraform show -json FILE` writes',
    ],
    ['a file that is not there', ['--plan', 'nowhere.json'], 'nowhere.json: no such file or folder'],
  ])('refuses %s', async (_, args, message) => {
    expect(await audit(...args)).toMatchObject({ status: 2, stdout: '', stderr: expect.stringContaining(message) });
  });
});
