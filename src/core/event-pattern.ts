import { allOf, anyOf, type Coverage, type KnownFields } from './api-call-event.js';
import { matchesWildcard } from './wildcard.js';

/** Longer than EventBridge takes, by its quota that can be raised. */
const MAX_LENGTH = 16_384;

/**
 * How many of the events of a sort an EventBridge pattern matches. A field of which nothing is known differs from event
 * to event, so what asks for a value of it matches some of them at best.
 *
 * @param pattern JSON, as EventBridge gives it
 * @see https://docs.aws.amazon.com/eventbridge/latest/userguide/eb-create-pattern-operators.html
 */
export const eventPatternCoverage = (pattern: string, event: KnownFields): Coverage => {
  if (pattern.length > MAX_LENGTH) return 'unknown';
  const parsed = parse(pattern);
  return isObject(parsed) && Object.keys(parsed).length > 0 ? ofFields(parsed, event) : 'unknown';
};

const parse = (pattern: string): unknown => {
  try {
    return JSON.parse(pattern);
  } catch (error) {
    if (error instanceof SyntaxError) return null;
    throw error;
  }
};

type Members = Readonly<Record<string, unknown>>;
const isObject = (value: unknown): value is Members =>
  typeof value === 'object' && value !== null && !Array.isArray(value);

/** A value, `null` for a field that is not there, an object of further fields, or undefined: nothing is known. */
type Field = KnownFields[string] | undefined;

const ofFields = (pattern: Members, fields: KnownFields): Coverage =>
  allOf(
    Object.entries(pattern).map(([name, wanted]) =>
      name === '$or' ? ofAlternatives(wanted, fields) : ofField(wanted, own(fields, name)),
    ),
  );

const own = (fields: KnownFields, name: string): Field => (Object.hasOwn(fields, name) ? fields[name] : undefined);

const ofAlternatives = (wanted: unknown, fields: KnownFields): Coverage =>
  Array.isArray(wanted) && wanted.length > 0
    ? anyOf(wanted.map((one) => (isObject(one) ? ofFields(one, fields) : 'unknown')))
    : 'unknown';

const ofField = (wanted: unknown, field: Field): Coverage => {
  if (isObject(wanted)) return ofFields(wanted, isObject(field) ? field : field === undefined ? {} : absentIn(wanted));
  if (!Array.isArray(wanted) || wanted.length === 0) return 'unknown';
  // Operators look at values, never at what holds further fields.
  if (isObject(field)) return 'none';
  return field === undefined ? ofUnknown(wanted) : anyOf(wanted.map((one) => ofValue(one, field)));
};

/** Fields of what is not there are not there either. */
const absentIn = (wanted: Members): KnownFields => Object.fromEntries(Object.keys(wanted).map((name) => [name, null]));

/** Whatever the field is, it is there or it is not. */
const ofUnknown = (wanted: readonly unknown[]): Coverage => {
  const exists = wanted.map((one) => (isObject(one) ? one.exists : undefined));
  return exists.includes(true) && exists.includes(false) ? 'every' : 'some';
};

/** Whether one value, or its absence, is among those that an element of a list takes. */
const ofValue = (wanted: unknown, value: string | boolean | null): Coverage => {
  if (!isObject(wanted)) return when(value !== null && wanted === value);
  const entries = Object.entries(wanted);
  const [operator, operand] = entries[0] ?? [];
  if (entries.length !== 1 || operator === undefined) return 'unknown';
  if (operator === 'exists') return typeof operand === 'boolean' ? when(operand === (value !== null)) : 'unknown';
  if (value === null) return Object.hasOwn(operators, operator) ? 'none' : 'unknown';
  return Object.hasOwn(operators, operator) ? (operators[operator]?.(operand, value) ?? 'unknown') : 'unknown';
};

const when = (condition: boolean): Coverage => (condition ? 'every' : 'none');

type Operator = (operand: unknown, value: string | boolean) => Coverage;

/** Applies a comparison of texts; what is no text is not like any. */
const ofText =
  (matches: (value: string, operand: string) => boolean): Operator =>
  (operand, value) => {
    if (typeof operand === 'string') return when(typeof value === 'string' && matches(value, operand));
    const folded = isObject(operand) ? operand['equals-ignore-case'] : undefined;
    if (typeof folded !== 'string' || Object.keys(operand as Members).length !== 1) return 'unknown';
    return when(typeof value === 'string' && matches(value.toLowerCase(), folded.toLowerCase()));
  };

const equalsIgnoringCase: Operator = (operand, value) =>
  typeof operand === 'string'
    ? when(typeof value === 'string' && value.toLowerCase() === operand.toLowerCase())
    : 'unknown';

const textOperators: Readonly<Record<string, Operator>> = {
  prefix: ofText((value, operand) => value.startsWith(operand)),
  suffix: ofText((value, operand) => value.endsWith(operand)),
  wildcard: (operand, value) =>
    typeof operand === 'string' ? when(typeof value === 'string' && matchesWildcard(operand, value)) : 'unknown',
  'equals-ignore-case': equalsIgnoringCase,
};

/** What a list of values, or an operator over one or several, does not take. */
const anythingBut: Operator = (operand, value) => {
  if (!isObject(operand)) return not(anyOf([operand].flat().map((one) => ofPlain(one, value))));
  const [[operator = '', values] = []] = Object.entries(operand);
  const matches = Object.hasOwn(textOperators, operator) ? textOperators[operator] : undefined;
  if (!matches || Object.keys(operand).length !== 1) return 'unknown';
  return not(anyOf([values].flat().map((one) => matches(one, value))));
};

const ofPlain = (wanted: unknown, value: string | boolean): Coverage =>
  typeof wanted === 'string' || typeof wanted === 'number' ? when(wanted === value) : 'unknown';

const not = (coverage: Coverage): Coverage =>
  coverage === 'every' ? 'none' : coverage === 'none' ? 'every' : coverage;

const operators: Readonly<Record<string, Operator>> = {
  ...textOperators,
  'anything-but': anythingBut,
  // None of the known fields is a number or an address.
  numeric: () => 'none',
  cidr: () => 'none',
};
