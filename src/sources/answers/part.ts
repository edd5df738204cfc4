import { HiddenValue } from './hidden-value.js';

/** A part of an API's answer and where it stands, so that whoever reads it can name the place. */
export interface Part {
  /** `Rules[0].Status`; empty for the whole answer. */
  readonly place: string;
  readonly value: unknown;
}

/** An answer of a shape the API does not document. The message names the place and what is expected there. */
export class MalformedAnswerError extends Error {
  override readonly name = 'MalformedAnswerError';
}

/** What stands there is only told by a deployment. The message names the place and what decides it. */
export class HiddenAnswerError extends MalformedAnswerError {
  constructor(
    message: string,
    readonly value: HiddenValue,
  ) {
    super(message);
  }
}

/** The error for a part that is not what its place asks for. */
export const malformed = ({ place, value }: Part, expected: string): MalformedAnswerError => {
  const name = place === '' ? 'the answer' : place;
  return value instanceof HiddenValue
    ? new HiddenAnswerError(`${name} depends on ${value.cause}`, value)
    : new MalformedAnswerError(`${name} must be ${expected}, got ${sortOf(value)}`);
};

/**
 * A member of an object.
 *
 * @throws MalformedAnswerError if the part is no object
 */
export const memberOf = (part: Part, name: string): Part => {
  const place = placeOf(part.place, name);
  // Own members only: `constructor` is in every object and in no answer.
  return { place, value: Object.hasOwn(objectOf(part), name) ? objectOf(part)[name] : undefined };
};

/** `accounts[0].answers["s3:GetBucketPolicy"]` */
export const placeOf = (parent: string, name: string): string => {
  if (!/^[A-Za-z]\w*$/.test(name)) return `${parent}[${JSON.stringify(name)}]`;
  return parent === '' ? name : `${parent}.${name}`;
};

/** The member at the end of a path of names. */
export const at = (part: Part, ...path: readonly string[]): Part => path.reduce(memberOf, part);

/**
 * Whether a part says "not set": the SDK leaves such members out, some tools write null for them.
 *
 * @throws HiddenAnswerError
 */
export const isAbsent = (part: Part): boolean => {
  if (part.value instanceof HiddenValue) throw malformed(part, 'told');
  return part.value === undefined || part.value === null;
};

/** What `read` makes of a part; null where it is not set. */
export const optional = <T>(part: Part, read: (part: Part) => T): T | null => (isAbsent(part) ? null : read(part));

/** The elements of a list. */
export const elementsOf = (part: Part): readonly Part[] => {
  if (!Array.isArray(part.value)) throw malformed(part, 'a list');
  return part.value.map((value: unknown, index) => ({ place: `${part.place}[${index}]`, value }));
};

/** A text that is not empty. */
export const textOf = (part: Part): string => {
  if (typeof part.value !== 'string' || part.value === '') throw malformed(part, 'text');
  return part.value;
};

/** A text that may be empty. */
export const anyTextOf = (part: Part): string => (part.value === '' ? '' : textOf(part));

export const booleanOf = (part: Part): boolean => {
  if (typeof part.value !== 'boolean') throw malformed(part, 'true or false');
  return part.value;
};

/** A whole number from 1. */
export const countOf = (part: Part): number => {
  const { value } = part;
  if (typeof value !== 'number' || !Number.isInteger(value) || value < 1)
    throw malformed(part, 'a whole number above 0');
  return value;
};

/** A text that is one of those allowed. */
export const oneOf = <const T extends string>(part: Part, allowed: readonly T[]): T => {
  const found = allowed.find((one) => one === part.value);
  if (found === undefined) throw malformed(part, `one of ${allowed.join(', ')}`);
  return found;
};

/** The members of an object by their names. */
export const objectOf = (part: Part): Readonly<Record<string, unknown>> => {
  const { value } = part;
  if (typeof value !== 'object' || value === null || Array.isArray(value) || value instanceof HiddenValue) {
    throw malformed(part, 'an object');
  }
  return value as Readonly<Record<string, unknown>>;
};

/** Short words are shown, since they are what is misspelt; longer text may be nobody else's business. */
const sortOf = (value: unknown): string => {
  if (value === undefined) return 'nothing';
  if (value === null || typeof value === 'boolean' || typeof value === 'number') return String(value);
  if (typeof value === 'string') return value.length <= 40 ? JSON.stringify(value) : 'a long text';
  return Array.isArray(value) ? 'a list' : 'an object';
};
