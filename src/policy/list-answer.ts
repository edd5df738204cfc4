import type { Answer } from './answer.js';
import type { AllowedFinding, Decider } from './decide.js';
import { describeStatement, sentence, statementsThat } from './label.js';
import { witnessOf } from './witness.js';

/**
 * The answer that lists those candidates for which something is found, sorted.
 *
 * Codes: `SOME`, `NONE`.
 *
 * @param what the candidates are, in the plural
 */
export function listAnswer(
  { model }: Decider,
  what: string,
  candidates: readonly string[],
  find: (candidate: string) => AllowedFinding | null,
): Answer<readonly string[]> {
  const found = [...new Set(candidates)].sort().flatMap((candidate) => {
    const finding = find(candidate);
    return finding === null ? [] : [{ candidate, finding }];
  });
  const [first] = found;
  if (first === undefined)
    return { value: [], statements: [], reason: `No statement grants to ${what}.`, code: 'NONE' };
  const allows = new Map(found.map(({ finding }) => [finding.allow.index, finding.allow]));
  const statements = [...allows.values()].sort((a, b) => a.index - b.index).map(describeStatement);
  const value = found.map(({ candidate }) => candidate);
  return {
    value,
    statements,
    reason: sentence(`${statementsThat('grants', statements)} to ${what} ${value.join(', ')}.`),
    code: 'SOME',
    ...witnessOf(model, first.finding),
  };
}

/** The answer where nothing is found. */
export function noneOf(what: string): Answer<readonly string[]> {
  return { value: [], statements: [], reason: `No statement grants to ${what}.`, code: 'NONE' };
}
