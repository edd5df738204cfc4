import { type Fact, known, type Unknown, unknown } from '../../core/fact.js';
import { MalformedPolicyError } from '../../policy/malformed-policy-error.js';
import { parsePolicy } from '../../policy/parse.js';
import { type Ask, type Question, ResourceGoneError } from './ask.js';
import { HiddenAllows } from './hidden-value.js';
import { elementsOf, HiddenAnswerError, isAbsent, MalformedAnswerError, memberOf, type Part, textOf } from './part.js';

/** What an answer comes to: something to read, known absence, or the fact that nothing is known. */
export type Reply<T = Part> =
  | { readonly kind: 'answer'; readonly output: T }
  | { readonly kind: 'absent' }
  | { readonly kind: 'unknown'; readonly fact: Unknown };

/**
 * Asks one question.
 *
 * @throws ResourceGoneError if what is asked about is not there any more
 */
export const replyTo = async (ask: Ask, question: Question): Promise<Reply> => {
  const answer = await ask(question);
  switch (answer.kind) {
    case 'answer':
      return { kind: 'answer', output: { place: '', value: answer.output } };
    case 'absent':
      return { kind: 'absent' };
    case 'denied':
      return unknownReply('DENIED', `${answer.action} was denied${about(question)}`);
    case 'notRecorded':
      return unknownReply('NOT_RECORDED', answer.reason ?? notRecorded(question));
    case 'gone':
      throw new ResourceGoneError(`${question.owner?.name ?? question.id ?? question.operation} is gone`);
  }
};

/** How an operation hands out its answer in pages. */
export interface Paging {
  readonly list: string;
  /** The name of the token, in the question and in the answer. */
  readonly token: string;
}

/** Asks for all pages; the output is the elements of all lists. */
export const replyToAll = async (ask: Ask, question: Question, paging: Paging): Promise<Reply<readonly Part[]>> => {
  const found: Part[] = [];
  let next: Question = question;
  for (;;) {
    const reply = await replyTo(ask, next);
    if (reply.kind !== 'answer') return reply;
    try {
      found.push(...elementsOf(memberOf(reply.output, paging.list)));
      const token = memberOf(reply.output, paging.token);
      if (isAbsent(token) || token.value === '') return { kind: 'answer', output: found };
      if (token.value === next.input[paging.token]) throw new Error(`${question.operation}: a page leads to itself`);
      next = { ...question, input: { ...question.input, [paging.token]: textOf(token) }, isFurtherPage: true };
    } catch (error) {
      return { kind: 'unknown', fact: factOfError(question, error) };
    }
  }
};

/**
 * The fact that one answer tells.
 *
 * @param read throws `MalformedAnswerError` or `MalformedPolicyError` for what it cannot understand
 * @param absent the value where an error says that the setting is not there; left out where no error says so
 */
export const factOf = async <T, A = never>(
  ask: Ask,
  question: Question,
  read: (output: Part) => T,
  absent?: A,
): Promise<Fact<T | A>> => factOfReply(question, await replyTo(ask, question), read, absent);

/** The fact that a reply tells, as in `factOf`. */
export const factOfReply = <O, T, A = never>(
  question: Question,
  reply: Reply<O>,
  read: (output: O) => T,
  absent?: A,
): Fact<T | A> => {
  if (reply.kind === 'unknown') return reply.fact;
  if (reply.kind === 'absent') {
    if (absent === undefined) throw new Error(`${question.operation} was answered with an absence it does not know`);
    return known(absent);
  }
  try {
    return known(read(reply.output));
  } catch (error) {
    return factOfError(question, error);
  }
};

/** The fact that an answer cannot be understood; every other error is passed on. */
export const factOfError = (question: Question, error: unknown): Unknown => {
  if (error instanceof HiddenAnswerError) return hiddenFact(error);
  if (!(error instanceof MalformedAnswerError || error instanceof MalformedPolicyError)) throw error;
  return unknown('MALFORMED', `${question.operation}${about(question)}: ${error.message}`);
};

const hiddenFact = ({ message, value }: HiddenAnswerError): Unknown => {
  const found = unknown('NOT_DEPLOYED', message);
  return value instanceof HiddenAllows ? { ...found, denies: parsePolicy(value.denies) } : found;
};

const unknownReply = (code: 'DENIED' | 'NOT_RECORDED', reason: string): Reply<never> => ({
  kind: 'unknown',
  fact: unknown(code, reason),
});

const notRecorded = (question: Question): string =>
  question.isFurtherPage
    ? `of ${question.operation} only a first page is recorded`
    : `no answer of ${question.operation}${about(question)} is recorded`;

const about = ({ id }: Question): string => (id === undefined ? '' : ` for ${id}`);
