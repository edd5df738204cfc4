/**
 * Text that does nothing to a terminal: control characters, and those that turn the direction of writing around, are
 * written as escapes. Names, tags and policies are other people's.
 */
export const harmless = (text: string): string =>
  text.replace(CONTROLS, (character) => `\\u${character.charCodeAt(0).toString(16).padStart(4, '0')}`);

/** JSON on one line, as harmless to a terminal as it is to a parser. */
export const jsonText = (value: unknown): string => harmless(JSON.stringify(value));

/** C0, C1, line and paragraph separators, marks and overrides of direction, invisible characters; none is needed. */
const CONTROLS =
  // biome-ignore lint/suspicious/noControlCharactersInRegex: they are what is looked for
  /[\u0000-\u001f\u007f-\u009f\u061c\u200b-\u200f\u2028-\u202e\u2060-\u206f\ufeff]/g;

/**
 * Text in lines of at most `width` characters, broken at spaces and, where a word is longer than a line, within it.
 *
 * @param indent in front of every line
 */
export const wrapped = (text: string, width: number, indent = ''): string => {
  const room = Math.max(width - indent.length, 20);
  const lines: string[] = [];
  let line = '';
  for (const word of text.split(' ').flatMap((one) => partsOf(one, room))) {
    const longer = line === '' ? word : `${line} ${word}`;
    if (longer.length <= room) {
      line = longer;
    } else {
      lines.push(line);
      line = word;
    }
  }
  return [...lines, line].map((one) => `${indent}${one}`.trimEnd()).join('\n');
};

const partsOf = (word: string, room: number): readonly string[] =>
  word.length <= room ? [word] : (word.match(new RegExp(`.{1,${room}}`, 'gsu')) ?? []);

/** Text cut to a length, with a mark where something is missing. */
export const shortened = (text: string, length: number): string =>
  text.length <= length ? text : `${text.slice(0, length - 3)}...`;
