import { rules } from '../rules/index.js';
import { operationsOf, resourceTypesOf } from '../src/core/derivations.js';
import { type OperationRow, operations } from '../src/core/operations.js';
import type { Rule } from '../src/core/rule.js';
import { keyAnswer, trailNamed } from './answers.js';
import { ACCOUNT, BUCKET, block, KEY_ARN, OTHER_ACCOUNT, OWNER_ID } from './builders.js';
import { committedCodeOf } from './committed-code.js';
import { changeEvent, oversizedEvent, scheduledEvent } from './fake-aws/events.js';
import type { Fault } from './fake-aws/fault.js';
import type { FakeAccount, FakeAws, FakeBucket } from './fake-aws/index.js';
import { runRule } from './fake-aws/run-rule.js';
import { useFakeAws } from './fake-aws/use-fake-aws.js';
import {
  accessPointItem,
  accountBlockItem,
  type BucketToTell,
  directoryBucketItem,
  eventItem,
  multiRegionAccessPointItem,
  type RawItem,
  roleItem,
  tableBucketItem,
  userItem,
  vpcEndpointItem,
  vpcItem,
} from './items.js';
import { type Runtime, startRuntime } from './runtime-api.js';

const startAws = useFakeAws();
const running: Runtime[] = [];
afterEach(async () => {
  for (const runtime of running.splice(0)) await runtime.stop();
});

/** A rule's bundle, running as Lambda runs it. */
const startBundle = async (rule: Rule, environment: Readonly<Record<string, string>>): Promise<Runtime> => {
  const runtime = await startRuntime({ code: committedCodeOf(rule), environment });
  running.push(runtime);
  return runtime;
};

const policyOf = (...Statement: readonly object[]) => ({ Version: '2012-10-17', Statement });
const denyPlainHttp = {
  Effect: 'Deny',
  Principal: '*',
  Action: 's3:*',
  Resource: [`arn:aws:s3:::${BUCKET}`, `arn:aws:s3:::${BUCKET}/*`],
  Condition: { Bool: { 'aws:SecureTransport': 'false' } },
};
const allowEveryone = { Effect: 'Allow', Principal: '*', Action: 's3:GetObject', Resource: `arn:aws:s3:::${BUCKET}/*` };

type Bucket = FakeBucket & Partial<Omit<BucketToTell, keyof FakeBucket>>;

/** Buckets that between them have every setting that a rule looks at. */
const buckets: readonly Bucket[] = [
  { name: BUCKET, policy: policyOf(denyPlainHttp), publicAccessBlock: block(true) },
  { name: 'public-policy', policy: policyOf(allowEveryone), publicAccessBlock: null },
  { name: 'broken-policy', policy: '{"Statement": [' },
  { name: 'conditioned-policy', policy: policyOf({ ...denyPlainHttp, NotAction: 's3:GetObject', Action: undefined }) },
  {
    name: 'public-acl',
    ownership: 'ObjectWriter',
    acl: { ownerId: OWNER_ID, grants: [{ grantee: { kind: 'group', group: 'AllUsers' }, permission: 'READ' }] },
    publicAccessBlock: block(false),
  },
  { name: 'with-a-key', encryption: { algorithm: 'aws:kms', keyId: KEY_ARN, bucketKeyEnabled: true } },
  {
    name: 'logging',
    logging: { destinationBucket: 'log-destination', prefix: 'logs/' },
    versioning: { status: 'Enabled', mfaDelete: true },
  },
  { name: 'log-destination', versioning: { status: 'Suspended', mfaDelete: false } },
  {
    name: 'locked',
    objectLock: { defaultRetention: { mode: 'COMPLIANCE', days: 400 } },
    versioning: { status: 'Enabled', mfaDelete: false },
  },
  { name: 'website', website: { indexDocument: 'index.html', redirectAllTo: null } },
  {
    name: 'exempt',
    tags: {
      'exempt:rules': rules.map(({ id }) => id).join(' '),
      'exempt:until': '2027-01-31',
      'exempt:reason': 'test',
    },
  },
];

const bucketItems = buckets.map((bucket) => eventItem(bucket as Partial<BucketToTell>));

const ANALYZER_ARN = `arn:aws:access-analyzer:eu-west-1:${ACCOUNT}:analyzer/watch`;

/** Other resources whose policy stands in no item of theirs. */
const DIRECTORY = 'example-scratch--euw1-az1--x-s3';
const allOfS3 = policyOf({ Effect: 'Allow', Action: 's3:*', Resource: '*' });
const otherItems = [
  accessPointItem(),
  multiRegionAccessPointItem(),
  directoryBucketItem(),
  tableBucketItem(),
  vpcEndpointItem(),
  vpcEndpointItem({ state: 'deleted' }, { resourceId: 'vpce-0example00000002' }),
  vpcItem(),
  vpcItem({ isDefault: true }, { resourceId: 'vpc-0example00000002' }),
  roleItem({ documents: { 'all-of-s3': allOfS3 } }),
  userItem(),
];

const account: Partial<FakeAccount> = {
  accountPublicAccessBlock: { ...block(true), restrictPublicBuckets: false },
  // One bucket has no item: its policy locks Config out.
  buckets: [
    ...buckets,
    { name: 'locked-out' },
    { name: DIRECTORY, policy: policyOf({ ...allowEveryone, Action: 's3express:*', Resource: '*' }) },
  ],
  items: [...bucketItems, accountBlockItem(), ...otherItems],
  results: [{ type: 'AWS::S3::Bucket', id: 'long-gone', compliance: 'COMPLIANT', orderingTime: new Date(0) }],
  answers: {
    'kms:DescribeKey': keyAnswer({
      arn: KEY_ARN,
      accountId: OTHER_ACCOUNT,
      manager: 'CUSTOMER',
      state: 'Enabled',
      origin: 'AWS_KMS',
    } as never) as object,
    'kms:GetKeyRotationStatus': { KeyRotationEnabled: false },
    'cloudtrail:DescribeTrails': { trailList: [trailNamed('all')] },
    'cloudtrail:GetTrailStatus': { IsLogging: true },
    'cloudtrail:GetEventSelectors': {
      EventSelectors: [{ ReadWriteType: 'All', DataResources: [{ Type: 'AWS::S3::Object', Values: ['arn:aws:s3'] }] }],
    },
    'events:ListRules': {
      Rules: [
        {
          Name: 's3-changes',
          State: 'ENABLED',
          EventPattern: '{"source":["aws.s3"],"detail":{"eventName":["PutBucketPolicy"]}}',
        },
      ],
    },
    'events:ListTargetsByRule': { Targets: [{ Id: 'topic', Arn: 'arn:aws:sns:eu-west-1:111122223333:security' }] },
    'access-analyzer:ListAnalyzers': {
      analyzers: [{ name: 'watch', arn: ANALYZER_ARN, type: 'ACCOUNT', status: 'ACTIVE' }],
    },
    'access-analyzer:ListFindings': {
      findings: [
        {
          id: 'finding-1',
          resource: 'arn:aws:s3:::public-policy',
          resourceType: 'AWS::S3::Bucket',
          status: 'ACTIVE',
          isPublic: true,
          principal: { AWS: '*' },
          createdAt: '2026-11-01T08:00:00Z',
        },
      ],
    },
    'macie2:GetMacieSession': { status: 'ENABLED' },
    'macie2:DescribeBuckets': {
      buckets: [{ accountId: ACCOUNT, bucketName: BUCKET, automatedDiscoveryMonitoringStatus: 'MONITORED' }],
    },
    'organizations:DescribeEffectivePolicy': {
      EffectivePolicy: { PolicyContent: '{"s3_attributes":{"public_access_block_configuration":"all"}}' },
    },
    's3control:GetMultiRegionAccessPointPolicy': {
      Policy: { Established: { Policy: JSON.stringify(policyOf({ ...allowEveryone, Resource: '*' })) } },
    },
    'ec2:DescribeVpcEndpoints': { VpcEndpoints: [] },
    'ec2:DescribeNetworkInterfaces': {
      NetworkInterfaces: [
        { VpcId: 'vpc-0example00000001', SubnetId: 'subnet-1', InterfaceType: 'interface', RequesterId: 'example' },
      ],
    },
    'ec2:DescribeRouteTables': {
      RouteTables: [{ VpcId: 'vpc-0example00000001', Associations: [{ Main: true }], Routes: [] }],
    },
    's3tables:GetTableBucketPolicy': {
      resourcePolicy: JSON.stringify(policyOf({ ...allowEveryone, Action: 's3tables:*', Resource: '*' })),
    },
  },
};

const parameters = { exemptionTagPrefix: 'exempt:' };

/** Events of every sort that the rule gets, and one that it should not. */
const eventsFor = (rule: Rule): readonly unknown[] => {
  const items: readonly RawItem[] = [...bucketItems, accountBlockItem({ blockPublicAcls: true }), ...otherItems];
  const own = items.filter((item) => resourceTypesOf(rule).includes(String(item.resourceType)));
  return [
    ...own.map((item) => changeEvent(item, { parameters })),
    ...own.slice(0, 1).map((item) => oversizedEvent(item, { parameters })),
    ...own.slice(0, 1).map((item) => changeEvent(item, { parameters: { maxExceptionDays: 'soon' } })),
    scheduledEvent({ parameters }),
    changeEvent({ ...eventItem(), resourceType: 'AWS::SQS::Queue' }),
    { ...scheduledEvent(), invokingEvent: '{"messageType":"SomethingNew"}' },
  ];
};

/** Gives the same events to a rule's sources and to its bundle, each with an AWS of its own. */
const startBoth = async (rule: Rule) => {
  const [forSources, forBundle] = [await startAws(account), await startAws(account)];
  const runtime = await startBundle(rule, forBundle.environment);
  return {
    forBundle,
    fail: (operation: string, fault: Fault) => {
      for (const aws of [forSources, forBundle]) aws.fail(operation, fault, { times: 1 });
    },
    expectSame: async (event: unknown) => {
      const { error } = await runRule(forSources, rule, event);
      const bundled = await runtime.invoke(event);
      expect(bundled.ok ? null : bundled.errorMessage).toBe(error?.message ?? null);
      expect(forBundle.evaluations).toEqual(forSources.evaluations);
      expect(callsOf(forBundle)).toEqual(callsOf(forSources));
    },
  };
};

/** Facts that are read at the same time are asked for in any order. */
const callsOf = (aws: FakeAws): readonly string[] =>
  aws.calls.map(({ operation, about, region }) => `${operation} ${about} ${region}`).sort();

/** Between them they call S3, S3 Control, AWS Config, KMS and S3 Tables. */
const SOME_THAT_CALL = ['s3-bucket-public-access-block', 's3-table-bucket-encryption-kms'];

/** Between them they judge most kinds; every rule is a matter of minutes (`bundle-runtime.long.test.ts`). */
const SOME_OF_EACH_KIND = [
  ...SOME_THAT_CALL,
  's3-access-analyzer-findings',
  's3-identity-policy-no-full-access',
  's3-vpc-endpoint-attached',
];

const isLong = process.env.LONG_TESTS !== undefined;
const among = (ids: readonly string[]) => (isLong ? rules : rules.filter(({ id }) => ids.includes(id)));
const judged = among(SOME_OF_EACH_KIND);
const faulted = among(SOME_THAT_CALL);

const byRule = (chosen: readonly Rule[]) => chosen.map((rule): [string, Rule] => [rule.id, rule]);

describe('a bundle, run as Lambda runs it', () => {
  it.each(byRule(judged))(
    'of %s answers events of every sort as its sources do',
    async (_, rule) => {
      const { forBundle, expectSame } = await startBoth(rule);
      for (const event of eventsFor(rule)) await expectSame(event);
      // The agreement is about something: the rule came to several verdicts, and none was that a row is missing.
      expect(new Set(forBundle.evaluations.map(({ compliance }) => compliance)).size).toBeGreaterThan(1);
      expect(annotationsOf(forBundle)).not.toMatch(/no API call is known here|undefined/);
    },
    30_000,
  );

  it.each(byRule(faulted))(
    'of %s makes of every error of every call what its sources make of it',
    async (_, rule) => {
      const { expectSame, fail } = await startBoth(rule);
      for (const operation of operationsOf(rule)) {
        const { absent = [], gone = [], denied = [] }: OperationRow = operations[operation];
        const codes = [...absent, ...gone, ...denied].map((code) => ({ code, status: 404 }));
        for (const fault of ['denied', ...codes, { code: 'SomethingElse', status: 400 }] satisfies Fault[]) {
          fail(operation, fault);
          await expectSame(scheduledEvent({ parameters }));
        }
      }
    },
    60_000,
  );
});

const annotationsOf = (aws: FakeAws): string => aws.evaluations.map(({ annotation }) => annotation).join('\n');

const bucketBlock = rules.find(({ id }) => id === 's3-bucket-public-access-block') as Rule;

describe('a bundle', () => {
  it('posts what AWS Config is to show', async () => {
    const aws = await startAws({ accountPublicAccessBlock: null });
    const runtime = await startBundle(bucketBlock, aws.environment);
    const item = eventItem({ publicAccessBlock: { ...block(true), blockPublicAcls: false } });
    expect(await runtime.invoke(changeEvent(item))).toEqual({ ok: true, response: null });
    expect(aws.evaluations).toEqual([
      {
        type: 'AWS::S3::Bucket',
        id: BUCKET,
        compliance: 'NON_COMPLIANT',
        annotation: 'NOT_BLOCKED: Neither the bucket nor its account turns on BlockPublicAcls.',
        orderingTime: new Date('2026-11-20T08:00:00.000Z'),
      },
    ]);
    expect(aws.calls.map(({ operation }) => operation)).toEqual([
      's3control:GetPublicAccessBlock',
      'config:PutEvaluations',
    ]);
  });

  it('serves one event after the other in one process', async () => {
    const aws = await startAws();
    const runtime = await startBundle(bucketBlock, aws.environment);
    for (const name of ['one', 'two', 'three']) await runtime.invoke(changeEvent(eventItem({ name })));
    expect(aws.evaluations.map(({ id }) => id)).toEqual(['one', 'two', 'three']);
  });

  it('fails an event that it cannot report on, and lives on', async () => {
    const aws = await startAws();
    const runtime = await startBundle(bucketBlock, aws.environment);
    aws.fail('config:PutEvaluations', 'throttled', { times: 1 });
    expect(await runtime.invoke(changeEvent(eventItem()))).toMatchObject({ ok: false });
    expect(await runtime.invoke(changeEvent(eventItem()))).toMatchObject({ ok: true });
  });

  it('writes one line of JSON an event', async () => {
    const aws = await startAws();
    const runtime = await startBundle(bucketBlock, aws.environment);
    await runtime.invoke(changeEvent(eventItem()));
    const lines = runtime.output().trim().split('\n');
    expect(lines).toHaveLength(1);
    expect(JSON.parse(lines[0] ?? '')).toMatchObject({
      rule: bucketBlock.id,
      accountId: ACCOUNT,
      compliance: 'COMPLIANT',
    });
  });
});

describe('the Runtime API of these tests', () => {
  it('reports code that does not load', async () => {
    const runtime = await startRuntime({ code: 'throw new TypeError("no good");', environment: {} });
    running.push(runtime);
    expect(await runtime.invoke({})).toMatchObject({ ok: false, errorMessage: expect.stringContaining('no good') });
  });

  it('reports a process that ends', async () => {
    const runtime = await startRuntime({ code: 'exports.handler = () => process.exit(3);', environment: {} });
    running.push(runtime);
    expect(await runtime.invoke({})).toMatchObject({
      ok: false,
      errorMessage: expect.stringContaining('ended with 3'),
    });
  });
});
