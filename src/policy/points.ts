import type { Spend } from './budget.js';
import { addressText, IPV6_START, rangeFrom } from './cidr.js';
import type { ValueType } from './condition-keys.js';
import type { OperatorFamily } from './policy.js';
import { timeFrom } from './time.js';

/**
 * Values of a number, a date or an address that stand for all values, as far as limits can tell them apart.
 *
 * @param limits the values that conditions compare with
 */
export function limitPoints(
  type: 'number' | 'wholeNumber' | 'date' | 'address',
  limits: readonly string[],
  spend: Spend,
): readonly string[] {
  spend(limits.length);
  switch (type) {
    case 'number':
      return between(limits.map(Number)).map(String);
    case 'wholeNumber':
      return wholeAround(limits.map(Number)).map(String);
    case 'date':
      return between(limits.flatMap((text) => timeFrom(text) ?? [])).map((time) => new Date(time).toISOString());
    case 'address':
      return addresses(limits);
  }
}

/** Whether conditions of a family are decided exactly on values of a type; others are read large or small. */
export function fits(family: OperatorFamily, type: ValueType): boolean {
  switch (type) {
    case 'listed':
      return true;
    case 'truth':
      return family === 'bool';
    case 'number':
    case 'wholeNumber':
      return family === 'numeric';
    case 'date':
      return family === 'date';
    case 'address':
      return family === 'ip';
    default:
      return family === 'string' || family === 'arn' || family === 'bool' || family === 'binary';
  }
}

/** How far beyond the outermost limits to look: so that dates stay dates, and large numbers grow. */
function beyond(limit: number): number {
  return Math.max(1000, Math.abs(limit) / 1000);
}

/** Each limit, one number between neighbours, and one beyond either end. */
function between(limits: readonly number[]): readonly number[] {
  const sorted = ascending(limits);
  const [first = 0] = sorted;
  const gaps = sorted.flatMap((limit, i) => {
    const next = sorted[i + 1];
    return next === undefined ? [limit, limit + beyond(limit)] : [limit, limit + (next - limit) / 2];
  });
  return [first - beyond(first), ...gaps];
}

/** Each limit and its neighbours, from 0; where a limit is no whole number, the whole numbers around it. */
function wholeAround(limits: readonly number[]): readonly number[] {
  const around = limits.map(Math.floor).flatMap((limit) => [limit - 1, limit, limit + 1]);
  const last = limits.reduce((one, other) => Math.max(one, other), 0);
  return ascending([0, ...around, Math.ceil(last + last / 1000)]).filter((number) => number >= 0);
}

function ascending(numbers: readonly number[]): readonly number[] {
  return [...new Set(numbers)].sort((a, b) => a - b);
}

/** The first address of either version, of each range, and behind each range. */
function addresses(limits: readonly string[]): readonly string[] {
  const edges = limits.flatMap((limit) => {
    const range = rangeFrom(limit);
    return range === null ? [] : [range.low, range.end];
  });
  const real = [0n, IPV6_START, ...edges].filter((at) => isAddress(at));
  return [...new Set(real)].map(addressText);
}

function isAddress(at: bigint): boolean {
  return at < 1n << 32n || (at >= IPV6_START && at < IPV6_START + (1n << 128n));
}
