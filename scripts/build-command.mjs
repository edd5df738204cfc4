// Bundles the command into one file, dist/s3-config-rules.js, that starts fast and needs no node_modules.
// Another file to write may be given.
import { rmSync } from 'node:fs';
import { dirname, join, resolve } from 'node:path';
import { fileURLToPath } from 'node:url';

const root = join(dirname(fileURLToPath(import.meta.url)), '..');
const outfile = resolve(process.argv[2] ?? join(root, 'dist/s3-config-rules.js'));

const { build } = await import('esbuild').catch((cause) => {
  throw new Error('esbuild is not installed: run npm ci, without --omit=dev', { cause });
});

await build({
  absWorkingDir: root,
  entryPoints: ['src/cli/main.ts'],
  outfile,
  bundle: true,
  format: 'cjs',
  platform: 'node',
  target: 'node20',
  mainFields: ['module', 'main'],
  minifyWhitespace: true,
  legalComments: 'none',
  logLevel: 'warning',
}).catch((error) => {
  // An old bundle would run in place of what could not be built.
  rmSync(outfile, { force: true });
  throw error;
});
