import { BUCKET, OWNER_ID } from '../../test/builders.js';
import { oversizedEvent } from '../../test/fake-aws/events.js';
import { aclRule, policyRule, versioningRule } from '../../test/fake-aws/rules.js';
import { runRule } from '../../test/fake-aws/run-rule.js';
import { useFakeAws } from '../../test/fake-aws/use-fake-aws.js';
import { accessPointItem, asDeleted, eventItem, type RawItem } from '../../test/items.js';
import { parseItem } from '../sources/configuration-item/parse-item.js';
import { fetchItem } from './oversized.js';

const start = useFakeAws();

const off = eventItem();
const enabled = { versioning: { status: 'Enabled', mfaDelete: false } } as const;
const capturedOn = (day: string, changes = {}): RawItem =>
  eventItem({ captureTime: `2026-${day}T08:00:00.000Z`, ...changes });
const HISTORY = 'config:GetResourceConfigHistory';

describe('an item that is too large to be sent', () => {
  it('trap 1, trap 16: is fetched from the history and judged', async () => {
    const aws = await start({ items: [off] });
    const { posted, error } = await runRule(aws, versioningRule, oversizedEvent(off));
    expect(error).toBeNull();
    expect(posted).toEqual([
      {
        type: 'AWS::S3::Bucket',
        id: BUCKET,
        compliance: 'NON_COMPLIANT',
        annotation: 'NOT_AS_WANTED: Versioning is Off, not Enabled.',
        orderingTime: new Date('2026-11-20T08:00:00.000Z'),
      },
    ]);
    expect(aws.calls.map(({ operation }) => operation)).toEqual([HISTORY, 'config:PutEvaluations']);
  });

  it('trap 2, trap 6: is decoded at every place', async () => {
    const policy = { Statement: { Effect: 'Deny', Principal: '*', Action: 's3:*', Resource: '*' } };
    const item = eventItem({ policy });
    const { posted } = await runRule(await start({ items: [item] }), policyRule, oversizedEvent(item));
    expect(posted).toMatchObject([{ annotation: 'POLICY: There is a policy.' }]);
  });

  it('trap 3: has a list of grants that is text within text', async () => {
    const item = eventItem({
      acl: { ownerId: OWNER_ID, grants: [{ grantee: { kind: 'group', group: 'AllUsers' }, permission: 'READ' }] },
    });
    const aws = await start({ items: [item], buckets: [{ name: BUCKET, ownership: 'ObjectWriter' }] });
    const { posted } = await runRule(aws, aclRule, oversizedEvent(item));
    expect(posted).toMatchObject([{ annotation: 'GROUPS: A group is granted access.' }]);
  });

  it('trap 15: is asked for by the time of its capture, in seconds, one item', async () => {
    const aws = await start({ items: [off] });
    await runRule(aws, versioningRule, oversizedEvent(off));
    expect(aws.calls[0]?.input).toEqual({
      resourceType: 'AWS::S3::Bucket',
      resourceId: BUCKET,
      laterTime: Date.parse('2026-11-20T08:00:00.000Z') / 1000,
      limit: 1,
    });
  });

  it('trap 15: is the one notified, not a newer one', async () => {
    const older = capturedOn('11-18', enabled);
    const aws = await start({ items: [off], history: [off, older] });
    const { posted } = await runRule(aws, versioningRule, oversizedEvent(older));
    expect(posted).toMatchObject([{ compliance: 'COMPLIANT', orderingTime: new Date('2026-11-18T08:00:00.000Z') }]);
  });

  it('trap 15, trap 83: is looked for behind empty pages', async () => {
    const old = capturedOn('09-01', enabled);
    const aws = await start({ history: [off, old] });
    const notified = { ...old, configurationItemCaptureTime: '2026-11-19T08:00:00.000Z' };
    const { posted } = await runRule(aws, versioningRule, oversizedEvent(notified));
    expect(posted).toMatchObject([{ compliance: 'COMPLIANT' }]);
    expect(aws.count(HISTORY)).toBeGreaterThan(10);
  });

  it('trap 15: is known by its state, which is a number here and text there', async () => {
    const aws = await start({ items: [off] });
    const other = { ...off, configurationStateId: 1 };
    const { posted, error } = await runRule(aws, versioningRule, oversizedEvent(other));
    expect(posted).toEqual([]);
    expect(error).toMatchObject({
      name: 'ItemNotFoundError',
      message: expect.stringContaining('state 1 of 2026-11-20'),
    });
  });

  it.each([0, undefined])('is known by its capture where the state is %p', async (configurationStateId) => {
    const aws = await start({ items: [off] });
    const { posted } = await runRule(aws, versioningRule, oversizedEvent({ ...off, configurationStateId }));
    expect(posted).toHaveLength(1);
    const older = { ...off, configurationStateId, configurationItemCaptureTime: '2026-11-21T08:00:00.000Z' };
    expect(await runRule(aws, versioningRule, oversizedEvent(older))).toMatchObject({
      posted: [],
      error: { name: 'ItemNotFoundError' },
    });
  });

  it('trap 11: is judged although the notification has no time', async () => {
    const aws = await start({ items: [off] });
    const event = oversizedEvent(off, {
      invokingEvent: { notificationCreationTime: undefined, recordVersion: undefined },
    });
    expect((await runRule(aws, versioningRule, event)).posted).toHaveLength(1);
  });

  it('that is older than all of the history throws, so that Lambda tries again', async () => {
    const aws = await start({ history: [off] });
    const { posted, error } = await runRule(aws, versioningRule, oversizedEvent(capturedOn('10-01')));
    expect(posted).toEqual([]);
    expect(error).toMatchObject({ name: 'ItemNotFoundError' });
  });

  it('whose history leads a page to itself throws instead of asking for ever', async () => {
    const ask = async () => ({ kind: 'answer', output: { configurationItems: [], nextToken: 'again' } }) as const;
    await expect(fetchItem({ ask, region: 'eu-west-1' }, parseItem(off), new Date())).rejects.toMatchObject({
      name: 'ItemNotFoundError',
    });
  });

  it('of a resource that the history does not know throws', async () => {
    const { posted, error } = await runRule(await start(), versioningRule, oversizedEvent(off));
    expect(posted).toEqual([]);
    expect(error).toMatchObject({ name: 'ItemNotFoundError' });
  });

  it('trap 27: that may not be fetched is UNVERIFIED', async () => {
    const aws = await start({ items: [off] });
    aws.fail(HISTORY, 'denied');
    const { posted, error } = await runRule(aws, versioningRule, oversizedEvent(off));
    expect(error).toBeNull();
    expect(posted).toMatchObject([
      {
        compliance: 'NON_COMPLIANT',
        annotation:
          'UNVERIFIED: The configuration item is too large to be sent and config:GetResourceConfigHistory was denied.',
      },
    ]);
  });

  it.each(['throttled', { code: 'NoAvailableConfigurationRecorderException' }] as const)(
    'trap 27: whose fetch broke (%p) throws',
    async (fault) => {
      const aws = await start({ items: [off] });
      aws.fail(HISTORY, fault);
      expect(await runRule(aws, versioningRule, oversizedEvent(off))).toMatchObject({
        posted: [],
        error: { name: 'ApiFaultError' },
      });
    },
  );
});

describe('a summary of what is not to be judged', () => {
  it.each([
    ['deleted', oversizedEvent(asDeleted(off)), /^RESOURCE_DELETED/],
    ['out of scope by now', oversizedEvent(off, { event: { eventLeftScope: true } }), /^LEFT_SCOPE/],
    ['of another type', oversizedEvent(accessPointItem()), /^OUT_OF_SCOPE/],
  ])('trap 7, trap 8: %s is not applicable and nothing is fetched', async (_, event, annotation) => {
    const aws = await start({ items: [off] });
    const { posted } = await runRule(aws, versioningRule, event);
    expect(posted).toMatchObject([{ compliance: 'NOT_APPLICABLE', annotation: expect.stringMatching(annotation) }]);
    expect(aws.count(HISTORY)).toBe(0);
  });
});
