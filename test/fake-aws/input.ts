import { ServiceError } from './fault.js';

/** What a call was given, by the API's names. */
export type Input = Readonly<Record<string, unknown>>;

/** The refusal of a value that breaks the API's model. */
export const invalid = (path: string, constraint: string): ServiceError =>
  new ServiceError(
    'ValidationException',
    `1 validation error detected: Value at '${path}' failed to satisfy constraint: ${constraint}`,
  );

export const textOf = (input: Input, name: string): string => {
  const value = input[name];
  if (typeof value !== 'string' || value === '') throw invalid(name, 'Member must not be null or empty');
  return value;
};

/** A number; times are numbers of seconds on the wire. */
export const numberOf = (input: Input, name: string): number => {
  const value = input[name];
  if (typeof value !== 'number') {
    throw new ServiceError('SerializationException', `${name} is expected to be a number, got a ${typeof value}`);
  }
  return value;
};

export const listOf = (input: Input, name: string): readonly Input[] => {
  const value = input[name];
  if (!Array.isArray(value)) throw invalid(name, 'Member must be a list');
  return value as readonly Input[];
};

/** A limit between 1 and what the operation allows. */
export const limitOf = (input: Input, name: string, byDefault: number, most: number): number => {
  if (input[name] === undefined) return byDefault;
  const limit = numberOf(input, name);
  if (limit < 0 || limit > most) throw new ServiceError('InvalidLimitException', `${name} must be at most ${most}`);
  return limit === 0 ? byDefault : limit;
};

/** One page of a list; the token is the place where the next begins. */
export const pageOf = <T>(
  all: readonly T[],
  token: unknown,
  limit: number,
): { readonly page: readonly T[]; readonly next: string | undefined } => {
  const start = token === undefined ? 0 : Number(String(token).replace('page-', ''));
  if (!Number.isInteger(start)) throw new ServiceError('InvalidNextTokenException', 'The nextToken is invalid');
  const end = start + limit;
  return { page: all.slice(start, end), next: end < all.length ? `page-${end}` : undefined };
};
