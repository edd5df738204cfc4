/**
 * A reason in words for the owner of a resource: text, or text with lists between it that may be cut at whole items
 * where room is short.
 */
export type Reason = string | Words;

/** Text and lists in turn, as `words` makes them. */
export type Words = readonly (string | readonly string[])[];

/**
 * Makes a reason from a template: `` words`Not blocked: ${flags}.` ``.
 *
 * @returns a reason whose lists read `a, b, c` in full and `a (+2 more)` where room is short
 */
export const words = (
  texts: TemplateStringsArray,
  ...values: readonly (string | number | readonly string[] | Words)[]
): Words =>
  merged(
    texts.flatMap((text, index) => {
      const value = values[index];
      if (value === undefined) return [text];
      if (typeof value === 'string' || typeof value === 'number') return [text, String(value)];
      return isListOfText(value) ? [text, value] : [text, ...value];
    }),
  );

/** Several reasons one after the other, separated by a space. */
export const joinReasons = (...reasons: readonly (Reason | null)[]): Words =>
  merged(
    reasons
      .filter((reason) => reason !== null)
      .flatMap((reason, index) => (index === 0 ? partsOf(reason) : [' ', ...partsOf(reason)])),
  );

/** The whole reason as one text. */
export const fullText = (reason: Reason): string =>
  partsOf(reason)
    .map((part) => (typeof part === 'string' ? part : part.join(', ')))
    .join('');

/**
 * The reason in at most `limit` characters: lists are cut at whole items, the longest first; only text that is still
 * too long is cut at a word.
 *
 * @param limit in UTF-16 units, at least 20
 */
export const shortText = (reason: Reason, limit: number): string => {
  const parts = partsOf(reason);
  const shown = parts.map((part) => (typeof part === 'string' ? 0 : part.length));
  const render = () => parts.map((part, index) => renderPart(part, shown[index] ?? 0)).join('');
  let text = render();
  while (text.length > limit) {
    const longest = shown.indexOf(Math.max(...shown));
    const count = shown[longest] ?? 0;
    if (count <= 1) return cutAtWord(text, limit);
    shown[longest] = count - 1;
    text = render();
  }
  return text;
};

const partsOf = (reason: Reason): Words => (typeof reason === 'string' ? [reason] : reason);

/** Neighbouring texts as one, so that a reason of text alone reads the same when it is taken for a list. */
const merged = (parts: Words): Words => {
  const whole: (string | readonly string[])[] = [];
  for (const part of parts) {
    const last = whole.at(-1);
    if (typeof last === 'string' && typeof part === 'string') whole[whole.length - 1] = last + part;
    else whole.push(part);
  }
  return whole;
};

const isListOfText = (value: readonly string[] | Words): value is readonly string[] =>
  value.every((item) => typeof item === 'string');

const renderPart = (part: string | readonly string[], shown: number): string => {
  if (typeof part === 'string') return part;
  const rest = part.length - shown;
  return rest === 0 ? part.join(', ') : `${part.slice(0, shown).join(', ')} (+${rest} more)`;
};

const cutAtWord = (text: string, limit: number): string => {
  const room = limit - '...'.length;
  const border = text.lastIndexOf(' ', room);
  return `${text.slice(0, border > limit / 2 ? border : room)}...`;
};
