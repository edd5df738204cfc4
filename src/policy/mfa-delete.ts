import type { Operation } from './actions.js';
import type { Answer } from './answer.js';
import { witnessOf } from './decide.js';
import { labelsOf, sentence } from './label.js';
import type { Policy } from './policy.js';
import type { PolicyContext } from './policy-context.js';
import { createInquiry, type Inquiry } from './question.js';
import type { Region } from './requests.js';
import { uncoveredText } from './uncovered.js';

/**
 * Whether every deletion of an object or a version, by anyone who has not used MFA, is explicitly denied.
 *
 * Without MFA are temporary credentials that say so, and long-term keys and anonymous callers, whose requests lack
 * the keys. This is not the versioning setting of the same name.
 *
 * Codes: `ENFORCED`, `NOT_ENFORCED`.
 */
export function mfaDelete(policy: Policy, context: PolicyContext): Answer {
  return mfaDeleteIn(createInquiry(policy, context));
}

/** {@link mfaDelete} of an inquiry that is under way. */
export function mfaDeleteIn({ ask }: Inquiry): Answer {
  return ask((decider) => {
    if (!decider.model.table.operations.some(isDeletion)) {
      return {
        value: false,
        statements: [],
        reason: 'The policy is about no deletion of objects.',
        code: 'NOT_ENFORCED',
      };
    }
    const uncovered = uncoveredText(decider, WITHOUT_MFA);
    if (uncovered !== null) {
      return {
        value: false,
        statements: decider.deniesIn(WITHOUT_MFA),
        reason: `Without MFA is not denied: ${uncovered.text}.`,
        code: 'NOT_ENFORCED',
        witness: witnessOf(decider.model, uncovered.finding),
      };
    }
    const statements = decider.coverOf(WITHOUT_MFA) ?? [];
    return {
      value: true,
      statements,
      reason: sentence(`${labelsOf(statements)} denies deletions without MFA.`),
      code: 'ENFORCED',
    };
  });
}

const PRESENT = 'aws:multifactorauthpresent';

const WITHOUT_MFA: Region = {
  operation: isDeletion,
  where: {
    keys: [PRESENT, 'aws:multifactorauthage'],
    isIn: (key, value) => (key === PRESENT ? value !== 'true' : value === null),
  },
};

function isDeletion({ action, inside }: Operation): boolean {
  return inside && (action === 's3:DeleteObject' || action === 's3:DeleteObjectVersion');
}
