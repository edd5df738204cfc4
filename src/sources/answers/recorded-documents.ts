import { createCapture } from '../snapshot/capture.js';
import type { InputFile } from '../snapshot/input-files.js';
import { ContentError, createJsonScanner, type JsonListener, type Place } from '../snapshot/json-scanner.js';
import { textOfFile } from '../snapshot/text-of-file.js';
import { UnreadableInputError } from '../subject.js';

/** One JSON document of a file, and where it begins. */
export interface RecordedDocument {
  readonly place: Place;
  readonly value: unknown;
}

/**
 * The JSON documents of a file in turn, one held at a time.
 *
 * @param onRead told how many bytes of the file have been read so far
 * @throws UnreadableInputError for text that is cut or not JSON, or names a key twice in an object
 */
export async function* documentsOf(
  file: InputFile,
  onRead: (bytes: number) => void,
): AsyncGenerator<RecordedDocument, void, void> {
  const capture = createCapture();
  let complete: { readonly place: Place; readonly bytes: Uint8Array }[] = [];
  let start = 0;
  let place: Place = { line: 1, byte: 1 };
  const scanner = createJsonScanner(
    {
      ...deaf,
      opened: (_depth, offset) => {
        start = offset;
        place = scanner.place();
        capture.begin(offset);
      },
      closed: (_depth, end) => {
        complete.push({ place, bytes: capture.bytes(start, end) });
        capture.drop();
      },
    },
    0,
  );
  try {
    for await (const piece of textOfFile(file, onRead)) {
      capture.next(piece);
      if (capture.held() > MAX_BYTES)
        throw new ContentError('the document is too long; write one account a line', place);
      complete = [];
      scanner.push(piece);
      for (const one of complete) {
        refuseDoubleKeys(one.bytes, one.place);
        yield { place: one.place, value: JSON.parse(Buffer.from(one.bytes).toString('utf8')) };
      }
    }
    scanner.end();
  } catch (error) {
    if (!(error instanceof ContentError)) throw error;
    const { line, byte } = error.place;
    throw new UnreadableInputError(`${file.name}, line ${line}, byte ${byte}: ${error.message}`, { cause: error });
  }
}

const deaf: JsonListener = { opened: () => {}, closed: () => {}, keyOpened: () => {}, key: () => {} };

/** Near the longest text that JavaScript holds. */
const MAX_BYTES = 500 * 1024 * 1024;

/** Of two members of one name a parser silently takes the last. */
const refuseDoubleKeys = (document: Uint8Array, begin: Place): void => {
  const seen: Set<string>[] = [];
  const scanner = createJsonScanner(
    {
      ...deaf,
      opened: (depth) => {
        seen[depth + 1] = new Set();
      },
      key: (depth, start, end) => {
        const name: unknown = JSON.parse(Buffer.from(document.subarray(start, end)).toString('utf8'));
        const names = seen[depth] ?? new Set();
        if (names.has(String(name))) {
          const line = begin.line + scanner.place().line - 1;
          const byte = begin.byte + start;
          throw new ContentError(`the key ${JSON.stringify(name)} stands twice in one object`, { line, byte });
        }
        names.add(String(name));
      },
    },
    Number.POSITIVE_INFINITY,
  );
  scanner.push(document);
};
