import { ServiceError } from './fault.js';
import type { RestCall, RestRequest } from './s3.js';
import type { State } from './state.js';

/** A request of S3 Tables, whose answers are JSON; ARNs stand encoded in its paths. */
export const tablesCallOf = ({ url }: Pick<RestRequest, 'url'>): RestCall => {
  const [first = '', arn = '', ...rest] = url.pathname.split('/').slice(1).map(decodeURIComponent);
  const shape = [first, arn && '<arn>', rest.length > 1 ? '<table>' : '', rest.at(-1) ?? ''].filter(Boolean).join('/');
  const name = operationNames[shape];
  if (!name) throw new ServiceError('NotFoundException', `The fake does not know ${url.pathname}`, 404);
  const operation = `s3tables:${name}`;
  return { operation, about: arn, answer: (state) => JSON.stringify(answerOf(operation, state, arn)) };
};

const operationNames: Readonly<Record<string, string>> = {
  buckets: 'ListTableBuckets',
  'buckets/<arn>': 'GetTableBucket',
  'buckets/<arn>/policy': 'GetTableBucketPolicy',
  'buckets/<arn>/encryption': 'GetTableBucketEncryption',
  'tables/<arn>': 'ListTables',
  'tables/<arn>/<table>/encryption': 'GetTableEncryption',
  'get-table': 'GetTable',
  'tag/<arn>': 'ListTagsForResource',
};

/** What a test told, else an account without table buckets that have anything set. */
const answerOf = (operation: string, state: State, arn: string): object => {
  const told = state.answers[operation] ?? emptyAnswers[operation];
  if (told) return typeof told === 'function' ? told({ arn }) : told;
  throw new ServiceError('NotFoundException', 'The specified resource could not be found', 404);
};

const emptyAnswers: State['answers'] = {
  's3tables:ListTableBuckets': { tableBuckets: [] },
  's3tables:GetTableBucket': ({ arn }) => ({ arn, type: 'customer' }),
  's3tables:ListTables': { tables: [] },
  's3tables:ListTagsForResource': { tags: {} },
};
