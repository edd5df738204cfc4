import { count } from './mask.js';
import { operationTableOf } from './operation-table.js';
import type { PolicyKind } from './policy.js';

/** Whether a pattern of actions takes every action that a kind of policy can grant: `*`, `s3:*`, `S3:?*`. */
export function isEveryAction(pattern: string, kind: PolicyKind): boolean {
  const { all, matching } = operationTableOf(kind);
  return count(matching(pattern)) === count(all);
}
