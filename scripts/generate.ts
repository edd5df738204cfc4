import { mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { generatedFiles, partsOfOthers } from './generated-files.js';

/** Writes every generated file; with `--check` only says which ones are not current, and exits with 1 if any is not. */
const main = async (): Promise<void> => {
  const root = join(__dirname, '..');
  const check = process.argv.includes('--check');
  // The code of the functions, which stands in the templates, holds these files as they are on disk.
  if (!check) for (const { path, text } of await partsOfOthers()) write(join(root, path), text);
  const files = await generatedFiles(root);
  const stale = files.filter(({ path, text }) => currentText(join(root, path)) !== text);
  for (const { path, text } of stale) {
    if (check) console.error(`${path} is not current; run npm run generate and commit it`);
    else write(join(root, path), text);
  }
  console.log(`${files.length} generated files, ${stale.length} ${check ? 'not current' : 'written'}`);
  if (check && stale.length > 0) process.exitCode = 1;
};

const write = (path: string, text: string): void => {
  mkdirSync(dirname(path), { recursive: true });
  writeFileSync(path, text);
};

const currentText = (path: string): string | null => {
  try {
    return readFileSync(path, 'utf8');
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'ENOENT') return null;
    throw error;
  }
};

void main();
