import { ACCOUNT } from '../builders.js';
import { eventItem } from '../items.js';
import type { FakeAccount, FakeAws, StoredEvaluation } from './index.js';

/** What results about the account are of. */
export const account = { type: 'AWS::::Account', id: ACCOUNT };

/** Buckets that S3 lists and AWS Config records, whose versioning is off. */
export const present = (...names: readonly string[]): Pick<FakeAccount, 'items' | 'buckets'> => ({
  items: names.map((name) => eventItem({ name })),
  buckets: names.map((name) => ({ name })),
});

/** So many names. */
export const numbered = (count: number): readonly string[] =>
  Array.from({ length: count }, (_, index) => `bucket-${index + 1000}`);

/** A result of the day before: that of `versioningRule` on a bucket of `present`. */
export const stored = (id: string, changes: Partial<StoredEvaluation> = {}): StoredEvaluation => ({
  type: 'AWS::S3::Bucket',
  id,
  compliance: 'NON_COMPLIANT',
  annotation: 'NOT_AS_WANTED: Versioning is Off, not Enabled.',
  orderingTime: new Date('2026-11-19T08:05:00.000Z'),
  ...changes,
});

/** What was posted, by the id of its resource. */
export const byId = (posted: readonly StoredEvaluation[]): Readonly<Record<string, string>> =>
  Object.fromEntries(posted.map(({ id, compliance }) => [id, compliance]));

export const operationsOf = (aws: FakeAws): readonly string[] => aws.calls.map(({ operation }) => operation);
