import { type Reason, shortText, type Words } from '../core/reason.js';

/**
 * Longest annotation Config takes (PutEvaluations API). Whether it counts code points or UTF-16 units is not
 * documented; in ASCII both are the same.
 */
export const ANNOTATION_LIMIT = 256;

/**
 * A result's annotation: `LABEL: reason`, printable ASCII, at most 256 characters, lists cut at whole items.
 *
 * @param label a verdict's code, or `UNVERIFIED`
 */
export const annotationFrom = (label: string, reason: Reason): string => {
  const lead = `${label}: `;
  return `${lead}${shortText(asciiReason(reason), ANNOTATION_LIMIT - lead.length)}`.trim();
};

/** Before it is cut, since an escape is longer than what it stands for. */
const asciiReason = (reason: Reason): Words =>
  (typeof reason === 'string' ? [reason] : reason).map((part) =>
    typeof part === 'string' ? asciiText(part) : part.map(asciiText),
  );

/** Accents are dropped, typographic marks made plain; of the rest the code point is told: `\u{732b}`. */
const asciiText = (text: string): string =>
  text
    .normalize('NFKD')
    .replace(/\p{M}/gu, '')
    .replace(/[\s\p{Cc}]+/gu, ' ')
    .replace(/[^\x20-\x7e]/gu, (character) => plain[character] ?? `\\u{${character.codePointAt(0)?.toString(16)}}`);

const plain: Readonly<Record<string, string>> = {
  '\u2018': "'",
  '\u2019': "'",
  '\u201c': '"',
  '\u201d': '"',
  '\u2010': '-',
  '\u2013': '-',
  '\u2014': '-',
  ß: 'ss',
  æ: 'ae',
  Æ: 'AE',
  ø: 'o',
  Ø: 'O',
  ł: 'l',
  Ł: 'L',
};
