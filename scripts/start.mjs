// npm start: the command over the example organization, as people see it. More arguments go to the command.
import { spawnSync } from 'node:child_process';
import { existsSync, readdirSync, statSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';

const root = join(dirname(fileURLToPath(import.meta.url)), '..');
const bundle = join(root, 'dist/s3-config-rules.js');

const newestIn = (path) =>
  statSync(path).isDirectory()
    ? Math.max(0, ...readdirSync(path).map((name) => newestIn(join(path, name))))
    : statSync(path).mtimeMs;

const sources = ['package.json', 'src', 'rules'].map((path) => join(root, path));
const isCurrent = existsSync(bundle) && Math.max(...sources.map(newestIn)) <= statSync(bundle).mtimeMs;
if (!isCurrent) spawnSync(process.execPath, [join(root, 'scripts/build-command.mjs')], { stdio: 'inherit' });

const command = join(root, 'bin/s3-config-rules.js');
const example = [
  ...['--snapshot', join('examples', 'organization')],
  ...['--answers', join('examples', 'answers.json')],
  // Its buckets are exempted by tags, and until a day far ahead so that the example does not age.
  ...['--parameter', '*.exemptionTagPrefix=exempt:', '--parameter', '*.maxExceptionDays=3650'],
];
const { status } = spawnSync(process.execPath, [command, 'audit', ...example, ...process.argv.slice(2)], {
  cwd: root,
  stdio: 'inherit',
});
// The example has findings, which is no failure here.
process.exitCode = status === 1 ? 0 : (status ?? 2);
