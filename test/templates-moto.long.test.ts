import { type ChildProcess, spawn, spawnSync } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { type AddressInfo, createServer } from 'node:net';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { exportNameOf } from '../conformance-pack/export-name.js';
import { templatePath, tiers } from '../deploy/templates.js';
import { rules } from '../rules/index.js';

// moto's CloudFormation as a second opinion; skipped where it is not installed. It looks at exports whose condition does
// not hold, so only the home region is tried.
const isInstalled = spawnSync('moto_server', ['--help']).status === 0;
const withMoto = isInstalled ? describe : describe.skip;
if (!isInstalled) console.log('moto is not installed: the templates are not deployed to an emulator.');

const REGION = 'eu-west-1';

withMoto('moto', () => {
  let server: ChildProcess;
  let url = '';
  beforeAll(async () => {
    const port = await freePort();
    url = `http://127.0.0.1:${port}`;
    server = spawn('moto_server', ['-H', '127.0.0.1', '-p', String(port)], { stdio: 'ignore' });
    await answerOf(`${url}/moto-api/`);
  }, 30_000);
  afterAll(async () => {
    const ended = new Promise((resolve) => server.once('exit', resolve));
    server.kill('SIGKILL');
    await ended;
  });

  it('deploys roles and evaluators, with an export for each rule', async () => {
    expect(await deploy(url, 'roles')).toBe('CREATE_COMPLETE');
    for (const tier of tiers()) expect(await deploy(url, `evaluators-${tier}`)).toBe('CREATE_COMPLETE');
    const exported = [...(await call(url, { Action: 'ListExports' })).matchAll(/<Name>(.*?)<\/Name>/g)];
    expect(exported.map(([, name]) => name).sort()).toEqual(rules.map(({ id }) => exportNameOf(id)).sort());
  }, 60_000);
});

/** Deploys a committed template, and gives the status of its stack. */
const deploy = async (url: string, name: string): Promise<string> => {
  const template = readFileSync(join(__dirname, '..', templatePath(name)), 'utf8');
  await call(url, {
    Action: 'CreateStack',
    StackName: name,
    TemplateBody: template,
    'Capabilities.member.1': 'CAPABILITY_NAMED_IAM',
    ...(template.includes('  HomeRegion:\n') && {
      'Parameters.member.1.ParameterKey': 'HomeRegion',
      'Parameters.member.1.ParameterValue': REGION,
    }),
  });
  const answer = await call(url, { Action: 'DescribeStacks', StackName: name });
  return /<StackStatus>(.*)<\/StackStatus>/.exec(answer)?.[1] ?? answer;
};

/** Calls CloudFormation, which moto finds by the scope of the signature and does not check. */
const call = async (url: string, parameters: Readonly<Record<string, string>>): Promise<string> => {
  const scope = `20261125/${REGION}/cloudformation/aws4_request`;
  const response = await fetch(url, {
    method: 'POST',
    headers: { Authorization: `AWS4-HMAC-SHA256 Credential=example/${scope}, Signature=example` },
    body: new URLSearchParams({ Version: '2010-05-15', ...parameters }),
  });
  return response.text();
};

/** Waits until a server is there. */
const answerOf = async (url: string, attempts = 100): Promise<Response> => {
  try {
    return await fetch(url);
  } catch (error) {
    if (attempts === 0) throw error;
    await sleep(200);
    return answerOf(url, attempts - 1);
  }
};

const freePort = async (): Promise<number> => {
  const server = createServer();
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const { port } = server.address() as AddressInfo;
  await new Promise((resolve) => server.close(resolve));
  return port;
};
