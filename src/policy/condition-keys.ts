import type { Condition } from './policy.js';

/** What the values of a condition key are. */
export type ValueType =
  | 'truth'
  | 'listed'
  | 'number'
  | 'wholeNumber'
  | 'date'
  | 'address'
  | 'text'
  | 'account'
  | 'principalArn';

/** What is known of a condition key. */
export interface KeyRule {
  readonly type: ValueType;
  /** All values there are, for `listed` and `truth`; else values that must be told apart whatever the policy says. */
  readonly values: readonly string[];
  /** Whether every request has it. */
  readonly always: boolean;
  /** Whether a request can have several values of it. */
  readonly many: boolean;
  /** Whose requests have it, where that depends on the caller: persons', services', or some in a way of its own. */
  readonly caller: 'person' | 'service' | 'some' | null;
  /**
   * By what its fixed values tell who calls: an account (as id or in an ARN), an organization (as id or at the head of
   * a path), the value itself, or a range of addresses. Null for keys of which callers can choose the value.
   */
  readonly pin: 'account' | 'organization' | 'value' | 'range' | null;
}

/**
 * The rule of a key, by AWS's documentation or, for keys it does not know, by the operators used on it.
 *
 * @param key in lower case
 * @param uses the policy's conditions on this key
 */
export function ruleOf(key: string, uses: readonly Condition[]): KeyRule {
  const known = knownRule(key);
  if (known !== null) return known;
  const families = new Set(uses.map(({ family }) => family));
  families.delete('null');
  const [family] = families;
  const type = families.size === 1 && family !== undefined ? (TYPES.get(family) ?? 'text') : 'text';
  // A set operator on a key that is not known here says that it has several values.
  const many = uses.some(({ quantifier }) => quantifier !== null);
  return { type, values: type === 'listed' ? TRUTH : [], always: false, many, caller: null, pin: null };
}

/** The rule of a documented key; null for others. */
export function knownRule(key: string): KeyRule | null {
  return RULES.get(key.startsWith(TAG) ? TAG : key) ?? null;
}

/** The keys by whose fixed values callers are told. */
export function pinningKeys(): readonly string[] {
  return [...RULES].filter(([, { pin }]) => pin !== null).map(([key]) => key);
}

const TAG = 'aws:principaltag/';
const TRUTH = ['false', 'true'];

/** What keys that are not known hold, by the operators that compare with them. */
const TYPES: ReadonlyMap<string, ValueType> = /* @__PURE__ */ new Map([
  ['numeric', 'number'],
  ['date', 'date'],
  ['ip', 'address'],
  ['bool', 'listed'],
]);

const RULES: ReadonlyMap<string, KeyRule> = /* @__PURE__ */ knownRules();

/** A key, the type of its values, words of what else holds of it, and values. */
type Row = readonly [key: string, type: ValueType, words?: string, values?: readonly string[]];

/**
 * @see https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_condition-keys.html
 * @see https://docs.aws.amazon.com/service-authorization/latest/reference/list_amazons3.html
 */
function knownRules(): ReadonlyMap<string, KeyRule> {
  const rows: readonly Row[] = [
    // Whether string operators work on this key is written nowhere, so only Bool is taken at its word.
    ['aws:securetransport', 'truth', 'always', TRUTH],
    ['aws:currenttime', 'date', 'always'],
    ['aws:requestedregion', 'text', 'always'],
    ['aws:resourceaccount', 'text', 'always'],
    ['s3:resourceaccount', 'text', 'always'],
    ['aws:sourceip', 'address', 'by-range'],
    ['aws:vpcsourceip', 'address'],
    ['aws:sourcevpc', 'text', 'by-value'],
    ['aws:sourcevpce', 'text', 'by-value'],
    ['aws:vpceaccount', 'text', 'by-account'],
    ['aws:vpceorgid', 'text', 'by-organization'],
    ['aws:vpceorgpaths', 'text', 'many by-organization'],
    ['aws:principalaccount', 'account', 'always of-some by-account'],
    ['aws:principalarn', 'principalArn', 'of-some by-account'],
    ['aws:principalorgid', 'text', 'of-person by-organization'],
    ['aws:principalorgpaths', 'text', 'many of-person by-organization'],
    [
      'aws:principaltype',
      'listed',
      'always of-some',
      ['Anonymous', 'Account', 'User', 'AssumedRole', 'FederatedUser', 'Service'],
    ],
    ['aws:userid', 'text', 'always of-some by-value', ['anonymous']],
    ['aws:username', 'text', 'of-some'],
    ['aws:principalisawsservice', 'listed', 'of-some', TRUTH],
    ['aws:principalservicename', 'text', 'of-some'],
    ['aws:principalservicenameslist', 'text', 'many of-some'],
    [TAG, 'text', 'of-person'],
    ['aws:sourceaccount', 'text', 'of-service by-account'],
    ['aws:sourceowner', 'text', 'of-service by-account'],
    ['aws:sourcearn', 'text', 'of-service by-account'],
    ['aws:sourceorgid', 'text', 'of-service by-organization'],
    ['aws:sourceorgpaths', 'text', 'many of-service by-organization'],
    ['aws:viaawsservice', 'listed', 'always of-some', TRUTH],
    ['aws:calledvia', 'text', 'many of-person'],
    ['aws:calledviafirst', 'text', 'of-person'],
    ['aws:calledvialast', 'text', 'of-person'],
    ['aws:multifactorauthpresent', 'listed', 'of-person', TRUTH],
    ['aws:multifactorauthage', 'wholeNumber', 'of-person'],
    ['aws:tokenissuetime', 'date', 'of-person'],
    ['aws:resourceorgpaths', 'text', 'many'],
    ['aws:tagkeys', 'text', 'many'],
    ['s3:requestobjecttagkeys', 'text', 'many'],
    ['aws:referer', 'text'],
    ['aws:useragent', 'text'],
    ['s3:authtype', 'listed', 'of-some', ['REST-HEADER', 'REST-QUERY-STRING', 'POST']],
    ['s3:signatureage', 'wholeNumber', 'of-some'],
    ['s3:signatureversion', 'listed', 'of-some', ['AWS4-HMAC-SHA256', 'AWS', 'AWS4-ECDSA-P256-SHA256']],
    ['s3:tlsversion', 'listed', '', ['1.0', '1.1', '1.2', '1.3']],
    ['s3:dataaccesspointaccount', 'text', 'by-account'],
    ['s3:dataaccesspointarn', 'text', 'by-account'],
    ['s3:accesspointnetworkorigin', 'listed', '', ['Internet', 'VPC']],
    ['s3:prefix', 'text'],
    ['s3:delimiter', 'text'],
    ['s3:max-keys', 'number'],
    ['s3:object-lock-remaining-retention-days', 'number'],
    ['s3:x-amz-acl', 'text'],
    ['s3:x-amz-server-side-encryption', 'listed', '', ['AES256', 'aws:kms', 'aws:kms:dsse']],
    ['s3:x-amz-server-side-encryption-aws-kms-key-id', 'text'],
    ['s3:x-amz-server-side-encryption-customer-algorithm', 'listed', '', ['AES256']],
  ];
  return new Map(rows.map(ruleFrom));
}

function ruleFrom([key, type, words = '', values = []]: Row): readonly [string, KeyRule] {
  const one = <T extends string>(before: string, ...choices: readonly T[]) =>
    choices.find((choice) => words.includes(`${before}-${choice}`)) ?? null;
  return [
    key,
    {
      type,
      values,
      always: words.includes('always'),
      many: words.includes('many'),
      caller: one('of', 'person', 'service', 'some'),
      pin: one('by', 'account', 'organization', 'value', 'range'),
    },
  ];
}
