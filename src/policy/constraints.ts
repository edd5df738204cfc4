import { type Box, type Dimension, type Hit, isEmpty } from './box.js';
import type { Spend } from './budget.js';
import { costOf, testOf } from './condition-test.js';
import type { Glob } from './glob.js';
import type { Key, KeySpace } from './key-space.js';
import { type Mask, maskWhere } from './mask.js';
import { fits } from './points.js';
import type { Condition, Statement } from './policy.js';

/** What a condition asks of a key: its values must lie within a mask of points or, for a set, some value must. */
export interface KeyMask {
  readonly key: Key;
  readonly mask: Mask;
  readonly hit: boolean;
}

/**
 * What the conditions of a statement ask: for each condition the alternatives of which one must hold.
 *
 * There is one alternative, save for sets with `IfExists`, which ask for "missing, or some value".
 */
export function constraintsOf(
  conditions: readonly Condition[],
  effect: Statement['effect'],
  { keys, uses }: KeySpace,
  spend: Spend,
): readonly (readonly KeyMask[])[] {
  return conditions.map((condition) => {
    const key = keys.get(condition.key);
    if (key === undefined) return [];
    const globs = uses.get(condition)?.globs ?? [];
    spend(key.points.length * costOf(condition, globs));
    const holds = presentTest(condition, key, effect, globs);
    return key.many ? setMasks(condition, key, holds) : [valueMask(condition, key, holds)];
  });
}

/** The requests of a box that meet constraints, as boxes. */
export function constrained(
  box: Box,
  constraints: readonly (readonly KeyMask[])[],
  space: readonly Dimension[],
  spend: Spend,
): readonly Box[] {
  return constraints.reduce<readonly Box[]>(
    (boxes, masks) => {
      const [only, ...more] = masks;
      const [single, ...others] = boxes;
      // By far the most conditions and boxes have no alternative.
      if (only !== undefined && more.length === 0 && single !== undefined && others.length === 0) {
        return narrowed(single, only, space);
      }
      spend(boxes.length * masks.length * box.bits.length);
      return boxes.flatMap((one) => masks.flatMap((mask) => narrowed(one, mask, space)));
    },
    [box],
  );
}

function narrowed({ bits, hits }: Box, { key, mask, hit }: KeyMask, space: readonly Dimension[]): readonly Box[] {
  if (hit) return [{ bits, hits: [...hits, { dimension: key, mask } satisfies Hit] }];
  const narrow = bits.slice();
  for (let i = 0; i < mask.length; i += 1) narrow[key.at + i] = (narrow[key.at + i] ?? 0) & (mask[i] ?? 0);
  const box = { bits: narrow, hits };
  return isEmpty(space, box) ? [] : [box];
}

/**
 * The values for which a condition on a key of one value holds.
 *
 * @see https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_elements_condition_operators.html
 */
function valueMask(condition: Condition, key: Key, holds: PointTest): KeyMask {
  const { family, negated, ifExists, quantifier } = condition;
  if (family === 'null') {
    return { key, mask: maskWhere(key.points.length, (i) => wantsNull(condition, i === 0)), hit: false };
  }
  const whenMissing = quantifier === 'all' || ifExists || (negated && quantifier === null);
  return { key, mask: maskWhere(key.points.length, (i) => (i === 0 ? whenMissing : holds(i))), hit: false };
}

/** The alternatives of a condition on a key of many values. Bit 0 of such a key's masks says nothing. */
function setMasks(condition: Condition, key: Key, holds: PointTest): readonly KeyMask[] {
  const { family, negated, ifExists, quantifier } = condition;
  const size = key.points.length;
  const empty: KeyMask = { key, mask: maskWhere(size, (i) => i === 0), hit: false };
  if (family === 'null') {
    const some: KeyMask = { key, mask: maskWhere(size, (i) => i > 0), hit: true };
    return [...(wantsNull(condition, true) ? [empty] : []), ...(wantsNull(condition, false) ? [some] : [])];
  }
  if (quantifier === 'all' || (quantifier === null && negated)) {
    return [{ key, mask: maskWhere(size, (i) => i === 0 || holds(i)), hit: false }];
  }
  const some: KeyMask = { key, mask: maskWhere(size, (i) => i > 0 && holds(i)), hit: true };
  return ifExists ? [empty, some] : [some];
}

/** Whether a condition holds of a single present value, by its number. */
type PointTest = (point: number) => boolean;

function presentTest(condition: Condition, key: Key, effect: Statement['effect'], globs: readonly Glob[]): PointTest {
  // Compared in a way that does not suit the key: whatever it is, an Allow may match and a Deny may not.
  if (!fits(condition.family, key.rule.type)) return () => effect === 'Allow';
  const test = testOf(condition, globs);
  return (point) => test(key.points[point] ?? '') !== condition.negated;
}

function wantsNull({ values }: Condition, missing: boolean): boolean {
  return values.some((value) => (value.toLowerCase() === 'true') === missing);
}
