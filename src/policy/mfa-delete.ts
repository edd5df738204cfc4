import type { Operation } from './actions.js';
import type { Answer } from './answer.js';
import { describeStatement, sentence, statementsThat } from './label.js';
import type { Policy, Statement } from './policy.js';
import type { PolicyContext } from './policy-context.js';
import { createInquiry, type Inquiry } from './question.js';
import type { Region } from './requests.js';
import { uncoveredText } from './uncovered.js';
import { witnessOf } from './witness.js';

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
    const { model, coverOf, isMentioned } = decider;
    if (!model.table.operations.some(isDeletion)) return { ...NOT_ENFORCED, reason: 'The policy is about no objects.' };
    const statements = coverOf(WITHOUT_MFA);
    if (statements !== null) {
      const reason = sentence(`${statementsThat('denies', statements)} deletions without MFA.`);
      return { value: true, statements, reason, code: 'ENFORCED' };
    }
    const uncovered = isMentioned(WITHOUT_MFA) ? uncoveredText(decider, WITHOUT_MFA) : null;
    if (uncovered === null) return { ...NOT_ENFORCED, reason: 'No statement denies deletions without MFA.' };
    return {
      ...NOT_ENFORCED,
      statements: model.policy.statements.filter(isAboutMfa).map(describeStatement),
      reason: `Without MFA is not denied: ${uncovered.text}.`,
      ...witnessOf(model, uncovered.finding),
    };
  });
}

const NOT_ENFORCED = { value: false, statements: [], code: 'NOT_ENFORCED' } as const;

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

function isAboutMfa({ effect, conditions }: Statement): boolean {
  return effect === 'Deny' && conditions.some(({ key }) => key.startsWith('aws:multifactorauth'));
}
