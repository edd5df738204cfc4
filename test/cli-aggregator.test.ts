import { readdirSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { REGION } from './builders.js';
import { inShort, reportIn, runMain } from './cli-command.js';
import type { FakeAccount, FakeAws } from './fake-aws/index.js';
import { useFakeAws } from './fake-aws/use-fake-aws.js';
import { accountBlockItem, eventItem } from './items.js';

const startFake = useFakeAws();
const before = { ...process.env };
afterEach(() => {
  process.env = { ...before };
});

const VERSIONING = 's3-bucket-versioning';
const STATUS = 'config:DescribeConfigurationAggregatorSourcesStatus';
const well = { [STATUS]: { AggregatedSourceStatusList: [] } };

const start = async (account: Partial<FakeAccount> = {}): Promise<FakeAws> => {
  const aws = await startFake({ answers: well, ...account });
  Object.assign(process.env, aws.environment);
  return aws;
};

const audit = (aws: FakeAws, ...args: readonly string[]) =>
  runMain(['audit', '--aggregator', 'example', '--format', 'json', ...args], { env: aws.environment });

const temporary = (): readonly string[] => readdirSync(tmpdir()).filter((name) => /^s3-config-rules-[^t]/.test(name));

describe('an audit of an aggregator', () => {
  it('judges the items of all accounts as those of a snapshot, and leaves nothing behind', async () => {
    const aws = await start({
      items: [
        eventItem({ name: 'one' }),
        {
          ...eventItem({ name: 'two', versioning: { status: 'Enabled', mfaDelete: false } }),
          awsAccountId: '444455556666',
        },
        accountBlockItem(),
      ],
    });
    const files = temporary();
    const ran = await audit(aws, '--rule', VERSIONING, '--rule', 's3-account-public-access-block');
    expect(ran).toMatchObject({ status: 1, stderr: '' });
    const { findings } = reportIn(ran);
    expect([...inShort(findings)].sort()).toEqual([
      's3-account-public-access-block 111122223333 COMPLIANT BLOCKED',
      // Nothing was recorded of that account's block.
      's3-account-public-access-block 444455556666 UNVERIFIED NOT_RECORDED',
      `${VERSIONING} one NON_COMPLIANT NEVER_ENABLED`,
      `${VERSIONING} two COMPLIANT VERSIONED`,
    ]);
    expect(findings.find(({ compliance }) => compliance === 'UNVERIFIED')?.reason).toContain('aggregator');
    expect(temporary()).toEqual(files);
  });

  it('asks for the types that the rules are about, page by page', async () => {
    const names = Array.from({ length: 150 }, (_, index) => `bucket-${String(index).padStart(3, '0')}`);
    const aws = await start({ items: names.map((name) => eventItem({ name })) });
    const { findings } = reportIn(await audit(aws, '--rule', VERSIONING));
    expect(findings.map(({ resource }) => resource.id)).toEqual(names);
    const asked = aws.calls.filter(({ operation }) => operation === 'config:SelectAggregateResourceConfig');
    expect(
      asked.map(({ input }) => [input.ConfigurationAggregatorName, /'(.*)'/.exec(String(input.Expression))?.[1]]),
    ).toEqual([
      ['example', 'AWS::S3::Bucket'],
      ['example', 'AWS::S3::Bucket'],
    ]);
  });

  it('names once what no item tells', async () => {
    const aws = await start({ items: [eventItem({ name: 'one' })] });
    const { summary } = reportIn(await audit(aws, '--rule', 's3-bucket-acls-disabled'));
    expect(summary.notJudged).toEqual([
      {
        rule: 's3-bucket-acls-disabled',
        reason:
          'The configuration aggregator never tells the object ownership; s3:GetBucketOwnershipControls would tell.',
      },
    ]);
  });

  it('is UNVERIFIED for accounts and regions that the aggregator has lost', async () => {
    const source = {
      SourceId: '444455556666',
      SourceType: 'ACCOUNT',
      AwsRegion: 'us-east-1',
      LastUpdateStatus: 'FAILED',
      LastErrorCode: 'AccessDenied',
      LastErrorMessage: 'no authorization',
    };
    const aws = await start({ answers: { [STATUS]: { AggregatedSourceStatusList: [source] } } });
    const ran = await audit(aws, '--rule', VERSIONING);
    expect(ran.status).toBe(1);
    expect(reportIn(ran).findings).toMatchObject([
      {
        rule: null,
        compliance: 'UNVERIFIED',
        reason: expect.stringContaining('source 444455556666 is FAILED, AccessDenied: no authorization'),
        resource: { accountId: '444455556666', region: 'us-east-1' },
      },
    ]);
  });

  it.each([STATUS, 'config:SelectAggregateResourceConfig'])(
    'ends with what AWS says where %s is refused',
    async (one) => {
      const aws = await start({ items: [eventItem()] });
      aws.fail(one, { code: 'NoSuchConfigurationAggregatorException', status: 400 });
      const files = temporary();
      expect(await audit(aws, '--rule', VERSIONING)).toMatchObject({
        status: 2,
        stdout: '',
        stderr: expect.stringContaining(
          'the aggregator example cannot be asked: NoSuchConfigurationAggregatorException',
        ),
      });
      expect(temporary()).toEqual(files);
    },
  );

  it.each([
    ['without a region', [], {}, 'say in which region the aggregator is'],
    ['with several regions', ['--region', REGION, 'us-east-1'], {}, 'say in which region the aggregator is'],
    ['beside an account', ['--account'], { AWS_REGION: REGION }, '--account is judged by itself, without --aggregator'],
  ])('is refused %s', async (_, args, env, message) => {
    expect(await runMain(['audit', '--aggregator', 'example', ...args], { env })).toMatchObject({
      status: 2,
      stderr: expect.stringContaining(message),
    });
  });
});
