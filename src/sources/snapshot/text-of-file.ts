import { isUtf8 } from 'node:buffer';
import { once } from 'node:events';
import { pipeline } from 'node:stream';
import { createGunzip } from 'node:zlib';
import { UnreadableInputError } from '../subject.js';
import type { InputFile } from './input-files.js';

/**
 * The text of a file in pieces of UTF-8, without a byte order mark; unpacked if its first bytes say that it is gzip,
 * whatever its name says.
 *
 * @param onRead told how many bytes of the file have been read so far
 * @throws UnreadableInputError if gzip data are cut or corrupt, or the text is not UTF-8
 */
export async function* textOfFile(file: InputFile, onRead: (bytes: number) => void): AsyncGenerator<Uint8Array> {
  let offset = 0;
  let carried: Uint8Array = new Uint8Array();
  for await (const piece of unpacked(file, onRead)) {
    const bytes = carried.length > 0 ? Buffer.concat([carried, piece]) : piece;
    const whole = bytes.subarray(0, endOfCharacters(bytes));
    if (!isUtf8(whole)) throw notUtf8(file, whole, offset);
    carried = bytes.subarray(whole.length);
    yield offset === 0 && hasMark(whole) ? whole.subarray(MARK.length) : whole;
    offset += whole.length;
  }
  if (carried.length > 0) throw notUtf8(file, carried, offset);
}

async function* unpacked(file: InputFile, onRead: (bytes: number) => void): AsyncGenerator<Buffer> {
  const source = await file.open();
  await once(source, 'readable');
  const head: Buffer | null = source.read(2);
  if (head) source.unshift(head);
  if (head?.[0] !== 0x1f || head[1] !== 0x8b) {
    for await (const piece of source) {
      onRead(source.bytesRead);
      yield piece;
    }
    return;
  }
  const gunzip = createGunzip({ chunkSize: PIECE });
  // What goes wrong destroys `gunzip`, and the loop below throws it.
  pipeline(source, gunzip, () => {});
  let unpackedBytes = 0;
  try {
    for await (const piece of gunzip) {
      onRead(source.bytesRead);
      yield piece;
      unpackedBytes += piece.length;
    }
  } catch (cause) {
    throw gzipError(file, unpackedBytes, cause);
  }
  // Behind a zero byte zlib takes everything for padding, even another member.
  if (gunzip.bytesWritten !== file.size) {
    throw new UnreadableInputError(
      `${file.name}: something follows the gzip data, from byte ${gunzip.bytesWritten + 1}`,
    );
  }
}

/** Bytes unpacked at a time. */
const PIECE = 256 * 1024;

const MARK = [0xef, 0xbb, 0xbf] as const;
const hasMark = (bytes: Uint8Array): boolean => MARK.every((byte, index) => bytes[index] === byte);

/** Where the last whole character ends; what follows is the beginning of one, at most three bytes. */
const endOfCharacters = (bytes: Uint8Array): number => {
  for (let back = 1; back <= Math.min(3, bytes.length); back += 1) {
    const byte = bytes[bytes.length - back] ?? 0;
    if (byte < 0x80) break;
    if (byte >= 0xc0) return sequenceLength(byte) > back ? bytes.length - back : bytes.length;
  }
  return bytes.length;
};

const sequenceLength = (first: number): number => {
  if (first >= 0xf0) return 4;
  return first >= 0xe0 ? 3 : 2;
};

const notUtf8 = (file: InputFile, bytes: Uint8Array, offset: number): UnreadableInputError => {
  const isUtf16 =
    offset === 0 && ((bytes[0] === 0xff && bytes[1] === 0xfe) || (bytes[0] === 0xfe && bytes[1] === 0xff));
  const what = isUtf16
    ? 'it is UTF-16; save it as UTF-8'
    : `byte ${offset + validPrefix(bytes) + 1} of its text is not UTF-8`;
  return new UnreadableInputError(`${file.name}: ${what}`);
};

/** How many bytes in front are whole characters, found by halving. */
const validPrefix = (bytes: Uint8Array): number => {
  const wholeIn = (length: number) => bytes.subarray(0, endOfCharacters(bytes.subarray(0, length)));
  let [valid, invalid] = [0, bytes.length];
  while (invalid - valid > 1) {
    const middle = (valid + invalid) >> 1;
    if (isUtf8(wholeIn(middle))) valid = middle;
    else invalid = middle;
  }
  return wholeIn(valid).length;
};

const gzipError = (file: InputFile, unpackedBytes: number, cause: unknown): unknown => {
  const { code = '', message } = cause as NodeJS.ErrnoException;
  if (!code.startsWith('Z_')) return cause;
  const what = code === 'Z_BUF_ERROR' ? 'end in the middle' : `are corrupt (${message})`;
  return new UnreadableInputError(`${file.name}: the gzip data ${what}, behind byte ${unpackedBytes} of the text`, {
    cause,
  });
};
