import logBucketDeliverable from '../../../rules/logging/s3-log-bucket-deliverable/rule.js';
import { ACCOUNT, BUCKET, REGION } from '../../../test/builders.js';
import { scheduledEvent } from '../../../test/fake-aws/events.js';
import { identityRule, loggingRule, placeRule, twoTypesRule, versioningRule } from '../../../test/fake-aws/rules.js';
import { runRule } from '../../../test/fake-aws/run-rule.js';
import { account, stored } from '../../../test/fake-aws/runs.js';
import { useFakeAws } from '../../../test/fake-aws/use-fake-aws.js';
import { accessPointItem, asDeleted, eventItem, roleItem } from '../../../test/items.js';

const start = useFakeAws();

describe('trap 37: a run and a change see the same', () => {
  it('access points and buckets, each under its own type', async () => {
    const aws = await start({ items: [eventItem(), accessPointItem()], buckets: [{ name: BUCKET }] });
    const { posted } = await runRule(aws, twoTypesRule, scheduledEvent());
    expect(posted).toMatchObject([
      { type: 'AWS::S3::Bucket', id: BUCKET },
      { type: 'AWS::S3::AccessPoint', id: 'example-reports' },
    ]);
  });

  it("IAM's roles, in the region of the rule although they have none, under their own ids", async () => {
    const aws = await start({ items: [roleItem()] });
    const { posted } = await runRule(aws, identityRule, scheduledEvent());
    expect(posted).toMatchObject([
      { type: 'AWS::IAM::Role', id: 'AROAEXAMPLE000000001', annotation: 'NAMED: It is called example-role.' },
    ]);
    expect(aws.count('config:SelectResourceConfig')).toBe(4);
    expect(new Set(aws.calls.map(({ region }) => region))).toEqual(new Set([REGION]));
  });

  it('who a bucket is, with an item and without', async () => {
    const aws = await start({ items: [eventItem()], buckets: [{ name: BUCKET }, { name: 'silent' }] });
    const { posted } = await runRule(aws, placeRule, scheduledEvent());
    expect(posted.map(({ annotation }) => annotation)).toEqual([
      `PLACE: arn:aws:s3:::${BUCKET} of ${ACCOUNT} in ${REGION}.`,
      `PLACE: arn:aws:s3:::silent of ${ACCOUNT} in ${REGION}.`,
    ]);
  });

  it('tags, by which a bucket may be exempt', async () => {
    const tags = { 'x:rules': versioningRule.id, 'x:until': '2026-12-31', 'x:reason': 'legacy' };
    const aws = await start({ items: [eventItem({ tags })], buckets: [{ name: BUCKET }], results: [stored(BUCKET)] });
    const event = scheduledEvent({ parameters: { exemptionTagPrefix: 'x:' } });
    expect((await runRule(aws, versioningRule, event)).posted).toMatchObject([
      { compliance: 'NOT_APPLICABLE', annotation: 'EXEMPT: Exempt until 2026-12-31 by tags: legacy.' },
    ]);
  });

  it('nothing that is deleted or no longer recorded', async () => {
    const aws = await start({
      items: [asDeleted(accessPointItem()), asDeleted(accessPointItem({}, { resourceId: 'b' }), 'ResourceNotRecorded')],
    });
    expect((await runRule(aws, twoTypesRule, scheduledEvent())).posted).toMatchObject([account]);
  });

  it('no access point where items are refused, and its results stay', async () => {
    const aws = await start({ results: [stored('example-reports', { type: 'AWS::S3::AccessPoint' })] });
    aws.fail('config:SelectResourceConfig', 'denied');
    const { posted } = await runRule(aws, twoTypesRule, scheduledEvent());
    expect(posted).toMatchObject([
      {
        ...account,
        annotation: 'UNVERIFIED: config:SelectResourceConfig was denied.',
      },
    ]);
  });
});

describe('loggingSources', () => {
  it('come from the items of the run, without a query a bucket', async () => {
    const into = (destinationBucket: string) => ({ logging: { destinationBucket, prefix: '' } });
    const names = ['logs', 'c', 'a', 'b', 'gone'];
    const aws = await start({
      items: [
        eventItem({ name: 'logs' }),
        eventItem({ name: 'c', ...into('logs') }),
        eventItem({ name: 'a', ...into('logs') }),
        eventItem({ name: 'b', ...into('elsewhere') }),
        eventItem({ name: 'gone', ...into('logs') }),
      ],
      buckets: names.filter((name) => name !== 'gone').map((name) => ({ name })),
    });
    const { posted } = await runRule(aws, loggingRule, scheduledEvent());
    expect(posted).toMatchObject([{ id: 'logs', annotation: 'LOGS: Access logs of a, c go here.' }]);
    expect(aws.count('config:SelectResourceConfig')).toBe(1);
  });

  it('come with their prefixes for rules that ask for these', async () => {
    const granted = 'arn:aws:s3:::logs/a/*';
    const policy = {
      Statement: {
        Effect: 'Allow',
        Principal: { Service: 'logging.s3.amazonaws.com' },
        Action: 's3:PutObject',
        Resource: granted,
      },
    };
    const into = (prefix: string) => ({ logging: { destinationBucket: 'logs', prefix } });
    const aws = await start({
      items: [
        eventItem({ name: 'logs', policy }),
        eventItem({ name: 'a', ...into('a/') }),
        eventItem({ name: 'b', ...into('b/') }),
      ],
      buckets: ['logs', 'a', 'b'].map((name) => ({ name })),
    });
    const { posted } = await runRule(aws, logBucketDeliverable, scheduledEvent());
    expect(posted).toMatchObject([{ id: 'logs', annotation: expect.stringMatching(/access logs of b\. .* on b\//) }]);
    expect(aws.count('config:SelectResourceConfig')).toBe(1);
  });
});
