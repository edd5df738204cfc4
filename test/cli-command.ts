import { execFileSync, spawn } from 'node:child_process';
import { copyFileSync, mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { PassThrough, Readable } from 'node:stream';
import { text } from 'node:stream/consumers';
import { gzipSync } from 'node:zlib';
import type { Summary } from '../src/cli/audit.js';
import type { Finding } from '../src/cli/finding.js';
import { main } from '../src/cli/main.js';

/** What a run of the command left behind. */
export interface Ran {
  readonly status: number | null;
  readonly stdout: string;
  readonly stderr: string;
}

export interface RunOptions {
  readonly input?: string | Uint8Array;
  readonly env?: Readonly<Record<string, string>>;
}

/** A folder for the files of one test file. */
export interface TestFolder {
  readonly path: string;
  /** Writes a file and gives its path. What is no text becomes JSON, and is packed for `.gz`. */
  write(name: string, content: unknown): string;
  remove(): void;
}

export const createTestFolder = (): TestFolder => {
  const path = mkdtempSync(join(tmpdir(), 's3-config-rules-test-'));
  return {
    path,
    write: (name, content) => {
      const whole = join(path, name);
      mkdirSync(dirname(whole), { recursive: true });
      const bytes = content instanceof Uint8Array ? content : Buffer.from(textOf(content));
      writeFileSync(whole, name.endsWith('.gz') && !(content instanceof Uint8Array) ? gzipSync(bytes) : bytes);
      return whole;
    },
    remove: () => rmSync(path, { recursive: true }),
  };
};

/** Runs the command line in this process, which is quick. */
export const runMain = async (args: readonly string[], { input = '', env = {} }: RunOptions = {}): Promise<Ran> => {
  const [stdout, stderr] = [new PassThrough(), new PassThrough()];
  const texts = Promise.all([text(stdout), text(stderr)]);
  const status = await main(args, { stdin: Readable.from([Buffer.from(input)]), stdout, stderr, env });
  stdout.end();
  stderr.end();
  const [out, err] = await texts;
  return { status, stdout: out, stderr: err };
};

const root = join(__dirname, '..');

/**
 * Builds the command beside a copy of its `bin`, so that tests in parallel and an old `dist` do not matter.
 *
 * @returns the path of the `bin`, to be run by Node
 */
export const buildCommand = ({ path }: TestFolder): string => {
  const bin = join(path, 'bin/s3-config-rules.js');
  mkdirSync(dirname(bin));
  copyFileSync(join(root, 'bin/s3-config-rules.js'), bin);
  execFileSync(process.execPath, [join(root, 'scripts/build-command.mjs'), join(path, 'dist/s3-config-rules.js')]);
  return bin;
};

/** Runs a program to its end. */
export const runProcess = (
  program: string,
  args: readonly string[],
  cwd: string,
  { input = '', env = {} }: RunOptions = {},
): Promise<Ran> =>
  new Promise((resolve, reject) => {
    const child = spawn(program, args, { cwd, env: { ...process.env, ...env } });
    const [stdout, stderr]: [Buffer[], Buffer[]] = [[], []];
    child.stdout.on('data', (piece: Buffer) => stdout.push(piece));
    child.stderr.on('data', (piece: Buffer) => stderr.push(piece));
    child.on('error', reject);
    child.on('close', (status) =>
      resolve({ status, stdout: Buffer.concat(stdout).toString(), stderr: Buffer.concat(stderr).toString() }),
    );
    // A command that does not read its input is no fault of the test.
    child.stdin.on('error', () => {});
    child.stdin.end(input);
  });

/** A delivered snapshot with these items. */
export const snapshotOf = (...items: readonly unknown[]): object => ({
  fileVersion: '1.0',
  configSnapshotId: '00000000-0000-4000-8000-000000000000',
  configurationItems: items,
});

/** The report of `--format json`. */
export interface JsonReport {
  readonly version: 1;
  readonly findings: readonly Finding[];
  readonly summary: Summary;
}

export const reportIn = ({ stdout }: Ran): JsonReport => JSON.parse(stdout) as JsonReport;

/** Findings in short: `rule resource compliance code`. */
export const inShort = (findings: readonly Finding[]): readonly string[] =>
  findings.map(({ rule, resource, compliance, code }) => [rule, resource.id, compliance, code].join(' '));

const textOf = (content: unknown): string => (typeof content === 'string' ? content : JSON.stringify(content));
