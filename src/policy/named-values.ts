import { type AddressRange, isNarrow, isWithin, joinRanges, rangeFrom, type Stretch } from './cidr.js';
import { knownRule, pinningKeys } from './condition-keys.js';
import { accountOfPrincipal } from './parse-principal.js';
import type { Condition, Policy, Statement } from './policy.js';

/**
 * The fixed values by which a policy pins callers down: a stranger is whoever cannot be told by one of them.
 *
 * This is S3's notion of a fixed value, lifted from the syntax of one statement to what requests are possible.
 */
export interface NamedValues {
  readonly accounts: ReadonlySet<string>;
  readonly organizations: ReadonlySet<string>;
  /** Narrow address ranges to which statements confine. */
  readonly ranges: readonly Stretch[];
  /** Fixed values by key, in lower case. */
  readonly values: ReadonlyMap<string, ReadonlySet<string>>;
}

/** The fixed values a policy names; the owner's account is one. */
export function namedValuesOf(policy: Policy, ownerAccount: string): NamedValues {
  const accounts = new Set([ownerAccount]);
  const organizations = new Set<string>();
  const ranges: Stretch[] = [];
  const values = new Map<string, Set<string>>();
  for (const statement of policy.statements) {
    for (const account of accountsOfPrincipal(statement)) accounts.add(account);
    for (const condition of statement.conditions) {
      const { key } = condition;
      const pin = knownRule(key)?.pin ?? null;
      if (pin === null) continue;
      if (pin === 'range') {
        if (confines(condition, statement)) for (const range of narrowRanges(condition)) ranges.push(range);
        continue;
      }
      const fixed = condition.values.map((value) => value.toLowerCase());
      if (pin === 'organization') for (const id of fixed.flatMap(fixedOrganization)) organizations.add(id);
      if (pin === 'account') for (const account of fixed.flatMap(fixedAccount)) accounts.add(account);
      // An ARN may be fixed without naming an account: that of a bucket has none.
      if (pin === 'value' || key.endsWith('arn')) addAll(values, key, fixed.filter(isFixed));
    }
  }
  return { accounts, organizations, ranges: joinRanges(ranges), values };
}

function addAll(values: Map<string, Set<string>>, key: string, added: readonly string[]): void {
  const known = values.get(key) ?? new Set();
  for (const value of added) known.add(value);
  values.set(key, known);
}

/** The keys by whose fixed values callers are told. */
export const PINNING_KEYS: readonly string[] = /* @__PURE__ */ pinningKeys();

/** Whether a value of a key tells its caller by a fixed value. */
export function isPinned(named: NamedValues, key: string, value: string): boolean {
  const text = value.toLowerCase();
  const pin = knownRule(key)?.pin;
  if (pin === 'range') {
    const at = rangeFrom(value)?.low;
    return at !== undefined && isWithin(at, named.ranges);
  }
  if (pin === 'organization') return named.organizations.has(text.split('/')[0] ?? '');
  if (pin === 'account' && named.accounts.has(accountIn(text) ?? text)) return true;
  if (key === 'aws:userid' && named.values.get(key)?.has(`${text.split(':')[0]}:*`)) return true;
  return named.values.get(key)?.has(text) ?? false;
}

/** The account in an ARN whose account part is fixed, whatever the rest is; null for other texts. */
export function accountIn(arn: string): string | null {
  return /^arn:[^:]*:[^:]*:[^:]*:(\d{12}):/.exec(arn)?.[1] ?? null;
}

/** The accounts that the principals of a statement belong to. */
export function accountsOfPrincipal({ principal }: Statement): readonly string[] {
  return [...principal.accounts, ...principal.arns.flatMap((arn) => accountOfPrincipal(arn) ?? [])];
}

/** Whether a condition confines a statement's grant, or what it denies spares, to its values. */
export function confines(condition: Condition, statement: Statement): boolean {
  return condition.negated === (statement.effect === 'Deny') && condition.family !== 'null';
}

/** The account a value fixes, as id or in an ARN; none for a pattern of accounts. */
export function fixedAccount(value: string): readonly string[] {
  const account = /^\d{12}$/.test(value) ? value : accountIn(value);
  return account === null ? [] : [account];
}

/** The organization a value fixes, as id or at the head of a path. */
export function fixedOrganization(value: string): readonly string[] {
  const [id = ''] = value.split('/');
  return id !== '' && isFixed(id) ? [id] : [];
}

function narrowRanges({ family, values }: Condition): readonly AddressRange[] {
  const ranges = family === 'ip' ? values.flatMap((value) => rangeFrom(value) ?? []) : [];
  return ranges.filter(isNarrow);
}

/** The session name behind a role's id may be a wildcard: the id is the role's alone. */
function isFixed(value: string): boolean {
  // Everyone who signs nothing has the id and the account "anonymous".
  if (value === 'anonymous') return false;
  return !/[*?]|\$\{/.test(value) || /^aroa[a-z0-9]+:\*$/.test(value);
}
