import { MalformedPolicyError, type NamedPolicy, type Policy } from '../policy/index.js';
import { type Fact, known, unknown } from './fact.js';
import type { PolicyDocument } from './facts.js';

/**
 * The policies of documents that have names.
 *
 * @param what a document is, for the reason: `policy document`
 * @returns unknown, naming the first document that is no policy
 */
export const namedPoliciesFrom = (
  documents: readonly PolicyDocument[],
  parse: (source: unknown) => Policy,
  what: string,
): Fact<readonly NamedPolicy[]> => {
  const policies: NamedPolicy[] = [];
  for (const { name, document } of documents) {
    try {
      policies.push({ name, policy: parse(document) });
    } catch (error) {
      if (!(error instanceof MalformedPolicyError)) throw error;
      return unknown('MALFORMED', `the ${what} "${name}" cannot be read: ${error.message}`);
    }
  }
  return known(policies);
};
