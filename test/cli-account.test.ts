import { ACCOUNT, block, REGION } from './builders.js';
import { createTestFolder, inShort, reportIn, runMain } from './cli-command.js';
import type { FakeAccount, FakeAws } from './fake-aws/index.js';
import { useFakeAws } from './fake-aws/use-fake-aws.js';

const startFake = useFakeAws();
const folder = createTestFolder();
afterAll(() => folder.remove());

const VERSIONING = 's3-bucket-versioning';
const enabled = { versioning: { status: 'Enabled', mfaDelete: false } } as const;

const before = { ...process.env };
afterEach(() => {
  process.env = { ...before };
});

/** An account whose environment this process is in. */
const start = async (account: Partial<FakeAccount> = {}): Promise<FakeAws> => {
  const aws = await startFake(account);
  Object.assign(process.env, aws.environment);
  return aws;
};

const audit = (aws: FakeAws, ...args: readonly string[]) =>
  runMain(['audit', '--account', '--format', 'json', ...args], { env: aws.environment });
const by = (...rules: readonly string[]): readonly string[] => rules.flatMap((rule) => ['--rule', rule]);
const operationsOf = (aws: FakeAws): readonly string[] =>
  [...new Set(aws.calls.map(({ operation }) => operation))].sort();

describe('an audit of an account', () => {
  it('judges the buckets of the region, and asks only what the rules ask', async () => {
    const aws = await start({
      buckets: [{ name: 'plain' }, { name: 'versioned', ...enabled }, { name: 'elsewhere', region: 'us-east-1' }],
    });
    const ran = await audit(aws, ...by(VERSIONING));
    expect(ran).toMatchObject({ status: 1, stderr: '' });
    expect(inShort(reportIn(ran).findings)).toEqual([
      `${VERSIONING} plain NON_COMPLIANT NEVER_ENABLED`,
      `${VERSIONING} versioned COMPLIANT VERSIONED`,
    ]);
    expect(reportIn(ran).findings[0]?.resource).toEqual({
      type: 'AWS::S3::Bucket',
      id: 'plain',
      arn: 'arn:aws:s3:::plain',
      accountId: ACCOUNT,
      region: REGION,
    });
    expect(operationsOf(aws)).toEqual([
      // The rule tells log buckets apart by these three.
      's3:GetBucketAcl',
      's3:GetBucketLogging',
      's3:GetBucketPolicy',
      's3:GetBucketVersioning',
      's3:ListBuckets',
      'sts:GetCallerIdentity',
    ]);
  });

  it('judges several regions, or all that are enabled', async () => {
    const aws = await start({
      buckets: [{ name: 'here' }, { name: 'there', region: 'us-east-1' }],
      answers: { 'ec2:DescribeRegions': { Regions: [{ RegionName: 'us-east-1' }, { RegionName: REGION }] } },
    });
    const idsIn = async (...regions: readonly string[]) =>
      reportIn(await audit(aws, ...by(VERSIONING), '--region', ...regions)).findings.map(({ resource }) => resource.id);
    expect(await idsIn('us-east-1')).toEqual(['there']);
    expect(await idsIn(REGION, 'us-east-1')).toEqual(['here', 'there']);
    expect(await idsIn('all')).toEqual(['here', 'there']);
  });

  it('judges the account and what its lists name', async () => {
    const aws = await start({ accountPublicAccessBlock: block(true) });
    const rules = by('s3-account-public-access-block', 's3-identity-policy-no-full-access', 's3-vpc-endpoint-attached');
    const ran = await audit(aws, ...rules);
    expect(ran.status).toBe(0);
    expect(inShort(reportIn(ran).findings)).toEqual([`s3-account-public-access-block ${ACCOUNT} COMPLIANT BLOCKED`]);
    expect(operationsOf(aws)).toEqual([
      'ec2:DescribeVpcs',
      'iam:GetAccountAuthorizationDetails',
      'organizations:DescribeEffectivePolicy',
      's3control:GetPublicAccessBlock',
      'sts:GetCallerIdentity',
    ]);
  });

  it('goes on after what is refused, and after what breaks, and says so', async () => {
    const aws = await start({ buckets: [{ name: 'broken' }, { name: 'good', ...enabled }, { name: 'refusing' }] });
    aws.fail('s3:GetBucketVersioning', 'denied', { about: 'refusing' });
    aws.fail('s3:GetBucketVersioning', 'unavailable', { about: 'broken' });
    const { findings } = reportIn(await audit(aws, ...by(VERSIONING)));
    expect(inShort(findings)).toEqual([
      `${VERSIONING} broken UNVERIFIED READ_FAILED`,
      `${VERSIONING} good COMPLIANT VERSIONED`,
      `${VERSIONING} refusing UNVERIFIED DENIED`,
    ]);
    expect(findings[0]?.reason).toMatch(/^s3:GetBucketVersioning for broken failed for account 111122223333 in /);
  });

  it.each(['denied', 'unavailable'] as const)('is UNVERIFIED where the list of buckets is %s', async (fault) => {
    const aws = await start();
    aws.fail('s3:ListBuckets', fault);
    const ran = await audit(aws, ...by(VERSIONING));
    expect(ran.status).toBe(1);
    expect(reportIn(ran).findings).toMatchObject([
      {
        rule: null,
        compliance: 'UNVERIFIED',
        reason: expect.stringMatching(/^There may be buckets that are not judged: s3:List/),
        resource: { accountId: ACCOUNT, region: REGION },
      },
    ]);
  });

  it('lists page by page', async () => {
    const names = Array.from({ length: 1200 }, (_, index) => `bucket-${String(index).padStart(4, '0')}`);
    const aws = await start({ buckets: names.map((name) => ({ name, ...enabled })) });
    const { findings } = reportIn(await audit(aws, ...by(VERSIONING), '--concurrency', '50'));
    expect(findings.map(({ resource }) => resource.id)).toEqual(names);
    expect(aws.count('s3:ListBuckets')).toBe(2);
  });

  it('lists IAM page by page', async () => {
    const role = (name: string) => ({
      RoleName: name,
      RoleId: `AROA${name}`,
      Arn: `arn:aws:iam::${ACCOUNT}:role/${name}`,
    });
    const page = (name: string, more: object) => ({ RoleDetailList: { member: [role(name)] }, ...more });
    const aws = await start({
      answers: {
        'iam:GetAccountAuthorizationDetails': ({ Marker }) =>
          Marker === 'more'
            ? page('second', { IsTruncated: false })
            : page('first', { IsTruncated: true, Marker: 'more' }),
      },
    });
    const { findings } = reportIn(await audit(aws, ...by('s3-identity-policy-no-full-access')));
    expect(findings.map(({ resource }) => resource.id)).toEqual(['AROAfirst', 'AROAsecond']);
    expect(aws.count('iam:GetAccountAuthorizationDetails')).toBe(2);
  });

  it('finds access points', async () => {
    const aws = await start({
      answers: { 's3control:ListAccessPoints': { AccessPointList: { AccessPoint: [{ Name: 'reports' }] } } },
    });
    const { findings } = reportIn(await audit(aws, ...by('s3-access-point-public-access-block')));
    // The fake does not know the access point itself.
    expect(inShort(findings)).toEqual(['s3-access-point-public-access-block reports UNVERIFIED READ_FAILED']);
  });
});

describe('roles of other accounts', () => {
  const roleOf = (account: string) => `arn:aws:iam::${account}:role/example-audit`;

  it('are assumed once each', async () => {
    const aws = await start({ buckets: [{ name: 'one', ...enabled }] });
    const ran = await audit(aws, ...by(VERSIONING, 's3-account-public-access-block'), '--role', roleOf(ACCOUNT));
    expect(inShort(reportIn(ran).findings)).toContain(`${VERSIONING} one COMPLIANT VERSIONED`);
    expect(aws.count('sts:AssumeRole')).toBe(1);
  });

  it('that cannot be assumed do not keep others from being looked at', async () => {
    const aws = await start({ buckets: [{ name: 'one', ...enabled }] });
    aws.fail('sts:AssumeRole', 'denied', { about: roleOf('444455556666') });
    const ran = await audit(aws, ...by(VERSIONING), '--role', roleOf('444455556666'), roleOf(ACCOUNT));
    expect(ran.status).toBe(1);
    expect(reportIn(ran).findings).toMatchObject([
      {
        rule: null,
        compliance: 'UNVERIFIED',
        reason: expect.stringContaining(`${roleOf('444455556666')} cannot be assumed`),
        resource: { accountId: '444455556666' },
      },
      { rule: VERSIONING, compliance: 'COMPLIANT' },
    ]);
  });
});

describe('an audit that cannot begin', () => {
  it('says that the credentials are no good', async () => {
    const aws = await start();
    aws.fail('sts:GetCallerIdentity', { code: 'InvalidClientTokenId', status: 403 });
    expect(await audit(aws)).toMatchObject({
      status: 2,
      stdout: '',
      stderr: expect.stringMatching(/^s3-config-rules: AWS cannot be asked: /),
    });
  });

  it('ends where the credentials end under way', async () => {
    const aws = await start({ buckets: [{ name: 'one' }, { name: 'two' }] });
    aws.fail('s3:GetBucketVersioning', { code: 'ExpiredToken', status: 400 }, { about: 'two' });
    expect(await audit(aws, ...by(VERSIONING))).toMatchObject({
      status: 2,
      stderr: expect.stringContaining('AWS cannot be asked: '),
    });
  });

  it.each([
    ['without a region', ['--account'], {}, 'say which regions to look at: --region eu-west-1, or --region all'],
    ['with a region of no account', ['--snapshot', 'x.json', '--region', REGION], {}, '--region is about an'],
    [
      'beside a snapshot',
      ['--account', '--snapshot', 'x.json'],
      { AWS_REGION: REGION },
      '--account is judged by itself',
    ],
    ['with no resource at a time', ['--account', '--concurrency', '0'], {}, 'It is a number from 1 to 999.'],
  ])('is refused %s', async (_, args, env, message) => {
    expect(await runMain(['audit', ...args], { env })).toMatchObject({
      status: 2,
      stderr: expect.stringContaining(message),
    });
  });
});
