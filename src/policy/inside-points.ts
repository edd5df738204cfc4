import type { Spend } from './budget.js';
import { ANYTHING, afterReading, type Glob, isAnything, MANY, matches, ONE } from './glob.js';
import { filledRepresentatives } from './representatives.js';

/** What a `Resource` element covers of a bucket: itself, and which keys in it. */
export interface Coverage {
  readonly outer: boolean;
  /** Patterns of object keys, of which one must match. */
  readonly inner: readonly Glob[];
}

/**
 * What patterns of ARNs cover of a bucket or access point.
 *
 * The patterns of keys are what remains of the ARN patterns once the ARN up to the key has been read, so that
 * `bucket*`, `*` and `arn:*:s3:::b?cket/*` come out right.
 *
 * @param inner what the ARNs of the objects begin with
 */
export function coverageOf(globs: readonly Glob[], outer: string, inner: string): Coverage {
  const left: Glob[] = [];
  for (const glob of globs) {
    if (couldReach(glob, inner)) for (const rest of afterReading(glob, inner)) left.push(withoutNeed(rest));
  }
  return { outer: globs.some((glob) => matches(glob, outer)), inner: left };
}

/** Keys that stand for all keys, as far as the patterns can tell them apart. A key has at least one character. */
export function insidePoints(globs: readonly Glob[], spend: Spend): readonly string[] {
  if (globs.every(isAnything)) return ['x'];
  return filledRepresentatives(globs, spend);
}

function couldReach(glob: Glob, inner: string): boolean {
  return glob.head.startsWith(inner) || inner.startsWith(glob.head);
}

/** Since no key is empty, `?*` is any key too. */
function withoutNeed(glob: Glob): Glob {
  if (glob.head !== '') return glob;
  const [first, second, ...more] = glob.rest;
  const any = more.length === 0 && ((first === ONE && second === MANY) || (first === MANY && second === ONE));
  return any ? ANYTHING : glob;
}
