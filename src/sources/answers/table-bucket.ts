import { type Fact, known } from '../../core/fact.js';
import type { DefaultEncryption, Table } from '../../core/facts.js';
import type { Operation } from '../../core/operations.js';
import type { Resource } from '../../core/resource.js';
import { parsePolicy } from '../../policy/parse.js';
import { type Ask, type Question, unlessGone } from './ask.js';
import { accountQuestion, type FactContext, type FactFunctions, resourceQuestion } from './fact-functions.js';
import { anyTextOf, elementsOf, memberOf, objectOf, oneOf, optional, type Part, textOf } from './part.js';
import { factOf, factOfReply, type Paging, replyTo, replyToAll } from './reply.js';

/** Facts of a table bucket and its tables. */
export const tableBucketFacts: FactFunctions<'tableBucket'> = {
  policy: (context) =>
    ofBucket(context, 's3tables:GetTableBucketPolicy', (answer) =>
      parsePolicy(textOf(memberOf(answer, 'resourcePolicy'))),
    ),
  encryption: (context) => ofBucket(context, 's3tables:GetTableBucketEncryption', encryptionFrom),
  bucketType: (context) => bucketTypeOf(context),
  tables: (context) => tablesOf(context),
  tags: ({ resource, ask }) =>
    factOf(
      ask,
      resourceQuestion(resource, 's3tables:ListTagsForResource', { resourceArn: arnOf(resource) }),
      (answer) => optional(memberOf(answer, 'tags'), tagsFrom) ?? {},
    ),
};

/** How S3 Tables hands out long answers. */
const TOKEN = 'continuationToken';

/** Config's id of a table bucket is its ARN. */
const arnOf = ({ identity }: Resource): string => identity.arn ?? identity.id;

/** A setting of the bucket; null where none is set. */
const ofBucket = <T>(
  { resource, ask }: FactContext,
  operation: Operation,
  read: (answer: Part) => T,
): Promise<Fact<T | null>> => {
  const input = { tableBucketARN: arnOf(resource) };
  const bucket = resourceQuestion(resource, 's3tables:GetTableBucket', input);
  return settingOf(ask, resourceQuestion(resource, operation, input), bucket, read);
};

/**
 * One error says both that nothing is set and that what is asked about is gone, so then that is asked for. A recorded
 * file that holds the error alone has listed it.
 *
 * @throws ResourceGoneError
 */
const settingOf = async <T>(
  ask: Ask,
  question: Question,
  existence: Question,
  read: (answer: Part) => T,
): Promise<Fact<T | null>> => {
  const reply = await replyTo(ask, question);
  if (reply.kind !== 'absent') return factOfReply(question, reply, read);
  const found = await replyTo(ask, existence);
  return found.kind === 'unknown' && found.fact.code !== 'NOT_RECORDED' ? found.fact : known(null);
};

/** The encryption of a table bucket or a table, which S3 Tables tells alike. */
const encryptionFrom = (answer: Part): DefaultEncryption => {
  const encryption = memberOf(answer, 'encryptionConfiguration');
  const algorithm = oneOf(memberOf(encryption, 'sseAlgorithm'), ['AES256', 'aws:kms']);
  const keyId = optional(memberOf(encryption, 'kmsKeyArn'), textOf);
  return { algorithm, keyId: algorithm === 'AES256' ? null : keyId, bucketKeyEnabled: null };
};

type BucketType = 'customer' | 'aws';

/** One list tells the types of all; it may leave some buckets out, and older answers leave out the types. */
const bucketTypeOf = async ({ resource, ask }: FactContext): Promise<Fact<BucketType>> => {
  const arn = arnOf(resource);
  const list = accountQuestion('s3tables:ListTableBuckets', {}, resource.identity.region);
  const listed = factOfReply(
    list,
    await replyToAll(ask, list, { list: 'tableBuckets', token: TOKEN }),
    (buckets): BucketType | null => {
      const bucket = buckets.find((one) => memberOf(one, 'arn').value === arn);
      return bucket ? optional(memberOf(bucket, 'type'), typeFrom) : null;
    },
  );
  if (!listed.known) return listed;
  if (listed.value !== null) return known(listed.value);
  const question = resourceQuestion(resource, 's3tables:GetTableBucket', { tableBucketARN: arn });
  return factOf(ask, question, (answer) => typeFrom(memberOf(answer, 'type')));
};

const typeFrom = (type: Part): BucketType => oneOf(type, ['customer', 'aws']);

const tablePaging: Paging = { list: 'tables', token: TOKEN };

/** Tables asked for at a time: a bucket may hold thousands. */
const CONCURRENCY = 8;

const tablesOf = async (context: FactContext): Promise<Fact<readonly Table[]>> => {
  const { resource, ask } = context;
  const question = resourceQuestion(resource, 's3tables:ListTables', { tableBucketARN: arnOf(resource) });
  const all = factOfReply(question, await replyToAll(ask, question, tablePaging), (tables) =>
    tables.map(listedTableFrom),
  );
  if (!all.known) return all;
  const tables: Table[] = [];
  for (let start = 0; start < all.value.length; start += CONCURRENCY) {
    const some = all.value.slice(start, start + CONCURRENCY);
    const found = await Promise.all(some.map((one) => unlessGone(tableOf(context, one))));
    // A table that was dropped since it was listed is none.
    tables.push(...found.filter((one) => one !== null));
  }
  return known(tables);
};

interface ListedTable {
  readonly arn: string;
  readonly namespace: string;
  readonly name: string;
}

const listedTableFrom = (table: Part): ListedTable => ({
  arn: textOf(memberOf(table, 'tableARN')),
  // A list of one, for levels that may come.
  namespace: elementsOf(memberOf(table, 'namespace')).map(textOf).join('.'),
  name: textOf(memberOf(table, 'name')),
});

const tableOf = async ({ resource, ask }: FactContext, { arn, namespace, name }: ListedTable): Promise<Table> => {
  const input = { tableBucketARN: arnOf(resource), namespace, name };
  const question = (operation: Operation) => resourceQuestion(resource, operation, input, { id: arn });
  const [encryption, table] = [question('s3tables:GetTableEncryption'), question('s3tables:GetTable')];
  return { name: `${namespace}.${name}`, encryption: await settingOf(ask, encryption, table, encryptionFrom) };
};

const tagsFrom = (tags: Part): Readonly<Record<string, string>> =>
  Object.fromEntries(Object.keys(objectOf(tags)).map((key) => [key, anyTextOf(memberOf(tags, key))]));
