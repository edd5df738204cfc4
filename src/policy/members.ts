import { MalformedPolicyError, malformed, shown } from './malformed-policy-error.js';

/**
 * A JSON object, all of whose members are known; what is not one is malformed.
 *
 * @param known the names it may have; null: any
 */
export function objectFrom(
  value: unknown,
  place: string,
  known: ReadonlySet<string> | null,
): Readonly<Record<string, unknown>> {
  if (!isRecord(value)) throw malformed(place, 'must be an object', value);
  const unknown = known === null ? undefined : Object.keys(value).find((name) => !known.has(name));
  if (unknown !== undefined) throw new MalformedPolicyError(`${place} has an unknown member ${shown(unknown)}`);
  return value;
}

/** A list of texts from one text or a list of at least one. */
export function textsFrom(value: unknown, place: string): readonly string[] {
  const texts = typeof value === 'string' ? [value] : value;
  if (!Array.isArray(texts) || texts.length === 0) {
    throw malformed(place, 'must be a string or a list of strings', value);
  }
  const bad = texts.find((text) => typeof text !== 'string' || text === '');
  if (bad !== undefined || texts.includes(undefined)) throw malformed(place, 'must hold non-empty strings', bad);
  return texts;
}

/** How many members the objects of a JSON value have together. */
export function membersOf(value: unknown): number {
  if (Array.isArray(value)) return value.reduce<number>((sum, item) => sum + membersOf(item), 0);
  if (!isRecord(value)) return 0;
  return Object.values(value).reduce<number>((sum, member) => sum + 1 + membersOf(member), 0);
}

/**
 * How many members the objects of a JSON text have together, as written.
 *
 * `JSON.parse` keeps the last of two members of one name and says nothing. Then what it gives has fewer members than
 * the text, so counting both finds duplicates without a parser of our own.
 *
 * @param text valid JSON
 */
export function membersWritten(text: string): number {
  let members = 0;
  let at = text.indexOf('"');
  while (at !== -1) {
    const end = closingQuote(text, at + 1);
    // Only the name of a member is a string before a colon.
    if (text.charCodeAt(skipSpace(text, end + 1)) === COLON) members += 1;
    at = text.indexOf('"', end + 1);
  }
  return members;
}

function isRecord(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

const COLON = 0x3a;
const BACKSLASH = 0x5c;
const SPACE = 0x20;

function closingQuote(text: string, from: number): number {
  let at = text.indexOf('"', from);
  while (at !== -1 && isEscaped(text, at)) at = text.indexOf('"', at + 1);
  return at === -1 ? text.length : at;
}

function isEscaped(text: string, at: number): boolean {
  let before = at - 1;
  while (text.charCodeAt(before) === BACKSLASH) before -= 1;
  return (at - before) % 2 === 0;
}

function skipSpace(text: string, from: number): number {
  let at = from;
  // In valid JSON whatever is not above a space and outside a string is white space.
  while (text.charCodeAt(at) <= SPACE) at += 1;
  return at;
}
