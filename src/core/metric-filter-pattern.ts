import { allOf, anyOf, type Coverage, type KnownFields } from './api-call-event.js';
import { matchesWildcard } from './wildcard.js';

/** CloudWatch Logs takes no longer one. */
const MAX_LENGTH = 1024;

/**
 * How many of the records of a sort a metric filter's pattern matches, in JSON syntax or as terms. What is not understood
 * here, such as regular expressions, is `unknown`.
 *
 * @see https://docs.aws.amazon.com/AmazonCloudWatch/latest/logs/FilterAndPatternSyntax.html
 */
export const metricFilterCoverage = (pattern: string, record: KnownFields): Coverage => {
  const text = pattern.trim();
  if (text.length > MAX_LENGTH) return 'unknown';
  if (!text.startsWith('{')) return ofTerms(text, record);
  const tokens = tokensOf(text);
  if (tokens?.[0] !== '{' || tokens.at(-1) !== '}') return 'unknown';
  const reader = { tokens: tokens.slice(1, -1), at: 0 };
  const coverage = ofAny(reader, record);
  return reader.at === reader.tokens.length ? coverage : 'unknown';
};

interface Reader {
  readonly tokens: readonly string[];
  at: number;
}

const TOKEN = /\s*(\{|\}|\(|\)|&&|\|\||!=|<=|>=|=|<|>|"(?:[^"\\]|\\.)*"|%[^%]*%|[^\s{}()&|=!<>"%]+)/gy;

/** Null where something stands between tokens that is none. */
const tokensOf = (text: string): readonly string[] | null => {
  const found = [...text.matchAll(TOKEN)];
  const read = found.reduce((length, [whole]) => length + whole.length, 0);
  return read === text.length ? found.map(([, token = '']) => token) : null;
};

const ofAny = (reader: Reader, record: KnownFields): Coverage => {
  const each = [ofAll(reader, record)];
  while (takes(reader, '||')) each.push(ofAll(reader, record));
  return anyOf(each);
};

const ofAll = (reader: Reader, record: KnownFields): Coverage => {
  const each = [ofOne(reader, record)];
  while (takes(reader, '&&')) each.push(ofOne(reader, record));
  return allOf(each);
};

const ofOne = (reader: Reader, record: KnownFields): Coverage => {
  if (!takes(reader, '(')) return ofCondition(reader, record);
  const inner = ofAny(reader, record);
  return takes(reader, ')') ? inner : 'unknown';
};

const takes = (reader: Reader, token: string): boolean => {
  const isNext = reader.tokens[reader.at] === token;
  if (isNext) reader.at += 1;
  return isNext;
};

const next = (reader: Reader): string => {
  const token = reader.tokens[reader.at] ?? '';
  reader.at += 1;
  return token;
};

/** `$.eventName = PutBucketAcl`, `$.errorCode NOT EXISTS`, `$.readOnly IS FALSE` */
const ofCondition = (reader: Reader, record: KnownFields): Coverage => {
  const selector = next(reader);
  const operator = next(reader);
  const operand = next(reader);
  if (!/^\$\.\w+(\.\w+)*$/.test(selector)) return 'unknown';
  const field = selector.slice(2).split('.').reduce<Field>(memberOf, record);
  if (field === undefined) return isUnderstood(operator, operand) ? 'some' : 'unknown';
  if (/^NOT$/i.test(operator)) return /^EXISTS$/i.test(operand) ? when(field === null) : 'unknown';
  if (/^IS$/i.test(operator)) return ofState(operand, field);
  if (operator !== '=' && operator !== '!=') return 'unknown';
  const equal = ofComparison(operand, field);
  if (operator === '=') return equal;
  // Whether a field that is not there differs from a value is not documented.
  return equal === 'unknown' || field === null ? 'unknown' : when(equal === 'none');
};

type Field = KnownFields[string] | undefined;

const memberOf = (field: Field, name: string): Field => {
  if (field === null) return null;
  if (field === undefined) return undefined;
  return typeof field === 'object' && Object.hasOwn(field, name) ? field[name] : undefined;
};

const isUnderstood = (operator: string, operand: string): boolean =>
  /^(=|!=|<|>|<=|>=|NOT|IS)$/i.test(operator) && operand !== '' && !operand.startsWith('%');

/** No field that is there is null, and booleans are the only ones that are true or false. */
const ofState = (state: string, field: Exclude<Field, undefined>): Coverage => {
  switch (state.toUpperCase()) {
    case 'NULL':
      return field === null ? 'unknown' : 'none';
    case 'TRUE':
      return when(field === true);
    case 'FALSE':
      return when(field === false);
    default:
      return 'unknown';
  }
};

const ofComparison = (operand: string, field: Exclude<Field, undefined>): Coverage => {
  if (operand === '' || operand.startsWith('%')) return 'unknown';
  if (field === null) return 'none';
  // A boolean is compared by IS; what the text of one is equal to is not documented.
  if (typeof field !== 'string') return 'unknown';
  const isQuoted = operand.startsWith('"');
  const text = isQuoted ? operand.slice(1, -1).replace(/\\(["\\])/g, '$1') : operand;
  return when(matchesWildcard(text, field));
};

const when = (condition: boolean): Coverage => (condition ? 'every' : 'none');

/** Terms that stand in the text of a record: all of them, or with `?` any. `-` leaves out, and may leave out anything. */
const ofTerms = (text: string, record: KnownFields): Coverage => {
  if (text === '') return 'every';
  const terms = text.match(/[?-]?"(?:[^"\\]|\\.)*"|\S+/g) ?? [];
  if (text.startsWith('[') || terms.some((term) => /^[?-]?%/.test(term))) return 'unknown';
  const optional = terms.filter((term) => term.startsWith('?'));
  // Beside terms without it, what a `?` does is not documented.
  if (optional.length > 0) return optional.length === terms.length ? anyOf(optional.map(ofTerm(record))) : 'unknown';
  return allOf(terms.map(ofTerm(record)));
};

const ofTerm =
  (record: KnownFields) =>
  (term: string): Coverage => {
    if (term.startsWith('-')) return 'some';
    const text = term.replace(/^\?/, '').replace(/^"(.*)"$/s, '$1');
    return Object.values(record).includes(text) ? 'every' : 'some';
  };
