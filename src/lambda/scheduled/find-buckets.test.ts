import { REGION } from '../../../test/builders.js';
import { scheduledEvent } from '../../../test/fake-aws/events.js';
import { lockoutRule, ownershipRule, versioningRule } from '../../../test/fake-aws/rules.js';
import { runRule } from '../../../test/fake-aws/run-rule.js';
import { useFakeAws } from '../../../test/fake-aws/use-fake-aws.js';
import { asDeleted, eventItem } from '../../../test/items.js';
import { listBuckets } from './listed-buckets.js';

const start = useFakeAws();

const noItem =
  'UNVERIFIED: The bucket has no configuration item: it is new, the recorder leaves it out, or its policy locks AWS Config out.';
const listed = (...names: readonly string[]) => names.map((name) => ({ name }));

describe('the buckets of a run', () => {
  it('trap 39: are those S3 lists: one without an item is UNVERIFIED', async () => {
    const aws = await start({ items: [eventItem({ name: 'one' })], buckets: listed('one', 'silent') });
    const { posted } = await runRule(aws, versioningRule, scheduledEvent());
    expect(posted).toMatchObject([
      { id: 'one' },
      { type: 'AWS::S3::Bucket', id: 'silent', compliance: 'NON_COMPLIANT', annotation: noItem },
    ]);
  });

  it('trap 39: one whose item says it is deleted is UNVERIFIED', async () => {
    const status = 'ResourceNotRecorded';
    const aws = await start({ items: [asDeleted(eventItem({ name: 'one' }), status)], buckets: listed('one') });
    expect((await runRule(aws, versioningRule, scheduledEvent())).posted).toMatchObject([{ annotation: noItem }]);
  });

  it('trap 39: one without an item is judged where S3 tells all that the rule asks', async () => {
    const aws = await start({ buckets: [{ name: 'silent', ownership: 'ObjectWriter' }] });
    const { posted } = await runRule(aws, ownershipRule, scheduledEvent());
    expect(posted).toMatchObject([{ id: 'silent', annotation: 'NOT_ENFORCED: Access control lists count.' }]);
  });

  it('one without an item is read where the rule is about what keeps AWS Config from making one', async () => {
    const policy = {
      Version: '2012-10-17',
      Statement: [{ Effect: 'Deny', Principal: '*', Action: '*', Resource: '*' }],
    };
    const aws = await start({
      items: [eventItem({ name: 'one' })],
      buckets: [{ name: 'one', policy }, { name: 'silent', policy }, { name: 'refusing' }],
    });
    aws.fail('s3:GetBucketPolicy', 'denied', { about: 'refusing' });
    const { posted } = await runRule(aws, lockoutRule, scheduledEvent());
    expect(posted).toMatchObject([
      { id: 'one', compliance: 'COMPLIANT' },
      { id: 'refusing', annotation: expect.stringMatching(/^UNVERIFIED: .*s3:GetBucketPolicy/) },
      { id: 'silent', annotation: 'POLICY: There is a policy.' },
    ]);
    const asked = aws.calls.filter(({ operation }) => operation === 's3:GetBucketPolicy');
    expect(asked.map(({ about }) => about).sort()).toEqual(['refusing', 'silent']);
  });

  it('one without an item may be exempt', async () => {
    const aws = await start({ items: [eventItem({ name: 'one' })], buckets: listed('one', 'silent') });
    const { posted } = await runRule(
      aws,
      versioningRule,
      scheduledEvent({ parameters: { exemptResources: 'silent' } }),
    );
    expect(posted).toMatchObject([{ id: 'one' }]);
  });

  it('are not those of which only an item is left', async () => {
    const aws = await start({
      items: [eventItem({ name: 'one' }), eventItem({ name: 'left' })],
      buckets: listed('one'),
    });
    expect((await runRule(aws, versioningRule, scheduledEvent())).posted).toMatchObject([{ id: 'one' }]);
  });

  it('are also those that are younger than the list', async () => {
    const item = eventItem({ name: 'young', captureTime: '2026-11-20T08:05:01.000Z' });
    expect((await runRule(await start({ items: [item] }), versioningRule, scheduledEvent())).posted).toMatchObject([
      { id: 'young' },
    ]);
  });

  it('trap 36: are those of the region of the rule', async () => {
    const aws = await start({
      items: [eventItem({ name: 'here' })],
      buckets: [{ name: 'here' }, { name: 'there', region: 'us-east-1' }],
    });
    const { posted } = await runRule(aws, versioningRule, scheduledEvent());
    expect(posted).toMatchObject([{ id: 'here' }]);
    expect(aws.calls.find(({ operation }) => operation === 's3:ListBuckets')).toMatchObject({
      region: REGION,
      input: { 'bucket-region': REGION },
    });
  });

  it('trap 36: are not those of another region that a list holds nevertheless', async () => {
    const Buckets = [{ Name: 'a', BucketRegion: REGION }, { Name: 'b', BucketRegion: 'us-east-1' }, { Name: 'c' }];
    const ask = async () => ({ kind: 'answer', output: { Buckets } }) as const;
    expect(await listBuckets({ ask, region: REGION })).toEqual({ kind: 'known', names: new Set(['a', 'c']) });
  });

  it('trap 36: are listed page by page', async () => {
    const names = Array.from({ length: 2100 }, (_, index) => `bucket-${index}`);
    const aws = await start({ buckets: listed(...names) });
    const { posted } = await runRule(aws, versioningRule, scheduledEvent());
    expect(posted).toHaveLength(2100);
    expect(aws.count('s3:ListBuckets')).toBe(3);
  });

  it('whose items are refused are UNVERIFIED, and results of gone ones are still withdrawn', async () => {
    const gone = {
      type: 'AWS::S3::Bucket',
      id: 'gone',
      compliance: 'COMPLIANT',
      orderingTime: new Date('2026-11-19T08:05:00.000Z'),
    };
    const aws = await start({ items: [eventItem({ name: 'one' })], buckets: listed('one'), results: [gone] });
    aws.fail('config:SelectResourceConfig', 'denied');
    const { posted } = await runRule(aws, versioningRule, scheduledEvent());
    expect(posted).toMatchObject([
      { id: 'one', annotation: 'UNVERIFIED: config:SelectResourceConfig was denied.' },
      { id: 'gone', compliance: 'NOT_APPLICABLE' },
    ]);
  });

  it('of which neither list nor items are told show on the account', async () => {
    const aws = await start({ items: [eventItem()], buckets: listed('app-data') });
    aws.fail('config:SelectResourceConfig', 'denied');
    aws.fail('s3:ListBuckets', 'denied');
    expect((await runRule(aws, versioningRule, scheduledEvent())).posted).toMatchObject([
      {
        type: 'AWS::::Account',
        annotation: expect.stringMatching(
          /^UNVERIFIED: s3:ListAllMyBuckets was denied.*SelectResourceConfig was denied\.$/,
        ),
      },
    ]);
  });

  it('of which a row is no item are UNVERIFIED where the row may be theirs, and no other', async () => {
    const aws = await start({
      items: [eventItem({ name: 'one', versioning: { status: 'Enabled', mfaDelete: false } })],
      rows: ['{}'],
      buckets: listed('one', 'other'),
    });
    expect((await runRule(aws, versioningRule, scheduledEvent())).posted).toMatchObject([
      { id: 'one', compliance: 'COMPLIANT' },
      {
        id: 'other',
        annotation: 'UNVERIFIED: config:SelectResourceConfig: not a configuration item: it has no resourceType.',
      },
    ]);
  });
});
