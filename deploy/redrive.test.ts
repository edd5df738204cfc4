import { createRedrive, type InvocationResult, RedriveError } from './redrive.js';

/** Shape: Lambda's guide, "Capturing records of Lambda asynchronous invocations". */
const failure = {
  version: '1.0',
  timestamp: '2026-11-25T12:00:00.000Z',
  requestContext: {
    requestId: 'e4b46cbf-b738-xmpl-8880-a18cdf61200e',
    functionArn: 'arn:aws:lambda:eu-west-1:111122223333:function:s3-bucket-tls-required:$LATEST',
    condition: 'RetriesExhausted',
    approximateInvokeCount: 3,
  },
  requestPayload: { version: '1.0', resultToken: 'token' },
  responseContext: { statusCode: 200, executedVersion: '$LATEST', functionError: 'Unhandled' },
  responsePayload: { errorMessage: 'throttled' },
};

const eventOf = (...bodies: readonly unknown[]) => ({
  Records: bodies.map((body) => ({ messageId: 'm', body: typeof body === 'string' ? body : JSON.stringify(body) })),
});

/** A redrive whose invocations all come to one result; gives what it invoked. */
const redriveWith = (result: InvocationResult = { payload: 'null' }) => {
  const invoked: { functionArn: string; payload: unknown }[] = [];
  const redrive = createRedrive(async (functionArn, payload) => {
    invoked.push({ functionArn, payload });
    return result;
  });
  return { redrive, invoked };
};

beforeEach(() => {
  jest.spyOn(console, 'log').mockImplementation(() => {});
});
afterEach(() => {
  jest.restoreAllMocks();
});

describe('the redrive', () => {
  it('gives the event to the function that failed on it, without its version', async () => {
    const { redrive, invoked } = redriveWith();
    await redrive(eventOf(failure));
    expect(invoked).toEqual([
      {
        functionArn: 'arn:aws:lambda:eu-west-1:111122223333:function:s3-bucket-tls-required',
        payload: failure.requestPayload,
      },
    ]);
  });

  it('throws if the function fails again, so that SQS keeps the message', async () => {
    const { redrive } = redriveWith({ functionError: 'Unhandled', payload: '{"errorMessage":"throttled"}' });
    await expect(redrive(eventOf(failure))).rejects.toThrow(
      'function:s3-bucket-tls-required failed again: Unhandled {"errorMessage":"throttled"}',
    );
  });

  it('throws if Lambda left the event out of the record', async () => {
    const { requestPayload: _, ...withoutPayload } = failure;
    const { redrive, invoked } = redriveWith();
    await expect(redrive(eventOf(withoutPayload))).rejects.toThrow(RedriveError);
    expect(invoked).toEqual([]);
  });

  it.each([
    ['no event of SQS', {}],
    ['nothing', null],
    ['a record without a body', { Records: [{}] }],
    ['a message that tells no function', eventOf({ requestPayload: {} })],
    ['a message that is null', eventOf(null)],
  ])('throws on %s', async (_, event) => {
    await expect(redriveWith().redrive(event)).rejects.toThrow(RedriveError);
  });

  it('throws on a message that is no JSON', async () => {
    await expect(redriveWith().redrive(eventOf('{'))).rejects.toThrow(SyntaxError);
  });
});
