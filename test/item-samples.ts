import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { type ConfigurationItem, parseItem } from '../src/sources/configuration-item/parse-item.js';
import { itemsIn } from '../src/sources/configuration-item/unwrap-items.js';

/** One captured item: as the code under test reads it, and decoded by the few lines below, which share nothing with it. */
export interface Sample {
  readonly file: string;
  readonly item: ConfigurationItem;
  readonly plain: PlainItem;
}

export interface PlainItem {
  readonly type: string;
  readonly live: boolean;
  readonly tags: unknown;
  readonly configuration: unknown;
  readonly supplementary: unknown;
}

/** The documents of a folder by their file names. */
export const documentsIn = (folder: string): readonly (readonly [file: string, document: unknown])[] =>
  readdirSync(folder)
    .filter((file) => file.endsWith('.json'))
    .map((file) => [file, JSON.parse(readFileSync(join(folder, file), 'utf8'))]);

/** The items of a document, whatever wraps them. */
export const samplesIn = (file: string, document: unknown): readonly Sample[] =>
  itemsIn(document)
    .map((raw) => completed(file, typeof raw === 'string' ? JSON.parse(raw) : raw))
    .map((raw) => ({ file, item: parseItem(raw), plain: plainItem(raw) }));

/** How many items a document holds. */
export const plainCount = (document: unknown): number => {
  const list = at(document, 'configurationItems') ?? at(document, 'Results');
  if (Array.isArray(list)) return list.length;
  const event = plainValue(at(document, 'invokingEvent') ?? at(document, 'Message'));
  return at(event, 'messageType') === 'ScheduledNotification' ? 0 : 1;
};

/** What stands at the end of a path; undefined where there is nothing. */
export const at = (value: unknown, ...path: readonly (string | number)[]): unknown =>
  path.reduce<unknown>(
    (parent, key) =>
      typeof parent === 'object' && parent !== null
        ? (parent as Readonly<Record<string | number, unknown>>)[key]
        : undefined,
    value,
  );

/** The list at the end of a path; empty where there is none. */
export const listAt = (value: unknown, ...path: readonly (string | number)[]): readonly unknown[] => {
  const list = at(value, ...path);
  return Array.isArray(list) ? list : [];
};

/** Some of the captured queries selected neither type nor account; the command's own query does. */
const completed = (file: string, raw: unknown): object => ({
  resourceType: typesOfFiles.find(([start]) => file.startsWith(start))?.[1],
  resourceId: at(raw, 'configuration', 'name') ?? 'not selected',
  accountId: '111122223333',
  ...(raw as object),
});

const typesOfFiles = [
  ['s3-bucket', 'AWS::S3::Bucket'],
  ['iam-role', 'AWS::IAM::Role'],
  ['iam-user', 'AWS::IAM::User'],
  ['kms-key', 'AWS::KMS::Key'],
  ['sns-topic', 'AWS::SNS::Topic'],
] as const;

const plainItem = (raw: object): PlainItem => ({
  type: String(at(raw, 'resourceType')),
  live: ['OK', 'ResourceDiscovered', undefined].includes(at(raw, 'configurationItemStatus') as string | undefined),
  tags: at(raw, 'tags'),
  configuration: plainValue(at(raw, 'configuration')),
  supplementary: Object.fromEntries(
    Object.entries((at(raw, 'supplementaryConfiguration') ?? {}) as object).map(([key, value]) => [
      key,
      plainValue(value),
    ]),
  ),
});

const plainValue = (value: unknown): unknown => {
  if (typeof value !== 'string') return value;
  try {
    return plainValue(JSON.parse(value));
  } catch {
    return value;
  }
};
