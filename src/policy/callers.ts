import { accountOfPrincipal } from './parse-principal.js';
import type { PrincipalElement, Statement } from './policy.js';

/**
 * Who makes a request, as far as principals tell.
 *
 * An `account` caller without ARN is a principal of that account which no statement names; a `service` without name is
 * one that no statement names.
 */
export type Caller =
  | { readonly kind: 'anonymous' }
  | { readonly kind: 'account'; readonly account: string; readonly arn: string | null }
  | { readonly kind: 'service'; readonly name: string }
  | { readonly kind: 'canonicalUser'; readonly id: string }
  | { readonly kind: 'federated'; readonly provider: string };

/** Whether a `Principal` or `NotPrincipal` element is about the caller. */
export function isAbout(element: PrincipalElement, caller: Caller): boolean {
  return names(element, caller) !== element.not;
}

/** Whether the element names the caller, by itself, by its role or by its account. */
export function names(element: PrincipalElement, caller: Caller): boolean {
  if (element.everyone) return true;
  switch (caller.kind) {
    case 'anonymous':
      return false;
    case 'account':
      return element.accounts.includes(caller.account) || namesArn(element.arns, caller.arn);
    case 'service':
      return element.services.includes(caller.name);
    case 'canonicalUser':
      return element.canonicalUsers.includes(caller.id);
    case 'federated':
      return element.federated.includes(caller.provider);
  }
}

/**
 * The role ARN without path of a session's ARN; null for what is no session of a role.
 *
 * A session's ARN does not tell the path of its role, and names of roles are unique in an account without it.
 */
export function roleOfSession(arn: string): string | null {
  const [, partition, account, role] = /^arn:([^:]+):sts::([^:]+):assumed-role\/([^/]+)\//.exec(arn) ?? [];
  return role === undefined ? null : `arn:${partition}:iam::${account}:role/${role}`;
}

/** All callers that the statements of a policy can tell apart, of the given accounts. */
export function callersOf(statements: readonly Statement[], accounts: readonly string[]): readonly Caller[] {
  const arns = new Set<string>();
  const services = new Set(['']);
  const ids = new Set<string>();
  const providers = new Set<string>();
  for (const { principal } of statements) {
    for (const arn of principal.arns) arns.add(arn);
    for (const name of principal.services) services.add(name);
    for (const id of principal.canonicalUsers) ids.add(id);
    for (const provider of principal.federated) providers.add(provider);
  }
  const callers: Caller[] = [{ kind: 'anonymous' }];
  for (const account of accounts) callers.push({ kind: 'account', account, arn: null });
  for (const arn of arns) callers.push({ kind: 'account', account: accountOfPrincipal(arn) ?? '', arn });
  for (const name of services) callers.push({ kind: 'service', name });
  for (const id of ids) callers.push({ kind: 'canonicalUser', id });
  for (const provider of providers) callers.push({ kind: 'federated', provider });
  return callers;
}

function namesArn(arns: readonly string[], arn: string | null): boolean {
  if (arn === null) return false;
  if (arns.includes(arn)) return true;
  const role = roleOfSession(arn);
  return role !== null && arns.some((named) => withoutPath(named) === role);
}

function withoutPath(arn: string): string {
  return arn.replace(/:role\/(?:[^/]+\/)+/, ':role/');
}
