import type { Operation } from './actions.js';
import type { Caller } from './callers.js';
import { type GrantSearch, searchGrants } from './grant-search.js';
import type { Policy } from './policy.js';
import type { PolicyContext } from './policy-context.js';
import { createInquiry } from './question.js';
import { type Trust, withTrustedDenied } from './trust.js';

/**
 * What a policy effectively grants to others than the owner's account and those who are trusted: other accounts,
 * canonical users, users of identity providers, and whoever meets a condition.
 *
 * Services that statements name are not among them, nor are CloudFront's identities.
 *
 * @param operation which operations; all, unless told
 */
export function foreignGrants(
  policy: Policy,
  context: PolicyContext,
  trust: Trust,
  operation?: (operation: Operation) => boolean,
): GrantSearch {
  const isAsked = (caller: Caller) => isForeign(caller, context.accountId);
  const inquiry = createInquiry(withTrustedDenied(policy, context, trust), context);
  return searchGrants(inquiry, operation === undefined ? { isAsked } : { isAsked, operation });
}

function isForeign(caller: Caller, owner: string): boolean {
  if (caller.kind === 'account') return caller.account !== owner && caller.account !== 'cloudfront';
  return caller.kind !== 'service' || caller.name === '';
}
