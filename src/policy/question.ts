import type { Answer } from './answer.js';
import { BudgetExceededError, createBudget } from './budget.js';
import { createDecider, type Decider } from './decide.js';
import { modelOf } from './model.js';
import type { Policy } from './policy.js';
import type { PolicyContext } from './policy-context.js';

/** Asks questions about one policy, each within a budget of its own. */
export interface Inquiry {
  readonly policy: Policy;
  readonly context: PolicyContext;
  /** What a decision gives; `'unknown'` when it costs too much. */
  readonly decide: <T>(decision: (decider: Decider) => T) => T | 'unknown';
  /** The same for decisions that are answers. */
  readonly ask: <T>(question: (decider: Decider) => Answer<T>) => Answer<T>;
}

/** Makes the inquiry into a policy. The policy is made ready for it once, at the first question. */
export function createInquiry(policy: Policy, context: PolicyContext): Inquiry {
  const budget = createBudget(READYING);
  let prepared: Decider | 'unknown' | null = null;
  const decide: Inquiry['decide'] = (decision) => {
    prepared ??= orUnknown(() => createDecider(modelOf(policy, context, budget.spend)));
    if (prepared === 'unknown') return 'unknown';
    const decider = prepared;
    budget.renew(QUESTION);
    return orUnknown(() => decision(decider));
  };
  return {
    policy,
    context,
    decide,
    ask(question) {
      const answer = decide(question);
      return answer === 'unknown' ? tooIntricate() : answer;
    },
  };
}

/** The answer to a question that costs too much. */
export function tooIntricate<T>(): Answer<T> {
  return {
    value: 'unknown',
    statements: [],
    reason: 'The policy is too intricate to decide this.',
    code: 'TOO_INTRICATE',
  };
}

/** What making a policy ready may cost, and what each question may. */
const READYING = 2_000_000;
const QUESTION = 300_000;

function orUnknown<T>(decide: () => T): T | 'unknown' {
  try {
    return decide();
  } catch (error) {
    if (error instanceof BudgetExceededError) return 'unknown';
    throw error;
  }
}
