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
}

/**
 * The rule of a key, by AWS's documentation or, for keys it does not know, by the operators used on it.
 *
 * @param key in lower case
 * @param uses the policy's conditions on this key
 * @see https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_condition-keys.html
 * @see https://docs.aws.amazon.com/service-authorization/latest/reference/list_amazons3.html
 */
export function ruleOf(key: string, uses: readonly Condition[]): KeyRule {
  const known = RULES.get(key);
  if (known !== undefined) return known;
  if (MANY_VALUED.has(key)) return SET;
  // A set operator on a key AWS does not document as a set says that it is one, unless it is documented otherwise.
  const many = !SINGLE_VALUED.has(key) && uses.some(({ quantifier }) => quantifier !== null);
  const families = new Set(uses.map(({ family }) => family));
  families.delete('null');
  const [family] = families;
  const rule = (families.size === 1 && family !== undefined && INFERRED.get(family)) || TEXT;
  return many ? { ...rule, many } : rule;
}

const TRUTH = ['false', 'true'];
const TEXT: KeyRule = { type: 'text', values: [], always: false, many: false };
const SET: KeyRule = { type: 'text', values: [], always: false, many: true };

const INFERRED: ReadonlyMap<string, KeyRule> = /* @__PURE__ */ new Map<string, KeyRule>([
  ['numeric', { ...TEXT, type: 'number' }],
  ['date', { ...TEXT, type: 'date' }],
  ['ip', { ...TEXT, type: 'address' }],
  ['bool', { ...TEXT, type: 'listed', values: TRUTH }],
]);

const RULES: ReadonlyMap<string, KeyRule> = /* @__PURE__ */ new Map<string, KeyRule>([
  // Whether string operators work on this key is written nowhere, so only Bool is taken at its word.
  ['aws:securetransport', { ...TEXT, type: 'truth', values: TRUTH, always: true }],
  ['aws:viaawsservice', { ...TEXT, type: 'listed', values: TRUTH, always: true }],
  ['aws:principalisawsservice', { ...TEXT, type: 'listed', values: TRUTH }],
  ['aws:multifactorauthpresent', { ...TEXT, type: 'listed', values: TRUTH }],
  ['aws:multifactorauthage', { ...TEXT, type: 'wholeNumber' }],
  ['aws:currenttime', { ...TEXT, type: 'date', always: true }],
  ['aws:tokenissuetime', { ...TEXT, type: 'date' }],
  ['aws:sourceip', { ...TEXT, type: 'address' }],
  ['aws:vpcsourceip', { ...TEXT, type: 'address' }],
  ['aws:principalaccount', { ...TEXT, type: 'account', always: true }],
  ['aws:principalarn', { ...TEXT, type: 'principalArn' }],
  ['aws:userid', { ...TEXT, values: ['anonymous'], always: true }],
  [
    'aws:principaltype',
    {
      ...TEXT,
      type: 'listed',
      values: ['Anonymous', 'Account', 'User', 'AssumedRole', 'FederatedUser', 'Service'],
      always: true,
    },
  ],
  ['aws:resourceaccount', { ...TEXT, always: true }],
  ['s3:resourceaccount', { ...TEXT, always: true }],
  ['aws:requestedregion', { ...TEXT, always: true }],
  ['s3:tlsversion', { ...TEXT, type: 'listed', values: ['1.0', '1.1', '1.2', '1.3'] }],
  ['s3:signatureage', { ...TEXT, type: 'wholeNumber' }],
  ['s3:authtype', { ...TEXT, type: 'listed', values: ['REST-HEADER', 'REST-QUERY-STRING', 'POST'] }],
  ['s3:signatureversion', { ...TEXT, type: 'listed', values: ['AWS4-HMAC-SHA256', 'AWS', 'AWS4-ECDSA-P256-SHA256'] }],
  ['s3:accesspointnetworkorigin', { ...TEXT, type: 'listed', values: ['Internet', 'VPC'] }],
  ['s3:x-amz-server-side-encryption', { ...TEXT, type: 'listed', values: ['AES256', 'aws:kms', 'aws:kms:dsse'] }],
  ['s3:x-amz-server-side-encryption-customer-algorithm', { ...TEXT, type: 'listed', values: ['AES256'] }],
]);

const MANY_VALUED: ReadonlySet<string> = /* @__PURE__ */ new Set([
  'aws:principalorgpaths',
  'aws:resourceorgpaths',
  'aws:sourceorgpaths',
  'aws:vpceorgpaths',
  'aws:principalservicenameslist',
  'aws:calledvia',
  'aws:tagkeys',
  's3:requestobjecttagkeys',
]);

/** Keys of one value on which people put set operators all the same. */
const SINGLE_VALUED: ReadonlySet<string> = /* @__PURE__ */ new Set([
  'aws:sourcearn',
  'aws:sourceaccount',
  'aws:sourceowner',
  'aws:sourceorgid',
  'aws:sourcevpc',
  'aws:sourcevpce',
  'aws:vpceaccount',
  'aws:vpceorgid',
  'aws:principalorgid',
  'aws:principalservicename',
  'aws:username',
  'aws:referer',
  'aws:useragent',
  's3:dataaccesspointarn',
  's3:dataaccesspointaccount',
  's3:x-amz-acl',
  's3:x-amz-server-side-encryption-aws-kms-key-id',
  's3:prefix',
  's3:delimiter',
]);
