// Bundles the command into one file, dist/s3-config-rules.js, that starts fast and needs no node_modules, and the AWS SDK with
// what calls it into another one beside it, which is loaded when AWS is asked.
// Another file to write may be given.
import { rmSync } from 'node:fs';
import { dirname, join, resolve } from 'node:path';
import { fileURLToPath } from 'node:url';

const root = join(dirname(fileURLToPath(import.meta.url)), '..');
const outfile = resolve(process.argv[2] ?? join(root, 'dist/s3-config-rules.js'));

const { build } = await import('esbuild').catch((cause) => {
  throw new Error('esbuild is not installed: run npm ci, without --omit=dev', { cause });
});

/** What calls AWS is loaded by a dynamic import, which leads to the other file. */
const aside = {
  name: 'aside',
  setup: ({ onResolve }) => {
    onResolve({ filter: /\/aws-calls\.js$/ }, ({ kind }) =>
      kind === 'dynamic-import' ? { path: './aws-calls.js', external: true } : undefined,
    );
  },
};

const bundle = (entryPoint, outfile) => ({
  absWorkingDir: root,
  entryPoints: [entryPoint],
  outfile,
  plugins: [aside],
  bundle: true,
  format: 'cjs',
  platform: 'node',
  target: 'node20',
  mainFields: ['module', 'main'],
  minifyWhitespace: true,
  legalComments: 'none',
  logLevel: 'warning',
});

try {
  await build(bundle('src/cli/main.ts', outfile));
  await build(bundle('src/cli/aws-calls.ts', join(dirname(outfile), 'aws-calls.js')));
} catch (error) {
  // An old bundle would run in place of what could not be built.
  rmSync(outfile, { force: true });
  throw error;
}
