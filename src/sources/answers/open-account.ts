import { type Fact, unknown } from '../../core/fact.js';
import { originOf } from '../../core/fact-origins.js';
import {
  accountIdentity,
  createResource,
  type Kind,
  type Resource,
  type ResourceIdentity,
} from '../../core/resource.js';
import { accountSubjects, type LiveSubject, type Subject } from '../subject.js';
import type { Ask } from './ask.js';
import { createFactReader } from './fact-reader.js';
import { listedResources, type RegionsOf } from './listed-resources.js';
import { memoizeAsk } from './memoize-ask.js';
import { canReadFact, readFact } from './read-fact.js';
import { createLoggingSources } from './recorded-logging-sources.js';

/** What is known of an account before anything is asked. */
export interface AccountContents {
  readonly accountId: string;
  readonly partition: string;
  readonly buckets: readonly Placed[];
  readonly accessPoints: readonly Placed[];
  /** Where the account is judged apart, beside as a whole; doubles do not matter. */
  readonly regions: readonly string[];
  /** Where a list of resources is asked; null: nowhere in particular. */
  readonly regionsOf: RegionsOf;
}

/** A resource by its name. */
export interface Placed {
  readonly name: string;
  readonly region: string;
}

/** An account whose resources can be read. */
export interface OpenAccount {
  /** The account, its buckets, its access points, and what its lists name. */
  subjects(): AsyncGenerator<Subject, void, void>;
  /** Reads facts of a resource of the account, which need not be among the subjects. */
  readerOf(resource: Resource): (fact: string) => Promise<Fact<unknown>>;
}

/**
 * Makes an account ready to be asked. Questions about the account itself are answered once.
 *
 * @param sourceName in the plural, as reasons name what can be asked: `recorded answers`
 */
export const openAccount = (account: AccountContents, askOnce: Ask, sourceName: string): OpenAccount => {
  const { accountId, partition } = account;
  const ask = memoizeAsk(askOnce);
  const buckets = account.buckets.map((bucket) =>
    notRead('bucket', bucketIdentity(bucket, accountId, partition), sourceName),
  );
  const loggingSources = createLoggingSources(buckets, ask);
  const read: typeof readFact = (resource, fact, ...rest) => {
    if (fact === 'loggingSources') return loggingSources.names(resource);
    return fact === 'accessLogSources' ? loggingSources.sources(resource) : readFact(resource, fact, ...rest);
  };
  const readerOf = (resource: Resource) => createFactReader(resource, ask, read);
  return {
    readerOf,
    subjects: () => subjectsOf({ account, buckets, ask, live: (resource) => live(resource, readerOf), sourceName }),
  };
};

const live = (resource: Resource, readerOf: OpenAccount['readerOf']): LiveSubject => ({
  state: 'live',
  resource,
  read: readerOf(resource),
});

interface Opened {
  readonly account: AccountContents;
  readonly buckets: readonly Resource[];
  readonly ask: Ask;
  readonly live: (resource: Resource) => LiveSubject;
  readonly sourceName: string;
}

async function* subjectsOf({
  account,
  buckets,
  ask,
  live: subject,
  sourceName,
}: Opened): AsyncGenerator<Subject, void, void> {
  const { accountId, partition } = account;
  yield* accountSubjects(account.regions, (region) =>
    subject(notRead('account', accountIdentity(accountId, region), sourceName)),
  );
  yield* buckets.map(subject);
  yield* account.accessPoints.map((one) =>
    subject(notRead('accessPoint', accessPointIdentity(one, accountId, partition), sourceName)),
  );
  for await (const one of listedResources(account, ask)) {
    yield one.state === 'listed' ? subject(notRead(one.kind, one.identity, sourceName)) : one;
  }
}

const bucketIdentity = ({ name, region }: Placed, accountId: string, partition: string): ResourceIdentity => ({
  type: 'AWS::S3::Bucket',
  id: name,
  arn: `arn:${partition}:s3:::${name}`,
  accountId,
  region,
});

const accessPointIdentity = ({ name, region }: Placed, accountId: string, partition: string): ResourceIdentity => ({
  type: 'AWS::S3::AccessPoint',
  id: name,
  arn: `arn:${partition}:s3:${region}:${accountId}:accesspoint/${name}`,
  accountId,
  region,
});

/** A resource whose facts are all still to be read. */
const notRead = (kind: Kind, identity: ResourceIdentity, sourceName: string): Resource =>
  createResource(kind, identity, {}, (fact) =>
    canReadFact(kind, fact)
      ? unknown('NOT_READ', `${originOf(kind, fact).name} not read yet`)
      : unknown('NOT_IN_SOURCE', `${sourceName} do not tell the ${originOf(kind, fact).name}`),
  );
