import { join } from 'node:path';
import { build, type Plugin } from 'esbuild';
import { familyOf } from '../rules/index.js';
import type { Rule } from '../src/core/rule.js';
import { compiledCheckPlugin } from './compiled-check.js';
import { cutTablesPlugin } from './cut-tables.js';
import { packedCode } from './packed-code.js';

/** A function's whole code: one CommonJS file, `index.js`, with the handler `index.handler`. */
export interface Bundle {
  readonly code: string;
  /** What unpacks and runs it, as it stands inline in a template. */
  readonly packed: string;
}

/**
 * The code of a rule's Lambda function: everything but the AWS SDK, which the runtime has. The same sources give the
 * same bytes, in ASCII.
 */
export const bundleRule = async (rule: Rule): Promise<Bundle> => {
  const entry = `rules/${familyOf(rule.id)}/${rule.id}/handler.ts`;
  const { bundle, inputs } = await bundleFile(entry, [compiledCheckPlugin(rule.parameters), cutTablesPlugin(rule)]);
  const bundled = inputs.filter((path) => /^rules\/.*\/rule\.ts$/.test(path));
  // What is compiled ahead and left out is one rule's.
  if (bundled.length !== 1) throw new Error(`${entry} must bring in one rule, got ${bundled.join(', ') || 'none'}`);
  return bundle;
};

/**
 * Bundles one entry file.
 *
 * @param entry from the root of the project
 * @returns the bundle, and the files that went into it, from the root of the project
 */
export const bundleFile = async (
  entry: string,
  plugins: readonly Plugin[] = [],
): Promise<{ readonly bundle: Bundle; readonly inputs: readonly string[] }> => {
  const { outputFiles, metafile } = await build({
    absWorkingDir: join(__dirname, '..'),
    entryPoints: [entry],
    outfile: 'index.js',
    write: false,
    metafile: true,
    bundle: true,
    format: 'cjs',
    platform: 'node',
    // The functions run on Node 24; the tests run their code on every version that the project supports.
    target: 'node20',
    minify: true,
    charset: 'ascii',
    legalComments: 'none',
    logLevel: 'silent',
    external: ['@aws-sdk/*'],
    plugins: [...plugins],
  });
  const code = outputFiles[0]?.text ?? '';
  return { bundle: { code, packed: await packedCode(code) }, inputs: Object.keys(metafile.inputs) };
};
