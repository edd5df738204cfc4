import type { Caller } from './callers.js';

/**
 * What is known of a condition key of a request: each list of values it may have, an empty one where it may be
 * missing; `'present'`: it has some value; `'unknown'`: it may be anything, or missing.
 */
export type KeyState = readonly (readonly string[])[] | 'present' | 'unknown';

/** One request of which not everything is known. */
export interface PartialRequest {
  readonly caller: Caller;
  /** `s3:PutObject` */
  readonly action: string;
  /** What it is about: an ARN or, with `isOpen`, what that ARN begins with, whatever follows. */
  readonly resource: string;
  readonly isOpen: boolean;
  /** The account that owns the resource. */
  readonly ownerAccount: string;
  /** @param key in lower case */
  readonly stateOf: (key: string) => KeyState;
}
