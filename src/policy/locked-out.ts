import type { Operation } from './actions.js';
import type { Answer } from './answer.js';
import type { Caller } from './callers.js';
import { sentence, statementsThat } from './label.js';
import type { Policy } from './policy.js';
import type { PolicyContext } from './policy-context.js';
import { createInquiry } from './question.js';

/**
 * Whether nobody in the account that owns the bucket may put another policy, in whatever circumstances, save the root
 * user, whom no bucket policy stops.
 *
 * Codes: `LOCKED_OUT`, `NOT_LOCKED_OUT`.
 *
 * @see https://docs.aws.amazon.com/AmazonS3/latest/API/API_PutBucketPolicy.html
 */
export function lockedOut(policy: Policy, context: PolicyContext): Answer {
  const { accountId } = context;
  const where = { keys: ['aws:principalarn', 'aws:principaltype', 'aws:userid'], isIn: isNotRoot };
  return createInquiry(policy, context).ask(({ model, coverOf }) => {
    const owners = model.callers.filter((caller) => isOfAccount(caller, accountId));
    const statements = coverOf({ operation: isPut, where }, owners) ?? [];
    if (statements.length === 0) {
      const reason = 'Someone beside the root user may change the policy.';
      return { value: false, statements, reason, code: 'NOT_LOCKED_OUT' };
    }
    const canDelete = coverOf({ operation: isDelete, where }, owners) === null;
    const reason = sentence(
      `${statementsThat('denies', statements)} s3:PutBucketPolicy to everyone in the account but its root user.`,
    );
    const rest = canDelete ? ' s3:DeleteBucketPolicy is left.' : '';
    return { value: true, statements, reason: `${reason}${rest}`, code: 'LOCKED_OUT' };
  });

  function isNotRoot(key: string, value: string | null): boolean {
    if (key === 'aws:principalarn') return value?.endsWith(':root') !== true;
    return value !== (key === 'aws:userid' ? accountId : 'Account');
  }
}

function isOfAccount(caller: Caller, accountId: string): boolean {
  return caller.kind === 'account' && caller.account === accountId;
}

function isPut({ action }: Operation): boolean {
  return action === 's3:PutBucketPolicy';
}

function isDelete({ action }: Operation): boolean {
  return action === 's3:DeleteBucketPolicy';
}
