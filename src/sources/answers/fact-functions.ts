import type { Fact } from '../../core/fact.js';
import type { Operation } from '../../core/operations.js';
import type { FactName, FactValue, Kind, Resource } from '../../core/resource.js';
import type { Ask, Question } from './ask.js';

/** What the reading of one fact has at hand. */
export interface FactContext {
  readonly resource: Resource;
  readonly ask: Ask;
  /** Another fact of the same resource, wherever it comes from. */
  readonly get: (fact: string) => Promise<Fact<unknown>>;
}

/** How the facts of a kind are read from answers. */
export type FactFunctions<K extends Kind> = {
  readonly [F in FactName<K>]?: (context: FactContext) => Promise<Fact<FactValue<K, F>>>;
};

/**
 * A question about a bucket. S3 refuses it if the name belongs to another account by now, so that a stranger's bucket
 * is never judged.
 */
export const bucketQuestion = ({ identity }: Resource, operation: Operation): Question => ({
  operation,
  input: { Bucket: identity.id, ExpectedBucketOwner: identity.accountId },
  region: identity.region,
  owner: { kind: 'bucket', name: identity.id },
});

/** A question about a resource whose recorded answers are its account's, told apart by its id. */
export const resourceQuestion = (
  { kind, identity }: Resource,
  operation: Operation,
  input: Question['input'],
  { region = identity.region, id = identity.id }: { readonly region?: string | null; readonly id?: string } = {},
): Question => ({ operation, input, region, owner: { kind, name: identity.id }, id });

/** A question whose answer belongs to the account, in one region or (null) in none. */
export const accountQuestion = (
  operation: Operation,
  input: Question['input'],
  region: string | null,
  id?: string,
): Question => ({ operation, input, region, owner: null, ...(id !== undefined && { id }) });
