import { actions, expectedIn, scalarStates, states, transitions } from './json-grammar.js';

/** What a scanner tells of values and keys that have few containers around them. Offsets count bytes from 0. */
export interface JsonListener {
  /** A value begins. `depth` is the number of containers around it, `first` its first byte. */
  opened(depth: number, offset: number, first: number): void;
  /** A value is complete; `end` is the offset behind its last byte. */
  closed(depth: number, end: number): void;
  /** A key begins, at the depth of its value. */
  keyOpened(depth: number, offset: number): void;
  /** A key is complete; the span holds its quotes. */
  key(depth: number, start: number, end: number): void;
}

export interface JsonScanner {
  /**
   * Takes the next bytes of the text.
   *
   * @throws ContentError at the first byte that JSON does not allow
   */
  push(bytes: Uint8Array): void;
  /**
   * Says that the text is over.
   *
   * @throws ContentError if a value is still open, or there was none
   */
  end(): void;
  /** The place of the byte being looked at. */
  place(): Place;
}

/** A place in a text; both count from 1, bytes through all lines, since delivered files are one long line. */
export interface Place {
  readonly line: number;
  readonly byte: number;
}

/** Text that is not what it should be: what was expected and found, and where. */
export class ContentError extends Error {
  override readonly name = 'ContentError';
  constructor(
    message: string,
    readonly place: Place,
  ) {
    super(message);
  }
}

/** Deeper text is refused: no configuration item comes near it, and what reads values is recursive. */
const MAX_DEPTH = 500;

/**
 * Checks JSON text of any length that arrives in pieces, and tells where its outer values begin and end, so that they
 * can be cut out and parsed one by one. The text is an object or array, or several in turn.
 *
 * @param listener told of keys and values with at most `listenDepth` containers around them
 */
export const createJsonScanner = (listener: JsonListener, listenDepth: number): JsonScanner => {
  const isObject = new Uint8Array(MAX_DEPTH + 1);
  let state: number = states.document;
  let depth = 0;
  let offset = 0;
  let line = 1;
  let documents = 0;
  let keyStart = -1;

  const place = (): Place => ({ line, byte: offset + 1 });

  const refuse = (byte: number): never => {
    throw new ContentError(`expected ${expectedIn(state, isObject[depth] === 1)}, got ${shown(byte)}`, place());
  };

  /** A value ends in front of `end`; gives the state that follows. */
  const close = (end: number): number => {
    if (depth <= listenDepth) listener.closed(depth, end);
    if (depth > 0) return states.afterValue;
    documents += 1;
    return states.document;
  };

  const openContainer = (byte: number): number => {
    if (depth === MAX_DEPTH) throw new ContentError(`more than ${MAX_DEPTH} levels of nesting`, place());
    if (depth <= listenDepth) listener.opened(depth, offset, byte);
    depth += 1;
    isObject[depth] = byte === OPEN_BRACE ? 1 : 0;
    return byte === OPEN_BRACE ? states.firstKey : states.firstElement;
  };

  const closeContainer = (byte: number): number => {
    if ((byte === CLOSE_BRACE) !== (isObject[depth] === 1)) return refuse(byte);
    depth -= 1;
    return close(offset + 1);
  };

  const openScalar = (byte: number, next: number): number => {
    if (depth <= listenDepth) listener.opened(depth, offset, byte);
    return next;
  };

  const closeText = (): number => {
    if (keyStart < 0) return close(offset + 1);
    if (depth <= listenDepth) listener.key(depth, keyStart, offset + 1);
    keyStart = -1;
    return states.colon;
  };

  /** The byte behind a number belongs to what follows it. */
  const closeNumber = (byte: number): number => {
    state = close(offset);
    const next = transitions[state * 256 + byte] ?? actions.refuse;
    return next < FIRST_ACTION ? next : act(next, byte);
  };

  /** Does what a byte asks for beyond moving on; gives the state that follows. */
  const act = (action: number, byte: number): number => {
    switch (action) {
      case actions.newLine:
        line += 1;
        return state;
      case actions.openContainer:
        return openContainer(byte);
      case actions.closeContainer:
        return closeContainer(byte);
      case actions.comma:
        return isObject[depth] === 1 ? states.nextKey : states.value;
      case actions.openKey:
        keyStart = offset;
        if (depth <= listenDepth) listener.keyOpened(depth, offset);
        return states.text;
      case actions.openText:
        return openScalar(byte, states.text);
      case actions.closeText:
        return closeText();
      case actions.openScalar:
        return openScalar(byte, scalarStates[byte] ?? 0);
      case actions.closeLiteral:
        return close(offset + 1);
      case actions.closeNumber:
        return closeNumber(byte);
      default:
        return refuse(byte);
    }
  };

  return {
    push: (bytes) => {
      const start = offset;
      const { length } = bytes;
      // Locals, since this loop sees every byte.
      const table = transitions;
      let current = state;
      for (let index = 0; index < length; index += 1) {
        const byte = bytes[index] ?? 0;
        const next = table[current * 256 + byte] ?? 0;
        if (next < FIRST_ACTION) {
          current = next;
        } else {
          state = current;
          offset = start + index;
          current = act(next, byte);
        }
      }
      state = current;
      offset = start + length;
    },
    end: () => {
      if (depth > 0) throw new ContentError('the text ends in the middle', place());
      if (documents === 0) throw new ContentError('it is empty', place());
    },
    place,
  };
};

const FIRST_ACTION = actions.refuse;
const OPEN_BRACE = 0x7b;
const CLOSE_BRACE = 0x7d;

/** A byte for an error: itself if it can be shown, else its number. */
const shown = (byte: number): string =>
  byte > 0x20 && byte < 0x7f
    ? JSON.stringify(String.fromCharCode(byte))
    : `the byte 0x${byte.toString(16).padStart(2, '0')}`;
