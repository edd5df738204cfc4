import { execFileSync, spawn } from 'node:child_process';
import { copyFileSync, mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { gzipSync } from 'node:zlib';
import type { Summary } from '../src/cli/audit.js';
import type { Finding } from '../src/cli/finding.js';

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

/** The command as users have it, in a folder of its own with files to read. */
export interface CommandUnderTest {
  readonly folder: string;
  /** Its path, to be run by Node. */
  readonly bin: string;
  /** Writes a file into the folder and gives its path; text for `.gz` is packed. */
  write(name: string, content: unknown): string;
  run(args: readonly string[], options?: RunOptions): Promise<Ran>;
  remove(): void;
}

const root = join(__dirname, '..');

/** Builds the command beside a copy of its `bin`, so that tests in parallel and an old `dist` do not matter. */
export const buildCommand = (): CommandUnderTest => {
  const folder = mkdtempSync(join(tmpdir(), 's3-config-rules-test-'));
  const bin = join(folder, 'bin/s3-config-rules.js');
  mkdirSync(dirname(bin));
  copyFileSync(join(root, 'bin/s3-config-rules.js'), bin);
  execFileSync(process.execPath, [join(root, 'scripts/build-command.mjs'), join(folder, 'dist/s3-config-rules.js')]);
  return {
    folder,
    bin,
    write: (name, content) => {
      const path = join(folder, name);
      mkdirSync(dirname(path), { recursive: true });
      const bytes = content instanceof Uint8Array ? content : Buffer.from(textOf(content));
      writeFileSync(path, name.endsWith('.gz') && !(content instanceof Uint8Array) ? gzipSync(bytes) : bytes);
      return path;
    },
    run: (args, options) => runProcess(process.execPath, [bin, ...args], folder, options),
    remove: () => rmSync(folder, { recursive: true }),
  };
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
