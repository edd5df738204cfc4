import { knownRule } from './condition-keys.js';
import { type Glob, literalGlob, wildGlob } from './glob.js';
import { fixedAccount, type NamedValues } from './named-values.js';
import type { Condition } from './policy.js';

/** What besides a key's own conditions tells its values apart: who calls, the resource, and the keys it is tied to. */
export interface SeedSource {
  readonly named: NamedValues;
  readonly arns: ReadonlySet<string>;
  readonly services: ReadonlySet<string>;
  /** Values that are the same in every request, by key. */
  readonly fixed: ReadonlyMap<string, string>;
  readonly conditionsOn: (key: string) => readonly Condition[];
}

/**
 * Patterns that the points of a key must tell apart although no condition on the key has them.
 *
 * Without them a caller or a tied key could ask for a value that no point stands for, and requests would be lost.
 */
export function seedsOf(key: string, { named, arns, services, fixed, conditionsOn }: SeedSource): readonly Glob[] {
  const only = fixed.get(key);
  if (only !== undefined) return [literalGlob(only)];
  const rule = knownRule(key);
  if (rule?.pin === 'organization') {
    return [...named.organizations].map((id) => (rule.many ? wildGlob(`${id}/*`) : literalGlob(id)));
  }
  if (key === 'aws:username')
    return [...arns]
      .filter((arn) => arn.includes(':user/'))
      .map(nameOf)
      .map(literalGlob);
  if (key.startsWith('aws:principalservicename')) return [...services].map(literalGlob);
  const tied = TIED_ARNS.get(key);
  if (tied === undefined) return [];
  const accounts = conditionsOn(tied).flatMap(({ values }) => values.flatMap(fixedAccount));
  return [...new Set(accounts)].map(literalGlob);
}

/** Keys of accounts, with the key whose ARNs are of that account. */
const TIED_ARNS: ReadonlyMap<string, string> = /* @__PURE__ */ new Map([
  ['aws:sourceaccount', 'aws:sourcearn'],
  ['s3:dataaccesspointaccount', 's3:dataaccesspointarn'],
]);

function nameOf(arn: string): string {
  return arn.slice(arn.lastIndexOf('/') + 1);
}
