import { type Caller, roleOfSession } from './callers.js';
import { knownRule } from './condition-keys.js';
import { isPinned, type NamedValues } from './named-values.js';
import { accountOfPrincipal } from './parse-principal.js';

/** What of a policy bears on the condition keys that follow from the caller. */
export interface CallerWorld {
  readonly named: NamedValues;
  /** ARNs and services that statements name as principals, which are callers of their own. */
  readonly arns: ReadonlySet<string>;
  readonly services: ReadonlySet<string>;
}

/** Whether a key depends on who calls. */
export function isCallerKey(key: string): boolean {
  return (knownRule(key)?.caller ?? null) !== null;
}

/**
 * Whether a request of the caller can have a value of a key; null stands for the key missing.
 *
 * @see https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_condition-keys.html
 */
export function canHave(caller: Caller, key: string, value: string | null, world: CallerWorld): boolean {
  switch (key) {
    case 'aws:principalaccount':
      return value !== null && isAccountOf(caller, value, world.named);
    case 'aws:principalarn':
      return value === null ? caller.kind !== 'account' : isArnOf(caller, value, world);
    case 'aws:principaltype':
      return value !== null && typesOf(caller).includes(value);
    case 'aws:userid':
      return value !== null && isUserIdOf(caller, value, world.named);
    case 'aws:username':
      return isUserNameOf(caller, value);
    case 'aws:principalisawsservice':
      return caller.kind === 'anonymous' ? value === null : value === String(caller.kind === 'service');
    case 'aws:principalservicename':
      return caller.kind === 'service' ? isServiceName(caller.name, value, world.services) : value === null;
    case 'aws:principalservicenameslist':
      return caller.kind === 'service' || value === null;
    case 'aws:viaawsservice':
      return value === 'false' || (value === 'true' && isSignedByPerson(caller));
    case 's3:authtype':
    case 's3:signatureversion':
      return caller.kind === 'anonymous' ? value === null : value !== null;
    case 's3:signatureage':
      return caller.kind !== 'anonymous' || value === null;
    default: {
      const of = knownRule(key)?.caller ?? null;
      if (value === null || of === null) return true;
      return of === 'service' ? caller.kind === 'service' : isSignedByPerson(caller);
    }
  }
}

const ANONYMOUS = 'anonymous';

function isSignedByPerson({ kind }: Caller): boolean {
  return kind !== 'anonymous' && kind !== 'service';
}

function isAccountOf(caller: Caller, value: string, named: NamedValues): boolean {
  if (caller.kind === 'anonymous') return value === ANONYMOUS;
  if (caller.kind === 'account') return value === caller.account;
  if (value === ANONYMOUS) return false;
  // The account behind a canonical id is not known; a service or an identity provider acts for none that is named.
  return caller.kind === 'canonicalUser' || !named.accounts.has(value);
}

function isArnOf(caller: Caller, value: string, { named, arns }: CallerWorld): boolean {
  const account = accountOfPrincipal(value);
  switch (caller.kind) {
    case 'anonymous':
      return false;
    case 'canonicalUser':
      return true;
    case 'account': {
      if (caller.arn === null) return account === caller.account && !arns.has(value);
      // A session has the ARN of its role, whose path its own ARN does not tell.
      const role = roleOfSession(caller.arn);
      return role === null ? value === caller.arn : account === caller.account && value.includes(':role/');
    }
    default:
      return account === null || !named.accounts.has(account);
  }
}

function typesOf(caller: Caller): readonly string[] {
  if (caller.kind === 'anonymous') return ['Anonymous'];
  if (caller.kind === 'service') return ['Service'];
  const arn = caller.kind === 'account' ? (caller.arn ?? '') : '';
  if (arn.includes(':user/')) return ['User'];
  if (arn.includes(':role/') || arn.includes(':assumed-role/')) return ['AssumedRole'];
  if (arn.includes(':federated-user/')) return ['FederatedUser'];
  return ['Account', 'User', 'AssumedRole', 'FederatedUser'];
}

function isUserIdOf(caller: Caller, value: string, named: NamedValues): boolean {
  if (caller.kind === 'anonymous' || value === ANONYMOUS) return caller.kind === 'anonymous' && value === ANONYMOUS;
  return caller.kind === 'canonicalUser' || isOfNamedAccount(caller, named) || !isPinned(named, 'aws:userid', value);
}

function isOfNamedAccount(caller: Caller, named: NamedValues): boolean {
  return caller.kind === 'account' && named.accounts.has(caller.account);
}

function isUserNameOf(caller: Caller, value: string | null): boolean {
  if (!isSignedByPerson(caller)) return value === null;
  const arn = caller.kind === 'account' ? caller.arn : null;
  if (arn === null) return true;
  return arn.includes(':user/') ? value === arn.slice(arn.lastIndexOf('/') + 1) : value === null;
}

function isServiceName(name: string, value: string | null, services: ReadonlySet<string>): boolean {
  if (value === null) return false;
  return name === '' ? !services.has(value) : value === name;
}
