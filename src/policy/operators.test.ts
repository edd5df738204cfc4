import { evaluateRequest } from './evaluate-request.js';
import type { PolicyRequest } from './request.js';
import { allow, bucket, bucketArn, deny, policyOf, when } from './sample-policies.js';
import { strangerAccess } from './stranger-access.js';

// Expected values: policy-semantics.md, section 3. Each row says whether a condition holds when the key is missing,
// when its value is among those of the condition, and when it is another one.

type Row = readonly [
  operator: string,
  values: unknown,
  match: string,
  other: string,
  missing: boolean,
  negated: boolean,
];

/** Keys of one value, by the family of operators that suits them, of which strangers can have any value. */
const KEYS: Readonly<Record<string, string>> = {
  String: 's3:x-amz-acl',
  Arn: 's3:prefix',
  Numeric: 's3:max-keys',
  Date: 'aws:TokenIssueTime',
  Bool: 'aws:MultiFactorAuthPresent',
  Binary: 's3:x-amz-acl',
  Ip: 'aws:VpcSourceIp',
};

/** The operators that deny all other values. */
const EXCLUDING: Readonly<Record<string, string>> = {
  Arn: 'ArnNotEquals',
  Numeric: 'NumericNotEquals',
  Date: 'DateNotEquals',
  Ip: 'NotIpAddress',
};

const familyOf = (operator: string) => /^(?:Not)?(String|Arn|Numeric|Date|Bool|Binary|Ip)/.exec(operator)?.[1] ?? '';

const ROWS: readonly Row[] = [
  ['StringEquals', 'a', 'a', 'A', false, false],
  ['StringNotEquals', 'a', 'a', 'A', true, true],
  ['StringEqualsIgnoreCase', 'a', 'A', 'b', false, false],
  ['StringNotEqualsIgnoreCase', 'a', 'A', 'b', true, true],
  ['StringLike', 'a*', 'abc', 'Abc', false, false],
  ['StringNotLike', 'a*', 'abc', 'Abc', true, true],
  ['ArnEquals', 'arn:aws:iam::1:role/*', 'arn:aws:iam::1:role/a/b', 'arn:aws:iam::1:user/a', false, false],
  ['ArnLike', 'arn:*:iam::1:role/a', 'arn:aws:iam::1:role/a', 'arn:aws:x:iam::1:role/a', false, false],
  ['ArnNotEquals', 'arn:*:iam::1:role/a', 'arn:aws:iam::1:role/a', 'arn:aws:x:iam::1:role/a', true, true],
  ['ArnNotLike', 'arn:aws:iam::*:role/a', 'arn:aws:iam::1:role/a', 'arn:aws:iam:x:1:role/b', true, true],
  ['NumericEquals', '1.20', '1.2', '1.3', false, false],
  ['NumericNotEquals', 5, '5.0', '6', true, true],
  ['NumericLessThan', 5, '4.9', '5', false, false],
  ['NumericLessThanEquals', 5, '5', '5.1', false, false],
  ['NumericGreaterThan', 5, '5.1', '5', false, false],
  ['NumericGreaterThanEquals', 5, '5', '4.9', false, false],
  ['DateEquals', '2026-01-01T00:00:00Z', '2026-01-01T00:00:00Z', '2026-01-02T00:00:00Z', false, false],
  ['DateNotEquals', '2026-01-01T00:00:00Z', '2026-01-01T00:00:00Z', '2026-01-02T00:00:00Z', true, true],
  ['DateLessThan', '2026-01-01T00:00:00Z', '2025-12-31T23:59:59Z', '2026-01-01T00:00:00Z', false, false],
  ['DateLessThanEquals', '1767225600', '2026-01-01T00:00:00Z', '2026-01-01T00:00:01Z', false, false],
  ['DateGreaterThan', '2026-01-01T00:00:00Z', '2026-01-01T00:00:01Z', '2026-01-01T00:00:00Z', false, false],
  ['DateGreaterThanEquals', '2026-01-01', '2026-01-01T00:00:00Z', '2025-12-31T00:00:00Z', false, false],
  ['Bool', 'TRUE', 'true', 'false', false, false],
  ['BinaryEquals', 'QmFzZTY0', 'QmFzZTY0', 'qmFzZTY0', false, false],
  ['IpAddress', '203.0.113.77/24', '203.0.113.1', '203.0.114.1', false, false],
  ['IpAddress', ['203.0.113.7', '2001:db8::/32'], '2001:db8:1::1', '2001:db9::1', false, false],
  ['NotIpAddress', '203.0.113.7', '203.0.113.7', '203.0.113.8', true, true],
];

const CALLER = { kind: 'account', account: '999900001111', arn: null } as const;

const requestWith = (key: string, value: string | null): PolicyRequest => ({
  caller: CALLER,
  action: 's3:GetObject',
  resource: `${bucketArn}/a`,
  context: value === null ? {} : { [key]: value },
});

/** Denies all requests but those whose key is missing, or has one value. */
const onlyWith = (key: string, value: string | null, family: string) =>
  deny(value === null ? when('Null', key, 'false') : when(EXCLUDING[family] ?? 'StringNotEquals', key, value));

/** What the condition gives with a prefix or suffix. */
const variants = (missing: boolean) => [
  { form: (operator: string) => operator, missing },
  { form: (operator: string) => `${operator}IfExists`, missing: true },
  { form: (operator: string) => `ForAllValues:${operator}`, missing: true },
  { form: (operator: string) => `ForAnyValue:${operator}`, missing: false },
  { form: (operator: string) => `ForAllValues:${operator}IfExists`, missing: true },
  { form: (operator: string) => `ForAnyValue:${operator}IfExists`, missing: true },
];

describe.each(ROWS)('%s %j', (operator, values, match, other, missing, negated) => {
  const family = familyOf(operator);
  const key = KEYS[family] ?? '';
  const cases = variants(missing).flatMap(
    ({ form, missing: whenMissing }): [string, string, string | null, boolean][] => [
      [form(operator), 'the key missing', null, whenMissing],
      [form(operator), 'a value that matches', match, !negated],
      [form(operator), 'another value', other, negated],
    ],
  );
  test.each(cases)('%s with %s', (name, _, value, holds) => {
    const condition = when(name, key, values);
    const request = requestWith(key, value);
    const rest = onlyWith(key, value, family);
    expect(evaluateRequest(policyOf(allow(condition)), request)).toBe(holds ? 'allowed' : 'notAllowed');
    expect(evaluateRequest(policyOf(allow(), deny(condition)), request)).toBe(holds ? 'explicitlyDenied' : 'allowed');
    expect(strangerAccess(policyOf(allow(condition), rest), bucket).read.value).toBe(holds);
    expect(strangerAccess(policyOf(allow(), deny(condition), rest), bucket).read.value).toBe(!holds);
  });
});

test.each<[string, string | null, boolean]>([
  ['true', null, true],
  ['true', 'a', false],
  ['false', null, false],
  ['false', 'a', true],
])('Null %s with value %s', (wanted, value, holds) => {
  const condition = when('Null', 's3:prefix', wanted);
  expect(evaluateRequest(policyOf(allow(condition)), requestWith('s3:prefix', value))).toBe(
    holds ? 'allowed' : 'notAllowed',
  );
  const rest = onlyWith('s3:prefix', value, 'String');
  expect(strangerAccess(policyOf(allow(condition), rest), bucket).read.value).toBe(holds);
});

describe('sets of values', () => {
  const request = (...values: readonly string[]): PolicyRequest => ({
    ...requestWith('', null),
    context: { 'aws:TagKeys': values },
  });
  test.each<[string, readonly string[], boolean]>([
    ['ForAllValues:StringEquals', [], true],
    ['ForAllValues:StringEquals', ['a'], true],
    ['ForAllValues:StringEquals', ['a', 'z'], false],
    ['ForAnyValue:StringEquals', [], false],
    ['ForAnyValue:StringEquals', ['a', 'z'], true],
    ['ForAnyValue:StringEquals', ['z'], false],
    ['ForAllValues:StringNotEquals', ['y', 'z'], true],
    ['ForAllValues:StringNotEquals', ['a', 'z'], false],
    ['ForAnyValue:StringNotEquals', ['a', 'z'], true],
    ['ForAnyValue:StringNotEquals', ['a'], false],
    ['ForAnyValue:StringNotEquals', [], false],
  ])('%s of "a" and "b" with %j', (operator, values, holds) => {
    const condition = { Condition: { [operator]: { 'aws:TagKeys': ['a', 'b'] } } };
    expect(evaluateRequest(policyOf(allow(condition)), request(...values))).toBe(holds ? 'allowed' : 'notAllowed');
  });

  test('a set must meet all its conditions, with as many values as that takes', () => {
    const condition = (values: readonly string[]) => ({ 'aws:TagKeys': values });
    const both = allow({
      Condition: { 'ForAnyValue:StringEquals': condition(['a']), 'ForAnyValue:StringLike': condition(['b*']) },
    });
    expect(strangerAccess(policyOf(both), bucket).read.value).toBe(true);
    const only = deny({ Condition: { 'ForAnyValue:StringNotEquals': condition(['a', 'b']) } });
    expect(strangerAccess(policyOf(both, only), bucket).read.value).toBe(true);
    const none = deny({ Condition: { 'ForAnyValue:StringLike': condition(['b*']) } });
    expect(strangerAccess(policyOf(both, none), bucket).read.value).toBe(false);
  });

  test('without a prefix any value of a set will do, and none must for a negated operator', () => {
    const plain = (operator: string) => policyOf(allow({ Condition: { [operator]: { 'aws:TagKeys': ['a'] } } }));
    expect(evaluateRequest(plain('StringEquals'), request('a', 'z'))).toBe('allowed');
    expect(evaluateRequest(plain('StringNotEquals'), request('a', 'z'))).toBe('notAllowed');
    expect(evaluateRequest(plain('StringNotEquals'), request())).toBe('allowed');
  });
});
