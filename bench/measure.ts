/** A goal of the benchmarks and how it was met. */
export interface Goal {
  /** `P0` */
  readonly id: string;
  readonly measured: number;
  readonly limit: number;
  /** Which side of the limit is good. */
  readonly is: '<=' | '>=';
  /** What was measured, with its unit. */
  readonly what: string;
}

export const isMet = ({ measured, limit, is }: Goal): boolean => (is === '<=' ? measured <= limit : measured >= limit);

/** `P0 41.2 <= 50 ok: microseconds …` */
export const goalText = (goal: Goal): string =>
  `${goal.id} ${goal.measured.toFixed(2)} ${goal.is} ${goal.limit} ${isMet(goal) ? 'ok' : 'MISSED'}: ${goal.what}`;

/** The median of some numbers. */
export const medianOf = (numbers: readonly number[]): number => {
  const sorted = [...numbers].sort((a, b) => a - b);
  const middle = Math.floor(sorted.length / 2);
  const high = sorted[middle] ?? Number.NaN;
  return sorted.length % 2 === 1 ? high : ((sorted[middle - 1] ?? high) + high) / 2;
};

/**
 * What variants cost, measured in turns so that all meet the same moods of the machine.
 *
 * @param variants each does its work once; what it returns is kept from being optimised away
 * @returns for each variant its microseconds a call, one number a round
 */
export const timeInTurns = <const N extends string>(
  variants: Readonly<Record<N, () => unknown>>,
  rounds: number,
): Readonly<Record<N, readonly number[]>> => {
  const names = Object.keys(variants) as N[];
  const calls = Object.fromEntries(names.map((name) => [name, callsFor(variants[name])])) as Record<N, number>;
  const times = Object.fromEntries(names.map((name) => [name, [] as number[]])) as Record<N, number[]>;
  for (let round = 0; round < rounds; round += 1) {
    for (const name of names) times[name].push(microsecondsOf(variants[name], calls[name]));
  }
  return times;
};

/**
 * Does some work until the JIT has compiled it.
 *
 * @returns how often it was done a millisecond
 */
export const warmUp = (work: () => unknown, milliseconds = 1000): number => {
  const start = performance.now();
  let calls = 0;
  while (performance.now() - start < milliseconds) {
    keep(work());
    calls += 1;
  }
  return calls / milliseconds;
};

/** A turn is long against the clock and short against the machine's moods. Milliseconds. */
const TURN = 5;

const callsFor = (work: () => unknown): number => Math.max(1, Math.round(warmUp(work, 50) * TURN));

const microsecondsOf = (work: () => unknown, calls: number): number => {
  const start = performance.now();
  for (let call = 0; call < calls; call += 1) keep(work());
  return ((performance.now() - start) * 1000) / calls;
};

let kept: unknown = null;

const keep = (value: unknown): void => {
  kept = value;
};

/** What the last variant returned. */
export const lastKept = (): unknown => kept;
