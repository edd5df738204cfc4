import { createTestFolder, runMain } from './cli-command.js';

const folder = createTestFolder();
afterAll(() => folder.remove());

const recorded = (answers: object) =>
  folder.write('answers.json', {
    version: 1,
    accounts: [{ accountId: '111122223333', partition: 'aws', answers, buckets: [] }],
  });

const some = {
  'config:DescribeConfigurationRecorders@eu-west-1': { ConfigurationRecorders: [] },
  'config:DescribeDeliveryChannels@eu-west-1': { DeliveryChannels: [{ name: 'default' }] },
  'securityhub:DescribeHub@eu-west-1': { error: { code: 'InvalidAccessException' } },
};

describe('the doctor', () => {
  it('shows what is wrong and what to do, on 80 columns', async () => {
    const { status, stdout, stderr } = await runMain(['doctor', '--answers', recorded(some)]);
    expect({ status, stderr }).toEqual({ status: 1, stderr: '' });
    expect(stdout).toContain('eu-west-1\n  PROBLEM  recorder: There is no configuration recorder.\n');
    expect(stdout).toContain('           To do: Set up AWS Config in the region');
    expect(stdout).toContain('  ok       delivery channel: There is one.\n');
    expect(stdout).toContain('1 problems, 1 warnings, 2 unknown, 1 ok\n');
    expect(Math.max(...stdout.split('\n').map(({ length }) => length))).toBeLessThanOrEqual(80);
  });

  it('writes JSON', async () => {
    const { stdout } = await runMain(['doctor', '--answers', recorded(some), '--format', 'json']);
    expect(JSON.parse(stdout)).toMatchObject({
      version: 1,
      findings: expect.arrayContaining([
        expect.objectContaining({ region: 'eu-west-1', what: 'recorder', state: 'problem' }),
      ]),
    });
  });

  it('looks at the organization only where it is asked to', async () => {
    const answers = {
      ...some,
      'organizations:DescribeOrganization': { Organization: { FeatureSet: 'ALL', Id: 'o-exampleorgid' } },
    };
    const organization = await runMain(['doctor', '--answers', recorded(answers), '--organization']);
    expect(organization.stdout).toContain('organization: o-exampleorgid has all features.');
    expect((await runMain(['doctor', '--answers', recorded(answers)])).stdout).not.toContain('o-exampleorgid');
  });

  it.each([
    ['no region', ['doctor', '--answers', '-'], 'say which regions to look at: --region eu-west-1'],
    [
      'a home region that is none of them',
      ['doctor', '--answers', '-', '--region', 'eu-west-1', '--home-region', 'us-east-1'],
      'the home region us-east-1 is none of the regions',
    ],
    [
      'answers that are none',
      ['doctor', '--answers', 'nowhere.json', '--region', 'eu-west-1'],
      'nowhere.json: no such file or folder',
    ],
    ['a rule that is none', ['doctor', '--rule', 's3-bucket'], 'there is no rule "s3-bucket"'],
  ])('refuses %s', async (_, args, message) => {
    const empty = JSON.stringify({ version: 1, accounts: [{ accountId: '111122223333', answers: {}, buckets: [] }] });
    const ran = await runMain(args, { input: empty });
    expect(ran).toMatchObject({ status: 2, stdout: '', stderr: expect.stringContaining(message) });
  });
});
