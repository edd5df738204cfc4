/**
 * The grammar of JSON (RFC 8259) as a table: for each state and byte the next state, or an action of the scanner.
 *
 * A byte of at least 0x80 is only allowed within text; whether such bytes are UTF-8 is looked at elsewhere.
 */

/** Where the scanner stands; a text of its own for each letter of a literal. */
export const states = {
  /** Between documents. */
  document: 0,
  value: 1,
  firstElement: 2,
  firstKey: 3,
  nextKey: 4,
  colon: 5,
  afterValue: 6,
  text: 7,
  escape: 8,
  hex1: 9,
  hex2: 10,
  hex3: 11,
  hex4: 12,
  minus: 13,
  zero: 14,
  whole: 15,
  point: 16,
  fraction: 17,
  exponent: 18,
  exponentSign: 19,
  exponentDigits: 20,
  /** The first of the states within `true`, `false` and `null`. */
  literal: 21,
} as const;

/** What the scanner has to do beyond moving on; numbered above every state. */
export const actions = {
  refuse: 64,
  newLine: 65,
  openContainer: 66,
  closeContainer: 67,
  comma: 68,
  openKey: 69,
  openText: 70,
  closeText: 71,
  openScalar: 72,
  closeLiteral: 73,
  closeNumber: 74,
} as const;

const WHITE = ' \t\r';
const DIGITS = '0123456789';
const HEX = `${DIGITS}abcdefABCDEF`;
const BEHIND_NUMBER = `${WHITE}\n,]}`;
const literals = ['true', 'false', 'null'];

/** The state behind the first letter of a literal or number. */
export const scalarStates = new Uint8Array(256);

/** Indexed by `state * 256 + byte`. */
export const transitions = new Uint8Array(64 * 256).fill(actions.refuse);

const set = (state: number, bytes: string, next: number): void => {
  for (const byte of bytes) transitions[state * 256 + byte.charCodeAt(0)] = next;
};

for (const state of [
  states.document,
  states.value,
  states.firstElement,
  states.firstKey,
  states.nextKey,
  states.colon,
  states.afterValue,
]) {
  set(state, WHITE, state);
  set(state, '\n', actions.newLine);
}
set(states.document, '{[', actions.openContainer);
for (const state of [states.value, states.firstElement]) {
  set(state, '{[', actions.openContainer);
  set(state, '"', actions.openText);
  set(state, `-${DIGITS}tfn`, actions.openScalar);
}
set(states.firstElement, ']', actions.closeContainer);
set(states.firstKey, '}', actions.closeContainer);
set(states.firstKey, '"', actions.openKey);
set(states.nextKey, '"', actions.openKey);
set(states.colon, ':', states.value);
set(states.afterValue, ',', actions.comma);
set(states.afterValue, ']}', actions.closeContainer);

transitions.fill(states.text, states.text * 256 + 0x20, states.text * 256 + 256);
set(states.text, '"', actions.closeText);
set(states.text, '\\', states.escape);
set(states.escape, '"\\/bfnrt', states.text);
set(states.escape, 'u', states.hex1);
set(states.hex1, HEX, states.hex2);
set(states.hex2, HEX, states.hex3);
set(states.hex3, HEX, states.hex4);
set(states.hex4, HEX, states.text);

for (const state of [states.zero, states.whole]) set(state, '.', states.point);
for (const state of [states.whole, states.fraction, states.exponentDigits]) set(state, DIGITS, state);
for (const state of [states.zero, states.whole, states.fraction]) set(state, 'eE', states.exponent);
for (const state of [states.zero, states.whole, states.fraction, states.exponentDigits]) {
  set(state, BEHIND_NUMBER, actions.closeNumber);
}
set(states.minus, DIGITS, states.whole);
set(states.minus, '0', states.zero);
set(states.point, DIGITS, states.fraction);
set(states.exponent, DIGITS, states.exponentDigits);
set(states.exponent, '+-', states.exponentSign);
set(states.exponentSign, DIGITS, states.exponentDigits);

const startScalar = (bytes: string, state: number): void => {
  for (const byte of bytes) scalarStates[byte.charCodeAt(0)] = state;
};
startScalar('-', states.minus);
startScalar(DIGITS, states.whole);
startScalar('0', states.zero);
let free: number = states.literal;
for (const literal of literals) {
  startScalar(literal.charAt(0), free);
  for (let index = 1; index < literal.length; index += 1, free += 1) {
    set(free, literal.charAt(index), index === literal.length - 1 ? actions.closeLiteral : free + 1);
  }
}

/** What JSON allows in a state, as an error says it. */
export const expectedIn = (state: number, inObject: boolean): string => {
  switch (state) {
    case states.document:
      return 'an object or an array';
    case states.value:
    case states.firstElement:
      return 'a value';
    case states.firstKey:
    case states.nextKey:
      return 'a key in quotes';
    case states.colon:
      return '":"';
    case states.afterValue:
      return inObject ? '"," or "}"' : '"," or "]"';
    case states.text:
      return 'text without control characters';
    case states.escape:
      return 'an escape such as \\n';
    default:
      if (state >= states.literal) return 'true, false or null';
      return state >= states.minus ? 'a number' : 'four hexadecimal digits';
  }
};
