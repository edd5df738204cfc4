import { createServer, type IncomingHttpHeaders } from 'node:http';
import type { AddressInfo } from 'node:net';

export interface Received {
  readonly host: string;
  readonly path: string;
  readonly target: string;
  readonly headers: IncomingHttpHeaders;
  readonly body: string;
}

export interface Response {
  readonly status: number;
  readonly body: string;
}

/**
 * A server on loopback that gives each test the answers it prepares, in order, and notes what it received. While a test
 * runs, the environment leads every SDK client to it, with one attempt a call.
 */
export const loopback = () => {
  let responses: Response[] = [];
  let received: Received[] = [];
  let before: NodeJS.ProcessEnv = {};
  const server = createServer(async (request, response) => {
    const pieces: Buffer[] = [];
    for await (const piece of request) pieces.push(piece);
    received.push({
      host: request.headers.host ?? '',
      path: request.url ?? '',
      target: String(request.headers['x-amz-target'] ?? ''),
      headers: request.headers,
      body: Buffer.concat(pieces).toString(),
    });
    const { status, body } = responses.shift() ?? { status: 500, body: '' };
    response.writeHead(status);
    response.end(body);
  });
  const url = (host = '127.0.0.1'): string => `http://${host}:${(server.address() as AddressInfo).port}`;

  beforeAll(() => new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve)));
  beforeEach(() => {
    responses = [];
    received = [];
    before = { ...process.env };
    Object.assign(process.env, {
      AWS_ENDPOINT_URL: url(),
      AWS_ACCESS_KEY_ID: 'AKIAIOSFODNN7EXAMPLE',
      AWS_SECRET_ACCESS_KEY: 'example',
      AWS_MAX_ATTEMPTS: '1',
    });
  });
  afterEach(() => {
    process.env = before;
  });
  afterAll(() => {
    server.closeAllConnections();
    server.close();
  });

  return {
    url,
    received: (): readonly Received[] => received,
    answer: (...next: readonly Response[]): void => {
      responses = [...next];
    },
  };
};

/** An error as S3 writes it. */
export const xmlError = (code: string): string =>
  `<?xml version="1.0"?><Error><Code>${code}</Code><Message>It says no</Message></Error>`;

/** An error as S3 Control writes it. */
export const controlError = (code: string): string =>
  `<?xml version="1.0"?><ErrorResponse><Error><Code>${code}</Code><Message>It says no</Message></Error></ErrorResponse>`;

/** An error as the services with JSON write it. */
export const jsonError = (code: string): string => JSON.stringify({ __type: code, message: 'It says no' });
