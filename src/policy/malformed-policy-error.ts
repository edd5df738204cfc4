/**
 * Thrown for a policy that S3 would refuse.
 *
 * The message names the place: `Statement[1].Effect must be "Allow" or "Deny", got "allow"`.
 */
export class MalformedPolicyError extends Error {
  override readonly name = 'MalformedPolicyError';
}

/**
 * The error for a value that is not what its place asks for.
 *
 * @param place where it stands, such as `Statement[1].Effect`
 * @param expected what should be there, such as `must be "Allow" or "Deny"`
 * @param got the value found there
 */
export function malformed(place: string, expected: string, got: unknown): MalformedPolicyError {
  return new MalformedPolicyError(`${place} ${expected}, got ${shown(got)}`);
}

/** Longest part of a foreign value that a message repeats. */
const SHOWN_CHARACTERS = 80;

/** A value in a few words. Never recurses: nesting in a hostile value can be deeper than the stack. */
export function shown(value: unknown): string {
  if (value === undefined) return 'nothing';
  if (typeof value === 'string') {
    return value.length > SHOWN_CHARACTERS
      ? `${JSON.stringify(value.slice(0, SHOWN_CHARACTERS))}...`
      : JSON.stringify(value);
  }
  if (Array.isArray(value)) return value.length === 0 ? 'an empty list' : 'a list';
  if (value !== null && typeof value === 'object') return 'an object';
  return typeof value === 'function' || typeof value === 'symbol' ? `a ${typeof value}` : String(value);
}
