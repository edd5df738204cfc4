import { accountGlobs, principalArnPoints } from './account-points.js';
import type { Dimension } from './box.js';
import type { Spend } from './budget.js';
import { type KeyRule, ruleOf } from './condition-keys.js';
import { type Glob, literalGlob } from './glob.js';
import { wordsFor } from './mask.js';
import type { NamedValues } from './named-values.js';
import type { Reading } from './patterns.js';
import { fits, pointsOf } from './points.js';
import type { Condition, Statement } from './policy.js';
import { fixedKeys, type PolicyContext } from './policy-context.js';
import { filledRepresentatives } from './representatives.js';

/**
 * A condition key of a policy as a dimension of requests.
 *
 * Its values are reduced to `points` that stand for all of them; the first, null, is the key missing. Bit `i` of the
 * dimension is point `i`.
 */
export interface Key extends Dimension {
  readonly name: string;
  /** The name as the policy first writes it. */
  readonly label: string;
  readonly rule: KeyRule;
  readonly points: readonly (string | null)[];
}

/** A use of a condition key: the condition, and the patterns it compares with. */
export interface KeyUse {
  readonly condition: Condition;
  readonly globs: readonly Glob[];
}

/** The keys a policy's conditions use, and its accounts. */
export interface KeySpace {
  readonly keys: ReadonlyMap<string, Key>;
  /** Account ids that stand for all accounts: the named ones and others that patterns tell apart. */
  readonly accounts: readonly string[];
  readonly uses: ReadonlyMap<Condition, KeyUse>;
  /** The first word behind the keys. */
  readonly end: number;
}

/** How the conditions of a statement are to be read. */
export function readingOf(condition: Condition, statement: Statement, variables: boolean, owner: string): Reading {
  return { variables, ownerAccount: owner, grow: (statement.effect === 'Allow') !== condition.negated };
}

/**
 * Lays out the condition keys of a policy.
 *
 * @param uses all conditions of the policy, with their patterns
 * @param start the first word that is free
 */
export function keySpaceOf(
  uses: readonly KeyUse[],
  context: PolicyContext,
  named: NamedValues,
  arns: ReadonlySet<string>,
  services: ReadonlySet<string>,
  start: number,
  spend: Spend,
): KeySpace {
  const byKey = new Map<string, KeyUse[]>();
  for (const use of uses) {
    const list = byKey.get(use.condition.key);
    if (list === undefined) byKey.set(use.condition.key, [use]);
    else list.push(use);
  }
  const accounts = accountsOf(byKey, context, named, spend);
  const keys = new Map<string, Key>();
  let end = start;
  for (const [name, list] of byKey) {
    const rule = ruleOf(
      name,
      list.map(({ condition }) => condition),
    );
    const globs = list.flatMap((use) => use.globs);
    const values = valuesOf(name, rule, list, globs);
    const points = [null, ...new Set(values)];
    const words = wordsFor(points.length);
    keys.set(name, { name, label: list[0]?.condition.keyName ?? name, rule, points, at: end, words, many: rule.many });
    end += words;
  }
  return { keys, accounts, uses: new Map(uses.map((use) => [use.condition, use])), end };

  function valuesOf(name: string, rule: KeyRule, list: readonly KeyUse[], globs: readonly Glob[]): readonly string[] {
    if (rule.type === 'account') return [...accounts, 'anonymous'];
    if (rule.type === 'principalArn') return principalArnPoints(accounts, globs, [...arns], context.partition, spend);
    const limits = list.flatMap(({ condition }) => (fits(condition.family, rule.type) ? condition.values : []));
    const fixed = fixedKeys(context).get(name);
    const seeds = [
      ...(fixed === undefined ? [] : [fixed]),
      ...(name.startsWith('aws:principalservicename') ? services : []),
    ];
    return pointsOf(rule, limits, [...globs, ...seeds.map(literalGlob)], spend);
  }
}

function accountsOf(
  byKey: ReadonlyMap<string, readonly KeyUse[]>,
  context: PolicyContext,
  named: NamedValues,
  spend: Spend,
): readonly string[] {
  const globs = (key: string) => (byKey.get(key) ?? []).flatMap((use) => use.globs);
  const patterns = [
    ...[...named.accounts].map(literalGlob),
    ...globs('aws:principalaccount'),
    ...accountGlobs(globs('aws:principalarn'), context.partition),
  ];
  return filledRepresentatives(patterns, spend).filter((account) => account !== 'anonymous');
}
