import type { Spend } from './budget.js';
import {
  COLON,
  type Glob,
  isAnything,
  isLiteral,
  isPrefix,
  MANY,
  matches,
  ONE,
  step,
  tokensOf,
  withSkips,
} from './glob.js';

/**
 * A finite set of texts that stands for all texts, as far as some patterns can tell them apart.
 *
 * For every text there is one among them that exactly the same patterns match. So a condition on the key's value is a
 * set of these texts, and deciding over them decides over all.
 *
 * @throws {BudgetExceededError} for patterns whose combinations are too many
 */
export function representatives(globs: readonly Glob[], spend: Spend): readonly string[] {
  return representativesOf(globs, spend, false);
}

/** The same for all texts but the empty one. */
export function filledRepresentatives(globs: readonly Glob[], spend: Spend): readonly string[] {
  return representativesOf(globs, spend, true).filter((text) => text !== '');
}

function representativesOf(globs: readonly Glob[], spend: Spend, isFilled: boolean): readonly string[] {
  if (globs.every((glob) => isLiteral(glob) && !glob.ignoreCase)) return exactTexts(globs);
  const filler = unusedCharacter(globs);
  const literals = [...new Set(globs.filter(isLiteral).map(({ head }) => head))];
  const wild = distinct(globs.filter((glob) => !isLiteral(glob) && !isAnything(glob)));
  spend(globs.length + wild.length * wild.length);
  if (globs.some(({ ignoreCase }) => ignoreCase) || !areNested(wild) || wild.some((glob) => matches(glob, filler))) {
    return searched(globs, filler, spend, isFilled);
  }
  // Filled with a character no pattern has, a wildcard pattern gives a text that is none of the literals and that no
  // pattern nested in it matches.
  return [...literals, ...wild.map((glob) => filled(glob, filler)), filler];
}

/** The texts themselves, and another one: what most keys of most policies come to. */
function exactTexts(globs: readonly Glob[]): readonly string[] {
  const texts = new Set<string>();
  for (const { head } of globs) texts.add(head);
  return [...texts, FILLERS.find((filler) => !texts.has(filler)) ?? unusedCharacter(globs)];
}

/** The text of a pattern whose wildcards stand for one filler each. */
function filled({ head, rest }: Glob, filler: string): string {
  return head + rest.map((token) => (token < 0 ? filler : String.fromCharCode(token))).join('');
}

/** Whether any two patterns are plainly disjoint, or one is a prefix pattern plainly around the other. */
function areNested(globs: readonly Glob[]): boolean {
  return globs.every((one, i) =>
    globs.slice(i + 1).every((other) => {
      if (one.head === other.head) return false;
      if (other.head.startsWith(one.head)) return isPrefix(one);
      return !one.head.startsWith(other.head) || isPrefix(other);
    }),
  );
}

function distinct(globs: readonly Glob[]): readonly Glob[] {
  return globs.length < 2 ? globs : [...new Map(globs.map((glob) => [keyOf(glob), glob])).values()];
}

function keyOf({ head, rest, ignoreCase }: Glob): string {
  return `${rest.join()},${ignoreCase}:${head}`;
}

/** Characters that read well in a witness come first. */
const FILLERS = ['x', 'y', 'z', 'q', 'j', 'k', 'w', '0', '9', '8', '7', '6', '5', '4', '3', '2', '1'];

function unusedCharacter(globs: readonly Glob[]): string {
  const free = FILLERS.find((filler) => !globs.some((glob) => has(glob, filler)));
  if (free !== undefined) return free;
  const used = new Set(globs.flatMap(tokensOf));
  let code = FIRST_RARE;
  while (used.has(code)) code += 1;
  return String.fromCharCode(code);
}

function has({ head, rest }: Glob, character: string): boolean {
  const upper = character.toUpperCase();
  if (head.includes(character) || head.includes(upper)) return true;
  return rest.includes(character.charCodeAt(0)) || rest.includes(upper.charCodeAt(0));
}

/** Where to look on when all usual characters occur: a block of letters that have no case. */
const FIRST_RARE = 0x3041;

interface Pattern {
  readonly tokens: readonly number[];
  readonly ignoreCase: boolean;
}

interface State {
  readonly text: string;
  /** For each pattern that may still match, the positions reached in it. */
  readonly alive: ReadonlyMap<Pattern, ReadonlySet<number>>;
}

/**
 * Reads all texts at once, breadth first, through all patterns at once. Texts that reach the same positions are one
 * state; of the states that accept the same patterns the first one found is kept, so its text is a shortest one.
 */
function searched(globs: readonly Glob[], filler: string, spend: Spend, isFilled: boolean): readonly string[] {
  const patterns = distinct(globs).map((glob): Pattern => ({ tokens: tokensOf(glob), ignoreCase: glob.ignoreCase }));
  const start = new Map(patterns.map((pattern) => [pattern, withSkips(pattern.tokens, new Set([0]))]));
  const queue: State[] = [{ text: '', alive: start }];
  // Without the empty text the state it reaches has to be found by another one, as with patterns that begin with `*`.
  const seen = new Set(isFilled ? [] : [nameOf(start, patterns)]);
  const found = new Map<string, string>();
  for (const { text, alive } of queue) {
    const accepted = [...alive].filter(([{ tokens }, positions]) => positions.has(tokens.length));
    const vector = accepted.map(([pattern]) => patterns.indexOf(pattern)).join();
    if (!found.has(vector) && !(isFilled && text === '')) found.set(vector, text);
    for (const code of [filler.charCodeAt(0), ...awaited(alive)]) {
      spend(5 * patterns.length + 5 * positionsIn(alive));
      const next = read(alive, code);
      const name = nameOf(next, patterns);
      if (seen.has(name)) continue;
      seen.add(name);
      queue.push({ text: text + String.fromCharCode(code), alive: next });
    }
  }
  return [...found.values()];
}

function read(alive: State['alive'], code: number): State['alive'] {
  const next = new Map<Pattern, ReadonlySet<number>>();
  for (const [pattern, positions] of alive) {
    const after = step(pattern.tokens, pattern.ignoreCase, positions, code);
    if (after.size > 0) next.set(pattern, after);
  }
  return next;
}

/** The characters that some pattern tells apart from others here. */
function awaited(alive: State['alive']): ReadonlySet<number> {
  const codes = new Set<number>();
  for (const [{ tokens, ignoreCase }, positions] of alive) {
    for (const at of positions) {
      const token = tokens[at];
      if (token === undefined || token === ONE || token === MANY) continue;
      // A wildcard within a part of an ARN takes all but the colon.
      codes.add(token < 0 ? COLON : token);
      if (ignoreCase) for (const other of casesOf(token)) codes.add(other);
    }
  }
  return codes;
}

function casesOf(code: number): readonly number[] {
  const text = String.fromCharCode(code);
  return [text.toLowerCase().charCodeAt(0), text.toUpperCase().charCodeAt(0)];
}

function positionsIn(alive: State['alive']): number {
  let positions = 0;
  for (const set of alive.values()) positions += set.size;
  return positions;
}

function nameOf(alive: State['alive'], patterns: readonly Pattern[]): string {
  return patterns.map((pattern) => [...(alive.get(pattern) ?? [])].sort().join()).join(';');
}
