import { apiNameOf, type Operation, type operations, serviceOf } from '../../core/operations.js';

/** How a client of a service is made. */
export interface ClientOptions {
  readonly region: string;
  /** The SDK's own chain where left out. */
  readonly credentials?: Credentials;
  /** 8 where left out, unless AWS_MAX_ATTEMPTS says otherwise. */
  readonly maxAttempts?: number;
  /** `adaptive` where left out, unless AWS_RETRY_MODE says otherwise: it slows down with the service. */
  readonly retryMode?: 'standard' | 'adaptive';
}

/** Credentials or what provides them, as the SDK's clients take them. */
export type Credentials = AwsCredentials | (() => Promise<AwsCredentials>);

export interface AwsCredentials {
  readonly accessKeyId: string;
  readonly secretAccessKey: string;
  readonly sessionToken?: string;
  readonly expiration?: Date;
}

/**
 * Calls one operation, with input in the API's field names; rejects with the SDK's own error.
 *
 * @example `await call('s3:GetBucketPolicy', { Bucket: 'app-data' })`
 */
export type Call = (operation: Operation, input: Readonly<Record<string, unknown>>) => Promise<unknown>;

/** One AWS service as the SDK speaks to it. Each has a module of its own, so that a bundle holds only those it uses. */
export interface Service {
  /** The SDK client's endpoint name, as operations begin with it: `s3control`. */
  readonly name: string;
  /** Makes a client, and gives what calls it. */
  readonly createCall: (options: ClientOptions) => Call;
}

/** Services by their names. */
export type Services = Readonly<Record<string, Service>>;

/** The names of a service's operations: `GetBucketPolicy` of `s3:GetBucketPolicy`. */
export type CommandName<S extends string> = Operation extends infer O extends Operation
  ? [ServiceOf<O>, O] extends [S, `${string}:${infer N}`]
    ? N
    : never
  : never;

type ServiceOf<O extends Operation> = (typeof operations)[O] extends { readonly client: infer C }
  ? C
  : O extends `${infer P}:${string}`
    ? P
    : never;

/** The SDK's commands for all operations of a service. */
export type Commands<S extends string> = Readonly<Record<CommandName<S>, Command>>;

type Command = new (input: never) => object;

/** What every client of the SDK has. */
interface Client {
  send(command: never): Promise<unknown>;
}

/** Makes a service from its client and commands. */
export const createService = <S extends string>(
  name: S,
  createClient: (config: ClientConfig) => Client,
  commands: Commands<S>,
): Service => ({
  name,
  createCall: (options) => {
    const client = createClient(clientConfigFrom(options));
    const byName: Readonly<Record<string, Command>> = commands;
    return async (operation, input) => {
      const Command = byName[apiNameOf(operation)];
      if (!Command || serviceOf(operation) !== name) throw new Error(`${name} has no operation ${operation}`);
      // The border to the SDK, whose commands check their input themselves.
      return client.send(new Command(input as never) as never);
    };
  },
});

/** What the clients of all services are configured with. */
export interface ClientConfig {
  readonly region: string;
  /** By which those who watch CloudTrail tell these calls from a stranger's. */
  readonly customUserAgent: string;
  readonly credentials?: Credentials;
  readonly maxAttempts?: number;
  readonly retryMode?: 'standard' | 'adaptive';
}

const MAX_ATTEMPTS = 8;

/** Members are left out, not undefined, so that the SDK looks at its environment. */
export const clientConfigFrom = ({ region, credentials, maxAttempts, retryMode }: ClientOptions): ClientConfig => {
  const attempts = maxAttempts ?? (process.env.AWS_MAX_ATTEMPTS ? undefined : MAX_ATTEMPTS);
  const mode = retryMode ?? (process.env.AWS_RETRY_MODE ? undefined : 'adaptive');
  return {
    region,
    customUserAgent: 's3-config-rules',
    ...(credentials && { credentials }),
    ...(attempts !== undefined && { maxAttempts: attempts }),
    ...(mode && { retryMode: mode }),
  };
};
