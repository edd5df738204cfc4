import { globsOf } from './condition-test.js';
import { isAnything, matches } from './glob.js';
import type { BoxedStatement } from './model.js';
import { confines } from './named-values.js';

/** Gives the test whether statements confine to a value of a key, or spare it, by name: other than by `*` alone. */
export function namedOn(
  key: string,
  statements: readonly Pick<BoxedStatement, 'statement' | 'conditions'>[],
): (value: string) => boolean {
  const reading = { variables: true, ownerAccount: '', grow: true };
  const globs = statements.flatMap(({ statement, conditions }) =>
    conditions
      .filter((condition) => condition.key === key && confines(condition, statement))
      .flatMap((condition) => globsOf(condition, reading))
      .filter((glob) => !isAnything(glob)),
  );
  return (value) => globs.some((glob) => matches(glob, value));
}
