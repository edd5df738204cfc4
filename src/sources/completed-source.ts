import { unknown } from '../core/fact.js';
import { nameOfFact } from '../core/fact-origins.js';
import type { Kind, Resource, ResourceIdentity } from '../core/resource.js';
import type { OpenAccount } from './answers/open-account.js';
import { canReadFact } from './answers/read-fact.js';
import { type AnswersOptions, recordedEntries } from './answers/recorded-entries.js';
import { openEntry } from './answers/recorded-file.js';
import type { LiveSubject, Source, Subject } from './subject.js';

/**
 * A source whose gaps recorded API answers fill: a snapshot never tells Object Ownership, say. What the source tells
 * itself counts; resources that only the answers name are judged after all others. The answers are held in memory.
 *
 * @param paths as `answersSource` takes them
 * @throws UnreadableInputError from `subjects()` and from what its subjects read
 */
export const completedSource = (source: Source, paths: readonly string[], options: AnswersOptions = {}): Source => ({
  name: `${source.name} with recorded answers`,
  canTell: (kind, fact) => source.canTell(kind, fact) || canReadFact(kind, fact),
  subjects: () => completedSubjects(source, paths, options),
});

async function* completedSubjects(
  source: Source,
  paths: readonly string[],
  options: AnswersOptions,
): AsyncGenerator<Subject, void, void> {
  const answers = await openAnswers(paths, options);
  for await (const subject of source.subjects()) {
    const reader = 'kind' in subject || subject.state === 'live' ? answers.take(subject) : null;
    yield subject.state === 'live' && reader ? completed(subject, reader) : subject;
  }
  yield* answers.left();
}

/** The resource, with what it does not tell read from the answers. */
const completed = (subject: LiveSubject, entry: OpenAccount): Subject => {
  const { resource } = subject;
  const asked: Resource = {
    ...resource,
    fact: (name) => {
      const own = resource.fact(name);
      const isGap = !own.known && (own.code === 'NOT_IN_SOURCE' || own.code === 'NOT_RECORDED');
      if (!isGap || !canReadFact(resource.kind, name)) return own;
      return unknown('NOT_READ', `${nameOfFact(resource.kind, name)} not read yet`);
    },
  };
  return { ...subject, resource: asked, read: entry.readerOf(asked) };
};

interface OpenAnswers {
  /** The entry that tells of a subject, which then is not among those that are left. */
  take(subject: Subject): OpenAccount | null;
  /** What only the answers name. */
  left(): AsyncGenerator<Subject, void, void>;
}

const openAnswers = async (paths: readonly string[], options: AnswersOptions): Promise<OpenAnswers> => {
  const subjects = new Map<string, Subject>();
  const entries = new Map<string, OpenAccount>();
  const ofAccounts = new Map<string, OpenAccount>();
  const unreadable: Subject[] = [];
  for await (const recorded of recordedEntries(paths, options)) {
    const entry = openEntry(recorded);
    if (!ofAccounts.has(recorded.account.accountId)) ofAccounts.set(recorded.account.accountId, entry);
    for await (const subject of entry.subjects()) {
      const key = keyOf(subject);
      if (key === null) unreadable.push(subject);
      else if (!subjects.has(key)) {
        subjects.set(key, subject);
        entries.set(key, entry);
      }
    }
  }
  return {
    take: (subject) => {
      const key = keyOf(subject);
      if (key === null) return null;
      subjects.delete(key);
      return entries.get(key) ?? ofAccounts.get(identityIn(subject)?.accountId ?? '') ?? null;
    },
    async *left() {
      yield* subjects.values();
      yield* unreadable;
    },
  };
};

const keyOf = (subject: Subject): string | null => {
  const identity = identityIn(subject);
  const kind: Kind | undefined = subject.state === 'live' ? subject.resource.kind : subject.kind;
  if (!identity?.accountId || !identity.id || !kind) return null;
  // An access point's id in AWS Config is its ARN or its name.
  return [kind, identity.accountId, identity.region ?? '', identity.id.split('/').at(-1)].join(' ');
};

const identityIn = (subject: Subject): Partial<ResourceIdentity> | null =>
  subject.state === 'live' ? subject.resource.identity : subject.identity;
