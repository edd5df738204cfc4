import { join } from 'node:path';
import { createTestFolder, inShort, reportIn, runMain } from './cli-command.js';

const folder = createTestFolder();
afterAll(() => folder.remove());

const example = join(__dirname, '../examples/templates/reports.yaml');
const TLS = 's3-bucket-tls-required';
const CROSS_ACCOUNT = 's3-bucket-cross-account-restricted';

const audit = (...args: readonly string[]) => runMain(['audit', ...args]);

describe('an audit of a template', () => {
  it('names the file, the line and the logical id, and no account', async () => {
    const { findings } = reportIn(await audit('--template', example, '--rule', CROSS_ACCOUNT, '--format', 'json'));
    expect(findings).toMatchObject([
      {
        rule: CROSS_ACCOUNT,
        compliance: 'UNVERIFIED',
        code: 'NOT_DEPLOYED',
        reason: 'Policy depends on parameter PartnerAccount.',
        resource: { type: 'AWS::S3::Bucket', id: 'Reports', arn: null, accountId: null, region: null },
        location: { file: example, line: 10, name: 'Reports' },
      },
      { rule: CROSS_ACCOUNT, compliance: 'COMPLIANT', location: { name: 'Logs', line: 34 } },
    ]);
  });

  it('judges what is denied, whatever the Allow statements hide', async () => {
    const { findings } = reportIn(await audit('--template', example, '--rule', TLS, '--format', 'json'));
    expect(inShort(findings)).toEqual([`${TLS} Reports NON_COMPLIANT NO_DENY`, `${TLS} Logs COMPLIANT HTTP_DENIED`]);
  });

  it('shows the place under the resource', async () => {
    const { stdout } = await audit('--template', example, '--rule', TLS);
    expect(stdout).toContain('reports.yaml:10');
  });

  it('takes values of parameters, and speaks in the words of the template', async () => {
    const ran = await audit(
      '--template',
      example,
      '--template-parameter',
      'PartnerAccount=444455556666',
      '--rule',
      TLS,
      '--rule',
      CROSS_ACCOUNT,
      '--format',
      'json',
    );
    const { findings } = reportIn(ran);
    expect(inShort(findings)).toEqual([
      `${CROSS_ACCOUNT} Reports NON_COMPLIANT UNTRUSTED_GRANT`,
      `${TLS} Reports NON_COMPLIANT NO_DENY`,
      `${CROSS_ACCOUNT} Logs COMPLIANT RESTRICTED`,
      `${TLS} Logs COMPLIANT HTTP_DENIED`,
    ]);
    expect(ran.stdout).not.toMatch(/000000000001|xx-deployment/);
  });

  it('says what it takes for granted', async () => {
    const rule = 's3-bucket-versioning';
    const { findings } = reportIn(await audit('--template', example, '--rule', rule, '--format', 'json'));
    expect(findings.map(({ reason }) => reason)).toEqual([
      expect.not.stringContaining('leaves out'),
      expect.stringMatching(/The template leaves out the versioning, so AWS's default for what is new counts\.$/),
    ]);
  });

  it('takes nothing for granted of an existing stack', async () => {
    const rule = 's3-bucket-public-access-block';
    const compliancesWith = async (...args: readonly string[]) =>
      reportIn(await audit('--template', example, '--rule', rule, '--format', 'json', ...args)).findings.map(
        ({ compliance }) => compliance,
      );
    expect(await compliancesWith()).toEqual(['COMPLIANT', 'COMPLIANT']);
    expect(await compliancesWith('--assume', 'existing')).toEqual(['UNVERIFIED', 'UNVERIFIED']);
  });

  it('names the rules that no template answers', async () => {
    const { summary } = reportIn(
      await audit('--template', example, '--rule', 's3-account-public-access-block', '--format', 'json'),
    );
    expect(summary.notJudged).toMatchObject([{ rule: 's3-account-public-access-block' }]);
  });

  it('F5: is not asked for MFA delete, which no template can turn on', async () => {
    const rule = 's3-bucket-mfa-delete';
    const { findings, summary } = reportIn(await audit('--template', example, '--rule', rule, '--format', 'json'));
    expect(findings).toEqual([]);
    expect(summary.notJudged).toEqual([{ rule, reason: expect.stringContaining('only the root user') }]);
  });

  it('is UNVERIFIED where a part of it is not here', async () => {
    const nested = { Type: 'AWS::CloudFormation::Stack', Properties: { TemplateURL: 'https://example.com/x.json' } };
    const path = folder.write('nested.json', { Resources: { Nested: nested } });
    const ran = await audit('--template', path, '--format', 'json');
    expect(ran.status).toBe(1);
    expect(reportIn(ran).findings).toMatchObject([
      { rule: null, compliance: 'UNVERIFIED', location: { file: path, line: 1, name: 'Nested' } },
    ]);
  });

  it.each([
    ['something else beside it', ['--template', example, '--snapshot', 'x.json'], '--template is judged by itself'],
    ['values of no template', ['--snapshot', 'x.json', '--template-parameter', 'A=1'], 'are about a --template'],
    ['a value without a name', ['--template', example, '--template-parameter', '=1'], 'it is Name=value'],
    ['what is no template', ['--template', join(__dirname, '../package.json')], 'it has no Resources'],
    ['a file that is not there', ['--template', 'nowhere.yaml'], 'nowhere.yaml: no such file or folder'],
  ])('refuses %s', async (_, args, message) => {
    expect(await audit(...args)).toMatchObject({ status: 2, stdout: '', stderr: expect.stringContaining(message) });
  });
});
