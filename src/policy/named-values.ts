import { type AddressRange, isNarrow, rangeFrom } from './cidr.js';
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
  readonly ranges: readonly AddressRange[];
  /** Fixed values by key, in lower case. */
  readonly values: ReadonlyMap<string, ReadonlySet<string>>;
}

/** The fixed values a policy names; the owner's account is one. */
export function namedValuesOf(policy: Policy, ownerAccount: string): NamedValues {
  const accounts = new Set([ownerAccount]);
  const organizations = new Set<string>();
  const ranges: AddressRange[] = [];
  const values = new Map<string, Set<string>>();
  for (const statement of policy.statements) {
    for (const account of accountsOfPrincipal(statement)) accounts.add(account);
    for (const condition of statement.conditions) {
      const { key } = condition;
      if (key === 'aws:sourceip' && confines(condition, statement)) ranges.push(...narrowRanges(condition));
      const fixed = condition.values.map((value) => value.toLowerCase());
      if (ACCOUNT_KEYS.has(key)) for (const account of fixed.flatMap(fixedAccount)) accounts.add(account);
      if (ORGANIZATION_KEYS.has(key)) for (const id of fixed.flatMap(fixedOrganization)) organizations.add(id);
      if (VALUE_KEYS.has(key)) values.set(key, new Set([...(values.get(key) ?? []), ...fixed.filter(isFixed)]));
    }
  }
  return { accounts, organizations, ranges, values };
}

/** Whether a value of a key tells its caller by a fixed value. */
export function isPinned(named: NamedValues, key: string, value: string): boolean {
  const text = value.toLowerCase();
  if (key === 'aws:sourceip') {
    const at = rangeFrom(value)?.low;
    return at !== undefined && named.ranges.some(({ low, end }) => low <= at && at < end);
  }
  if (ACCOUNT_KEYS.has(key) && named.accounts.has(accountIn(text) ?? text)) return true;
  if (ORGANIZATION_KEYS.has(key) && named.organizations.has(text.split('/')[0] ?? '')) return true;
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

/** The keys that {@link isPinned} knows. */
export const PINNING_KEYS: readonly string[] = [
  'aws:sourceip',
  'aws:userid',
  'aws:sourcevpc',
  'aws:sourcevpce',
  'aws:principalaccount',
  'aws:principalarn',
  'aws:sourceaccount',
  'aws:sourceowner',
  'aws:sourcearn',
  'aws:vpceaccount',
  's3:dataaccesspointaccount',
  's3:dataaccesspointarn',
  'aws:principalorgid',
  'aws:principalorgpaths',
  'aws:sourceorgid',
  'aws:sourceorgpaths',
  'aws:vpceorgid',
  'aws:vpceorgpaths',
];

/** Keys whose values are accounts or ARNs with an account, chosen by AWS and not by the caller. */
const ACCOUNT_KEYS: ReadonlySet<string> = /* @__PURE__ */ new Set([
  'aws:principalaccount',
  'aws:principalarn',
  'aws:sourceaccount',
  'aws:sourceowner',
  'aws:sourcearn',
  'aws:vpceaccount',
  's3:dataaccesspointaccount',
  's3:dataaccesspointarn',
]);

const ORGANIZATION_KEYS: ReadonlySet<string> = /* @__PURE__ */ new Set([
  'aws:principalorgid',
  'aws:principalorgpaths',
  'aws:sourceorgid',
  'aws:sourceorgpaths',
  'aws:vpceorgid',
  'aws:vpceorgpaths',
]);

const VALUE_KEYS: ReadonlySet<string> = /* @__PURE__ */ new Set([
  'aws:sourcearn',
  'aws:sourcevpc',
  'aws:sourcevpce',
  'aws:userid',
  's3:dataaccesspointarn',
]);

function narrowRanges({ family, values }: Condition): readonly AddressRange[] {
  const ranges = family === 'ip' ? values.flatMap((value) => rangeFrom(value) ?? []) : [];
  return ranges.filter(isNarrow);
}

/** The session name behind a role's id may be a wildcard: the id is the role's alone. */
function isFixed(value: string): boolean {
  return !/[*?]|\$\{/.test(value) || /^aroa[a-z0-9]+:\*$/.test(value);
}
