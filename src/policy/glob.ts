/**
 * A pattern over text: a head, which stands for itself, and behind it tokens of which the first is a wildcard.
 *
 * A token is a code unit, which stands for itself, or negative, a wildcard. One form serves every text comparison of
 * the policy language, so that they can be compared with each other.
 */
export interface Glob {
  readonly head: string;
  /** Empty for a pattern that is one text. */
  readonly rest: readonly number[];
  readonly ignoreCase: boolean;
}

/** `?`: one character. */
export const ONE = -1;
/** `*`: any characters. */
export const MANY = -2;
/** `?` in the first five parts of an ARN, where it is no colon. */
export const ONE_IN_PART = -3;
/** `*` in the first five parts of an ARN, where it crosses no colon. */
export const MANY_IN_PART = -4;

/** The code unit of the colon, which parts ARNs. */
export const COLON = 0x3a;

/** The glob that takes any text. */
export const ANYTHING: Glob = { head: '', rest: [MANY], ignoreCase: false };

/** The glob that is one text. */
export function literalGlob(text: string): Glob {
  return { head: text, rest: NO_TOKENS, ignoreCase: false };
}

/** The glob that is one text in any case. */
export function anyCaseGlob(text: string): Glob {
  return { head: text, rest: NO_TOKENS, ignoreCase: true };
}

/** The glob of some tokens. Runs of `*` become one. */
export function globOf(tokens: readonly number[], ignoreCase = false): Glob {
  const tidy = tokens.filter((token, i) => !(isMany(token) && token === tokens[i - 1]));
  const wild = tidy.findIndex((token) => token < 0);
  const head = textOf(wild === -1 ? tidy : tidy.slice(0, wild));
  return { head, rest: wild === -1 ? NO_TOKENS : tidy.slice(wild), ignoreCase };
}

/** The glob of a text with `*` and `?`. */
export function wildGlob(text: string): Glob {
  const wild = text.search(/[*?]/);
  if (wild === -1) return literalGlob(text);
  if (wild === text.length - 1 && text.endsWith('*'))
    return { head: text.slice(0, -1), rest: ONLY_MANY, ignoreCase: false };
  return globOf(codesOf(text).map(wildcard));
}

/** All tokens of a glob, those of its head included. */
export function tokensOf({ head, rest }: Glob): readonly number[] {
  return head === '' ? rest : [...codesOf(head), ...rest];
}

/** The code units of a text. */
export function codesOf(text: string): number[] {
  const codes: number[] = [];
  for (let i = 0; i < text.length; i += 1) codes.push(text.charCodeAt(i));
  return codes;
}

/** The token of a character that may be a wildcard. */
export function wildcard(code: number): number {
  if (code === 0x2a) return MANY;
  return code === 0x3f ? ONE : code;
}

/** Whether the glob is one text, without wildcard. */
export function isLiteral({ rest }: Glob): boolean {
  return rest.length === 0;
}

/** Whether the glob is a text and then anything: `home/*`. */
export function isPrefix({ rest }: Glob): boolean {
  return rest.length === 1 && rest[0] === MANY;
}

/** Whether the glob takes any text. */
export function isAnything(glob: Glob): boolean {
  return glob.head === '' && isPrefix(glob);
}

/** Whether a token stands for any number of characters. */
export function isMany(token: number | undefined): boolean {
  return token === MANY || token === MANY_IN_PART;
}

/** Whether a token takes a character; `*` takes one and stays. */
export function takes(token: number | undefined, code: number, ignoreCase: boolean): boolean {
  if (token === undefined) return false;
  if (token >= 0) return token === code || (ignoreCase && folded(token) === folded(code));
  return token === ONE || token === MANY || code !== COLON;
}

/** Whether the glob matches a text, whole. */
export function matches(glob: Glob, text: string): boolean {
  const { head, rest, ignoreCase } = glob;
  if (rest.length === 0) return head === text || (ignoreCase && head.toLowerCase() === text.toLowerCase());
  if (ignoreCase) return matchesTokens(tokensOf(glob), text, 0, true);
  return text.startsWith(head) && (isPrefix(glob) || matchesTokens(rest, text, head.length, false));
}

/**
 * The patterns that remain of a glob when a text has been read: together they match what the glob matches after it.
 */
export function afterReading(glob: Glob, text: string): readonly Glob[] {
  const { head, rest, ignoreCase } = glob;
  if (!ignoreCase && head.startsWith(text)) return [{ head: head.slice(text.length), rest, ignoreCase }];
  if (!ignoreCase && (rest.length === 0 || !text.startsWith(head))) return [];
  if (isPrefix(glob)) return [ANYTHING];
  const tokens = tokensOf(glob);
  const end = codesOf(text).reduce(
    (positions, code) => (positions.size === 0 ? positions : step(tokens, ignoreCase, positions, code)),
    withSkips(tokens, new Set([0])),
  );
  // A position behind a `*` that is itself a position adds nothing to it.
  const needed = [...end].filter((at) => !(isMany(tokens[at - 1]) && end.has(at - 1)));
  return needed.map((at) => globOf(tokens.slice(at), ignoreCase));
}

/** The positions in tokens that follow some positions when a character is read. */
export function step(
  tokens: readonly number[],
  ignoreCase: boolean,
  positions: ReadonlySet<number>,
  code: number,
): ReadonlySet<number> {
  const next = new Set<number>();
  for (const at of positions) {
    const token = tokens[at];
    if (takes(token, code, ignoreCase)) next.add(isMany(token) ? at : at + 1);
  }
  return withSkips(tokens, next);
}

/** Positions, and those reached from them by letting `*` stand for nothing. */
export function withSkips(tokens: readonly number[], positions: Set<number>): ReadonlySet<number> {
  // A set visits what is added to it while it is being visited.
  for (const at of positions) if (isMany(tokens[at])) positions.add(at + 1);
  return positions;
}

const NO_TOKENS: readonly number[] = [];
const ONLY_MANY: readonly number[] = [MANY];

function textOf(codes: readonly number[]): string {
  return codes.map((code) => String.fromCharCode(code)).join('');
}

function folded(code: number): number {
  return String.fromCharCode(code).toLowerCase().charCodeAt(0);
}

/**
 * Matches by going back to the last `*` only. For `*` in parts of an ARN that is enough too: colons outside wildcards
 * fix the parts, so an earlier `*` cannot help a later part.
 */
function matchesTokens(tokens: readonly number[], text: string, from: number, ignoreCase: boolean): boolean {
  let token = 0;
  let at = from;
  let star = -1;
  let starAt = 0;
  while (at < text.length) {
    if (isMany(tokens[token])) {
      star = token;
      starAt = at;
      token += 1;
    } else if (takes(tokens[token], text.charCodeAt(at), ignoreCase)) {
      token += 1;
      at += 1;
    } else if (star !== -1 && takes(tokens[star], text.charCodeAt(starAt), ignoreCase)) {
      starAt += 1;
      at = starAt;
      token = star + 1;
    } else {
      return false;
    }
  }
  while (isMany(tokens[token])) token += 1;
  return token === tokens.length;
}
