import { createApi } from '../deploy/forwarder/aws-api.js';
import { forwardedRules } from '../deploy/forwarder/catalogue.js';
import { createForwarder } from '../deploy/forwarder/forwarder.js';
import { ACCOUNT, OTHER_ACCOUNT, REGION } from './builders.js';
import { useFakeAws } from './fake-aws/use-fake-aws.js';
import { forward, IMPORT, storedFinding, TLS_FINDING } from './forward.js';
import { complianceEvent, forwarderContext, RECORDED, TLS_RULE_NAME } from './forwarder-events.js';

const start = useFakeAws();

describe('a change of compliance', () => {
  it('trap 70: becomes a finding with its reason and severity', async () => {
    const aws = await start();
    const lines = await forward(aws, complianceEvent());
    expect(storedFinding(aws)).toMatchObject({
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
    expect(storedFinding(aws)).toMatchObject({
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
    expect(storedFinding(aws)).toMatchObject({ Compliance: { Status: 'PASSED' }, RecordState: 'ACTIVE' });
    await forward(aws, complianceEvent({ recordedAt: '2026-11-20T10:00:00.000Z' }));
    expect(storedFinding(aws)).toMatchObject({ Compliance: { Status: 'FAILED' }, Workflow: { Status: 'NEW' } });
    expect(aws.state.findings.size).toBe(1);
  });

  it('trap 84: archives the finding of a resource that is gone, passed and resolved', async () => {
    const aws = await start();
    await forward(aws, complianceEvent({ complianceType: 'NOT_APPLICABLE', annotation: 'DELETED: It is gone.' }));
    expect(storedFinding(aws)).toMatchObject({
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
    expect(storedFinding(aws)).toMatchObject({
      Compliance: { Status: 'FAILED' },
      UpdatedAt: '2026-11-20T10:00:00.000Z',
    });
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
    expect(storedFinding(aws)).toBeDefined();
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

describe('throttling', () => {
  it('is waited for by the SDK first', async () => {
    const aws = await start();
    aws.fail(IMPORT, 'throttled', { times: 1 });
    Object.assign(process.env, aws.environment);
    delete process.env.AWS_MAX_ATTEMPTS;
    await createForwarder(createApi(), forwardedRules, () => {})(complianceEvent(), forwarderContext);
    expect(aws.count(IMPORT)).toBe(2);
    expect(storedFinding(aws)).toBeDefined();
  });
});
