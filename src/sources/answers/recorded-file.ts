import type { Source, Subject } from '../subject.js';
import type { Ask } from './ask.js';
import { type OpenAccount, openAccount } from './open-account.js';
import type { RecordedAccount } from './parse-recorded.js';
import { canReadFact } from './read-fact.js';
import { createRecordedAsk } from './recorded-ask.js';
import { type AnswersOptions, type RecordedEntry, recordedEntries } from './recorded-entries.js';

/**
 * The accounts and resources of recorded files of API answers, in the order of the files: an account, its buckets, its
 * access points, and what its lists name.
 *
 * All files are checked whole before the first subject is given. A recorded fault stops the run when it is met.
 *
 * @param paths files, folders of them, or `-`; JSON or NDJSON, also gzip
 * @throws UnreadableInputError from `subjects()` and from what its subjects read
 */
export const answersSource = (paths: string | readonly string[], options: AnswersOptions = {}): Source => ({
  name: 'recorded answers',
  canTell: canReadFact,
  subjects: () => subjectsIn([paths].flat(), options),
});

async function* subjectsIn(paths: readonly string[], options: AnswersOptions): AsyncGenerator<Subject, void, void> {
  for await (const entry of recordedEntries(paths, options)) yield* openEntry(entry).subjects();
}

/** Makes an entry ready to be asked. */
export const openEntry = ({ account, where }: RecordedEntry): OpenAccount =>
  openRecorded(account, createRecordedAsk(account, where));

/** Makes an account ready to be asked, where what there is of it is recorded. */
export const openRecorded = (account: RecordedAccount, ask: Ask): OpenAccount => {
  const lists = Object.keys(account.answers.byKey).map(placeOfList);
  const contents = {
    ...account,
    // Where the account has buckets, or where its lists were recorded.
    regions: [...account.buckets, ...lists].flatMap(({ region }) => region ?? []),
    regionsOf: (operation: string) => lists.flatMap(({ name, region }) => (name === operation ? [region] : [])),
  };
  return openAccount(contents, ask, 'recorded answers');
};

/** Of `ec2:DescribeVpcs@eu-west-1`; what is told apart by an id is no list. */
const placeOfList = (key: string): { readonly name: string; readonly region: string | null } => {
  const [, name = key, region = null] = /^([^@#]+)@([^#]+)$/.exec(key) ?? [];
  return { name, region };
};
