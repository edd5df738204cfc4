import type { Resource } from '../../core/resource.js';
import type { EvaluatedResource } from '../evaluation.js';

/** All that a run has to judge. */
export interface Population {
  readonly found: readonly FoundResource[];
  /** Why there may be more than was found. While there is a reason, nothing that is missing is taken for gone. */
  readonly gaps: readonly string[];
}

export interface FoundResource extends EvaluatedResource {
  /** The resource with its facts, decoded as late as possible. */
  open(): Resource;
}

export const joinPopulations = (parts: readonly Population[]): Population => ({
  found: parts.flatMap(({ found }) => found),
  gaps: parts.flatMap(({ gaps }) => gaps),
});
