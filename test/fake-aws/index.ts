import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { ec2CallOf, ec2Error } from './ec2.js';
import { createFaults, errorOfFault, type Fault, type FaultOptions, ServiceError } from './fault.js';
import type { Input } from './input.js';
import { type JsonCall, jsonCallOf } from './json-services.js';
import type { StoredEvaluation } from './put-evaluations.js';
import { isQuery, queryCallOf, queryError } from './query.js';
import { isRestJson, restJsonCallOf } from './rest-json.js';
import { type RestCall, restCallOf } from './s3.js';
import { tablesCallOf } from './s3tables.js';
import { createState, type FakeAccount, type State } from './state.js';
import { xmlError } from './xml.js';

export type { StoredEvaluation } from './put-evaluations.js';
export { type FakeAccount, type FakeBucket, RULE_NAME, TOKEN } from './state.js';

/** A call that came, in order. */
export interface SeenCall {
  /** `config:PutEvaluations` */
  readonly operation: string;
  /** The bucket, key or resource it was about. */
  readonly about: string;
  /** The region it was signed for. */
  readonly region: string;
  /** What came over the wire: the body of a JSON service, the query of a REST service. */
  readonly input: Input;
}

/** AWS on loopback. */
export interface FakeAws {
  readonly url: string;
  /** For a process whose SDK clients are to speak to it. */
  readonly environment: Readonly<Record<string, string>>;
  readonly state: State;
  readonly calls: readonly SeenCall[];
  /** Everything PutEvaluations stored, in order. */
  readonly evaluations: readonly StoredEvaluation[];
  /**
   * Orders a fault.
   *
   * @example aws.fail('s3:GetBucketPolicy', 'throttled', { about: 'app-data', times: 2 })
   */
  fail(operation: string, fault: Fault, options?: FaultOptions): void;
  /** Has PutEvaluations answer a resource's result as failed, or BatchImportFindings a finding. */
  refuse(resourceId: string, times?: number): void;
  /** How often an operation was called. */
  count(operation: string): number;
  stop(): Promise<void>;
}

/**
 * Starts AWS Config, S3 and their neighbours as far as this pack calls them: the protocols of the real services, with
 * the limits that Config's API model documents.
 *
 * @example
 * const aws = await startFakeAws({ items: [eventItem()], buckets: [{ name: 'app-data' }] });
 * Object.assign(process.env, aws.environment);
 */
export const startFakeAws = async (account: Partial<FakeAccount> = {}): Promise<FakeAws> => {
  const state = createState(account);
  const faults = createFaults();
  const calls: SeenCall[] = [];
  const isRefused = (resourceId: string) => faults.take(PUT_ONE, resourceId) !== null;
  const answerTo = (request: IncomingMessage, body: string): string => {
    const { region } = scopeOf(request);
    const call = callOf(request, body);
    const { operation, about } = call;
    const input = inputOf(request, body);
    calls.push({ operation, about, region, input });
    const fault = faults.take(operation, about);
    if (fault === 'reset') throw new ConnectionReset();
    if (fault) throw errorOfFault(fault, operation);
    return call.answer(state, isRefused);
  };
  const server = createServer(async (request, response) => {
    const body = await textOf(request);
    try {
      const answer = answerTo(request, body);
      response.writeHead(200, { 'content-type': contentTypeOf(request) }).end(answer);
    } catch (error) {
      sendError(request, response, error);
    }
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const url = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
  return {
    url,
    environment: environmentOf(url, state.region),
    state,
    calls,
    evaluations: state.evaluations,
    fail: faults.plan,
    refuse: (about, times) => faults.plan(PUT_ONE, 'denied', { about, ...(times !== undefined && { times }) }),
    count: (operation) => calls.filter((call) => call.operation === operation).length,
    stop: async () => {
      server.closeAllConnections();
      await new Promise((resolve) => server.close(resolve));
    },
  };
};

/** The place of faults that concern one result of a call. */
const PUT_ONE = 'config:PutEvaluations of one resource';

class ConnectionReset extends Error {}

const environmentOf = (url: string, region: string): FakeAws['environment'] => ({
  AWS_ENDPOINT_URL: url,
  AWS_REGION: region,
  AWS_ACCESS_KEY_ID: 'example',
  AWS_SECRET_ACCESS_KEY: 'example',
  AWS_MAX_ATTEMPTS: '1',
  AWS_SDK_JS_NODE_VERSION_SUPPORT_WARNING_DISABLED: 'true',
});

const textOf = async (request: IncomingMessage): Promise<string> => {
  const chunks: Buffer[] = [];
  for await (const chunk of request) chunks.push(chunk as Buffer);
  return Buffer.concat(chunks).toString();
};

const urlOf = (request: IncomingMessage): URL => new URL(request.url ?? '/', 'http://127.0.0.1');

const callOf = (request: IncomingMessage, body: string): JsonCall | RestCall => {
  if (isRpc(request)) return jsonCallOf(String(request.headers['x-amz-target']), body);
  const { region, service } = scopeOf(request);
  if (service === 'ec2') return ec2CallOf(new URLSearchParams(body));
  if (isQuery(service)) return queryCallOf(service, new URLSearchParams(body));
  const rest = { url: urlOf(request), headers: request.headers, region };
  if (isRestJson(service)) return restJsonCallOf(service, rest, inputOf(request, body));
  return service === 's3tables' ? tablesCallOf(rest) : restCallOf(rest);
};

/** Of Security Hub the body is looked at too. */
const inputOf = (request: IncomingMessage, body: string): Input =>
  isRpc(request) || scopeOf(request).service === 'securityhub'
    ? JSON.parse(body)
    : Object.fromEntries(urlOf(request).searchParams);

const isRpc = (request: IncomingMessage): boolean => request.headers['x-amz-target'] !== undefined;

const isJson = (request: IncomingMessage): boolean => {
  const { service } = scopeOf(request);
  return isRpc(request) || service === 's3tables' || isRestJson(service);
};

const contentTypeOf = (request: IncomingMessage): string =>
  isJson(request) ? 'application/x-amz-json-1.1' : 'application/xml';

/** Of `Credential=key/20261125/eu-west-1/config/aws4_request`. */
const scopeOf = ({ headers }: IncomingMessage): { readonly region: string; readonly service: string } => {
  const [, region = '', service = ''] =
    /Credential=[^/]+\/\d+\/([^/]+)\/([^/]+)\//.exec(headers.authorization ?? '') ?? [];
  return { region, service };
};

const sendError = (request: IncomingMessage, response: ServerResponse, error: unknown): void => {
  if (error instanceof ConnectionReset) return void request.socket.destroy();
  const { code, message, status } =
    error instanceof ServiceError ? error : new ServiceError('FakeIsBroken', String(error), 500);
  const { service } = scopeOf(request);
  const xml = service === 'ec2' ? ec2Error : isQuery(service) ? queryError : xmlError;
  const body = isJson(request) ? JSON.stringify({ __type: code, message }) : xml(code, message);
  response.writeHead(status, { 'content-type': contentTypeOf(request) }).end(body);
};
