import { type Fact, known, mapFact } from '../../core/fact.js';
import type { ReplicationRule, ReplicationTarget } from '../../core/facts.js';
import { bucketNameFrom } from '../bucket-arn.js';
import type { Question } from './ask.js';
import { accountQuestion, bucketQuestion, type FactContext, type FactFunctions } from './fact-functions.js';
import {
  anyTextOf,
  at,
  elementsOf,
  isAbsent,
  malformed,
  memberOf,
  oneOf,
  optional,
  type Part,
  textOf,
} from './part.js';
import { factOf, factOfReply, replyTo } from './reply.js';

/** Where a bucket's objects are replicated to. */
export const bucketReplication: FactFunctions<'bucket'> = {
  replication: (context) => readReplication(context),
  replicationDetails: (context) => readReplication(context),
  replicationTargets: (context) => readTargets(context),
};

const readReplication = ({ resource, ask }: FactContext): Promise<Fact<readonly ReplicationRule[] | null>> =>
  factOf(ask, bucketQuestion(resource, 's3:GetBucketReplication'), replicationFrom, null);

const replicationFrom = (answer: Part): readonly ReplicationRule[] | null => {
  const rules = elementsOf(at(answer, 'ReplicationConfiguration', 'Rules')).map(ruleFrom);
  return rules.length === 0 ? null : rules;
};

const ruleFrom = (rule: Part): ReplicationRule => {
  const destination = memberOf(rule, 'Destination');
  const arn = memberOf(destination, 'Bucket');
  const name = bucketNameFrom(textOf(arn));
  if (name === null) throw malformed(arn, 'the ARN of a bucket');
  const filter = memberOf(rule, 'Filter');
  return {
    id: optional(memberOf(rule, 'ID'), anyTextOf),
    enabled: oneOf(memberOf(rule, 'Status'), ['Enabled', 'Disabled']) === 'Enabled',
    wholeBucket: isEmptyPrefix(memberOf(rule, 'Prefix')) && (isAbsent(filter) || isEmptyFilter(filter)),
    destinationBucket: name,
    destinationAccountId: optional(memberOf(destination, 'Account'), textOf),
    // Rules of the first version have no filter, and replicate delete markers.
    deleteMarkers:
      optional(memberOf(rule, 'DeleteMarkerReplication'), (part) =>
        optional(memberOf(part, 'Status'), (status) => oneOf(status, ['Enabled', 'Disabled']) === 'Enabled'),
      ) ?? isAbsent(filter),
    replicaKey: {
      id: optional(memberOf(destination, 'EncryptionConfiguration'), (part) =>
        optional(memberOf(part, 'ReplicaKmsKeyID'), textOf),
      ),
    },
  };
};

const isEmptyPrefix = (prefix: Part): boolean => isAbsent(prefix) || prefix.value === '';

const isEmptyFilter = (filter: Part): boolean =>
  isEmptyPrefix(memberOf(filter, 'Prefix')) && isAbsent(memberOf(filter, 'Tag')) && isAbsent(memberOf(filter, 'And'));

/** Whether each destination is among the account's own buckets; an ARN tells neither owner nor region. */
const readTargets = async (context: FactContext): Promise<Fact<readonly ReplicationTarget[]>> => {
  const replication = (await context.get('replication')) as Fact<readonly ReplicationRule[] | null>;
  if (!replication.known) return replication;
  const names = [...new Set((replication.value ?? []).map(({ destinationBucket }) => destinationBucket))].sort();
  const targets: ReplicationTarget[] = [];
  for (const bucket of names) {
    const found = await regionOfOwn(context, bucket);
    if (!found.known) return found;
    targets.push({ bucket, isOwn: found.value !== null, region: found.value?.region ?? null });
  }
  return known(targets);
};

/** Where a bucket of the account is; null if the account has none of the name. */
const regionOfOwn = async (
  { ask }: FactContext,
  name: string,
): Promise<Fact<{ readonly region: string | null } | null>> => {
  let token: string | null = null;
  for (;;) {
    const question: Question = {
      ...accountQuestion(
        's3:ListBuckets',
        { MaxBuckets: 1000, ...(token !== null && { ContinuationToken: token }) },
        null,
      ),
      ...(token !== null && { isFurtherPage: true }),
    };
    const page: Fact<Page> = factOfReply(question, await replyTo(ask, question), pageFrom);
    if (!page.known) return mapFact(page, () => null);
    const region = page.value.regions.get(name);
    if (region !== undefined) return known({ region });
    if (page.value.next === null || page.value.next === token) return known(null);
    token = page.value.next;
  }
};

interface Page {
  readonly regions: ReadonlyMap<string, string | null>;
  readonly next: string | null;
}

/** An account's list is asked for once a run and looked into for each bucket that replicates. */
const pages = new WeakMap<object, Page>();

const pageFrom = (answer: Part): Page => {
  const { value } = answer;
  const before = typeof value === 'object' && value !== null ? pages.get(value) : undefined;
  if (before) return before;
  const buckets = elementsOf(memberOf(answer, 'Buckets'));
  const page: Page = {
    regions: new Map(
      buckets.map((bucket) => [textOf(memberOf(bucket, 'Name')), optional(memberOf(bucket, 'BucketRegion'), textOf)]),
    ),
    next: optional(memberOf(answer, 'ContinuationToken'), anyTextOf) || null,
  };
  if (typeof value === 'object' && value !== null) pages.set(value, page);
  return page;
};
