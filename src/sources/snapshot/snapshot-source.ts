import type { Readable } from 'node:stream';
import { originOf } from '../../core/fact-origins.js';
import type { Kind } from '../../core/resource.js';
import { type ConfigurationItem, isDeleted, isLive } from '../configuration-item/parse-item.js';
import { identityOf, kindOfType, resourceFromItem } from '../configuration-item/resource-from-item.js';
import { accountSubjects, type Source, type Subject } from '../subject.js';
import { type InputFiles, openInputFiles } from './input-files.js';
import { createItemIndex, type ItemIndex } from './item-index.js';
import { createNewestCaptures, type Settled } from './newest-captures.js';
import { type SnapshotItem, snapshotItemsOf } from './snapshot-items.js';

export interface SnapshotOptions {
  /** What the path `-` reads; the process's own by default. */
  readonly stdin?: Readable;
  /** Where the files come from, as messages name it; they are a `configuration snapshot` unless given. */
  readonly name?: string;
  /** Told how far the work is; `total` bytes are read once for looking at everything, and once more for judging. */
  readonly onProgress?: (progress: SnapshotProgress) => void;
}

export interface SnapshotProgress {
  readonly step: 'reading' | 'judging';
  readonly bytes: number;
  readonly total: number;
}

/**
 * The accounts and resources of delivered configuration snapshots and history files, in the order of the input.
 *
 * Everything is read twice, so that facts which span resources and the newest capture of each are settled before the
 * first subject is given. While it is read the first time, 28 bytes are kept of each item that counts.
 *
 * @param paths files (`.json`, gzip too), folders of them, or `-` for standard input
 * @throws UnreadableInputError from `subjects()`, before the first subject
 */
export const snapshotSource = (paths: readonly string[], options: SnapshotOptions = {}): Source => ({
  name: options.name ?? 'configuration snapshot',
  canTell: itemsCanTell,
  subjects: () => subjectsIn(paths, options),
});

/** Whether a fact of a kind stands in any configuration item. */
export const itemsCanTell = (kind: Kind, fact: string): boolean => {
  const { item, otherItems } = originOf(kind, fact);
  return item !== null || otherItems !== undefined;
};

async function* subjectsIn(paths: readonly string[], options: SnapshotOptions): AsyncGenerator<Subject, void, void> {
  const inputs = await openInputFiles(paths, options.stdin ?? process.stdin);
  try {
    const { newest, index } = await survey(inputs, options);
    yield* subjectsOf(batchesOf(inputs, 'judging', options), newest, index);
  } finally {
    await inputs.close();
  }
}

type Batches = AsyncIterable<readonly SnapshotItem[]>;

async function* batchesOf(
  { files }: InputFiles,
  step: SnapshotProgress['step'],
  { onProgress }: SnapshotOptions,
): AsyncGenerator<readonly SnapshotItem[], void, void> {
  const total = files.reduce((sum, { size }) => sum + size, 0);
  let before = 0;
  for (const file of files) {
    yield* snapshotItemsOf(file, (bytes) => onProgress?.({ step, bytes: before + bytes, total }));
    before += file.size;
  }
}

/** Looks at everything once: which captures count, and what they tell of each other. */
const survey = async (inputs: InputFiles, options: SnapshotOptions) => {
  const captures = createNewestCaptures();
  const where = options.name ? `the ${options.name}` : 'the snapshot';
  const index = createItemIndex(where);
  for await (const batch of batchesOf(inputs, 'reading', options)) {
    for (const one of batch) {
      if (one.state !== 'item') continue;
      captures.add(one.item);
      index.add(one.item);
    }
  }
  const newest = captures.settle();
  // Older captures told the index things that may no longer be so.
  return {
    newest,
    index: newest.hasOlder ? await indexOf(batchesOf(inputs, 'reading', options), newest, where) : index,
  };
};

const indexOf = async (batches: Batches, newest: Settled, where: string): Promise<ItemIndex> => {
  const index = createItemIndex(where);
  let number = 0;
  for await (const batch of batches) {
    for (const one of batch) {
      if (one.state !== 'item') continue;
      if (newest.isNewest(number)) index.add(one.item);
      number += 1;
    }
  }
  return index;
};

async function* subjectsOf(batches: Batches, newest: Settled, index: ItemIndex): AsyncGenerator<Subject, void, void> {
  const accounts = new Set<string>();
  let number = 0;
  for await (const batch of batches) {
    for (const one of batch) {
      const accountId = accountOf(one);
      if (accountId !== null && !accounts.has(accountId)) {
        accounts.add(accountId);
        yield* accountSubjects(index.regionsOf(accountId), (region) => ({
          state: 'live',
          resource: index.account(accountId, region),
          read: null,
        }));
      }
      if (one.state === 'unreadable') yield one;
      if (one.state !== 'item') continue;
      const subject = newest.isNewest(number) ? subjectOf(one.item, index) : null;
      number += 1;
      if (subject) yield subject;
    }
  }
}

const accountOf = (one: SnapshotItem): string | null => {
  switch (one.state) {
    case 'item':
      return one.item.accountId;
    case 'irrelevant':
      return one.accountId;
    case 'unreadable':
      return one.identity.accountId ?? null;
  }
};

/** Null for an item that is not judged by itself: an account's block tells of the account, which comes but once. */
const subjectOf = (item: ConfigurationItem, { elsewhere }: ItemIndex): Subject | null => {
  const kind = kindOfType(item.resourceType);
  if (!kind || kind === 'account') return null;
  if (!isLive(item)) return subjectGone(item, kind);
  const resource = resourceFromItem(item, elsewhere);
  return resource && { state: 'live', resource, read: null };
};

const subjectGone = (item: ConfigurationItem, kind: Kind): Subject => {
  const identity = identityOf(item);
  if (isDeleted(item)) {
    return { state: 'gone', kind, identity, code: 'RESOURCE_DELETED', reason: 'The resource was deleted.' };
  }
  if (item.status === 'ResourceNotRecorded') {
    const reason = 'AWS Config does not record the resource.';
    return { state: 'gone', kind, identity, code: 'RESOURCE_NOT_RECORDED', reason };
  }
  return {
    state: 'unreadable',
    identity,
    reason: `Its item has the status ${item.status}, which AWS does not document.`,
  };
};
