import { isWithin, joinRanges, rangeFrom } from './cidr.js';
import { type Glob, isLiteral, matches } from './glob.js';
import { patternFrom, type Reading, type Wildness } from './patterns.js';
import type { Comparison, Condition } from './policy.js';
import { timeFrom } from './time.js';

/** Whether one value of a key compares with one of a condition's values; negation is not applied. */
export type ValueTest = (value: string) => boolean;

/** The patterns of a condition that compares text; none for other families. */
export function globsOf({ family, comparison, values }: Condition, reading: Reading): readonly Glob[] {
  const wildness = TEXT_FAMILIES.get(family);
  if (wildness === undefined) return [];
  const how = comparison === 'like' ? wildness : 'literal';
  const ignoreCase = comparison === 'equalsIgnoreCase' || family === 'bool';
  return values.flatMap((value) => patternFrom(value, how, reading, ignoreCase) ?? []);
}

/** The test of a condition; `globs` are its own, from {@link globsOf}. */
export function testOf(condition: Condition, globs: readonly Glob[]): ValueTest {
  const { family, comparison, values } = condition;
  switch (family) {
    case 'numeric':
      return ordered(values.map(Number), comparison, (value) => (value.trim() === '' ? Number.NaN : Number(value)));
    case 'date':
      return ordered(values.map(timeOf), comparison, timeOf);
    case 'ip':
      return inRanges(values);
    case 'null':
      return () => false;
    default:
      return textTest(globs);
  }
}

/** What testing one value costs, in steps of a budget. */
export function costOf({ family, values }: Condition, globs: readonly Glob[]): number {
  if (family === 'ip') return 10;
  return 2 + (globs.length === 0 ? values.length : 3 * globs.filter((glob) => !isExact(glob)).length);
}

const TEXT_FAMILIES: ReadonlyMap<string, Wildness> = /* @__PURE__ */ new Map<string, Wildness>([
  ['string', 'text'],
  ['arn', 'arn'],
  ['bool', 'literal'],
  ['binary', 'literal'],
]);

/** From how many values on a set pays. */
const MANY_VALUES = 8;

function textTest(globs: readonly Glob[]): ValueTest {
  if (globs.length < MANY_VALUES) return (value) => globs.some((glob) => matches(glob, value));
  const exact = new Set(globs.filter(isExact).map(({ head }) => head));
  const others = globs.filter((glob) => !isExact(glob));
  return (value) => exact.has(value) || others.some((glob) => matches(glob, value));
}

function isExact(glob: Glob): boolean {
  return isLiteral(glob) && !glob.ignoreCase;
}

function timeOf(text: string): number {
  return timeFrom(text) ?? Number.NaN;
}

function ordered(limits: readonly number[], comparison: Comparison, read: (value: string) => number): ValueTest {
  const holds = COMPARISONS[comparison];
  return (value) => {
    const number = read(value);
    return limits.some((limit) => holds(number, limit));
  };
}

const COMPARISONS: Readonly<Record<Comparison, (value: number, limit: number) => boolean>> = {
  equals: (value, limit) => value === limit,
  equalsIgnoreCase: (value, limit) => value === limit,
  like: (value, limit) => value === limit,
  lessThan: (value, limit) => value < limit,
  lessOrEqual: (value, limit) => value <= limit,
  moreThan: (value, limit) => value > limit,
  moreOrEqual: (value, limit) => value >= limit,
};

function inRanges(values: readonly string[]): ValueTest {
  const ranges = joinRanges(values.flatMap((value) => rangeFrom(value) ?? []));
  return (value) => {
    const at = rangeFrom(value)?.low;
    return at !== undefined && isWithin(at, ranges);
  };
}
