import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { parse } from 'yaml';
import { unpackedCode } from '../deploy/packed-code.js';
import { templatePath } from '../deploy/templates.js';
import { type FakeAws, startFakeAws } from './fake-aws/index.js';
import { storedFinding } from './forward.js';
import { complianceEvent, runEvent } from './forwarder-events.js';
import { type Runtime, startRuntime } from './runtime-api.js';

let aws: FakeAws;
let runtime: Runtime;
beforeAll(async () => {
  aws = await startFakeAws();
  const { Resources } = parse(readFileSync(join(__dirname, '..', templatePath('forwarder')), 'utf8'));
  const code = unpackedCode(Resources.ForwarderFunction.Properties.Code.ZipFile);
  runtime = await startRuntime({ code, environment: aws.environment });
});
afterAll(async () => {
  await runtime.stop();
  await aws.stop();
});

describe('the committed forwarder, as Lambda runs it', () => {
  it('imports a change into the account that its own ARN names', async () => {
    expect(await runtime.invoke(complianceEvent())).toEqual({ ok: true, response: null });
    expect(storedFinding(aws)).toMatchObject({ Compliance: { Status: 'FAILED' }, Severity: { Label: 'MEDIUM' } });
    expect(runtime.output()).toContain('"rule":"s3-bucket-tls-required"');
  });

  it('runs daily', async () => {
    expect(await runtime.invoke(runEvent())).toEqual({ ok: true, response: null });
    expect(aws.count('config:DescribeComplianceByConfigRule')).toBe(1);
  });

  it('fails where Security Hub does', async () => {
    aws.fail('securityhub:BatchImportFindings', 'throttled', { times: 1 });
    expect(await runtime.invoke(complianceEvent())).toMatchObject({ ok: false, errorType: 'ThrottlingException' });
  });
});
