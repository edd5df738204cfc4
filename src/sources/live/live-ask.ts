import { meaningOfError, type Operation, operations, serviceOf } from '../../core/operations.js';
import type { Answer, Ask, Question } from '../answers/ask.js';
import type { Call, ClientOptions, Services } from './service.js';

export interface LiveOptions extends ClientOptions {
  /** The region for questions that have none of their own. */
  readonly region: string;
  /** Whose answers these are, for messages. */
  readonly accountId: string;
}

/** A call that broke: throttled to the end, refused for its credentials, cut off. It says nothing about a resource. */
export class ApiFaultError extends Error {
  override readonly name = 'ApiFaultError';
  constructor(
    message: string,
    readonly operation: Operation,
    /** The service's code, or the name of the error where no service answered. */
    readonly code: string,
    options: ErrorOptions,
  ) {
    super(message, options);
  }
}

/**
 * Asks the AWS APIs. Clients are made when first needed, one for a service and region. Passing faults are retried by
 * the SDK.
 *
 * @param services those that the questions need
 * @returns a function that throws `ApiFaultError` for every error that is no answer
 */
export const createLiveAsk = (services: Services, options: LiveOptions): Ask => {
  const calls = new Map<string, Call>();
  const callFor = (operation: Operation, region: string): Call => {
    const name = serviceOf(operation);
    const key = `${name}@${region}`;
    const before = calls.get(key);
    if (before) return before;
    const service = Object.hasOwn(services, name) ? services[name] : undefined;
    if (!service) throw new Error(`${operation} is asked and no client for ${name} was given`);
    const call = service.createCall({ ...options, region });
    calls.set(key, call);
    return call;
  };
  return async (question) => {
    const region = question.region ?? options.region;
    const call = callFor(question.operation, region);
    try {
      return { kind: 'answer', output: await call(question.operation, question.input) };
    } catch (error) {
      return answerOfError(question, error, `${options.accountId} in ${region}`);
    }
  };
};

const answerOfError = (question: Question, error: unknown, where: string): Answer => {
  const { operation } = question;
  const { code, message, httpStatus } = detailsOf(error);
  switch (meaningOfError(operation, code, message, httpStatus)) {
    case 'absent':
      return { kind: 'absent' };
    case 'gone':
      return { kind: 'gone' };
    case 'denied':
      return { kind: 'denied', action: operations[operation].action };
    case 'fault': {
      const about = question.owner?.name ?? question.id;
      const subject = about === undefined ? '' : ` for ${about}`;
      const text = `${operation}${subject} failed for account ${where}: ${[code, message].filter(Boolean).join(': ')}`;
      throw new ApiFaultError(text, operation, code, { cause: error });
    }
  }
};

interface ErrorDetails {
  readonly code: string;
  readonly message: string;
  readonly httpStatus?: number;
}

/** What the SDK's errors carry. Without a body to read it calls them `Unknown`: then only the status tells. */
const detailsOf = (error: unknown): ErrorDetails => {
  if (!(error instanceof Error)) return { code: '', message: String(error) };
  const metadata: unknown = '$metadata' in error ? error.$metadata : undefined;
  const status =
    typeof metadata === 'object' && metadata !== null && 'httpStatusCode' in metadata
      ? metadata.httpStatusCode
      : undefined;
  const code = /^(Unknown|UnknownError|\d+)$/.test(error.name) ? '' : error.name;
  return { code, message: error.message, ...(typeof status === 'number' && { httpStatus: status }) };
};
