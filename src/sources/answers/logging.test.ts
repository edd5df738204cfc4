import { errorAnswer } from '../../../test/answers.js';
import { factTold, fakeServices, fronts, unreadBucket } from '../../../test/asks.js';
import { ACCOUNT, BUCKET, REGION } from '../../../test/builders.js';
import { type Fact, known, unknown } from '../../core/fact.js';
import { createLiveAsk } from '../live/live-ask.js';
import type { Ask, Question } from './ask.js';
import { createFactReader } from './fact-reader.js';

describe.each(fronts)('server access logging, %s', (front) => {
  const told = (answer: unknown) => factTold(front, 'logging', { own: { 's3:GetBucketLogging': answer } });

  it.each<[string, unknown, Fact<unknown>]>([
    ['off', {}, known(null)],
    ['off, told with null', { LoggingEnabled: null }, known(null)],
    [
      'on',
      { LoggingEnabled: { TargetBucket: 'logs', TargetPrefix: 'app/' } },
      known({ destinationBucket: 'logs', prefix: 'app/' }),
    ],
    [
      'on, with an empty prefix',
      { LoggingEnabled: { TargetBucket: 'logs', TargetPrefix: '' } },
      known({ destinationBucket: 'logs', prefix: '' }),
    ],
    [
      'on, without a prefix',
      { LoggingEnabled: { TargetBucket: 'logs' } },
      known({ destinationBucket: 'logs', prefix: '' }),
    ],
    [
      'on, to nowhere',
      { LoggingEnabled: {} },
      unknown('MALFORMED', 's3:GetBucketLogging: LoggingEnabled.TargetBucket must be text, got nothing'),
    ],
    [
      'on, as true',
      { LoggingEnabled: true },
      unknown('MALFORMED', 's3:GetBucketLogging: LoggingEnabled must be an object, got true'),
    ],
  ])('%s', async (_name, answer, expected) => {
    expect(await told(answer)).toEqual(expected);
  });
});

describe.each(fronts)('deliveries of access logs, %s', (front) => {
  const source = {
    name: 'app',
    arn: 'arn:aws:logs:eu-west-1:111122223333:delivery-source:app',
    resourceArns: [`arn:aws:s3:::${BUCKET}`],
    logType: 'S3_SERVER_ACCESS_LOGS',
  };
  const delivery = { id: '1', deliverySourceName: 'app', deliveryDestinationType: 'CWL' };
  const told = (sources: unknown, deliveries: unknown = { deliveries: [delivery] }) =>
    factTold(front, 'accessLogDeliveries', {
      account: { 'logs:DescribeDeliverySources': sources, 'logs:DescribeDeliveries': deliveries },
    });
  const toldSource = (change: object) => told({ deliverySources: [{ ...source, ...change }] });

  it.each<[string, object]>([
    ['without a status', {}],
    ['active', { status: 'ACTIVE' }],
    ['for several resources', { resourceArns: ['arn:aws:s3:::other', `arn:aws:s3:::${BUCKET}`] }],
  ])('%s', async (_name, change) => {
    expect(await toldSource(change)).toEqual(known([source.arn]));
  });

  it.each<[string, object]>([
    ['inactive', { status: 'INACTIVE' }],
    ['of another bucket', { resourceArns: [`arn:aws:s3:::${BUCKET}-2`] }],
    ['of another log', { logType: 'APPLICATION_LOGS', resourceArns: undefined }],
    ['without a delivery', { name: 'other' }],
  ])('%s do not count', async (_name, change) => {
    expect(await toldSource(change)).toEqual(known([]));
  });

  it('are none without a source, whatever is delivered', async () => {
    expect(await told({ deliverySources: [] }, errorAnswer('AccessDeniedException'))).toEqual(known([]));
  });

  it('come sorted', async () => {
    const other = { ...source, name: 'b', arn: source.arn.replace(/app$/, 'a') };
    const deliveries = [delivery, { ...delivery, deliverySourceName: 'b' }];
    expect(await told({ deliverySources: [source, other] }, { deliveries })).toEqual(known([other.arn, source.arn]));
  });

  it.each<[string, unknown, unknown, Fact<unknown>]>([
    [
      'sources are denied',
      errorAnswer('AccessDeniedException'),
      { deliveries: [] },
      unknown('DENIED', 'logs:DescribeDeliverySources was denied'),
    ],
    [
      'deliveries are denied',
      { deliverySources: [source] },
      errorAnswer('AccessDeniedException'),
      unknown('DENIED', 'logs:DescribeDeliveries was denied'),
    ],
    [
      'a status is one nobody knows',
      { deliverySources: [{ ...source, status: 'FAILED' }] },
      { deliveries: [] },
      unknown(
        'MALFORMED',
        'logs:DescribeDeliverySources: deliverySources[0].status must be one of ACTIVE, INACTIVE, got "FAILED"',
      ),
    ],
    [
      'there is no list',
      {},
      { deliveries: [] },
      unknown('MALFORMED', 'logs:DescribeDeliverySources: deliverySources must be a list, got nothing'),
    ],
  ])('are unknown where %s', async (_name, sources, deliveries, expected) => {
    expect(await told(sources, deliveries)).toEqual(expected);
  });
});

it('follows all pages of deliveries', async () => {
  const source = (name: string) => ({
    name,
    arn: name,
    resourceArns: [`arn:aws:s3:::${BUCKET}`],
    logType: 'S3_SERVER_ACCESS_LOGS',
  });
  const account = {
    'logs:DescribeDeliverySources': { deliverySources: [source('a')], nextToken: 'more' },
    'logs:DescribeDeliverySources#more': { deliverySources: [source('b')] },
    'logs:DescribeDeliveries': { deliveries: [{ deliverySourceName: 'a' }], nextToken: 'more' },
    'logs:DescribeDeliveries#more': { deliveries: [{ deliverySourceName: 'b' }] },
  };
  expect(await factTold('live', 'accessLogDeliveries', { account })).toEqual(known(['a', 'b']));
});

it('takes a recorded first page for no whole answer', async () => {
  const account = { 'logs:DescribeDeliverySources': { deliverySources: [], nextToken: 'more' } };
  expect(await factTold('recorded', 'accessLogDeliveries', { account })).toEqual(
    unknown('NOT_RECORDED', 'of logs:DescribeDeliverySources only a first page is recorded'),
  );
});

describe('who logs into a bucket, asked of AWS Config', () => {
  const row = (resourceId: string, destinationBucketName?: string) =>
    JSON.stringify({
      resourceId,
      ...(destinationBucketName && {
        supplementaryConfiguration: { BucketLoggingConfiguration: { destinationBucketName } },
      }),
    });
  const told = (...pages: readonly unknown[]) =>
    factTold('live', 'loggingSources', {
      account: Object.fromEntries(
        pages.map((page, index) => [`config:SelectResourceConfig${index ? `#${index}` : ''}`, page]),
      ),
    });

  it('names the buckets of all pages, sorted', async () => {
    expect(await told({ Results: [row('z', BUCKET)], NextToken: '1' }, { Results: [row('b', BUCKET)] })).toEqual(
      known(['b', 'z']),
    );
  });

  it('asks no more where one is found', async () => {
    const asked: string[] = [];
    const services = fakeServices({ 'config:SelectResourceConfig': { Results: [row('a', BUCKET)] } }, (operation) =>
      asked.push(operation),
    );
    const ask = createLiveAsk(services, { region: REGION, accountId: ACCOUNT });
    expect(await createFactReader(unreadBucket(), ask)('loggingSources')).toEqual(known(['a']));
    expect(asked).toEqual(['config:SelectResourceConfig']);
  });

  it('is nobody where Config records one bucket, which logs nowhere', async () => {
    expect(await told({ Results: [row('a')] })).toEqual(known([]));
  });

  it('leaves out rows that name another bucket or none', async () => {
    expect(await told({ Results: [row('a', `${BUCKET}-2`), row('b')] })).toEqual(known([]));
  });

  it('is unknown where Config records no bucket at all', async () => {
    expect(await told({ Results: [] })).toEqual(
      unknown(
        'NOT_RECORDED',
        `AWS Config records no buckets in ${REGION}, so the buckets whose access logs go here are unknown`,
      ),
    );
  });

  it.each<[string, unknown, Fact<unknown>]>([
    ['denied', errorAnswer('AccessDeniedException'), unknown('DENIED', 'config:SelectResourceConfig was denied')],
    [
      'no JSON',
      { Results: ['{'] },
      unknown('MALFORMED', 'config:SelectResourceConfig: Results[0] must be JSON, got "{"'),
    ],
  ])('is unknown where the answer is %s', async (_name, page, expected) => {
    expect(await told(page)).toEqual(expected);
  });

  it('asks in the region of the bucket, in the syntax that Config takes', async () => {
    const asked: Question[] = [];
    const ask: Ask = async (question) => {
      asked.push(question);
      return { kind: 'answer', output: { Results: [row('a')] } };
    };
    await createFactReader(unreadBucket(), ask)('loggingSources');
    const [named, any] = asked.map(({ input, ...rest }) => ({ ...rest, ...input }));
    const destination = 'supplementaryConfiguration.BucketLoggingConfiguration.destinationBucketName';
    const prefix = 'supplementaryConfiguration.BucketLoggingConfiguration.logFilePrefix';
    const everyQuestion = { operation: 'config:SelectResourceConfig', region: REGION, owner: null };
    expect(named).toEqual({
      ...everyQuestion,
      Limit: 100,
      Expression: `SELECT resourceId, ${destination}, ${prefix} WHERE resourceType = 'AWS::S3::Bucket' AND ${destination} = '${BUCKET}'`,
    });
    expect(any).toEqual({
      ...everyQuestion,
      Limit: 1,
      Expression: "SELECT resourceId WHERE resourceType = 'AWS::S3::Bucket'",
    });
  });
});
