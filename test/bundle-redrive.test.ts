import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { bundleFile } from '../deploy/bundle.js';
import { type Runtime, startRuntime } from './runtime-api.js';

/** Stands in for the client that Lambda's runtime has and the project does not install. */
const lambdaClient = `
exports.InvokeCommand = class { constructor(input) { this.input = input; } };
exports.LambdaClient = class {
  async send({ input }) {
    const event = JSON.parse(Buffer.from(input.Payload).toString());
    console.log('invoked ' + input.FunctionName + ' with ' + JSON.stringify(event));
    const Payload = Buffer.from(event.fails ? '{"errorMessage":"still broken"}' : 'null');
    return event.fails ? { FunctionError: 'Unhandled', Payload } : { Payload };
  }
};`;

let folder = '';
let runtime: Runtime;
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'packages-'));
  await mkdir(join(folder, '@aws-sdk/client-lambda'), { recursive: true });
  await writeFile(join(folder, '@aws-sdk/client-lambda/index.js'), lambdaClient);
  const { bundle } = await bundleFile('deploy/redrive-handler.ts');
  runtime = await startRuntime({ code: bundle.code, environment: {}, packages: folder });
});
afterAll(async () => {
  await runtime.stop();
  await rm(folder, { recursive: true });
});

const arn = 'arn:aws:lambda:eu-west-1:111122223333:function:s3-bucket-tls-required';
const eventOf = (requestPayload: object) => ({
  Records: [{ body: JSON.stringify({ requestContext: { functionArn: `${arn}:$LATEST` }, requestPayload }) }],
});

describe('the bundle of the redrive', () => {
  it('invokes the function that failed with the event it failed on', async () => {
    expect(await runtime.invoke(eventOf({ version: '1.0' }))).toEqual({ ok: true, response: null });
    expect(runtime.output()).toContain(`invoked ${arn} with {"version":"1.0"}`);
  });

  it('fails where the function fails again', async () => {
    expect(await runtime.invoke(eventOf({ fails: true }))).toEqual({
      ok: false,
      errorType: 'RedriveError',
      errorMessage: `${arn} failed again: Unhandled {"errorMessage":"still broken"}`,
    });
  });

  it('asks the runtime for nothing but the Lambda client', async () => {
    const { bundle } = await bundleFile('deploy/redrive-handler.ts');
    expect(bundle.code).toContain('"@aws-sdk/client-lambda"');
    expect(bundle.code.length).toBeLessThan(5_000);
  });
});
