import { promisify } from 'node:util';
import { brotliCompress, brotliDecompressSync } from 'node:zlib';

const compress = promisify<Buffer, Buffer>(brotliCompress);

const BEFORE = 'module._compile(require("node:zlib").brotliDecompressSync(Buffer.from("';
const AFTER = '","base64")).toString(),__filename)';

/**
 * CommonJS code that unpacks and runs other CommonJS code in its own place. A template may have 1 MB, and the plain
 * code of all core rules has more; packed it has about a third. Brotli, since its output does not depend on the CPU.
 */
export const packedCode = async (code: string): Promise<string> =>
  `${BEFORE}${(await compress(Buffer.from(code))).toString('base64')}${AFTER}`;

/** The code that `packedCode` was given, for whoever reviews what a template runs. */
export const unpackedCode = (packed: string): string =>
  brotliDecompressSync(Buffer.from(packed.slice(BEFORE.length, -AFTER.length), 'base64')).toString();
