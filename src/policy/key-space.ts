import { accountGlobs, principalArnPoints } from './account-points.js';
import type { Dimension } from './box.js';
import type { Spend } from './budget.js';
import { type KeyRule, ruleOf } from './condition-keys.js';
import { type Glob, isLiteral, literalGlob, matches } from './glob.js';
import { type SeedSource, seedsOf } from './key-seeds.js';
import { wordsFor } from './mask.js';
import type { NamedValues } from './named-values.js';
import { accountOfPrincipal } from './parse-principal.js';
import type { Reading } from './patterns.js';
import { fits, limitPoints } from './points.js';
import type { Condition, Statement } from './policy.js';
import { filledRepresentatives, representatives } from './representatives.js';

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
  partition: string,
  world: Omit<SeedSource, 'conditionsOn'>,
  start: number,
  spend: Spend,
): KeySpace {
  const { named, arns } = world;
  const byKey = new Map<string, KeyUse[]>();
  for (const use of uses) {
    const list = byKey.get(use.condition.key);
    if (list === undefined) byKey.set(use.condition.key, [use]);
    else list.push(use);
  }
  const conditionsOn = (key: string) => (byKey.get(key) ?? []).map(({ condition }) => condition);
  const seeds: SeedSource = { ...world, conditionsOn };
  const accounts = accountsOf(byKey, partition, named, spend);
  const keys = new Map<string, Key>();
  let end = start;
  for (const [name, list] of byKey) {
    const rule = ruleOf(
      name,
      list.map(({ condition }) => condition),
    );
    const points = [null, ...new Set(valuesOf(name, rule, list))];
    const words = wordsFor(points.length);
    keys.set(name, { name, label: list[0]?.condition.keyName ?? name, rule, points, at: end, words, many: rule.many });
    end += words;
  }
  return { keys, accounts, uses: new Map(uses.map((use) => [use.condition, use])), end };

  function valuesOf(name: string, rule: KeyRule, list: readonly KeyUse[]): readonly string[] {
    switch (rule.type) {
      case 'truth':
      case 'listed':
        return rule.values;
      case 'account':
        return [...accounts, 'anonymous', ...[...arns].flatMap((arn) => accountOfPrincipal(arn) ?? [])];
      case 'principalArn': {
        const globs = list.flatMap((use) => use.globs);
        // A principal may be named by an ARN of another partition.
        return [...principalArnPoints(accounts, globs, [...arns], partition, spend), ...arns];
      }
      case 'text': {
        const globs = list.flatMap((use) => use.globs);
        return representatives([...globs, ...rule.values.map(literalGlob), ...seedsOf(name, seeds)], spend);
      }
      default: {
        const fitting = list.filter(({ condition }) => fits(condition.family, rule.type));
        const limits = fitting.flatMap(({ condition }) => condition.values);
        return limitPoints(rule.type, limits, spend);
      }
    }
  }
}

function accountsOf(
  byKey: ReadonlyMap<string, readonly KeyUse[]>,
  partition: string,
  named: NamedValues,
  spend: Spend,
): readonly string[] {
  const globs = (key: string) => (byKey.get(key) ?? []).flatMap((use) => use.globs);
  const patterns = [
    ...[...named.accounts].map(literalGlob),
    ...globs('aws:principalaccount'),
    ...accountGlobs(globs('aws:principalarn'), partition),
  ].filter((glob) => !isLiteral(glob) || ACCOUNT_ID.test(glob.head));
  return accountIds(patterns, spend);
}

/** Account ids that stand for all accounts, as far as patterns of them can tell them apart. */
export function accountIds(patterns: readonly Glob[], spend: Spend): readonly string[] {
  return filledRepresentatives(patterns, spend).map((account) => asAccountId(account, patterns));
}

const ACCOUNT_ID = /^\d{12}$/;

/** An account id that no pattern tells from a text that stands for accounts, where digits will do. */
function asAccountId(text: string, patterns: readonly Glob[]): string {
  if (ACCOUNT_ID.test(text)) return text;
  const length = Math.max(0, 13 - text.length);
  for (const digit of '9876543210') {
    const id = text.replace(/\D/, digit.repeat(length));
    if (ACCOUNT_ID.test(id) && patterns.every((glob) => matches(glob, id) === matches(glob, text))) return id;
  }
  return text;
}
