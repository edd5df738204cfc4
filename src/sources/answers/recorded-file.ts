import type { Readable } from 'node:stream';
import { unknown } from '../../core/fact.js';
import { originOf } from '../../core/fact-origins.js';
import {
  accountIdentity,
  createResource,
  type Kind,
  type Resource,
  type ResourceIdentity,
} from '../../core/resource.js';
import { type InputFile, openInputFiles } from '../snapshot/input-files.js';
import { type Source, type Subject, UnreadableInputError } from '../subject.js';
import { createFactReader } from './fact-reader.js';
import { listedResources } from './listed-resources.js';
import { memoizeAsk } from './memoize-ask.js';
import { parseRecorded, type RecordedAccount, type RecordedResource } from './parse-recorded.js';
import { MalformedAnswerError } from './part.js';
import { canReadFact, readFact } from './read-fact.js';
import { createRecordedAsk } from './recorded-ask.js';
import { documentsOf, type RecordedDocument } from './recorded-documents.js';
import { createLoggingSources } from './recorded-logging-sources.js';

export interface AnswersOptions {
  /** What the path `-` reads; the process's own by default. */
  readonly stdin?: Readable;
  /** Told how many bytes of a file have been read; each file is read twice. */
  readonly onRead?: (file: string, bytes: number) => void;
}

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
  const { files, close } = await openInputFiles(paths, options.stdin ?? process.stdin);
  try {
    for await (const _ of entriesIn(files, options)) {
      // Checked by being read: nothing is judged from half a file.
    }
    for await (const { account, where } of entriesIn(files, options)) yield* subjectsOf(account, where);
  } finally {
    await close();
  }
}

interface Entry {
  readonly account: RecordedAccount;
  /** The file, and the line where it has several documents. */
  readonly where: string;
}

async function* entriesIn(files: readonly InputFile[], { onRead }: AnswersOptions): AsyncGenerator<Entry, void, void> {
  for (const file of files) {
    for await (const document of documentsOf(file, (bytes) => onRead?.(file.name, bytes))) {
      const where = whereOf(file, document);
      for (const account of accountsIn(document, where)) yield { account, where };
    }
  }
}

const whereOf = ({ name }: InputFile, { place, value }: RecordedDocument): string => {
  const isWholeFile = place.line === 1 && typeof value === 'object' && value !== null && 'accounts' in value;
  return isWholeFile ? name : `${name}, line ${place.line}`;
};

const accountsIn = ({ value }: RecordedDocument, where: string): readonly RecordedAccount[] => {
  try {
    return parseRecorded(value);
  } catch (error) {
    if (!(error instanceof MalformedAnswerError)) throw error;
    throw new UnreadableInputError(`${where}: ${error.message}`, { cause: error });
  }
};

async function* subjectsOf(account: RecordedAccount, where: string): AsyncGenerator<Subject, void, void> {
  const { accountId, partition } = account;
  const ask = memoizeAsk(createRecordedAsk(account, where));
  const buckets = account.buckets.map((bucket) => notRead('bucket', bucketIdentity(bucket, accountId, partition)));
  const loggingSources = createLoggingSources(buckets, ask);
  const read: typeof readFact = (resource, fact, ...rest) =>
    fact === 'loggingSources' ? loggingSources(resource) : readFact(resource, fact, ...rest);
  const live = (resource: Resource): Subject => ({
    state: 'live',
    resource,
    read: createFactReader(resource, ask, read),
  });
  yield live(notRead('account', accountIdentity(accountId)));
  yield* buckets.map(live);
  yield* account.accessPoints.map((one) =>
    live(notRead('accessPoint', accessPointIdentity(one, accountId, partition))),
  );
  for await (const one of listedResources(account, ask)) {
    yield one.state === 'listed' ? live(notRead(one.kind, one.identity)) : one;
  }
}

const bucketIdentity = (
  { name, region }: RecordedResource,
  accountId: string,
  partition: string,
): ResourceIdentity => ({
  type: 'AWS::S3::Bucket',
  id: name,
  arn: `arn:${partition}:s3:::${name}`,
  accountId,
  region,
});

const accessPointIdentity = (
  { name, region }: RecordedResource,
  accountId: string,
  partition: string,
): ResourceIdentity => ({
  type: 'AWS::S3::AccessPoint',
  id: name,
  arn: `arn:${partition}:s3:${region}:${accountId}:accesspoint/${name}`,
  accountId,
  region,
});

/** A resource whose facts are all still to be read. */
const notRead = (kind: Kind, identity: ResourceIdentity): Resource =>
  createResource(kind, identity, {}, (fact) =>
    canReadFact(kind, fact)
      ? unknown('NOT_READ', `${originOf(kind, fact).name} not read yet`)
      : unknown('NOT_IN_SOURCE', `recorded answers do not tell the ${originOf(kind, fact).name}`),
  );
