import {
  anyCaseGlob,
  COLON,
  codesOf,
  type Glob,
  globOf,
  literalGlob,
  MANY,
  MANY_IN_PART,
  ONE,
  ONE_IN_PART,
  wildcard,
  wildGlob,
} from './glob.js';

/** How the text of a policy is to be read as a pattern. */
export interface Reading {
  /** Whether `${…}` is a variable: only policies of version 2012-10-17 have them. */
  readonly variables: boolean;
  /** The account that owns the resource, for the two variables that are the same in every request. */
  readonly ownerAccount: string;
  /**
   * What becomes of a pattern that depends on the request: with `grow` it matches at least what it may match, else
   * at most what it must. So an Allow is never read too small and a Deny never too large.
   */
  readonly grow: boolean;
}

/** Which characters of a pattern are wildcards: none, those of `StringLike`, those of ARNs (parted by colons). */
export type Wildness = 'literal' | 'text' | 'arn';

/** The glob of a pattern; null for one that may match nothing and has to be read small. */
export function patternFrom(text: string, wildness: Wildness, reading: Reading, ignoreCase = false): Glob | null {
  const hasVariable = reading.variables && text.includes('${');
  if (!hasVariable && wildness === 'literal') return ignoreCase ? anyCaseGlob(text) : literalGlob(text);
  if (!hasVariable && wildness === 'text') return wildGlob(text);
  if (!hasVariable && isArnPattern(text) && !/[*?]/.test(text)) return literalGlob(text);
  const parts = hasVariable ? partsOf(text, reading.ownerAccount) : [text];
  const variable = parts.some((part) => part === null);
  if (variable && !reading.grow) return null;
  const tokens = parts.flatMap((part) => tokensOf(part, wildness));
  if (wildness !== 'arn') return globOf(tokens, ignoreCase);
  const whole = tokens.filter((token) => token === COLON).length >= COLONS_OF_ARN;
  // With fewer parts it is no ARN pattern. What AWS makes of it is not written anywhere.
  if (!whole && !reading.grow) return null;
  return globOf(whole ? withinParts(tokens) : tokens);
}

/** Whether a text has the six parts of an ARN pattern. */
export function isArnPattern(text: string): boolean {
  return text.split(':').length > COLONS_OF_ARN;
}

/** An ARN has six parts; the sixth may hold further colons. */
const COLONS_OF_ARN = 5;

interface Escape {
  readonly escaped: string;
}

/** The pieces of a text: plain ones, `${*}` and the like as escapes, and null for each variable. */
function partsOf(text: string, ownerAccount: string): readonly (string | Escape | null)[] {
  return text.split(/(\$\{[^}]*\})/).map((part, i) => {
    if (i % 2 === 0) return part;
    const name = part.slice(2, -1).toLowerCase();
    if (name === '*' || name === '?' || name === '$') return { escaped: name };
    return OWNER_VARIABLES.has(name) ? { escaped: ownerAccount } : null;
  });
}

const OWNER_VARIABLES: ReadonlySet<string> = /* @__PURE__ */ new Set(['aws:resourceaccount', 's3:resourceaccount']);

function tokensOf(part: string | Escape | null, wildness: Wildness): readonly number[] {
  if (part === null) return [MANY];
  if (typeof part !== 'string') return codesOf(part.escaped);
  return wildness === 'literal' ? codesOf(part) : codesOf(part).map(wildcard);
}

function withinParts(tokens: readonly number[]): readonly number[] {
  let colons = 0;
  return tokens.map((token) => {
    if (token === COLON) colons += 1;
    if (colons >= COLONS_OF_ARN) return token;
    return token === MANY ? MANY_IN_PART : token === ONE ? ONE_IN_PART : token;
  });
}
