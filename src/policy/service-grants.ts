import type { Caller } from './callers.js';
import { type GrantSearch, searchGrants } from './grant-search.js';
import { confiningValues } from './grants.js';
import { confines, fixedAccount, fixedOrganization } from './named-values.js';
import type { Condition, Policy, Statement } from './policy.js';
import type { PolicyContext } from './policy-context.js';
import { createInquiry } from './question.js';
import { withStatements } from './trust.js';

/** By what a grant to a service may be tied to accounts. */
export interface SourceTies {
  /** Which of {@link sourceKeys} tie it, each by itself. */
  readonly keys: readonly SourceKey[];
  /** The accounts that a service may act for; `'fixed'`: any account that the policy fixes. */
  readonly accountsFor: (service: string) => readonly string[] | 'fixed';
}

/** The keys that tell for whom a service acts. */
export const sourceKeys = ['aws:SourceArn', 'aws:SourceAccount', 'aws:SourceOrgID', 'aws:SourceOrgPaths'] as const;
export type SourceKey = (typeof sourceKeys)[number];

/**
 * What a policy effectively grants to services that it names without tying it to accounts: anybody, or anybody beside
 * the accounts that are told, can make them act on the bucket.
 *
 * An `aws:SourceArn` ties if its account is fixed (the ARN of a bucket has none), an organization if its id is.
 *
 * @see https://docs.aws.amazon.com/IAM/latest/UserGuide/confused-deputy.html
 */
export function looseServiceGrants(policy: Policy, context: PolicyContext, ties: SourceTies): GrantSearch {
  const allows = policy.statements.filter(({ effect }) => effect === 'Allow');
  const names = [...new Set(allows.flatMap(({ principal }) => principal.services))];
  if (names.length === 0) return { grants: [], undecided: [] };
  // What is tied is denied, so that what is still granted is loose.
  const denies = names.flatMap((name) =>
    ties.keys.flatMap((key) =>
      tiedBy(policy, key, ties.accountsFor(name)).map((condition) => ({
        Effect: 'Deny',
        Principal: { Service: name },
        Action: '*',
        Resource: '*',
        Condition: condition,
      })),
    ),
  );
  return searchGrants(createInquiry(withStatements(policy, denies), context), {
    isAsked: isMeant,
  });
}

/** Whether an Allow names the service as principal, or confines itself to it. */
function isMeant(caller: Caller, allow: Statement): boolean {
  if (caller.kind !== 'service' || caller.name === '') return false;
  if (allow.principal.services.includes(caller.name)) return !allow.principal.not;
  return allow.conditions.some(
    (condition) =>
      condition.key.startsWith('aws:principalservicename') &&
      condition.values.includes(caller.name) &&
      confines(condition, allow),
  );
}

/**
 * The conditions that requests meet which a key ties to accounts or to an organization.
 *
 * They compare with the policy's own values in the policy's own way, which is quickly decided.
 */
function tiedBy({ statements }: Policy, key: SourceKey, accounts: readonly string[] | 'fixed'): readonly object[] {
  const { fixed, ofAccounts, isSet } = KEYS[key];
  const isTrusted = (id: string) => !ofAccounts || accounts === 'fixed' || accounts.includes(id);
  return (['string', 'arn'] as const).flatMap((family) => {
    const isTold = (one: Condition) => one.key === key.toLowerCase() && one.family === family;
    const told = confiningValues(statements, (one) => (isTold(one) ? one.values : [])).all;
    const values = [...told].filter((value) => fixed(value).some(isTrusted));
    const operator = `${isSet ? 'ForAnyValue:' : ''}${family === 'arn' ? 'ArnLike' : 'StringLike'}`;
    return values.length === 0 ? [] : [{ [operator]: { [key]: values } }];
  });
}

interface KeyTie {
  /** The account or organization that a value fixes. */
  readonly fixed: (value: string) => readonly string[];
  readonly ofAccounts: boolean;
  /** Whether a request has several values of it. */
  readonly isSet: boolean;
}

const KEYS: Readonly<Record<SourceKey, KeyTie>> = {
  'aws:SourceArn': { fixed: fixedAccount, ofAccounts: true, isSet: false },
  'aws:SourceAccount': { fixed: fixedAccount, ofAccounts: true, isSet: false },
  'aws:SourceOrgID': { fixed: fixedOrganization, ofAccounts: false, isSet: false },
  'aws:SourceOrgPaths': { fixed: fixedOrganization, ofAccounts: false, isSet: true },
};
