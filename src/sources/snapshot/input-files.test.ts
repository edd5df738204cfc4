import { execFile, execFileSync } from 'node:child_process';
import { mkdirSync, mkdtempSync, readdirSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, relative } from 'node:path';
import { Readable } from 'node:stream';
import { text } from 'node:stream/consumers';
import { UnreadableInputError } from '../subject.js';
import { openInputFiles } from './input-files.js';

let folder = '';
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'input-files-'));
});
afterEach(() => rmSync(folder, { recursive: true }));

const write = (path: string, content = '{}'): string => {
  const whole = join(folder, path);
  mkdirSync(join(whole, '..'), { recursive: true });
  writeFileSync(whole, content);
  return whole;
};

const namesOf = async (...paths: readonly string[]): Promise<readonly string[]> => {
  const { files, close } = await openInputFiles(paths, Readable.from(['from standard input']));
  await close();
  return files.map(({ name }) => (name.startsWith(folder) ? relative(folder, name) : name));
};

describe('files', () => {
  it('come in the order given', async () => {
    expect(await namesOf(write('b.json'), '-', write('a.txt'))).toEqual(['b.json', 'standard input', 'a.txt']);
  });

  it('of a folder come by name, from all levels, and only those that may be snapshots', async () => {
    for (const path of [
      'b/2.json.gz',
      'b/1.JSON',
      'a.json',
      'c.ndjson',
      'readme.md',
      'x.gz',
      'ConfigWritabilityCheckFile',
    ]) {
      write(path);
    }
    symlinkSync(join(folder, 'a.json'), join(folder, 'link.json'));
    symlinkSync(folder, join(folder, 'loop'));
    expect(await namesOf(folder)).toEqual(['a.json', 'b/1.JSON', 'b/2.json.gz', 'c.ndjson', 'link.json']);
  });

  it('can be read more than once, standard input and pipes too', async () => {
    const pipe = join(folder, 'pipe');
    execFileSync('mkfifo', [pipe]);
    const before = readdirSync(tmpdir());
    const opened = openInputFiles(
      [write('a.json', 'from a file'), '-', pipe],
      Readable.from(['from ', 'standard input']),
    );
    execFile('sh', ['-c', 'printf "from a pipe" > "$1"', 'sh', pipe]);
    const { files, close } = await opened;
    for (let time = 0; time < 2; time += 1) {
      const contents: string[] = [];
      for (const file of files) contents.push(await text(await file.open()));
      expect(contents).toEqual(['from a file', 'from standard input', 'from a pipe']);
    }
    expect(files.map(({ size }) => size)).toEqual([11, 19, 11]);
    // What is put aside has no name that could be left behind.
    expect(
      readdirSync(tmpdir()).filter((name) => name.startsWith('s3-config-rules-') && !before.includes(name)),
    ).toEqual([]);
    await close();
  });
});

describe('what cannot be read', () => {
  it.each<[string, () => string, RegExp]>([
    ['a path that is not there', () => join(folder, 'none.json'), /none\.json: no such file or folder$/],
    ['a path below a file', () => `${write('a.json')}/b.json`, /b\.json: no such file or folder$/],
    [
      'a folder without snapshots',
      () => join(write('sub/readme.md'), '..'),
      /sub: the folder holds no \.json, \.json\.gz or \.ndjson file$/,
    ],
    [
      'a link to nowhere in a folder',
      () => {
        symlinkSync('nowhere', join(folder, 'x.json'));
        return folder;
      },
      /x\.json: no such file or folder$/,
    ],
  ])('%s', async (_name, path, expected) => {
    const opened = openInputFiles([path()], Readable.from([]));
    await expect(opened).rejects.toThrow(UnreadableInputError);
    await expect(opened).rejects.toThrow(expected);
  });

  it('a file that changes between two readings', async () => {
    const path = write('a.json', 'before');
    const { files } = await openInputFiles([path], Readable.from([]));
    writeFileSync(path, 'afterwards');
    await expect(files[0]?.open()).rejects.toThrow(`${path}: it changed while it was being read`);
  });

  it('a file that goes away between two readings', async () => {
    const path = write('a.json');
    const { files } = await openInputFiles([path], Readable.from([]));
    rmSync(path);
    await expect(files[0]?.open()).rejects.toThrow(`${path}: no such file or folder`);
  });
});
