/** Invokes a function and waits for it. */
export type Invoke = (functionArn: string, payload: unknown) => Promise<InvocationResult>;

export interface InvocationResult {
  /** Set if the function threw. */
  readonly functionError?: string | undefined;
  /** What the function returned, or its error, as JSON. */
  readonly payload: string;
}

/** An event that failed once more, or a message that is none. SQS shows it again, and in the end puts it aside. */
export class RedriveError extends Error {
  override readonly name = 'RedriveError';
}

/**
 * Makes the handler that runs events again that an evaluator failed on: the queue's messages are what Lambda writes
 * about an asynchronous invocation whose retries are used up.
 *
 * The evaluator is invoked synchronously, so that a further failure is ours and makes no further message. Events may be
 * run twice or late: a result carries its item's time, and Config keeps the newest.
 *
 * @see https://docs.aws.amazon.com/lambda/latest/dg/invocation-async-retain-records.html
 */
export const createRedrive =
  (invoke: Invoke) =>
  async (event: unknown): Promise<void> => {
    for (const body of bodiesOf(event)) {
      const { functionArn, payload } = failureFrom(body);
      const result = await invoke(functionArn, payload);
      if (result.functionError !== undefined) {
        throw new RedriveError(`${functionArn} failed again: ${result.functionError} ${result.payload}`);
      }
      console.log(JSON.stringify({ message: 'ran an event again', functionArn }));
    }
  };

const bodiesOf = (event: unknown): readonly string[] => {
  const records = isObject(event) ? event.Records : undefined;
  if (!Array.isArray(records)) throw new RedriveError('expected an event of SQS with Records');
  return records.map((record) => {
    if (isObject(record) && typeof record.body === 'string') return record.body;
    throw new RedriveError('expected a record with a body');
  });
};

const failureFrom = (body: string): { readonly functionArn: string; readonly payload: unknown } => {
  const failure: unknown = JSON.parse(body);
  const context = isObject(failure) ? failure.requestContext : undefined;
  const functionArn = isObject(context) ? context.functionArn : undefined;
  if (!isObject(failure) || typeof functionArn !== 'string') {
    throw new RedriveError('expected the record of a failed invocation with requestContext.functionArn');
  }
  // Lambda leaves the payload out where the record would grow too long for its destination.
  if (!isObject(failure.requestPayload)) throw new RedriveError(`the record of ${functionArn} has no requestPayload`);
  // The record names the version; the role allows the function itself.
  return { functionArn: functionArn.replace(/:\$LATEST$/, ''), payload: failure.requestPayload };
};

const isObject = (value: unknown): value is Readonly<Record<string, unknown>> =>
  typeof value === 'object' && value !== null;
