import type { Box, Hit } from './box.js';
import type { Spend } from './budget.js';
import { testOf } from './condition-test.js';
import type { Key, KeySpace } from './key-space.js';
import { type Mask, maskWhere } from './mask.js';
import { fits } from './points.js';
import type { Condition, Statement } from './policy.js';

/**
 * The requests of a box for which all conditions of a statement hold, as alternatives: any one of them will do.
 *
 * There is one alternative, save for sets with `IfExists`, which ask for "missing, or some value".
 */
export function constrained(box: Box, statement: Statement, space: KeySpace, spend: Spend): readonly Box[] {
  return statement.conditions.reduce<readonly Box[]>(
    (alternatives, condition) => {
      const key = space.keys.get(condition.key);
      if (key === undefined) return alternatives;
      spend(key.points.length * (1 + condition.values.length));
      const masks = key.many
        ? setMasks(condition, key, statement, space)
        : [valueMask(condition, key, statement, space)];
      return alternatives.flatMap((one) => masks.map((mask) => narrowed(one, mask, key)));
    },
    [box],
  );
}

/** A mask of a key's points: the values must lie within it or, for sets, some value must. */
interface KeyMask {
  readonly mask: Mask;
  readonly hit: boolean;
}

function narrowed({ bits, hits }: Box, { mask, hit }: KeyMask, key: Key): Box {
  if (hit) return { bits, hits: [...hits, { dimension: key, mask } satisfies Hit] };
  const narrow = bits.slice();
  mask.forEach((word, i) => {
    narrow[key.at + i] = (narrow[key.at + i] ?? 0) & word;
  });
  return { bits: narrow, hits };
}

/**
 * The values for which a condition on a key of one value holds.
 *
 * @see https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_elements_condition_operators.html
 */
function valueMask(condition: Condition, key: Key, statement: Statement, space: KeySpace): KeyMask {
  const { family, negated, ifExists, quantifier } = condition;
  if (family === 'null') {
    return { mask: maskWhere(key.points.length, (i) => wantsNull(condition, i === 0)), hit: false };
  }
  const holds = presentTest(condition, key, statement, space);
  const whenMissing = quantifier === 'all' || ifExists || (negated && quantifier === null);
  return { mask: maskWhere(key.points.length, (i) => (i === 0 ? whenMissing : holds(i))), hit: false };
}

/** The alternatives of a condition on a key of many values. Bit 0 of such a key's masks says nothing. */
function setMasks(condition: Condition, key: Key, statement: Statement, space: KeySpace): readonly KeyMask[] {
  const { family, negated, ifExists, quantifier } = condition;
  const size = key.points.length;
  const empty: KeyMask = { mask: maskWhere(size, (i) => i === 0), hit: false };
  if (family === 'null') {
    const some: KeyMask = { mask: maskWhere(size, (i) => i > 0), hit: true };
    return [...(wantsNull(condition, true) ? [empty] : []), ...(wantsNull(condition, false) ? [some] : [])];
  }
  const holds = presentTest(condition, key, statement, space);
  if (quantifier === 'all' || (quantifier === null && negated)) {
    return [{ mask: maskWhere(size, (i) => i === 0 || holds(i)), hit: false }];
  }
  const some: KeyMask = { mask: maskWhere(size, (i) => i > 0 && holds(i)), hit: true };
  return ifExists ? [empty, some] : [some];
}

/** Whether a condition holds of a single present value, by its number. */
function presentTest(
  condition: Condition,
  key: Key,
  statement: Statement,
  space: KeySpace,
): (point: number) => boolean {
  // Compared in a way that does not suit the key: whatever it is, an Allow may match and a Deny may not.
  if (!fits(condition.family, key.rule.type)) return () => statement.effect === 'Allow';
  const test = testOf(condition, space.uses.get(condition)?.globs ?? []);
  return (point) => test(key.points[point] ?? '') !== condition.negated;
}

function wantsNull({ values }: Condition, missing: boolean): boolean {
  return values.some((value) => (value.toLowerCase() === 'true') === missing);
}
