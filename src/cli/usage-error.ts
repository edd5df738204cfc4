/** Something the caller asked for that cannot be done; the message says what, and what can. The command exits with 2. */
export class UsageError extends Error {
  override readonly name = 'UsageError';
}
