import { ACCOUNT, BUCKET, REGION } from '../../test/builders.js';
import { changeEvent, oversizedEvent, scheduledEvent } from '../../test/fake-aws/events.js';
import { policyRule, versioningRule } from '../../test/fake-aws/rules.js';
import { runRule } from '../../test/fake-aws/run-rule.js';
import { useFakeAws } from '../../test/fake-aws/use-fake-aws.js';
import { eventItem } from '../../test/items.js';
import { createHandler } from './handler.js';

const start = useFakeAws();

describe('a handler', () => {
  it('takes the event alone: a third parameter is refused by the runtime', () => {
    expect(createHandler(versioningRule)).toHaveLength(1);
  });

  it('gives nothing back: Config discards it', async () => {
    const aws = await start();
    Object.assign(process.env, aws.environment);
    expect(await createHandler(versioningRule, {}, () => undefined)(changeEvent(eventItem()))).toBeUndefined();
  });

  it('trap 13: ignores an unknown message, with a line and no call', async () => {
    const aws = await start();
    const event = { invokingEvent: JSON.stringify({ messageType: 'ConfigurationHistoryDeliveryCompleted' }) };
    const { posted, error, lines } = await runRule(aws, versioningRule, event);
    expect({ posted, error, calls: aws.calls }).toEqual({ posted: [], error: null, calls: [] });
    expect(lines).toEqual([
      {
        rule: 's3-example-versioning',
        messageType: 'ConfigurationHistoryDeliveryCompleted',
        ignored: true,
        durationMs: expect.any(Number),
      },
    ]);
  });

  it('trap 26: gives the same answer to the same event', async () => {
    const aws = await start();
    const event = changeEvent(eventItem());
    const first = await runRule(aws, versioningRule, event);
    expect((await runRule(aws, versioningRule, event)).posted).toEqual(first.posted);
  });

  it('trap 28: is done where the rule vanished meanwhile', async () => {
    const aws = await start();
    aws.state.rules.clear();
    const { error, lines } = await runRule(aws, versioningRule, changeEvent(eventItem()));
    expect(error).toBeNull();
    expect(lines).toMatchObject([{ posted: 0 }]);
  });

  it('uses its clients again, and no answer of another event', async () => {
    const aws = await start({ items: [eventItem()], buckets: [{ name: BUCKET }] });
    Object.assign(process.env, aws.environment);
    const { s3 } = await import('../sources/live/s3.js');
    const handler = createHandler(versioningRule, { s3 }, () => undefined);
    await handler(scheduledEvent());
    aws.state.items = [eventItem({ versioning: { status: 'Enabled', mfaDelete: false } })];
    await handler(scheduledEvent({ invokingEvent: { notificationCreationTime: '2026-11-21T08:05:00.000Z' } }));
    expect(aws.evaluations.map(({ compliance }) => compliance)).toEqual(['NON_COMPLIANT', 'COMPLIANT']);
  });
});

describe('the line of an event', () => {
  const lineOf = async (event: unknown, fail?: string) => {
    const aws = await start({ items: [eventItem()], buckets: [{ name: BUCKET }] });
    if (fail) aws.fail(fail, 'throttled');
    return (await runRule(aws, versioningRule, event)).lines;
  };
  const place = { rule: 's3-example-versioning', accountId: ACCOUNT, region: REGION, durationMs: expect.any(Number) };

  it.each([
    ['ConfigurationItemChangeNotification', changeEvent(eventItem())],
    ['OversizedConfigurationItemChangeNotification', oversizedEvent(eventItem())],
  ])('%s tells resource, verdict and code', async (messageType, event) => {
    expect(await lineOf(event)).toEqual([
      {
        ...place,
        messageType,
        resource: `AWS::S3::Bucket ${BUCKET}`,
        compliance: 'NON_COMPLIANT',
        code: 'NOT_AS_WANTED',
        posted: 1,
      },
    ]);
  });

  it('of a run tells counts', async () => {
    expect(await lineOf(scheduledEvent())).toEqual([
      { ...place, messageType: 'ScheduledNotification', verdicts: { NON_COMPLIANT: 1 }, posted: 1 },
    ]);
  });

  it('that fails tells the error', async () => {
    const [line, ...others] = await lineOf(changeEvent(eventItem()), 'config:PutEvaluations');
    expect(others).toEqual([]);
    expect(line).toEqual({
      ...place,
      messageType: 'ConfigurationItemChangeNotification',
      error: { name: 'PutEvaluationsError', message: expect.stringContaining('ThrottlingException') },
    });
  });

  it('that is none of Config tells the rule and the error', async () => {
    expect(await lineOf({})).toEqual([
      {
        rule: 's3-example-versioning',
        error: { name: 'RuleEventError', message: 'event.invokingEvent must be text, got undefined' },
        durationMs: expect.any(Number),
      },
    ]);
  });

  it.each([
    ['a policy', eventItem({ policy: { Statement: [{ Effect: 'secret' }] } })],
    ['a broken policy', eventItem({ policy: 'secret' })],
    ['tags', eventItem({ tags: { secret: 'secret' } })],
  ])('holds no text of %s', async (_, item) => {
    const aws = await start();
    const event = changeEvent(item, { parameters: { exemptionTagPrefix: 'secret' } });
    expect(JSON.stringify((await runRule(aws, policyRule, event)).lines)).not.toContain('secret');
  });

  it('is one line of JSON on standard output', async () => {
    const written: unknown[] = [];
    const log = jest.spyOn(console, 'log').mockImplementation((text) => written.push(text));
    await createHandler(versioningRule)({ invokingEvent: '{"messageType":"Other"}' });
    log.mockRestore();
    expect(written).toHaveLength(1);
    expect(JSON.parse(String(written[0]))).toMatchObject({ messageType: 'Other', ignored: true });
  });
});
