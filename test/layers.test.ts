import { readdirSync, readFileSync } from 'node:fs';
import { dirname, join, relative } from 'node:path';

const root = join(__dirname, '..');

/**
 * Who may import whom: each layer and what its files may name, as folders of ours or as packages. The first row that
 * fits a file is its layer.
 */
const layers: readonly (readonly [layer: RegExp, allowed: readonly RegExp[]])[] = [
  // Small policies and requests for property tests; no product code imports it.
  [/^src\/policy\/small-world\.ts$/, [/^src\/policy\//, /^fast-check$/]],
  [/^src\/policy\//, [/^src\/policy\//]],
  [/^src\/asff\//, [/^src\/(asff|core)\//, /^node:/]],
  [/^src\/core\//, [/^src\/core\//, /^src\/policy\//, /^ajv/]],
  [/^src\/sources\//, [/^src\/(sources|core|policy)\//, /^@aws-sdk\//, /^@smithy\//, /^yaml$/, /^ajv$/, /^node:/]],
  [/^src\/lambda\//, [/^src\/(lambda|core|sources|policy)\//, /^@aws-sdk\//, /^node:/]],
  [
    /^src\/cli\//,
    [
      /^src\//,
      /^rules\//,
      /^conformance-pack\/(chosen-pack|managed-rules)\.js$/,
      /^package\.json$/,
      /^(commander|csv-stringify)(\/|$)/,
      /^@aws-sdk\//,
      /^node:/,
    ],
  ],
  [/^rules\/.*\/rule\.ts$/, [/^src\/(core|policy)\//]],
  [/^rules\/.*\/handler\.ts$/, [/^src\/(lambda|sources\/live)\//, /^rules\/.*\/rule\.js$/]],
  [/^rules\/[^/]+\.ts$/, [/^src\/core\//, /^rules\//]],
  [
    /^conformance-pack\//,
    [/^conformance-pack\//, /^src\/core\//, /^rules\//, /^scripts\/generated-file\.js$/, /^yaml$/, /^node:/],
  ],
  [/^docs\//, [/^docs\//, /^src\/core\//, /^rules\//, /^scripts\/generated-file\.js$/, /^yaml$/, /^node:/]],
  // What runs in Lambda; the rest of its folder knows no SDK.
  [/^deploy\/forwarder\/aws-api\.ts$/, [/^deploy\/forwarder\//, /^src\/asff\//, /^@aws-sdk\//]],
  [
    /^deploy\//,
    [
      /^deploy\//,
      /^conformance-pack\//,
      /^src\/(asff|core)\//,
      /^rules\//,
      /^scripts\/generated-file\.js$/,
      /^(aws-cdk-lib|constructs|cdk-nag|esbuild|ajv|yaml)(\/|$)/,
      /^node:/,
    ],
  ],
];

const sourceFiles = (folder: string): readonly string[] =>
  readdirSync(join(root, folder), { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile() && entry.name.endsWith('.ts') && !entry.name.endsWith('.test.ts'))
    .map((entry) => relative(root, join(entry.parentPath, entry.name)));

const importsOf = (file: string): readonly string[] => {
  const text = readFileSync(join(root, file), 'utf8');
  const named = [
    ...text.matchAll(/(?:^|\n)(?:import|export)\b[^;]*?from '([^']+)'|import\('([^']+)'\)|require\('([^']+)'\)/g),
  ];
  return named
    .map(([, from, dynamic, required]) => from ?? dynamic ?? required ?? '')
    .map((name) => (name.startsWith('.') ? relative(root, join(root, dirname(file), name)) : name));
};

const files = ['src', 'rules', 'conformance-pack', 'docs', 'deploy'].flatMap(sourceFiles);

describe('layers', () => {
  it('finds the files', () => {
    expect(files.length).toBeGreaterThan(20);
  });

  it.each(files)('%s imports only what its layer may', (file) => {
    const layer = layers.find(([pattern]) => pattern.test(file));
    if (!layer) throw new Error(`${file} belongs to no layer`);
    const [, allowed] = layer;
    expect(importsOf(file).filter((name) => !allowed.some((pattern) => pattern.test(name)))).toEqual([]);
  });
});

describe('the reading of imports', () => {
  it('sees static, multi-line and dynamic ones', () => {
    expect(importsOf('rules/public-access/s3-bucket-public-access-block/handler.ts')).toEqual([
      'src/lambda/handler.js',
      'src/sources/live/s3.js',
      'src/sources/live/s3control.js',
      'rules/public-access/s3-bucket-public-access-block/rule.js',
    ]);
    expect(importsOf('src/core/resource.ts')).toEqual([
      'src/core/fact.js',
      'src/core/fact-origins.js',
      'src/core/facts.js',
    ]);
  });
});
