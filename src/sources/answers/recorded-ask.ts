import { apiNameOf, meaningOfError, type Operation, operations, serviceOf } from '../../core/operations.js';
import type { Kind } from '../../core/resource.js';
import { UnreadableInputError } from '../subject.js';
import type { Answer, Ask, Question } from './ask.js';
import { HiddenValue } from './hidden-value.js';
import type { RecordedAccount, RecordedAnswers, RecordedResource } from './parse-recorded.js';
import { isAbsent, memberOf, type Part, placeOf, textOf } from './part.js';

/**
 * Answers questions from one entry of a recorded file, and from nothing else.
 *
 * @param file where the entry stands, for messages: `answers.ndjson, line 3`
 * @returns a function that throws `UnreadableInputError` where the recorded answer is a fault
 */
export const createRecordedAsk = (account: RecordedAccount, file: string): Ask => {
  const owners = new Map<string, RecordedAnswers>([
    ...account.buckets.map((one): [string, RecordedAnswers] => [ownerKey('bucket', one), one.answers]),
    ...account.accessPoints.map((one): [string, RecordedAnswers] => [ownerKey('accessPoint', one), one.answers]),
  ]);
  return async (question) => {
    const { owner, region, id, isFurtherPage } = question;
    // What is told apart by an id stands among the account's answers, whoever it is about.
    const answers =
      owner && id === undefined
        ? owners.get(ownerKey(owner.kind, { name: owner.name, region: region ?? '' }))
        : account.answers;
    const key = keysOf(question).find((one) => answers !== undefined && Object.hasOwn(answers.byKey, one));
    if (!answers || key === undefined || isFurtherPage) return { kind: 'notRecorded' };
    return answerFrom(question.operation, { place: placeOf(answers.place, key), value: answers.byKey[key] }, file);
  };
};

const ownerKey = (kind: Kind, { name, region }: Omit<RecordedResource, 'answers'>): string =>
  `${kind} ${name} ${region}`;

/** The keys an answer may stand under, the most exact first. */
const keysOf = ({ operation, region, id }: Question): readonly string[] => {
  // What a client serves under another name is recorded under its own too: `s3:GetBucketPolicy#scratch--euw1-az1--x-s3`.
  const names = [...new Set([operation, `${serviceOf(operation)}:${apiNameOf(operation)}`])];
  const places = region === null ? names : [...names.map((name) => `${name}@${region}`), ...names];
  return id === undefined ? places : places.flatMap((place) => idsOf(id).map((one) => `${place}#${one}`));
};

/** An ARN, and what is written in its place: `key/1234…`, `1234…`, `alias/app`, the name of a trail. */
const idsOf = (id: string): readonly string[] => {
  if (!id.startsWith('arn:')) return [id];
  const resource = id.split(':').slice(5).join(':');
  const name = resource.replace(/^[^/]*\//, '');
  return resource.startsWith('alias/') ? [id, resource] : [id, resource, name];
};

const answerFrom = (operation: Operation, answer: Part, file: string): Answer => {
  if (answer.value instanceof HiddenValue) return { kind: 'answer', output: answer.value };
  const error = memberOf(answer, 'error');
  if (isAbsent(error)) return { kind: 'answer', output: answer.value };
  const code = textOf(memberOf(error, 'code'));
  const message = memberOf(error, 'message').value;
  switch (meaningOfError(operation, code, typeof message === 'string' ? message : '')) {
    case 'absent':
      return { kind: 'absent' };
    case 'gone':
      return { kind: 'gone' };
    case 'denied':
      return { kind: 'denied', action: operations[operation].action };
    case 'fault':
      throw new UnreadableInputError(`${file}: ${answer.place}: ${code} is a fault, not an answer; record it again`);
  }
};
