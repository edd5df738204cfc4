#!/usr/bin/env node
// The SDK warns on Node 20, which this package supports.
process.env.AWS_SDK_JS_NODE_VERSION_SUPPORT_WARNING_DISABLED = 'true';

const { existsSync } = require('node:fs');
const { join } = require('node:path');

const bundle = join(__dirname, '../dist/s3-config-rules.js');
if (!existsSync(bundle)) {
  console.error('s3-config-rules: the command is not built; run npm ci, or node scripts/build-command.mjs');
  process.exit(2);
}
for (const [signal, code] of Object.entries({ SIGINT: 130, SIGTERM: 143, SIGHUP: 129 })) {
  process.once(signal, () => process.exit(code));
}
require(bundle)
  .main(process.argv.slice(2), process)
  .then((exitCode) => {
    process.exitCode = exitCode;
  });
