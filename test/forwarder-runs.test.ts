import { forwardedRules } from '../deploy/forwarder/catalogue.js';
import { createForwarder } from '../deploy/forwarder/forwarder.js';
import type { FakeAws } from './fake-aws/index.js';
import type { StoredEvaluation } from './fake-aws/put-evaluations.js';
import { useFakeAws } from './fake-aws/use-fake-aws.js';
import { forward, IMPORT, storedFinding, TLS_FINDING } from './forward.js';
import { complianceEvent, forwarderContext, RECORDED, runEvent, TLS_RULE_NAME } from './forwarder-events.js';

const start = useFakeAws();

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
    expect(storedFinding(aws)).toMatchObject({
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
      [TLS_RULE_NAME]: [result('app-data')],
    });
    await forward(aws, runEvent());
    const read = aws.calls.filter(({ operation }) => operation === 'config:GetComplianceDetailsByConfigRule');
    expect(read.map(({ input }) => input.ConfigRuleName)).toEqual([TLS_RULE_NAME]);
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
    expect(storedFinding(aws)).toMatchObject({ Compliance: { Status: 'PASSED' } });
  });

  it('sends the refused ones once more, after all others', async () => {
    const aws = await accountWith({ [TLS_RULE_NAME]: many(101) });
    aws.refuse(TLS_FINDING.replace('app-data', 'bucket-7'), 1);
    await forward(aws, runEvent());
    expect(sizes(aws)).toEqual([100, 1, 1]);
    expect(aws.state.findings.size).toBe(101);
  });

  it('keeps to 100 at once also where all were refused', async () => {
    const aws = await accountWith({ [TLS_RULE_NAME]: many(101) });
    for (const { id } of many(101)) aws.refuse(TLS_FINDING.replace('app-data', id), 1);
    await forward(aws, runEvent());
    expect(sizes(aws)).toEqual([100, 1, 100, 1]);
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
