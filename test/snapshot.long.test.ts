import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { createWriteStream, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { pipeline, Readable } from 'node:stream';
import { promisify } from 'node:util';
import { createGzip } from 'node:zlib';
import { buildCommand, createTestFolder } from './cli-command.js';
import { asSnapshot, eventItem, snapshotItem } from './items.js';

const folder = createTestFolder();
let bin = '';
beforeAll(() => {
  bin = buildCommand(folder);
  // Says at the end how much memory the process held at most.
  folder.write(
    'measure.js',
    `process.on('exit', () => require('fs').writeFileSync(${JSON.stringify(join(folder.path, 'memory'))}, String(process.resourceUsage().maxRSS)));`,
  );
}, 60_000);
afterAll(() => folder.remove());

jest.setTimeout(15 * 60_000);

/** Items of a large organization: of ten, four are buckets, of which one is not versioned and three log somewhere. */
const itemText = (number: number): string => {
  const [text, name] = templates[number % templates.length] ?? ['', ''];
  const accountId = String(111122223000 + (number % 500));
  return text.replaceAll(name, `example-${number}`).replaceAll('111122223333', accountId);
};

const NAME = 'example-template-name';
const enabled = { status: 'Enabled', mfaDelete: false } as const;
const logging = { destinationBucket: 'central-logs', prefix: '' };
const bucketText = (given: object): readonly [string, string] => [
  JSON.stringify(snapshotItem({ name: NAME, versioning: enabled, ...given })),
  NAME,
];
const otherText: readonly [string, string] = [
  JSON.stringify(asSnapshot({ ...eventItem({ name: NAME }), resourceType: 'AWS::EC2::NetworkInterface' })),
  NAME,
];
const templates: readonly (readonly [string, string])[] = [
  ...[{ versioning: { status: 'Off', mfaDelete: false } }, { logging }, { logging }, { logging }].map(bucketText),
  ...Array.from({ length: 6 }, () => otherText),
];

function* snapshotText(count: number): Generator<string> {
  yield '{"fileVersion":"1.0","configSnapshotId":"example","configurationItems":[';
  for (let start = 0; start < count; start += 1000) {
    const items = Array.from({ length: 1000 }, (_, offset) => itemText(start + offset));
    yield `${start === 0 ? '' : ','}${items.join(',')}`;
  }
  yield ']}';
}

/** Writes a snapshot without ever holding it. */
const writeSnapshot = async (name: string, count: number): Promise<string> => {
  const path = join(folder.path, name);
  const target = createWriteStream(path);
  const text = Readable.from(snapshotText(count));
  await promisify(pipeline)(name.endsWith('.gz') ? [text, createGzip({ level: 1 }), target] : [text, target]);
  return path;
};

/** Runs an audit; gives its exit code, how many lines it wrote, and the most memory it held, in MB. */
const measure = async (path: string, ...args: readonly string[]) => {
  const hook = ['--require', join(folder.path, 'measure.js')];
  const child = spawn(process.execPath, [...hook, bin, 'audit', '--snapshot', path, ...args], {
    stdio: ['ignore', 'pipe', 'inherit'],
  });
  const closed = once(child, 'close');
  let lines = 0;
  for await (const _ of createInterface({ input: child.stdout })) lines += 1;
  const [status] = await closed;
  return { status, lines, megabytes: Number(readFileSync(join(folder.path, 'memory'), 'utf8')) / 1024 };
};

const rules = ['--rule', 's3-bucket-versioning', '--rule', 's3-account-public-access-block'];
const MILLION = 1_000_000;

describe('a snapshot of a million items', () => {
  it.each(['json.gz', 'json'])('as .%s does not need memory in proportion', async (extension) => {
    const small = await measure(await writeSnapshot(`small.${extension}`, 50_000), ...rules, '--format', 'ndjson');
    expect({ status: small.status, lines: small.lines }).toEqual({ status: 1, lines: 20_500 });
    const path = await writeSnapshot(`large.${extension}`, MILLION);
    const large = await measure(path, ...rules, '--format', 'ndjson');
    expect({ status: large.status, lines: large.lines }).toEqual({ status: 1, lines: 400_500 });
    process.stdout.write(`${extension}: ${small.megabytes} MB for 50,000 items, ${large.megabytes} MB for a million\n`);
    // Twenty times the items.
    expect(large.megabytes).toBeLessThan(2 * small.megabytes);
  });
});
