import type { Answer } from '../policy/index.js';
import type { Evidence } from './verdict.js';

/**
 * The evidence of an answer about a policy: the statements it rests on, or the policy where it rests on none.
 *
 * @param found what stands there; by default the request that proves the answer
 */
export const policyEvidence = (
  answer: Answer<unknown>,
  expected: unknown,
  found: unknown = answer.witness ?? null,
): readonly [Evidence, ...Evidence[]] => {
  const [first, ...others] = answer.statements.map(({ path }) => ({ path, found, expected }));
  return first ? [first, ...others] : [{ path: 'policy', found, expected }];
};
