import { spawnSync } from 'node:child_process';
import { join } from 'node:path';
import { packFiles } from '../conformance-pack/packs.js';
import { templateFiles } from '../deploy/templates.js';

// Skipped where it is not installed: it is no npm package.
const isInstalled = spawnSync('cfn-lint', ['--version']).status === 0;
const withLint = isInstalled ? it : it.skip;
if (!isInstalled) console.log('cfn-lint is not installed: the templates and packs are not linted by it.');

describe('cfn-lint', () => {
  withLint(
    'has nothing to say about the committed templates and packs',
    async () => {
      const committed = [...(await templateFiles()), ...packFiles()].map(({ path }) => path);
      const { stdout, status } = spawnSync('cfn-lint', ['-i', 'W3005', '--', ...committed], {
        cwd: join(__dirname, '..'),
        encoding: 'utf8',
      });
      expect({ stdout, status }).toEqual({ stdout: '', status: 0 });
    },
    120_000,
  );
});
