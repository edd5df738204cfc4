import type { Grant, GrantSearch } from '../policy/grant-search.js';
import { words } from './reason.js';
import { type Evidence, insufficientData, type Verdict } from './verdict.js';

/** Grants as items of a reason: `account 444455556666 (statement "Partner": s3:GetObject on objects)`. */
export const grantTexts = (grants: readonly Grant[]): readonly string[] =>
  grants.map(({ grantee, statement, actions }) => `${grantee} (${statement.label}: ${actions})`);

/** The evidence of grants: each statement with a request that it allows. */
export const grantEvidence = (
  [first, ...others]: readonly [Grant, ...Grant[]],
  expected: string,
): readonly [Evidence, ...Evidence[]] => [
  evidenceOf(first, expected),
  ...others.map((grant) => evidenceOf(grant, expected)),
];

/**
 * The verdict on a search for grants that must not be.
 *
 * @param onGrants the verdict where some are found
 * @param onNone the verdict where it is proven that there is none
 */
export const verdictOnGrants = (
  { grants: [first, ...others], undecided }: GrantSearch,
  onGrants: (grants: readonly [Grant, ...Grant[]]) => Verdict,
  onNone: () => Verdict,
): Verdict => {
  if (first) return onGrants([first, ...others]);
  if (undecided.length === 0) return onNone();
  const labels = undecided.map(({ label }) => label);
  return insufficientData('TOO_INTRICATE', words`The policy is too intricate to decide what it grants by ${labels}.`);
};

const evidenceOf = ({ statement, witness }: Grant, expected: string): Evidence => ({
  path: statement.path,
  found: witness ?? null,
  expected,
});
