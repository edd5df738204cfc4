import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Fact } from '../src/core/fact.js';
import { answersSource } from '../src/sources/answers/recorded-file.js';
import type { Subject } from '../src/sources/subject.js';
import { ACCOUNT } from './builders.js';

/** A folder for the recorded files of one test file, there from its first test to its last. */
export const answersFolder = () => {
  let folder = '';
  beforeAll(async () => {
    folder = await mkdtemp(join(tmpdir(), 'answers-'));
  });
  afterAll(() => rm(folder, { recursive: true }));
  return {
    /** Writes a file; gives its path. */
    write: async (content: string | Uint8Array, name = 'answers.json'): Promise<string> => {
      const path = join(folder, name);
      await writeFile(path, content);
      return path;
    },
    path: (name: string): string => join(folder, name),
    /** What is wrong with files, by their names alone. */
    errorOf: async (...paths: readonly string[]): Promise<string> => {
      try {
        await subjectsIn(...paths);
      } catch (error) {
        return String(error).replaceAll(`${folder}/`, '');
      }
      return 'nothing wrong';
    },
  };
};

/** All subjects of recorded files. */
export const subjectsIn = async (...paths: readonly string[]): Promise<readonly Subject[]> => {
  const subjects: Subject[] = [];
  for await (const subject of answersSource(paths).subjects()) subjects.push(subject);
  return subjects;
};

/** Reads a fact of the subject with this id, of the `nth` if there are several. */
export const readOf = (subjects: readonly Subject[], id: string, fact: string, nth = 0): Promise<Fact<unknown>> => {
  const subject = subjects.filter((one) => one.state === 'live' && one.resource.identity.id === id)[nth];
  if (subject?.state !== 'live' || !subject.read) throw new Error(`no ${id}`);
  return subject.read(fact);
};

/** The text of a recorded file. */
export const documentOf = (...accounts: readonly object[]): string => JSON.stringify({ version: 1, accounts });

export const accountEntry = (more: object = {}): object => ({ accountId: ACCOUNT, partition: 'aws', ...more });

export const resourceEntry = (name: string, answers: object, region = 'eu-west-1'): object => ({
  name,
  region,
  answers,
});
