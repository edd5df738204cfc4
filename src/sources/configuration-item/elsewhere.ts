import type { Fact } from '../../core/fact.js';
import type { Resource } from '../../core/resource.js';

/**
 * Tells the facts of a resource that its own configuration item does not carry: from other items (snapshot,
 * aggregator), or `NOT_READ` where an API is to be asked (Lambda).
 */
export type Elsewhere = (fact: string, resource: Resource) => Fact<unknown>;
