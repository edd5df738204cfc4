import { type Fact, unknown } from '../../core/fact.js';
import { originOf } from '../../core/fact-origins.js';
import {
  accountIdentity,
  createResource,
  type Kind,
  type Resource,
  type ResourceIdentity,
} from '../../core/resource.js';
import { accountSubjects, type LiveSubject, type Source, type Subject } from '../subject.js';
import type { Ask } from './ask.js';
import { createFactReader } from './fact-reader.js';
import { listedResources } from './listed-resources.js';
import { memoizeAsk } from './memoize-ask.js';
import type { RecordedAccount, RecordedResource } from './parse-recorded.js';
import { canReadFact, readFact } from './read-fact.js';
import { createRecordedAsk } from './recorded-ask.js';
import { type AnswersOptions, type RecordedEntry, recordedEntries } from './recorded-entries.js';
import { createLoggingSources } from './recorded-logging-sources.js';

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

/** What an entry tells. */
export interface OpenEntry {
  /** The account, its buckets, its access points, and what its lists name. */
  subjects(): AsyncGenerator<Subject, void, void>;
  /** Reads facts of a resource of the account, which need not be among the subjects. */
  readerOf(resource: Resource): (fact: string) => Promise<Fact<unknown>>;
}

/** Makes an entry ready to be asked. Questions about the account are answered once. */
export const openEntry = ({ account, where }: RecordedEntry): OpenEntry =>
  openAccount(account, createRecordedAsk(account, where));

/** Makes what answers about an account ready to be asked. */
export const openAccount = (account: RecordedAccount, askOnce: Ask): OpenEntry => {
  const { accountId, partition } = account;
  const ask = memoizeAsk(askOnce);
  const buckets = account.buckets.map((bucket) => notRead('bucket', bucketIdentity(bucket, accountId, partition)));
  const loggingSources = createLoggingSources(buckets, ask);
  const read: typeof readFact = (resource, fact, ...rest) => {
    if (fact === 'loggingSources') return loggingSources.names(resource);
    return fact === 'accessLogSources' ? loggingSources.sources(resource) : readFact(resource, fact, ...rest);
  };
  const readerOf = (resource: Resource) => createFactReader(resource, ask, read);
  return {
    readerOf,
    subjects: () => subjectsOf({ account, buckets, ask, live: (resource) => live(resource, readerOf) }),
  };
};

const live = (resource: Resource, readerOf: OpenEntry['readerOf']): LiveSubject => ({
  state: 'live',
  resource,
  read: readerOf(resource),
});

interface Opened {
  readonly account: RecordedAccount;
  readonly buckets: readonly Resource[];
  readonly ask: Ask;
  readonly live: (resource: Resource) => LiveSubject;
}

async function* subjectsOf({ account, buckets, ask, live: subject }: Opened): AsyncGenerator<Subject, void, void> {
  const { accountId, partition } = account;
  yield* accountSubjects(regionsOf(account), (region) =>
    subject(notRead('account', accountIdentity(accountId, region))),
  );
  yield* buckets.map(subject);
  yield* account.accessPoints.map((one) =>
    subject(notRead('accessPoint', accessPointIdentity(one, accountId, partition))),
  );
  for await (const one of listedResources(account, ask)) {
    yield one.state === 'listed' ? subject(notRead(one.kind, one.identity)) : one;
  }
}

/** Where the account has buckets, or where its lists were recorded. */
const regionsOf = ({ buckets, answers }: RecordedAccount): readonly string[] => {
  const ofLists = Object.keys(answers.byKey).flatMap((key) => /@([^#]+)$/.exec(key)?.[1] ?? []);
  return [...buckets.map(({ region }) => region), ...ofLists];
};

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
