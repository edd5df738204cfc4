import { ACCOUNT } from '../../../test/builders.js';
import { NOTIFIED, scheduledEvent } from '../../../test/fake-aws/events.js';
import { RULE_NAME } from '../../../test/fake-aws/index.js';
import { accountRule, ownershipRule, twoTypesRule, versioningRule } from '../../../test/fake-aws/rules.js';
import { runRule } from '../../../test/fake-aws/run-rule.js';
import { account, byId, numbered, present, stored } from '../../../test/fake-aws/runs.js';
import { useFakeAws } from '../../../test/fake-aws/use-fake-aws.js';
import { eventItem } from '../../../test/items.js';

const start = useFakeAws();

const time = new Date(NOTIFIED);

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
  it('trap 30, J12: are withdrawn, with the time of the run', async () => {
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
