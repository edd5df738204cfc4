// Turns TypeScript into CommonJS for jest. Types are tsc's business, so this only strips them.
const { createHash } = require('node:crypto');
const { readFileSync } = require('node:fs');
const esbuild = require('esbuild');

const self = readFileSync(__filename);

module.exports = {
  process: (source, path) =>
    esbuild.transformSync(source, {
      loader: 'ts',
      format: 'cjs',
      target: 'node20',
      platform: 'node',
      sourcemap: 'inline',
      sourcefile: path,
      supported: { 'dynamic-import': false },
    }),
  getCacheKey: (source, path, { configString }) =>
    createHash('sha256')
      .update(esbuild.version)
      .update(self)
      .update(source)
      .update(path)
      .update(configString)
      .digest('hex'),
};
