import { RULE_NAME, TOKEN } from '../../test/fake-aws/index.js';
import { useFakeAws } from '../../test/fake-aws/use-fake-aws.js';
import { compliant } from '../core/verdict.js';
import { config } from '../sources/live/config.js';
import { type Evaluation, evaluationFrom } from './evaluation.js';
import { PutEvaluationsError, putEvaluations } from './put-evaluations.js';

const start = useFakeAws();

const time = new Date('2026-11-20T08:00:00.123Z');
const evaluations = (count: number): readonly Evaluation[] =>
  Array.from({ length: count }, (_, index) =>
    evaluationFrom(compliant('OK', 'Well.'), { type: 'AWS::S3::Bucket', id: `bucket-${index}` }, time),
  );

/** A fake and what calls it with the SDK's own client. */
const connect = async () => {
  const aws = await start();
  Object.assign(process.env, aws.environment);
  return { aws, call: config.createCall({ region: 'eu-west-1' }) };
};

const sizes = (aws: Awaited<ReturnType<typeof start>>): readonly unknown[] =>
  aws.calls.map(({ input }) => (input.Evaluations as readonly unknown[]).length);

describe('results', () => {
  it('trap 25: go onto the wire with their time as a number of seconds', async () => {
    const { aws, call } = await connect();
    await putEvaluations(call, TOKEN, evaluations(1));
    expect(aws.calls[0]?.input).toEqual({
      ResultToken: TOKEN,
      Evaluations: [
        {
          ComplianceResourceType: 'AWS::S3::Bucket',
          ComplianceResourceId: 'bucket-0',
          ComplianceType: 'COMPLIANT',
          Annotation: 'OK: Well.',
          OrderingTimestamp: 1795161600.123,
        },
      ],
    });
  });

  it.each([
    [1, [1]],
    [100, [100]],
    [101, [100, 1]],
    [250, [100, 100, 50]],
  ])('trap 17, trap 23: %i go in batches of at most 100 with one token', async (count, batches) => {
    const { aws, call } = await connect();
    expect(await putEvaluations(call, TOKEN, evaluations(count))).toBe(true);
    expect(sizes(aws)).toEqual(batches);
    expect(aws.calls.every(({ input }) => input.ResultToken === TOKEN)).toBe(true);
    expect(aws.evaluations.map(({ id }) => id)).toEqual(evaluations(count).map((one) => one.ComplianceResourceId));
  });

  it('trap 29: of the token TESTMODE are checked and not stored', async () => {
    const { aws, call } = await connect();
    await putEvaluations(call, 'TESTMODE', evaluations(1));
    expect(aws.calls[0]?.input.TestMode).toBe(true);
    expect(aws.evaluations).toEqual([]);
  });

  it('of another token are no test', async () => {
    const { aws, call } = await connect();
    await putEvaluations(call, TOKEN, evaluations(1));
    expect(aws.calls[0]?.input).not.toHaveProperty('TestMode');
  });
});

describe('trap 22: results answered as failed', () => {
  it('are sent once more, those alone', async () => {
    const { aws, call } = await connect();
    aws.refuse('bucket-3', 1);
    aws.refuse('bucket-120', 1);
    expect(await putEvaluations(call, TOKEN, evaluations(130))).toBe(true);
    expect(sizes(aws)).toEqual([100, 30, 2]);
    expect(aws.evaluations).toHaveLength(130);
  });

  it('a second time are an error that names them, after all others were posted', async () => {
    const { aws, call } = await connect();
    aws.refuse('bucket-3');
    aws.refuse('bucket-120');
    await expect(putEvaluations(call, TOKEN, evaluations(130))).rejects.toThrow(
      new PutEvaluationsError(
        'AWS Config refused 2 of 130 results, AWS::S3::Bucket bucket-3, AWS::S3::Bucket bucket-120',
      ),
    );
    expect(aws.evaluations).toHaveLength(128);
    expect(aws.count('config:PutEvaluations')).toBe(3);
  });

  it('are sent whole, however little of them the answer tells', async () => {
    const [one] = evaluations(1);
    const sent: unknown[] = [];
    await putEvaluations(
      async (_, input) => {
        sent.push(input.Evaluations);
        const failed = { ComplianceResourceType: 'AWS::S3::Bucket', ComplianceResourceId: 'bucket-0' };
        return { FailedEvaluations: sent.length === 1 ? [failed] : [] };
      },
      TOKEN,
      evaluations(2),
    );
    expect(sent).toEqual([evaluations(2), [one]]);
  });

  it('are named by the first three where they are many', async () => {
    const { aws, call } = await connect();
    for (let index = 0; index < 5; index += 1) aws.refuse(`bucket-${index}`);
    await expect(putEvaluations(call, TOKEN, evaluations(5))).rejects.toThrow(
      'refused 5 of 5 results, among them AWS::S3::Bucket bucket-0, AWS::S3::Bucket bucket-1, AWS::S3::Bucket bucket-2',
    );
  });
});

describe('a call that is refused as a whole', () => {
  it('trap 28: because the rule is gone is no failure', async () => {
    const { aws, call } = await connect();
    aws.state.rules.delete(RULE_NAME);
    expect(await putEvaluations(call, TOKEN, evaluations(150))).toBe(false);
    expect(aws.count('config:PutEvaluations')).toBe(1);
  });

  it('trap 28: because the rule goes while failed results are sent again is none either', async () => {
    const { aws, call } = await connect();
    aws.refuse('bucket-0');
    const callAndDelete: typeof call = async (operation, input) => {
      const answer = await call(operation, input);
      aws.state.rules.delete(RULE_NAME);
      return answer;
    };
    expect(await putEvaluations(callAndDelete, TOKEN, evaluations(1))).toBe(false);
  });

  it('because of its token is thrown with its cause', async () => {
    const { call } = await connect();
    const error: unknown = await putEvaluations(call, 'made-up', evaluations(1)).catch((thrown) => thrown);
    expect(error).toEqual(
      new PutEvaluationsError(
        'AWS Config took none of 1 results: InvalidResultTokenException: Result Token provided is invalid',
      ),
    );
    expect(error).toMatchObject({ name: 'PutEvaluationsError', cause: { name: 'InvalidResultTokenException' } });
  });

  it.each(['throttled', 'denied', 'unavailable', 'reset'] as const)('because it was %s is thrown', async (fault) => {
    const { aws, call } = await connect();
    aws.fail('config:PutEvaluations', fault);
    await expect(putEvaluations(call, TOKEN, evaluations(1))).rejects.toBeInstanceOf(PutEvaluationsError);
  });
});
