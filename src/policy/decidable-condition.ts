import type { Condition } from './policy.js';

/**
 * The condition, or one that says the same and can be decided.
 *
 * "The owner of the resource is the account of the caller" is written with a variable; said the other way round it is
 * a plain condition on the caller's account.
 */
export function decidable(condition: Condition, ownerAccount: string): Condition {
  const { key, family, values } = condition;
  const [only, ...more] = values;
  if (!OWNER_KEYS.has(key) || family !== 'string' || more.length > 0) return condition;
  if (only?.toLowerCase() !== '${aws:principalaccount}') return condition;
  return { ...condition, key: 'aws:principalaccount', keyName: 'aws:PrincipalAccount', values: [ownerAccount] };
}

const OWNER_KEYS: ReadonlySet<string> = /* @__PURE__ */ new Set(['aws:resourceaccount', 's3:resourceaccount']);
