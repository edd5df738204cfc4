import { meaningOfError } from '../core/operations.js';
import type { Call } from '../sources/live/service.js';
import { type Evaluation, keyOf, resourceOf } from './evaluation.js';

/** Most results of one call (PutEvaluations API). */
const BATCH_SIZE = 100;

/** Results that Config did not take. */
export class PutEvaluationsError extends Error {
  override readonly name = 'PutEvaluationsError';
}

/**
 * Posts results in batches with the token of one invocation; nothing to post is no call. What Config answers as failed
 * is sent once more.
 *
 * @param resultToken `TESTMODE` has Config check the results and store nothing, as AWS's RDK does
 * @returns false if the rule is gone, which leaves nothing to report to
 * @throws PutEvaluationsError
 * @see https://docs.aws.amazon.com/config/latest/APIReference/API_PutEvaluations.html
 */
export const putEvaluations = async (
  call: Call,
  resultToken: string,
  evaluations: readonly Evaluation[],
): Promise<boolean> => {
  const refused = await putBatches(call, resultToken, evaluations);
  if (refused === 'gone') return false;
  const stillRefused = await putBatches(call, resultToken, refused);
  if (stillRefused === 'gone') return false;
  if (stillRefused.length > 0) {
    throw new PutEvaluationsError(
      `AWS Config refused ${stillRefused.length} of ${evaluations.length} results, ${keysOf(stillRefused)}`,
    );
  }
  return true;
};

/** @returns those that Config did not take */
const putBatches = async (
  call: Call,
  resultToken: string,
  evaluations: readonly Evaluation[],
): Promise<readonly Evaluation[] | 'gone'> => {
  const refused: Evaluation[] = [];
  for (let start = 0; start < evaluations.length; start += BATCH_SIZE) {
    const batch = evaluations.slice(start, start + BATCH_SIZE);
    const answer = await putBatch(call, resultToken, batch);
    if (answer === 'gone') return 'gone';
    const sent = new Map(batch.map((one) => [keyOf(resourceOf(one)), one]));
    refused.push(...failedEvaluationsOf(answer).map((one) => sent.get(keyOf(resourceOf(one))) ?? one));
  }
  return refused;
};

const putBatch = async (call: Call, resultToken: string, batch: readonly Evaluation[]): Promise<unknown> => {
  const input = { ResultToken: resultToken, Evaluations: batch, ...(resultToken === 'TESTMODE' && { TestMode: true }) };
  try {
    return await call('config:PutEvaluations', input);
  } catch (cause) {
    const { name = '', message = '' } = cause instanceof Error ? cause : {};
    if (meaningOfError('config:PutEvaluations', name) === 'gone') return 'gone';
    throw new PutEvaluationsError(`AWS Config took none of ${batch.length} results: ${name}: ${message}`, { cause });
  }
};

const failedEvaluationsOf = (answer: unknown): readonly Evaluation[] =>
  (answer as { readonly FailedEvaluations?: readonly Evaluation[] } | undefined)?.FailedEvaluations ?? [];

const keysOf = (evaluations: readonly Evaluation[]): string => {
  const shown = evaluations.slice(0, 3).map((one) => keyOf(resourceOf(one)));
  return evaluations.length > shown.length ? `among them ${shown.join(', ')}` : shown.join(', ');
};
