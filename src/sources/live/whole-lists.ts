import type { Answer, Ask } from '../answers/ask.js';
import { tokenOfListing } from '../answers/listed-resources.js';
import { isMembers } from '../declared/members.js';

/**
 * Answers a list of resources with all its pages in one, as a recorded file has it; all else as it is.
 *
 * @throws what `ask` throws, and an error where a page leads to itself
 */
export const wholeLists =
  (ask: Ask): Ask =>
  async (question) => {
    const token = tokenOfListing(question.operation);
    const first = await ask(question);
    if (token === null || question.isFurtherPage) return first;
    let whole = first;
    for (let before: unknown = null; ; ) {
      const next = tokenIn(whole, token);
      if (next === null) return whole;
      if (next === before) throw new Error(`${question.operation}: a page leads to itself`);
      before = next;
      const page = await ask({ ...question, input: { ...question.input, [token]: next }, isFurtherPage: true });
      if (page.kind !== 'answer') return page;
      whole = joined(whole, page, token);
    }
  };

const tokenIn = (answer: Answer, token: string): string | null => {
  const value = answer.kind === 'answer' && isMembers(answer.output) ? answer.output[token] : null;
  return typeof value === 'string' && value !== '' ? value : null;
};

/** Lists after lists; the token is that of the later page. */
const joined = (before: Answer, page: Extract<Answer, { readonly kind: 'answer' }>, token: string): Answer => {
  const [earlier, later] = [outputOf(before), outputOf(page)];
  const lists = Object.entries(earlier).filter(([name, value]) => Array.isArray(value) || Array.isArray(later[name]));
  const all = lists.map(([name, value]) => [name, [...listOf(value), ...listOf(later[name])]]);
  return { kind: 'answer', output: { ...earlier, ...later, ...Object.fromEntries(all), [token]: later[token] } };
};

const outputOf = (answer: Answer): Readonly<Record<string, unknown>> =>
  answer.kind === 'answer' && isMembers(answer.output) ? answer.output : {};

const listOf = (value: unknown): readonly unknown[] => (Array.isArray(value) ? value : []);
