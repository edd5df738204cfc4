import { type ChildProcess, spawn } from 'node:child_process';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

/** A function's code running as Lambda runs it: in a process of its own that fetches its events. */
export interface Runtime {
  invoke(event: unknown): Promise<Invocation>;
  /** What the function wrote to standard output and error so far. */
  readonly output: () => string;
  stop(): Promise<void>;
}

/** What came of one event. */
export type Invocation =
  | { readonly ok: true; readonly response: unknown }
  | { readonly ok: false; readonly errorType: string; readonly errorMessage: string };

interface RuntimeOptions {
  /** The text of `index.js`. */
  readonly code: string;
  readonly environment: Readonly<Record<string, string>>;
  /** Where `require` finds the AWS SDK, as Lambda's runtime has it; by default the project's own packages. */
  readonly packages?: string;
}

/**
 * Starts a function behind a Runtime API on loopback.
 *
 * @see https://docs.aws.amazon.com/lambda/latest/dg/runtimes-api.html
 */
export const startRuntime = async ({ code, environment, packages = nodeModules }: RuntimeOptions): Promise<Runtime> => {
  const folder = await mkdtemp(join(tmpdir(), 'runtime-api-'));
  await writeFile(join(folder, 'index.js'), code);
  const api = await startRuntimeApi();
  const child = spawn(process.execPath, ['-e', `(${bootstrap.toString()})()`], {
    cwd: folder,
    env: {
      ...environment,
      AWS_LAMBDA_RUNTIME_API: api.address,
      LAMBDA_TASK_ROOT: folder,
      _HANDLER: 'index.handler',
      NODE_PATH: packages,
    },
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  const output = collectOutput(child);
  child.once('exit', (status) => api.fail(`the process ended with ${status}: ${output()}`));
  return {
    invoke: api.invoke,
    output,
    stop: async () => {
      child.removeAllListeners('exit');
      child.kill('SIGKILL');
      await api.stop();
      await rm(folder, { recursive: true });
    },
  };
};

const nodeModules = join(__dirname, '..', 'node_modules');

/** Lambda's side: hands out events one at a time and takes what came of them. */
const startRuntimeApi = async () => {
  let nextRequest = 0;
  let failure: string | null = null;
  let idle: ServerResponse | null = null;
  const events: { readonly id: string; readonly event: unknown }[] = [];
  const waiting = new Map<string, (invocation: Invocation) => void>();

  const handOut = () => {
    const first = idle ? events.shift() : undefined;
    if (!idle || !first) return;
    idle.writeHead(200, {
      'Content-Type': 'application/json',
      'Lambda-Runtime-Aws-Request-Id': first.id,
      'Lambda-Runtime-Deadline-Ms': String(Date.now() + 60_000),
      'Lambda-Runtime-Invoked-Function-Arn': 'arn:aws:lambda:eu-west-1:111122223333:function:under-test',
    });
    idle.end(JSON.stringify(first.event));
    idle = null;
  };
  const fail = (reason: string) => {
    failure = reason;
    for (const settle of waiting.values()) settle({ ok: false, errorType: 'Runtime.ExitError', errorMessage: reason });
    waiting.clear();
  };
  const server = createServer(async (request, response) => {
    const [, id, kind] = /\/invocation\/([^/]+)(?:\/(response|error))?$/.exec(request.url ?? '') ?? [];
    if (request.method === 'GET' && id === 'next') {
      idle = response;
      return handOut();
    }
    const body = await bodyOf(request);
    response.writeHead(202).end('{}');
    if (request.url?.endsWith('/init/error')) return fail(String(body.errorMessage));
    waiting.get(id ?? '')?.(
      kind === 'response'
        ? { ok: true, response: body.value }
        : { ok: false, errorType: String(body.errorType), errorMessage: String(body.errorMessage) },
    );
    waiting.delete(id ?? '');
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));

  return {
    address: `127.0.0.1:${(server.address() as AddressInfo).port}`,
    fail,
    invoke: (event: unknown) =>
      new Promise<Invocation>((resolve) => {
        if (failure !== null) return resolve({ ok: false, errorType: 'Runtime.ExitError', errorMessage: failure });
        nextRequest += 1;
        const id = `request-${nextRequest}`;
        waiting.set(id, resolve);
        events.push({ id, event });
        handOut();
      }),
    stop: async () => {
      server.closeAllConnections();
      await new Promise((resolve) => server.close(resolve));
    },
  };
};

const bodyOf = async (request: IncomingMessage): Promise<Readonly<Record<string, unknown>>> => {
  const chunks: Buffer[] = [];
  for await (const chunk of request) chunks.push(chunk as Buffer);
  const text = Buffer.concat(chunks).toString();
  const value: unknown = text === '' ? null : JSON.parse(text);
  return typeof value === 'object' && value !== null ? { ...value, value } : { value };
};

const collectOutput = (child: ChildProcess) => {
  let text = '';
  for (const stream of [child.stdout, child.stderr]) {
    stream?.on('data', (chunk: Buffer) => {
      text += chunk.toString();
    });
  }
  return () => text;
};

/** The function's side. Its text runs in the child process, so it uses nothing from around it. */
const bootstrap = async (): Promise<void> => {
  const base = `http://${process.env.AWS_LAMBDA_RUNTIME_API}/2018-06-01/runtime`;
  const post = (path: string, body: unknown) =>
    fetch(`${base}${path}`, { method: 'POST', body: JSON.stringify(body ?? null) });
  const errorFrom = (error: unknown) => ({
    errorType: error instanceof Error ? error.name : typeof error,
    errorMessage: error instanceof Error ? error.message : String(error),
  });
  const [file, name] = (process.env._HANDLER ?? '').split('.');
  const load = () => require(`${process.env.LAMBDA_TASK_ROOT}/${file}.js`)[name ?? ''];
  try {
    load();
  } catch (error) {
    await post('/init/error', errorFrom(error));
    process.exit(1);
  }
  for (;;) {
    const next = await fetch(`${base}/invocation/next`);
    const id = next.headers.get('lambda-runtime-aws-request-id');
    const invokedFunctionArn = next.headers.get('lambda-runtime-invoked-function-arn');
    try {
      await post(
        `/invocation/${id}/response`,
        await load()(await next.json(), { awsRequestId: id, invokedFunctionArn }),
      );
    } catch (error) {
      await post(`/invocation/${id}/error`, errorFrom(error));
    }
  }
};
