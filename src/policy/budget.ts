/** Thrown when a decision costs more than it may; the question's answer is then `unknown`. */
export class BudgetExceededError extends Error {
  override readonly name = 'BudgetExceededError';
}

/** Takes from a budget; throws {@link BudgetExceededError} when it is used up. */
export type Spend = (amount: number) => void;

/** What deciding may cost, in abstract steps of very roughly a tenth of a microsecond. */
export interface Budget {
  readonly spend: Spend;
  /** Sets what may be spent from now on, within the whole: every question has a limit of its own. */
  readonly limit: (steps: number) => void;
}

/**
 * Makes a budget.
 *
 * Whether a policy allows something is a hard problem (co-NP in the number of Denies), so some small policies cost
 * more than anyone can pay. Their question ends as `unknown`, never in a hang.
 */
export function createBudget(whole: number): Budget {
  let left = whole;
  let floor = 0;
  return {
    spend(amount) {
      left -= amount;
      if (left < floor) throw new BudgetExceededError('the policy is too intricate to decide');
    },
    limit(steps) {
      floor = Math.max(0, left - steps);
    },
  };
}
