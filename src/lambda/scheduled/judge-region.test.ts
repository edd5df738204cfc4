import { ACCOUNT, block, OWNER_ID } from '../../../test/builders.js';
import { NOTIFIED, scheduledEvent } from '../../../test/fake-aws/events.js';
import { RULE_NAME } from '../../../test/fake-aws/index.js';
import { accountRule, aclRule, ownershipRule, versioningRule } from '../../../test/fake-aws/rules.js';
import { runRule } from '../../../test/fake-aws/run-rule.js';
import { account, byId, numbered, operationsOf, present, stored } from '../../../test/fake-aws/runs.js';
import { useFakeAws } from '../../../test/fake-aws/use-fake-aws.js';
import { eventItem } from '../../../test/items.js';
import type { Acl } from '../../core/facts.js';

const start = useFakeAws();

const time = new Date(NOTIFIED);

describe('a run', () => {
  it('judges every bucket of the region', async () => {
    const aws = await start({
      items: [
        eventItem({ name: 'one' }),
        eventItem({ name: 'two', versioning: { status: 'Enabled', mfaDelete: false } }),
      ],
      buckets: [{ name: 'one' }, { name: 'two' }],
    });
    const { posted, error } = await runRule(aws, versioningRule, scheduledEvent());
    expect(error).toBeNull();
    expect(posted).toEqual([
      {
        type: 'AWS::S3::Bucket',
        id: 'one',
        compliance: 'NON_COMPLIANT',
        annotation: 'NOT_AS_WANTED: Versioning is Off, not Enabled.',
        orderingTime: time,
      },
      {
        type: 'AWS::S3::Bucket',
        id: 'two',
        compliance: 'COMPLIANT',
        annotation: 'AS_WANTED: Versioning is Enabled.',
        orderingTime: time,
      },
    ]);
  });

  it('of items alone costs one call for the results, the list, the items and the posting', async () => {
    const aws = await start(present(...numbered(50)));
    await runRule(aws, versioningRule, scheduledEvent());
    expect(operationsOf(aws)).toEqual([
      'config:GetComplianceDetailsByConfigRule',
      's3:ListBuckets',
      'config:SelectResourceConfig',
      'config:PutEvaluations',
    ]);
  });

  it('may be asked for by a delivered snapshot', async () => {
    const event = scheduledEvent({ invokingEvent: { messageType: 'ConfigurationSnapshotDeliveryCompleted' } });
    expect((await runRule(await start(present('one')), versioningRule, event)).posted).toHaveLength(1);
  });

  it('trap 24: orders its results by the time of the notification, however late it runs', async () => {
    const event = scheduledEvent({ invokingEvent: { notificationCreationTime: '2026-11-21T00:00:00.250Z' } });
    const { posted } = await runRule(await start(present('one')), versioningRule, event);
    expect(posted[0]?.orderingTime).toEqual(new Date('2026-11-21T00:00:00.250Z'));
  });

  it('trap 17, J13: of more than 100 resources pages through all and posts in batches', async () => {
    const aws = await start({
      ...present(...numbered(230)),
      results: numbered(205).map((id) => stored(id, { annotation: 'old' })),
    });
    const { posted } = await runRule(aws, versioningRule, scheduledEvent());
    expect(posted).toHaveLength(230);
    expect(aws.count('config:SelectResourceConfig')).toBe(3);
    expect(aws.count('config:GetComplianceDetailsByConfigRule')).toBe(3);
    expect(aws.count('config:PutEvaluations')).toBe(3);
  });

  it('with its results gone with their rule posts nothing', async () => {
    const aws = await start(present('one'));
    aws.state.rules.delete(RULE_NAME);
    expect(await runRule(aws, versioningRule, scheduledEvent())).toMatchObject({ posted: [], error: null });
    expect(operationsOf(aws)).toEqual(['config:GetComplianceDetailsByConfigRule']);
  });

  it('asks what is of the account once, and what is of a bucket of each', async () => {
    const names = numbered(30);
    const acl: Acl = {
      ownerId: OWNER_ID,
      grants: [{ grantee: { kind: 'group', group: 'AllUsers' }, permission: 'READ' }],
    };
    const aws = await start({
      items: names.map((name) => eventItem({ name, acl })),
      buckets: names.map((name) => ({ name, ownership: 'ObjectWriter' })),
    });
    expect((await runRule(aws, aclRule, scheduledEvent())).posted).toHaveLength(30);
    expect(aws.count('s3:GetBucketOwnershipControls')).toBe(30);
    expect(aws.count('s3control:GetPublicAccessBlock')).toBe(1);
  });
});

describe('a resource that cannot be read', () => {
  it('keeps its result, the others are posted, then the run throws', async () => {
    const aws = await start({ ...present('one', 'broken', 'three'), results: [stored('gone')] });
    aws.fail('s3:GetBucketOwnershipControls', 'unavailable', { about: 'broken' });
    const { posted, error, lines } = await runRule(aws, ownershipRule, scheduledEvent());
    expect(byId(posted)).toEqual({ one: 'COMPLIANT', three: 'COMPLIANT', gone: 'NOT_APPLICABLE' });
    expect(error).toMatchObject({
      name: 'UnreadResourcesError',
      message: expect.stringMatching(
        /^1 of 3 resources could not be read, first AWS::S3::Bucket broken: s3:GetBucketOwn/,
      ),
      cause: { name: 'ApiFaultError' },
    });
    expect(lines).toMatchObject([{ posted: 3, verdicts: { COMPLIANT: 2 }, error: { name: 'UnreadResourcesError' } }]);
  });

  it('because it is gone by now has its result withdrawn', async () => {
    const aws = await start({ ...present('one', 'vanishing'), results: [stored('vanishing')] });
    aws.fail('s3:GetBucketOwnershipControls', { code: 'NoSuchBucket', status: 404 }, { about: 'vanishing' });
    const { posted, error } = await runRule(aws, ownershipRule, scheduledEvent());
    expect(error).toBeNull();
    expect(byId(posted)).toEqual({ one: 'COMPLIANT', vanishing: 'NOT_APPLICABLE' });
  });

  it('because it is refused is UNVERIFIED', async () => {
    const aws = await start(present('one'));
    aws.fail('s3:GetBucketOwnershipControls', 'denied');
    const { posted } = await runRule(aws, ownershipRule, scheduledEvent());
    expect(posted).toMatchObject([{ annotation: 'UNVERIFIED: s3:GetBucketOwnershipControls was denied.' }]);
  });

  it('does not hide that results were refused', async () => {
    const aws = await start(present('one', 'broken'));
    aws.fail('s3:GetBucketOwnershipControls', 'throttled', { about: 'broken' });
    aws.refuse('one');
    expect(await runRule(aws, ownershipRule, scheduledEvent())).toMatchObject({
      error: { name: 'PutEvaluationsError' },
    });
  });
});

describe('parameters that are refused', () => {
  const event = scheduledEvent({ parameters: { status: 'On' } });
  const annotation =
    'UNVERIFIED: The rule\'s parameters are refused: status must be one of Enabled, Suspended, got "On".';

  it('show on every resource that is found, also on those without an item', async () => {
    const aws = await start({ items: [eventItem({ name: 'one' })], buckets: [{ name: 'one' }, { name: 'two' }] });
    const { posted, error } = await runRule(aws, versioningRule, event);
    expect(error).toBeNull();
    expect(posted).toMatchObject([
      { id: 'one', compliance: 'NON_COMPLIANT', annotation },
      { id: 'two', compliance: 'NON_COMPLIANT', annotation },
    ]);
  });

  it('show on the account of an account rule', async () => {
    const { posted } = await runRule(await start(), accountRule, scheduledEvent({ parameters: { nonsense: '1' } }));
    expect(posted).toMatchObject([{ ...account, annotation: expect.stringMatching(/^UNVERIFIED: .*"nonsense"/) }]);
  });
});

describe('trap 41: the account', () => {
  it.each([
    ['never set', null, 'NON_COMPLIANT'],
    ['set', block(true), 'COMPLIANT'],
  ])('with its block %s is judged without an item', async (_, accountPublicAccessBlock, compliance) => {
    const aws = await start({ accountPublicAccessBlock });
    const { posted } = await runRule(aws, accountRule, scheduledEvent());
    expect(posted).toMatchObject([{ ...account, compliance, orderingTime: time }]);
    expect(operationsOf(aws)).toEqual([
      'config:GetComplianceDetailsByConfigRule',
      's3control:GetPublicAccessBlock',
      'config:PutEvaluations',
    ]);
  });

  it('whose block cannot be read throws and its result stays', async () => {
    const aws = await start({ results: [{ ...stored(ACCOUNT), type: account.type }] });
    aws.fail('s3control:GetPublicAccessBlock', 'throttled');
    expect(await runRule(aws, accountRule, scheduledEvent())).toMatchObject({
      posted: [],
      error: { name: 'UnreadResourcesError' },
    });
  });

  it('has one result where stored results cannot be asked for', async () => {
    const aws = await start();
    aws.fail('config:GetComplianceDetailsByConfigRule', 'denied');
    const { posted } = await runRule(aws, accountRule, scheduledEvent());
    expect(posted).toMatchObject([{ ...account, annotation: expect.stringMatching(/^NOT_BLOCKED/) }]);
  });
});
