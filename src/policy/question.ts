import type { Answer } from './answer.js';
import { type Budget, BudgetExceededError, createBudget } from './budget.js';
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

/**
 * Makes the inquiry into a policy. The policy is made ready for it once, at the first question.
 *
 * @param budget one that several inquiries share
 */
export function createInquiry(policy: Policy, context: PolicyContext, budget: Budget = createBudget(WHOLE)): Inquiry {
  let prepared: Decider | 'unknown' | null = null;
  const decide: Inquiry['decide'] = (decision) => {
    if (prepared === null) {
      budget.limit(READYING);
      prepared = orUnknown(() => createDecider(modelOf(policy, context, budget.spend)));
    }
    if (prepared === 'unknown') return 'unknown';
    const decider = prepared;
    budget.limit(QUESTION);
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

/** What all questions about a policy may cost together, what making it ready may, and what each question may. */
const WHOLE = 6_000_000;
const READYING = 3_000_000;
const QUESTION = 1_000_000;

function orUnknown<T>(decide: () => T): T | 'unknown' {
  try {
    return decide();
  } catch (error) {
    if (error instanceof BudgetExceededError) return 'unknown';
    throw error;
  }
}
