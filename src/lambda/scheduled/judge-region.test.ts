import { ACCOUNT, BUCKET, block, OWNER_ID } from '../../../test/builders.js';
import { NOTIFIED, scheduledEvent } from '../../../test/fake-aws/events.js';
import { type FakeAws, RULE_NAME, type StoredEvaluation } from '../../../test/fake-aws/index.js';
import {
  accountRule,
  aclRule,
  loggingRule,
  ownershipRule,
  twoTypesRule,
  versioningRule,
} from '../../../test/fake-aws/rules.js';
import { runRule } from '../../../test/fake-aws/run-rule.js';
import { useFakeAws } from '../../../test/fake-aws/use-fake-aws.js';
import { accessPointItem, asDeleted, eventItem } from '../../../test/items.js';
import type { Acl } from '../../core/facts.js';

const start = useFakeAws();

const time = new Date(NOTIFIED);
const on = { versioning: { status: 'Enabled', mfaDelete: false } } as const;
const account = { type: 'AWS::::Account', id: ACCOUNT };

/** Buckets that S3 lists and Config records, whose versioning is off. */
const present = (...names: readonly string[]) => ({
  items: names.map((name) => eventItem({ name })),
  buckets: names.map((name) => ({ name })),
});

const numbered = (count: number) => Array.from({ length: count }, (_, index) => `bucket-${index + 1000}`);

const stored = (id: string, changes: Partial<StoredEvaluation> = {}): StoredEvaluation => ({
  type: 'AWS::S3::Bucket',
  id,
  compliance: 'NON_COMPLIANT',
  annotation: 'NOT_AS_WANTED: Versioning is Off, not Enabled.',
  orderingTime: new Date('2026-11-19T08:05:00.000Z'),
  ...changes,
});

const byId = (posted: readonly StoredEvaluation[]) =>
  Object.fromEntries(posted.map(({ id, compliance }) => [id, compliance]));

const operationsOf = (aws: FakeAws) => aws.calls.map(({ operation }) => operation);

describe('a run', () => {
  it('judges every bucket of the region', async () => {
    const aws = await start({
      items: [eventItem({ name: 'one' }), eventItem({ name: 'two', ...on })],
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

  it('trap 17: of more than 100 resources pages through all and posts in batches', async () => {
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

describe('what a run posts', () => {
  it('is only what differs in verdict or reason, and what is new', async () => {
    const aws = await start({
      ...present('same', 'verdict', 'reason', 'new'),
      results: [
        stored('same'),
        stored('verdict', { compliance: 'COMPLIANT' }),
        stored('reason', { annotation: 'NOT_AS_WANTED: Versioning is Suspended, not Enabled.' }),
      ],
    });
    const { posted, lines } = await runRule(aws, versioningRule, scheduledEvent());
    expect(byId(posted)).toEqual({ verdict: 'NON_COMPLIANT', reason: 'NON_COMPLIANT', new: 'NON_COMPLIANT' });
    expect(lines).toMatchObject([{ verdicts: { NON_COMPLIANT: 4 }, posted: 3 }]);
  });

  it('is nothing where nothing differs, and no call is made', async () => {
    const aws = await start({ ...present('same'), results: [stored('same')] });
    expect(await runRule(aws, versioningRule, scheduledEvent())).toMatchObject({ posted: [], error: null });
    expect(aws.count('config:PutEvaluations')).toBe(0);
  });

  it('is nothing the second time', async () => {
    const aws = await start(present('one', 'two'));
    expect((await runRule(aws, versioningRule, scheduledEvent())).posted).toHaveLength(2);
    const next = scheduledEvent({ invokingEvent: { notificationCreationTime: '2026-11-21T08:05:00.000Z' } });
    expect((await runRule(aws, versioningRule, next)).posted).toEqual([]);
  });

  it('is everything where postUnchanged is on', async () => {
    const aws = await start({ ...present('same', 'exempt'), results: [stored('same')] });
    const event = scheduledEvent({ parameters: { postUnchanged: 'true', exemptResources: 'exempt' } });
    const { posted } = await runRule(aws, versioningRule, event);
    expect(byId(posted)).toEqual({ same: 'NON_COMPLIANT', exempt: 'NOT_APPLICABLE' });
  });

  it('is a result that is not applicable only where it replaces one', async () => {
    const aws = await start({ ...present('had', 'never', 'other'), results: [stored('had'), stored('other')] });
    const event = scheduledEvent({ parameters: { exemptResources: 'had,never' } });
    expect(byId((await runRule(aws, versioningRule, event)).posted)).toEqual({ had: 'NOT_APPLICABLE' });
  });
});

describe('trap 38: a run with nothing to report', () => {
  const nothing = [
    {
      ...account,
      compliance: 'NOT_APPLICABLE',
      annotation: 'NOTHING_TO_JUDGE: There is no resource here that the rule judges.',
      orderingTime: time,
    },
  ];

  it('in an empty region says so of the account, never by an empty list', async () => {
    expect((await runRule(await start(), versioningRule, scheduledEvent())).posted).toEqual(nothing);
  });

  it('where nothing applies and nothing is stored says so too', async () => {
    const event = scheduledEvent({ parameters: { exemptResources: '*' } });
    expect((await runRule(await start(present('one')), versioningRule, event)).posted).toEqual(nothing);
  });

  it('of an account that is exempt tells that', async () => {
    const event = scheduledEvent({ parameters: { exemptResources: ACCOUNT } });
    expect((await runRule(await start(), accountRule, event)).posted).toMatchObject([
      { ...account, annotation: expect.stringMatching(/^EXEMPT/) },
    ]);
  });

  it('does not say so where a resource could not be read', async () => {
    const aws = await start(present('one'));
    aws.fail('s3:GetBucketOwnershipControls', 'throttled');
    expect((await runRule(aws, ownershipRule, scheduledEvent())).posted).toEqual([]);
  });
});

describe('results of resources that are gone', () => {
  it('trap 30: are withdrawn, with the time of the run', async () => {
    const aws = await start({ ...present('here'), results: [stored('here'), stored('gone')] });
    const { posted } = await runRule(aws, versioningRule, scheduledEvent());
    expect(posted).toEqual([
      {
        type: 'AWS::S3::Bucket',
        id: 'gone',
        compliance: 'NOT_APPLICABLE',
        annotation: 'NOT_FOUND: The resource is gone, or the rule judges it no longer.',
        orderingTime: time,
      },
    ]);
  });

  it('trap 31, trap 32: are told apart by type and withdrawn under the type they were stored with', async () => {
    const aws = await start({
      items: [eventItem({ name: 'shared' })],
      buckets: [{ name: 'shared' }],
      results: [
        stored('shared', { compliance: 'COMPLIANT', annotation: 'BLOCKED: It has a block.' }),
        stored('shared', { type: 'AWS::S3::AccessPoint' }),
      ],
    });
    const { posted } = await runRule(aws, twoTypesRule, scheduledEvent());
    expect(posted).toMatchObject([{ type: 'AWS::S3::AccessPoint', id: 'shared', compliance: 'NOT_APPLICABLE' }]);
  });

  it('trap 34: are all found, on however many pages', async () => {
    const aws = await start({ ...present('here'), results: numbered(120).map((id) => stored(id)) });
    const { posted } = await runRule(aws, versioningRule, scheduledEvent());
    expect(posted.filter(({ compliance }) => compliance === 'NOT_APPLICABLE')).toHaveLength(120);
    expect(aws.calls[0]?.input).toEqual({
      ConfigRuleName: RULE_NAME,
      ComplianceTypes: ['COMPLIANT', 'NON_COMPLIANT'],
      Limit: 100,
    });
  });

  it('trap 35: are asked for by the name the rule has in the account, at most 64 characters', async () => {
    const configRuleName = `${'s3-a-name-of-thirty-six-characters-xx'.slice(0, 36)}-conformance-pack-szsm1uv0w`;
    const aws = await start({ ...present('here'), tokens: { 'example-token': configRuleName } });
    const { error } = await runRule(aws, versioningRule, scheduledEvent({ event: { configRuleName } }));
    expect(error).toBeNull();
    expect(aws.calls[0]?.input.ConfigRuleName).toBe(configRuleName);
  });

  it('trap 33: are kept where the list of buckets was refused', async () => {
    const aws = await start({ ...present('here'), results: [stored('gone')] });
    aws.fail('s3:ListBuckets', 'denied');
    const { posted, error } = await runRule(aws, versioningRule, scheduledEvent());
    expect(error).toBeNull();
    expect(byId(posted)).toEqual({ here: 'NON_COMPLIANT', [ACCOUNT]: 'NON_COMPLIANT' });
    expect(posted.at(-1)?.annotation).toBe(
      'UNVERIFIED: s3:ListAllMyBuckets was denied, so buckets without a configuration item are not found.',
    );
  });

  it('trap 33: are kept, like everything, where the list broke', async () => {
    const aws = await start({ ...present('here'), results: [stored('gone')] });
    aws.fail('s3:ListBuckets', 'throttled');
    expect(await runRule(aws, versioningRule, scheduledEvent())).toMatchObject({
      posted: [],
      error: { name: 'ApiFaultError' },
    });
  });

  it('trap 33: are kept, like everything, where a page of items was lost', async () => {
    const aws = await start({ ...present(...numbered(150)), results: [stored('gone')] });
    aws.fail('config:SelectResourceConfig', 'unavailable', { after: 1 });
    expect(await runRule(aws, versioningRule, scheduledEvent())).toMatchObject({
      posted: [],
      error: { name: 'ApiFaultError' },
    });
  });

  it('trap 33: are not those of a bucket that could not be read', async () => {
    const aws = await start({ ...present('throttled', 'denied'), results: [stored('throttled'), stored('denied')] });
    aws.fail('s3:GetBucketOwnershipControls', 'throttled', { about: 'throttled' });
    aws.fail('s3:GetBucketOwnershipControls', 'denied', { about: 'denied' });
    const { posted } = await runRule(aws, ownershipRule, scheduledEvent());
    expect(byId(posted)).toEqual({ denied: 'NON_COMPLIANT' });
  });

  it('that are newer than the run stay: the run knows nothing of what came since', async () => {
    const results = [stored('young', { orderingTime: new Date('2026-11-20T08:06:00.000Z') })];
    const aws = await start({ ...present('here'), results });
    expect(byId((await runRule(aws, versioningRule, scheduledEvent())).posted)).toEqual({ here: 'NON_COMPLIANT' });
  });

  it('that cannot be asked for leave every result to be posted, none withdrawn, and show on the account', async () => {
    const aws = await start({ ...present('same'), results: [stored('same'), stored('gone')] });
    aws.fail('config:GetComplianceDetailsByConfigRule', 'denied');
    const { posted } = await runRule(aws, versioningRule, scheduledEvent());
    expect(byId(posted)).toEqual({ same: 'NON_COMPLIANT', [ACCOUNT]: 'NON_COMPLIANT' });
    expect(posted.at(-1)?.annotation).toBe(
      'UNVERIFIED: config:GetComplianceDetailsByConfigRule was denied, so results of deleted resources stay.',
    );
  });

  it('that break throw before anything is judged', async () => {
    const aws = await start(present('one'));
    aws.fail('config:GetComplianceDetailsByConfigRule', 'throttled');
    expect(await runRule(aws, versioningRule, scheduledEvent())).toMatchObject({
      posted: [],
      error: { name: 'ApiFaultError' },
    });
  });

  it('withdraw what was said of the account once everything is found again', async () => {
    const aws = await start(present('here'));
    aws.fail('s3:ListBuckets', 'denied', { times: 1 });
    await runRule(aws, versioningRule, scheduledEvent());
    const next = scheduledEvent({ invokingEvent: { notificationCreationTime: '2026-11-21T08:05:00.000Z' } });
    expect((await runRule(aws, versioningRule, next)).posted).toMatchObject([
      { ...account, compliance: 'NOT_APPLICABLE' },
    ]);
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

describe('trap 37: a run and a change see the same', () => {
  it('access points and buckets, each under its own type', async () => {
    const aws = await start({ items: [eventItem(), accessPointItem()], buckets: [{ name: BUCKET }] });
    const { posted } = await runRule(aws, twoTypesRule, scheduledEvent());
    expect(posted).toMatchObject([
      { type: 'AWS::S3::Bucket', id: BUCKET },
      { type: 'AWS::S3::AccessPoint', id: 'example-reports' },
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
});
