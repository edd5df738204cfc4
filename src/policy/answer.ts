import type { StatementReference } from './label.js';
import type { PolicyRequest } from './request.js';

/** The answer to a question about a policy, and what it rests on. */
export interface Answer<T = boolean> {
  /** `'unknown'` where the documentation leaves the case open, or deciding it costs too much. */
  readonly value: T | 'unknown';
  /** The statements that make it so; empty where it is their absence that does. */
  readonly statements: readonly StatementReference[];
  /** One sentence for the owner of the bucket. */
  readonly reason: string;
  /** Stable and machine-readable: what sort of case it is. */
  readonly code: string;
  /** A request that proves it: one that is allowed, or one that is not denied. */
  readonly witness?: PolicyRequest;
}
