import type { Answer, Ask, Question } from './ask.js';

/**
 * Asks each account- or region-wide question once, also while its answer is under way; a failed one stays failed, so
 * that a run over thousands of buckets does not wait for the same broken call each time. Make one for each run.
 *
 * Questions of one bucket or access point pass through: `createFactReader` remembers what they tell, for as long as
 * that resource is judged.
 */
export const memoizeAsk = (ask: Ask): Ask => {
  const remembered = rememberingAsk(ask);
  return (question) => (question.owner === null ? remembered(question) : ask(question));
};

/** Asks every question once. */
export const rememberingAsk = (ask: Ask): Ask => {
  const answers = new Map<string, Promise<Answer>>();
  return (question) => {
    const key = keyOf(question);
    const before = answers.get(key);
    if (before) return before;
    const answer = ask(question);
    answers.set(key, answer);
    return answer;
  };
};

const keyOf = ({ operation, region, owner, id, input }: Question): string =>
  JSON.stringify([operation, region, owner?.kind, owner?.name, id, input]);
