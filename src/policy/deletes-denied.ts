import type { Operation } from './actions.js';
import type { Answer } from './answer.js';
import { sentence, statementsThat } from './label.js';
import type { Policy } from './policy.js';
import type { PolicyContext } from './policy-context.js';
import { createInquiry } from './question.js';

/**
 * Whether every deletion of an object or a version, by anyone and in any way, is explicitly denied.
 *
 * Codes: `DENIED`, `NOT_DENIED`.
 */
export function deletesDenied(policy: Policy, context: PolicyContext): Answer {
  return createInquiry(policy, context).ask(({ coverOf }) => {
    const statements = coverOf({ operation: isDeletion });
    if (statements === null) return NOT_DENIED;
    const reason = sentence(`${statementsThat('denies', statements)} every deletion.`);
    return { value: true, statements, reason, code: 'DENIED' };
  });
}

const NOT_DENIED: Answer = {
  value: false,
  statements: [],
  reason: 'Deletions are not denied.',
  code: 'NOT_DENIED',
};

function isDeletion({ action, inside }: Operation): boolean {
  return inside && (action === 's3:DeleteObject' || action === 's3:DeleteObjectVersion');
}
