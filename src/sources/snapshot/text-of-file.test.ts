import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Readable } from 'node:stream';
import { gzipSync } from 'node:zlib';
import fc from 'fast-check';
import { openInputFiles } from './input-files.js';
import { textOfFile } from './text-of-file.js';

let folder = '';
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'text-of-file-'));
});
afterAll(() => rm(folder, { recursive: true }));

const textOf = async (content: Uint8Array): Promise<string> => {
  const path = join(folder, 'snapshot.json');
  await writeFile(path, content);
  const { files } = await openInputFiles([path], Readable.from([]));
  const pieces: Uint8Array[] = [];
  for (const file of files) {
    for await (const piece of textOfFile(file, () => {})) {
      // Every piece is whole characters.
      new TextDecoder('utf-8', { fatal: true }).decode(piece);
      pieces.push(piece);
    }
  }
  return Buffer.concat(pieces).toString();
};

const errorOf = async (content: Uint8Array): Promise<string> => {
  try {
    await textOf(content);
  } catch (error) {
    return String(error).replace(folder, '');
  }
  return 'nothing wrong';
};

const long = 'schnörkel €𝄞 '.repeat(60_000);

describe('text', () => {
  it.each<[string, Uint8Array, string]>([
    ['plain, longer than a piece', Buffer.from(long), long],
    ['gzip, told by its bytes and not by its name', gzipSync(long), long],
    ['gzip of several members', Buffer.concat([gzipSync('one '), gzipSync('two')]), 'one two'],
    ['a byte order mark is no part of it', Buffer.from('\ufeff{}'), '{}'],
    ['nothing', Buffer.from(''), ''],
    ['one byte', Buffer.from('{'), '{'],
    ['the first byte of gzip alone', Buffer.from([0x1f]), '\u001f'],
  ])('%s', async (_name, content, expected) => {
    expect(await textOf(content)).toBe(expected);
  });

  it('is whole whatever it is', async () => {
    await fc.assert(
      fc.asyncProperty(fc.string({ unit: 'binary', maxLength: 300 }), fc.boolean(), async (text, packed) => {
        const content = Buffer.from(text);
        expect(await textOf(packed ? gzipSync(content) : content)).toBe(content.toString().replace(/^\ufeff/, ''));
      }),
      { numRuns: 60 },
    );
  });
});

describe('a file that is not what it should be', () => {
  const packed = gzipSync(long);
  const changed = (at: number): Uint8Array => Buffer.from(packed).fill((packed[at] ?? 0) ^ 0xff, at, at + 1);

  it.each<[string, Uint8Array, RegExp]>([
    [
      'gzip cut in its data',
      packed.subarray(0, 500),
      /snapshot.json: the gzip data end in the middle, behind byte \d+/,
    ],
    ['gzip cut in its checksum', packed.subarray(0, -3), /the gzip data end in the middle/],
    ['gzip that is only a head', packed.subarray(0, 5), /the gzip data end in the middle, behind byte 0/],
    ['gzip with a wrong byte', changed(12), /the gzip data are corrupt \(.+\), behind byte \d+/],
    ['gzip with a wrong checksum', changed(packed.length - 6), /corrupt \(incorrect data check\)/],
    ['something behind gzip', Buffer.concat([packed, Buffer.from('more')]), /corrupt \(incorrect header check\)/],
    [
      'another member behind padding, which zlib would leave out',
      Buffer.concat([gzipSync('one'), Buffer.alloc(4), gzipSync('two')]),
      /something follows the gzip data, from byte 24/,
    ],
    ['a byte that is never UTF-8', Buffer.from([0x7b, 0x22, 0xff, 0x22, 0x7d]), /byte 3 of its text is not UTF-8/],
    [
      'a wrong byte far in',
      Buffer.concat([Buffer.alloc(300_001, 0x20), Buffer.from([0xc3, 0x28])]),
      /byte 300002 of its text is not UTF-8/,
    ],
    ['a character that ends in the middle', Buffer.from('{"€').subarray(0, -1), /byte 3 of its text is not UTF-8/],
    ['half a pair, encoded', Buffer.from([0x22, 0xed, 0xa0, 0x80, 0x22]), /byte 2 of its text is not UTF-8/],
    ['UTF-16', Buffer.from('\ufeff{}', 'utf16le'), /it is UTF-16; save it as UTF-8/],
  ])('%s', async (_name, content, expected) => {
    expect(await errorOf(content)).toMatch(expected);
  });
});
