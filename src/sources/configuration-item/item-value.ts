/** A value inside a configuration item and where it stands, so that whoever reads it can name the place. */
export interface ItemValue {
  /** `supplementaryConfiguration.BucketPolicy.policyText` */
  readonly path: string;
  readonly value: unknown;
}

/**
 * A value that is there and cannot be understood. The message names the place, what is expected and what sort of thing
 * stands there; not the thing itself, which may be long or nobody else's business.
 */
export class MalformedValueError extends Error {
  override readonly name = 'MalformedValueError';
}

/** The error for a value that is not what its place asks for. */
export const malformed = ({ path, value }: ItemValue, expected: string): MalformedValueError =>
  new MalformedValueError(`${path} must be ${expected}, got ${sortOf(value)}`);

/**
 * Whether a value says "not set": missing, null, or an object whose members all say so. Some dialects keep null
 * members, some drop them and leave `{}` behind.
 */
export const isAbsent = ({ value }: ItemValue): boolean =>
  value === null ||
  value === undefined ||
  (isRecord(value) && Object.values(value).every((member) => member === null || member === undefined));

/**
 * A member of an object; its value is null where it is missing.
 *
 * @throws MalformedValueError if the parent is no object
 */
export const memberOf = (parent: ItemValue, key: string): ItemValue => {
  if (!isRecord(parent.value)) throw malformed(parent, 'an object');
  // Own members only: `constructor` is in every object and in no data.
  const value = Object.hasOwn(parent.value, key) ? parent.value[key] : null;
  return { path: `${parent.path}.${key}`, value: value ?? null };
};

/** The items of a list. */
export const itemsOf = (list: ItemValue): readonly ItemValue[] => {
  if (!Array.isArray(list.value)) throw malformed(list, 'a list');
  return list.value.map((value: unknown, index) => ({ path: `${list.path}[${index}]`, value }));
};

/** A text that is not empty. */
export const textOf = (from: ItemValue): string => {
  if (typeof from.value !== 'string' || from.value === '') throw malformed(from, 'text');
  return from.value;
};

/** A text; null where there is none or an empty one. */
export const optionalTextOf = (from: ItemValue): string | null =>
  from.value === null || from.value === '' ? null : textOf(from);

/** True or false; API answers and some files hold them as text. */
export const booleanOf = (from: ItemValue): boolean => {
  if (from.value === true || from.value === 'true') return true;
  if (from.value === false || from.value === 'false') return false;
  throw malformed(from, 'true or false');
};

/** True or false; null where it is not set. */
export const optionalBooleanOf = (from: ItemValue): boolean | null => (from.value === null ? null : booleanOf(from));

/** A text that is one of those allowed. */
export const oneOf = <const T extends string>(from: ItemValue, allowed: readonly T[]): T => {
  const found = allowed.find((one) => one === from.value);
  if (found === undefined) throw malformed(from, `one of ${allowed.join(', ')}`);
  return found;
};

/** A whole number of days from 1; null where it is not set, for which Config also writes -1. */
export const optionalDaysOf = (from: ItemValue): number | null => {
  if (from.value === null) return null;
  const days = typeof from.value === 'string' && from.value.trim() !== '' ? Number(from.value) : from.value;
  if (days === -1) return null;
  if (typeof days !== 'number' || !Number.isInteger(days) || days < 1) throw malformed(from, 'a whole number of days');
  return days;
};

/** Deepest text within text that any dialect has: the ACL is a JSON text in a JSON text in API answers. */
const MAX_LAYERS = 3;

/** Far above the longest value S3 or KMS can have, and short enough to parse without harm. In UTF-16 units. */
const LONGEST_TEXT = 4 * 1024 * 1024;

/**
 * A value freed of its layers of text: an object stays as it is, `"{…}"` and `"\"{…}\""` become the object, `"false"`
 * becomes false, `"null"` null.
 *
 * @throws MalformedValueError for text that is not JSON, too long, or still text after three layers
 */
export const decodedFrom = (from: ItemValue): ItemValue => {
  let { value } = from;
  for (let layer = 0; layer < MAX_LAYERS && typeof value === 'string'; layer += 1) value = jsonFrom(from.path, value);
  if (typeof value === 'string') throw malformed({ path: from.path, value }, 'JSON');
  return { path: from.path, value: value ?? null };
};

const jsonFrom = (path: string, text: string): unknown => {
  if (text.length > LONGEST_TEXT) throw malformed({ path, value: text }, `at most ${LONGEST_TEXT} characters`);
  try {
    return JSON.parse(text);
  } catch (cause) {
    if (!(cause instanceof SyntaxError)) throw cause;
    throw new MalformedValueError(`${path} must be JSON, got ${sortOf(text)}`, { cause });
  }
};

const isRecord = (value: unknown): value is Readonly<Record<string, unknown>> =>
  typeof value === 'object' && value !== null && !Array.isArray(value);

/** A few words instead of the value, for one short word the word itself. */
const sortOf = (value: unknown): string => {
  if (value === null || value === undefined) return 'nothing';
  if (typeof value === 'string') {
    return /^[\w:.-]{1,24}$/.test(value) ? `"${value}"` : `a text of ${value.length} characters`;
  }
  if (typeof value === 'number' || typeof value === 'boolean') return String(value);
  return Array.isArray(value) ? 'a list' : 'an object';
};
