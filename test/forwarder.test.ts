import { createApi } from '../deploy/forwarder/aws-api.js';
import { forwardedRules } from '../deploy/forwarder/catalogue.js';
import { createForwarder } from '../deploy/forwarder/forwarder.js';
import { ACCOUNT, OTHER_ACCOUNT, REGION } from './builders.js';
import type { FakeAws } from './fake-aws/index.js';
import type { StoredEvaluation } from './fake-aws/put-evaluations.js';
import { useFakeAws } from './fake-aws/use-fake-aws.js';
import { complianceEvent, forwarderContext, RECORDED, runEvent, TLS_RULE_NAME } from './forwarder-events.js';

const start = useFakeAws();

const IMPORT = 'securityhub:BatchImportFindings';
const TLS_FINDING = `s3-config-rules/${ACCOUNT}/${REGION}/s3-bucket-tls-required/AWS::S3::Bucket/app-data`;

/** Gives events to the forwarder, whose SDK clients speak to the fake, one after the other. */
const forward = async (aws: FakeAws, ...events: readonly unknown[]) => {
  Object.assign(process.env, aws.environment);
  const lines: unknown[] = [];
  const forwarder = createForwarder(createApi(), forwardedRules, (line) => lines.push(line));
  for (const event of events) await forwarder(event, forwarderContext);
  return lines;
};

const stored = (aws: FakeAws, id = TLS_FINDING) => aws.state.findings.get(id);

const result = (id: string, changes: Partial<StoredEvaluation> = {}): StoredEvaluation => ({
  type: 'AWS::S3::Bucket',
  id,
  compliance: 'NON_COMPLIANT',
  annotation: 'NO_POLICY: The bucket has no policy.',
  orderingTime: new Date('2026-08-01T00:00:00.000Z'),
  ...changes,
});

/** A fake account with results of Config rules, by name. */
const accountWith = async (results: Readonly<Record<string, readonly StoredEvaluation[]>>) => {
  const aws = await start({ tokens: Object.fromEntries(Object.keys(results).map((name) => [name, name])) });
  for (const [name, list] of Object.entries(results)) {
    for (const one of list) aws.state.current.get(name)?.set(`${one.type} ${one.id}`, one);
  }
  return aws;
};

const many = (count: number) => Array.from({ length: count }, (_, index) => result(`bucket-${index}`));
const sizes = (aws: FakeAws) =>
  aws.calls.filter(({ operation }) => operation === IMPORT).map(({ input }) => (input.Findings as unknown[]).length);

describe('a change of compliance', () => {
  it('trap 70: becomes a finding with its reason and severity', async () => {
    const aws = await start();
    const lines = await forward(aws, complianceEvent());
    expect(stored(aws)).toMatchObject({
      GeneratorId: 's3-bucket-tls-required',
      Description: expect.stringMatching(/^NO_POLICY: The bucket has no policy/),
      Severity: { Label: 'MEDIUM' },
      Compliance: { Status: 'FAILED' },
      UpdatedAt: RECORDED,
    });
    expect(lines).toEqual([
      {
        rule: 's3-bucket-tls-required',
        configRuleName: TLS_RULE_NAME,
        resource: 'AWS::S3::Bucket app-data',
        compliance: 'NON_COMPLIANT',
        imported: 1,
      },
    ]);
  });

  it('trap 73: is imported in the account and region of the function, to its own product', async () => {
    const aws = await start();
    await forward(aws, complianceEvent());
    expect(aws.calls.map(({ operation, region }) => [operation, region])).toEqual([[IMPORT, REGION]]);
    expect(stored(aws)).toMatchObject({
      AwsAccountId: ACCOUNT,
      ProductArn: `arn:aws:securityhub:${REGION}:${ACCOUNT}:product/${ACCOUNT}/default`,
    });
  });

  it.each([
    ['account', { account: OTHER_ACCOUNT }],
    ['region', { region: 'us-east-1' }],
  ])('trap 73: of another %s is refused', async (_, changes) => {
    const aws = await start();
    await expect(forward(aws, { ...complianceEvent(), ...changes })).rejects.toMatchObject({
      name: 'ForeignEventError',
      message: expect.stringContaining('deploy one there'),
    });
    expect(aws.calls).toEqual([]);
  });

  it('closes the finding when the resource is put right, and opens it again', async () => {
    const aws = await start();
    await forward(
      aws,
      complianceEvent(),
      complianceEvent({ complianceType: 'COMPLIANT', recordedAt: '2026-11-20T09:00:00.000Z' }),
    );
    expect(stored(aws)).toMatchObject({ Compliance: { Status: 'PASSED' }, RecordState: 'ACTIVE' });
    await forward(aws, complianceEvent({ recordedAt: '2026-11-20T10:00:00.000Z' }));
    expect(stored(aws)).toMatchObject({ Compliance: { Status: 'FAILED' }, Workflow: { Status: 'NEW' } });
    expect(aws.state.findings.size).toBe(1);
  });

  it('trap 84: archives the finding of a resource that is gone, passed and resolved', async () => {
    const aws = await start();
    await forward(aws, complianceEvent({ complianceType: 'NOT_APPLICABLE', annotation: 'DELETED: It is gone.' }));
    expect(stored(aws)).toMatchObject({
      Compliance: { Status: 'PASSED' },
      Workflow: { Status: 'RESOLVED' },
      RecordState: 'ARCHIVED',
    });
  });

  it('that comes late changes nothing that is newer', async () => {
    const aws = await start();
    await forward(
      aws,
      complianceEvent({ recordedAt: '2026-11-20T10:00:00.000Z' }),
      complianceEvent({ complianceType: 'COMPLIANT', recordedAt: '2026-11-20T09:00:00.000Z' }),
    );
    expect(stored(aws)).toMatchObject({ Compliance: { Status: 'FAILED' }, UpdatedAt: '2026-11-20T10:00:00.000Z' });
  });

  it.each([
    ['a rule of AWS', complianceEvent({ configRuleName: 's3-bucket-versioning-enabled' })],
    ['no kind that is known', { ...complianceEvent(), 'detail-type': 'Config Configuration Item Change' }],
  ])('of %s is ignored with one line', async (_, event) => {
    const aws = await start();
    expect(await forward(aws, event)).toEqual([{ ignored: expect.any(String) }]);
    expect(aws.calls).toEqual([]);
  });

  it.each(['s3-bucket-public-read-prohibited', 's3-bucket-public-write-prohibited'])(
    "trap 72: of AWS's own rule %s in the pack is imported too",
    async (name) => {
      const aws = await start();
      const configRuleName = `${name}-conformance-pack-a1b2c3d4e`;
      await forward(aws, complianceEvent({ configRuleName, annotation: null }));
      expect([...aws.state.findings.values()]).toMatchObject([{ GeneratorId: name, Severity: { Label: 'CRITICAL' } }]);
    },
  );

  it.each(['throttled', 'unavailable', 'denied', 'reset'] as const)(
    'is thrown where Security Hub is %s, so that Lambda tries again',
    async (fault) => {
      const aws = await start();
      aws.fail(IMPORT, fault);
      await expect(forward(aws, complianceEvent())).rejects.toThrow();
      expect(aws.state.findings.size).toBe(0);
    },
  );

  it('is sent once more where Security Hub refuses it', async () => {
    const aws = await start();
    aws.refuse(TLS_FINDING, 1);
    await forward(aws, complianceEvent());
    expect(aws.count(IMPORT)).toBe(2);
    expect(stored(aws)).toBeDefined();
  });

  it('is thrown where Security Hub refuses it twice', async () => {
    const aws = await start();
    aws.refuse(TLS_FINDING);
    await expect(forward(aws, complianceEvent())).rejects.toMatchObject({
      name: 'ImportError',
      message: `Security Hub refused 1 of 1 findings: ${TLS_FINDING} (InvalidInput: ordered by a test)`,
    });
    expect(aws.count(IMPORT)).toBe(2);
  });
});

describe('the daily run', () => {
  it('trap 71: imports everything again that is not compliant, as of the time it was asked for', async () => {
    const aws = await accountWith({
      [TLS_RULE_NAME]: [result('app-data'), result('fine', { compliance: 'COMPLIANT' })],
      'OrgConfigRule-s3-bucket-versioning-x5ykqzbv': [result('app-data')],
    });
    const lines = await forward(aws, runEvent('2026-11-21T06:00:00Z'));
    expect([...aws.state.findings.keys()]).toEqual([
      TLS_FINDING,
      TLS_FINDING.replace('s3-bucket-tls-required', 's3-bucket-versioning'),
    ]);
    expect(stored(aws)).toMatchObject({
      CreatedAt: '2026-08-01T00:00:05.000Z',
      UpdatedAt: '2026-11-21T06:00:00.000Z',
      Compliance: { Status: 'FAILED' },
      Description: expect.stringMatching(/^NO_POLICY: The bucket has no policy\./),
    });
    expect(lines).toEqual([{ run: '2026-11-21T06:00:00.000Z', imported: 2 }]);
  });

  it('reads no results of other rules, nor of those that are compliant', async () => {
    const aws = await accountWith({
      's3-bucket-versioning-enabled': [result('app-data')],
      's3-bucket-versioning': [result('app-data', { compliance: 'COMPLIANT' })],
    });
    await forward(aws, runEvent());
    expect(aws.calls.map(({ operation }) => operation)).toEqual(['config:DescribeComplianceByConfigRule']);
  });

  it('follows all pages of rules', async () => {
    const names = forwardedRules.map(({ id }) => `${id}-conformance-pack-a1b2c3d4e`);
    const aws = await accountWith(Object.fromEntries(names.map((name) => [name, [result('app-data')]])));
    await forward(aws, runEvent());
    expect(names.length).toBeGreaterThan(25);
    expect(aws.count('config:DescribeComplianceByConfigRule')).toBe(Math.ceil(names.length / 25));
    expect(aws.state.findings.size).toBe(names.length);
  });

  it('follows all pages of results, and imports at most 100 at once', async () => {
    const aws = await accountWith({ [TLS_RULE_NAME]: many(201) });
    await forward(aws, runEvent());
    expect(aws.count('config:GetComplianceDetailsByConfigRule')).toBe(3);
    expect(sizes(aws)).toEqual([100, 100, 1]);
    expect(aws.state.findings.size).toBe(201);
  });

  it('follows a page without results', async () => {
    const name = 's3-bucket-tls-required';
    const pages = [
      { items: [], next: 'more' },
      { items: [], next: undefined },
    ];
    const asked: (string | undefined)[] = [];
    const api = {
      importFindings: async () => ({ failedCount: 0, failed: [] }),
      nonCompliantRules: async () => ({ items: [name], next: undefined }),
      nonCompliantResults: async (_: string, token: string | undefined) => {
        asked.push(token);
        return pages[asked.length - 1] ?? { items: [], next: undefined };
      },
    };
    await createForwarder(api, forwardedRules, () => {})(runEvent(), forwarderContext);
    expect(asked).toEqual([undefined, 'more']);
  });

  it('does not undo what was put right while it ran', async () => {
    const aws = await accountWith({ [TLS_RULE_NAME]: [result('app-data')] });
    const putRight = complianceEvent({ complianceType: 'COMPLIANT', recordedAt: '2026-11-21T06:00:09.000Z' });
    await forward(aws, putRight, runEvent('2026-11-21T06:00:00Z'));
    expect(stored(aws)).toMatchObject({ Compliance: { Status: 'PASSED' } });
  });

  it('sends the refused ones once more, after all others', async () => {
    const aws = await accountWith({ [TLS_RULE_NAME]: many(101) });
    aws.refuse(TLS_FINDING.replace('app-data', 'bucket-7'), 1);
    await forward(aws, runEvent());
    expect(sizes(aws)).toEqual([100, 1, 1]);
    expect(aws.state.findings.size).toBe(101);
  });

  it('throws for those that stay refused when all others are imported, and names some', async () => {
    const aws = await accountWith({ [TLS_RULE_NAME]: many(101) });
    for (const index of [1, 2, 3, 4]) aws.refuse(TLS_FINDING.replace('app-data', `bucket-${index}`));
    await expect(forward(aws, runEvent())).rejects.toThrow(
      /refused 4 of 101 findings: .*bucket-1 .*bucket-3 .*, \.\.\.$/,
    );
    expect(aws.state.findings.size).toBe(97);
  });

  it('sends a whole batch again where Security Hub does not say which it refused', async () => {
    const sent: number[] = [];
    const api = {
      importFindings: async (findings: readonly unknown[]) => {
        sent.push(findings.length);
        return { failedCount: sent.length === 1 ? 1 : 0, failed: [] };
      },
      nonCompliantRules: async () => ({ items: ['s3-bucket-tls-required'], next: undefined }),
      nonCompliantResults: async (configRuleName: string) => ({
        items: ['one', 'two'].map((resourceId) => ({
          configRuleName,
          resourceType: 'AWS::S3::Bucket',
          resourceId,
          compliance: 'NON_COMPLIANT' as const,
          annotation: null,
          recordedAt: new Date(RECORDED),
        })),
        next: undefined,
      }),
    };
    await createForwarder(api, forwardedRules, () => {})(runEvent(), forwarderContext);
    expect(sent).toEqual([2, 2]);
  });

  it('goes on where a rule was deleted since it was listed', async () => {
    const aws = await accountWith({ [TLS_RULE_NAME]: [result('app-data')], 's3-bucket-versioning': [result('one')] });
    aws.fail('config:GetComplianceDetailsByConfigRule', { code: 'NoSuchConfigRuleException' }, { times: 1 });
    await forward(aws, runEvent());
    expect([...aws.state.findings.keys()]).toEqual([expect.stringContaining('/s3-bucket-versioning/')]);
  });

  it.each([
    ['config:DescribeComplianceByConfigRule', 'throttled'],
    ['config:GetComplianceDetailsByConfigRule', 'throttled'],
    ['config:GetComplianceDetailsByConfigRule', 'denied'],
    [IMPORT, 'throttled'],
  ] as const)('throws where %s is %s', async (operation, fault) => {
    const aws = await accountWith({ [TLS_RULE_NAME]: [result('app-data')] });
    aws.fail(operation, fault);
    await expect(forward(aws, runEvent())).rejects.toThrow();
  });

  it('imports nothing where nothing is open', async () => {
    const aws = await start();
    expect(await forward(aws, runEvent())).toEqual([{ run: '2026-11-21T06:00:00.000Z', imported: 0 }]);
    expect(aws.count(IMPORT)).toBe(0);
  });
});

describe('throttling', () => {
  it('is waited for by the SDK first', async () => {
    const aws = await start();
    aws.fail(IMPORT, 'throttled', { times: 1 });
    Object.assign(process.env, aws.environment);
    delete process.env.AWS_MAX_ATTEMPTS;
    await createForwarder(createApi(), forwardedRules, () => {})(complianceEvent(), forwarderContext);
    expect(aws.count(IMPORT)).toBe(2);
    expect(stored(aws)).toBeDefined();
  });
});
