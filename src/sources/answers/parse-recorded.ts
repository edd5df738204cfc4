import { partitionOf } from '../../core/resource.js';
import {
  elementsOf,
  isAbsent,
  MalformedAnswerError,
  malformed,
  memberOf,
  objectOf,
  optional,
  type Part,
  placeOf,
  textOf,
} from './part.js';
import { isReadOperation, recordedServices } from './recorded-operations.js';

/** What was answered, by keys such as `kms:DescribeKey@eu-west-1#key-id`. */
export interface RecordedAnswers {
  /** `accounts[0].buckets[2].answers` */
  readonly place: string;
  readonly byKey: Readonly<Record<string, unknown>>;
}

export interface RecordedResource {
  readonly name: string;
  readonly region: string;
  readonly answers: RecordedAnswers;
}

/** One entry of a recorded file: an account, or what of it was recorded together. */
export interface RecordedAccount {
  readonly accountId: string;
  readonly partition: string;
  readonly answers: RecordedAnswers;
  readonly buckets: readonly RecordedResource[];
  readonly accessPoints: readonly RecordedResource[];
}

/**
 * The entries of one JSON document: `{"version": 1, "accounts": […]}`, or a single account as NDJSON has one a line.
 *
 * @throws MalformedAnswerError for the first thing that does not belong there, naming its place
 */
export const parseRecorded = (document: unknown): readonly RecordedAccount[] => {
  objectOf({ place: 'the document', value: document });
  const whole: Part = { place: '', value: document };
  if (Object.hasOwn(objectOf(whole), 'accountId')) return [accountFrom(whole, ['version'])];
  versionOf(memberOf(whole, 'version'));
  const accounts = elementsOf(memberOf(whole, 'accounts'));
  refuseOthers(whole, ['version', 'accounts']);
  return accounts.map((account) => accountFrom(account, []));
};

const versionOf = (version: Part): void => {
  if (version.value !== 1) throw malformed(version, '1');
};

const accountFrom = (account: Part, more: readonly string[]): RecordedAccount => {
  refuseOthers(account, ['accountId', 'partition', 'answers', 'buckets', 'accessPoints', ...more]);
  optional(memberOf(account, 'version'), versionOf);
  const buckets = listOf(memberOf(account, 'buckets')).map((bucket) => resourceFrom(bucket, []));
  const accessPoints = listOf(memberOf(account, 'accessPoints')).map((point) => resourceFrom(point, ['bucket']));
  refuseTwice(
    memberOf(account, 'buckets'),
    buckets.map(({ name }) => name),
  );
  refuseTwice(
    memberOf(account, 'accessPoints'),
    accessPoints.map(({ name, region }) => `${name} in ${region}`),
  );
  return {
    accountId: matching(memberOf(account, 'accountId'), /^\d{12}$/, 'an account id of 12 digits'),
    partition:
      optional(memberOf(account, 'partition'), (part) => matching(part, /^aws[a-z-]*$/, 'a partition such as aws')) ??
      partitionOf({ arn: null, region: [...buckets, ...accessPoints][0]?.region ?? null }),
    answers: isAbsent(memberOf(account, 'answers'))
      ? { place: placeOf(account.place, 'answers'), byKey: {} }
      : answersFrom(memberOf(account, 'answers')),
    buckets,
    accessPoints,
  };
};

const listOf = (part: Part): readonly Part[] => optional(part, elementsOf) ?? [];

const resourceFrom = (resource: Part, more: readonly string[]): RecordedResource => {
  refuseOthers(resource, ['name', 'region', 'answers', ...more]);
  optional(memberOf(resource, 'bucket'), textOf);
  return {
    name: textOf(memberOf(resource, 'name')),
    region: matching(memberOf(resource, 'region'), /^[a-z]{2,}(-[a-z]+)+-\d+$/, 'a region such as eu-west-1'),
    answers: answersFrom(memberOf(resource, 'answers')),
  };
};

const answersFrom = (answers: Part): RecordedAnswers => {
  const byKey = objectOf(answers);
  for (const key of Object.keys(byKey)) {
    if (key.startsWith('x-')) continue;
    checkKey(answers.place, key);
    checkAnswer(memberOf(answers, key));
  }
  return { place: answers.place, byKey };
};

const KEY = /^([^:@#]*):([^:@#]*)(?:@([^#]*))?(?:#(.*))?$/s;

const checkKey = (place: string, key: string): void => {
  const [, service = '', operation = '', region, id] = KEY.exec(key) ?? [];
  const refuse = (problem: string): never => {
    throw new MalformedAnswerError(`${placeOf(place, key)}: ${problem}`);
  };
  if (service === '')
    refuse('a key is service:Operation, with @region or #id behind it; one of your own begins with x-');
  if (!recordedServices().includes(service)) {
    refuse(`unknown service "${service}"; it is one of ${recordedServices().join(', ')}`);
  }
  if (!isReadOperation(service, operation)) refuse(`${service} has no operation "${operation}" that reads`);
  if (region !== undefined && !/^[a-z0-9-]+$/.test(region)) refuse(`"${region}" is not a region`);
  if (id === '') refuse('nothing follows the #');
};

/** An answer is what the API gave; an error stands alone, with the service's code. */
const checkAnswer = (answer: Part): void => {
  if (!Object.hasOwn(objectOf(answer), 'error')) return;
  refuseOthers(answer, ['error']);
  const error = memberOf(answer, 'error');
  refuseOthers(error, ['code', 'message']);
  textOf(memberOf(error, 'code'));
  const message = memberOf(error, 'message');
  if (!isAbsent(message) && typeof message.value !== 'string') throw malformed(message, 'text');
};

/** Keys that begin with `x-` are the user's own. */
const refuseOthers = (part: Part, allowed: readonly string[]): void => {
  const unknown = Object.keys(objectOf(part)).find((key) => !key.startsWith('x-') && !allowed.includes(key));
  if (unknown === undefined) return;
  throw new MalformedAnswerError(
    `${placeOf(part.place, unknown)}: unknown key; it has ${allowed.join(', ')}, and keys of your own begin with x-`,
  );
};

/** Two of one name in an entry: which answers are meant cannot be told. */
const refuseTwice = (list: Part, names: readonly string[]): void => {
  const seen = new Set<string>();
  for (const [index, name] of names.entries()) {
    if (seen.has(name)) throw new MalformedAnswerError(`${list.place}[${index}]: ${name} stands there twice`);
    seen.add(name);
  }
};

const matching = (part: Part, pattern: RegExp, expected: string): string => {
  if (typeof part.value !== 'string' || !pattern.test(part.value)) throw malformed(part, expected);
  return part.value;
};
