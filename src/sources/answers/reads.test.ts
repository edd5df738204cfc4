import { type Answers, errorAnswer } from '../../../test/answers.js';
import { type Front, factTold, fronts } from '../../../test/asks.js';
import { type Read, reads } from '../../../test/reads.js';
import { known, unknown } from '../../core/fact.js';
import { isOperation, operations } from '../../core/operations.js';
import { ApiFaultError } from '../live/live-ask.js';
import { UnreadableInputError } from '../subject.js';
import { ResourceGoneError } from './ask.js';

const factOn = (front: Front, { fact, resource, told }: Read, answer: unknown) =>
  factTold(front, fact, told(answer), resource);

const rowsOf = (codesOf: (read: Read) => readonly string[] | undefined) =>
  reads.flatMap((read) =>
    (codesOf(read) ?? []).map(
      (code) => [read.operation, read.resource?.identity.type ?? 'bucket', read.fact, code, read] as const,
    ),
  );

describe.each(fronts)('reads, %s', (front) => {
  it.each(rowsOf(({ absent }) => absent && Object.keys(absent)))(
    '%s of %s, %s: %s says that it is not there',
    async (_operation, _type, _fact, code, read) => {
      expect(await factOn(front, read, errorAnswer(code))).toEqual(known(read.absent?.[code]));
    },
  );

  it.each(rowsOf((read) => read.denied))(
    '%s of %s, %s: %s says that it was refused',
    async (_operation, _type, _fact, code, read) => {
      const about = read.about ? ` for ${read.about}` : '';
      expect(await factOn(front, read, errorAnswer(code))).toEqual(
        unknown('DENIED', `${read.action} was denied${about}`),
      );
    },
  );

  it.each(rowsOf(({ gone }) => gone))(
    '%s of %s, %s: %s says that the resource is gone',
    async (_operation, _type, _fact, code, read) => {
      await expect(factOn(front, read, errorAnswer(code))).rejects.toBeInstanceOf(ResourceGoneError);
    },
  );

  const fault = front === 'live' ? ApiFaultError : UnreadableInputError;

  it.each(rowsOf(() => ['InternalError', 'ThrottlingException']))(
    '%s of %s, %s: %s is a fault',
    async (_operation, _type, _fact, code, read) => {
      await expect(factOn(front, read, errorAnswer(code))).rejects.toBeInstanceOf(fault);
    },
  );

  const [policy] = reads;

  it.each([
    ...['SlowDown', '503 SlowDown', 'Throttling', 'TooManyRequestsException', 'RequestLimitExceeded'],
    ...['ServiceUnavailable', 'InternalServerException', 'RequestTimeout', 'DependencyTimeoutException'],
    ...['OperationAborted', 'PermanentRedirect', 'PermanentRedirectControlError', 'IllegalLocationConstraintException'],
    ...['AuthorizationHeaderMalformed', 'IncorrectEndpoint', 'InvalidArgument', 'ExpiredToken'],
    ...['ExpiredTokenException', 'InvalidAccessKeyId', 'SignatureDoesNotMatch', 'InvalidClientTokenId'],
    ...['UnrecognizedClientException', 'RequestTimeTooSkewed', 'NotSignedUp', 'OptInRequired'],
    // Absent, gone or denied elsewhere, and unheard of here.
    ...['NoSuchTagSet', 'NotFoundException', 'TrailNotFoundException', 'TotallyNewError'],
  ])('%s is a fault', async (code) => {
    if (!policy) throw new Error('no read');
    await expect(factOn(front, policy, errorAnswer(code))).rejects.toBeInstanceOf(fault);
  });
});

describe('reads of a recorded file', () => {
  it.each(reads.map((read) => [read.operation, read.resource?.identity.type ?? 'bucket', read.fact, read] as const))(
    '%s of %s, %s: no key is no absence',
    async (operation, _type, _fact, read) => {
      const { account = {}, own = {} } = read.told(undefined);
      const without = (answers: Answers) =>
        Object.fromEntries(Object.entries(answers).filter(([, answer]) => answer !== undefined));
      const told = { account: without(account), own: without(own) };
      const about = read.about ? ` for ${read.about}` : '';
      expect(await factTold('recorded', read.fact, told, read.resource)).toEqual(
        unknown('NOT_RECORDED', `no answer of ${operation}${about} is recorded`),
      );
    },
  );

  it('name the place of a fault', async () => {
    const told = { own: { 's3:GetBucketPolicy': errorAnswer('SlowDown') } };
    await expect(factTold('recorded', 'policy', told)).rejects.toThrow(
      'answers.json: own["s3:GetBucketPolicy"]: SlowDown is a fault, not an answer; record it again',
    );
  });
});

describe('the table', () => {
  it('has every operation that tells a fact but the query of Config', () => {
    const told = new Set<string>(reads.map(({ operation }) => operation));
    const others = Object.keys(operations).filter((name) => isOperation(name) && !told.has(name));
    expect(others).toEqual([
      // What there is to judge, and which replicas are the account's own; `replication.test.ts`.
      's3:ListBuckets',
      // What there is to judge; `listed-resources.test.ts`, `live-source.test.ts`.
      's3:ListDirectoryBuckets',
      's3control:ListAccessPoints',
      's3control:ListMultiRegionAccessPoints',
      // Of each table, which may be unread alone; `table-bucket.test.ts`.
      's3tables:GetTable',
      's3tables:GetTableEncryption',
      // Of each log group, which may be unread alone; `trail-filters.test.ts`.
      'logs:DescribeMetricFilters',
      'monitoring:DescribeAlarms',
      // Where an account is looked at; `live-source.test.ts`.
      'ec2:DescribeRegions',
      'config:SelectResourceConfig',
      'config:GetResourceConfigHistory',
      'config:GetComplianceDetailsByConfigRule',
      'config:PutEvaluations',
    ]);
  });

  it.each(reads.map((read) => [read.operation, read] as const))('says what core says of %s', (operation, read) => {
    expect(operations[operation].action).toBe(read.action);
  });
});
