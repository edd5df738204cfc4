import { ACCOUNT, BUCKET, OWNER_ID, REGION } from '../../test/builders.js';
import { changeEvent } from '../../test/fake-aws/events.js';
import { aclRule, placeRule, policyRule, twoTypesRule, versioningRule } from '../../test/fake-aws/rules.js';
import { runRule } from '../../test/fake-aws/run-rule.js';
import { useFakeAws } from '../../test/fake-aws/use-fake-aws.js';
import { accessPointItem, asHistory, asSnapshot, eventItem, withSupplementary } from '../../test/items.js';

const start = useFakeAws();

const bucket = { type: 'AWS::S3::Bucket', id: BUCKET };
const captured = new Date('2026-11-20T08:00:00.000Z');
const denyPlainHttp = {
  Version: '2012-10-17',
  Statement: {
    Effect: 'Deny',
    Principal: '*',
    Action: 's3:*',
    Resource: `arn:aws:s3:::${BUCKET}/*`,
    Condition: { Bool: { 'aws:SecureTransport': 'false' } },
  },
};

describe('a change', () => {
  it('is judged by its item and posted once, with no other call (A20)', async () => {
    const aws = await start();
    const item = eventItem({ versioning: { status: 'Enabled', mfaDelete: false } });
    const { posted, error } = await runRule(aws, versioningRule, changeEvent(item));
    expect(error).toBeNull();
    expect(posted).toEqual([
      { ...bucket, compliance: 'COMPLIANT', annotation: 'AS_WANTED: Versioning is Enabled.', orderingTime: captured },
    ]);
    expect(aws.calls.map(({ operation }) => operation)).toEqual(['config:PutEvaluations']);
  });

  it.each(['OK', 'ResourceDiscovered'])('with the status %s is judged', async (status) => {
    const { posted } = await runRule(await start(), versioningRule, changeEvent(eventItem({ status })));
    expect(posted).toMatchObject([{ ...bucket, compliance: 'NON_COMPLIANT' }]);
  });

  it.each([
    ['as a snapshot holds it', asSnapshot(eventItem())],
    ['as the history answers it', asHistory(eventItem())],
    ['of 2017', eventItem({ year: 2017 })],
  ])('trap 5: reads the same from an item %s', async (_, item) => {
    const { posted } = await runRule(await start(), versioningRule, changeEvent(item));
    expect(posted).toMatchObject([{ ...bucket, annotation: 'NOT_AS_WANTED: Versioning is Off, not Enabled.' }]);
  });

  it('trap 5: of a live item without a key that every item has is UNVERIFIED', async () => {
    const item = withSupplementary(eventItem(), { BucketPolicy: undefined });
    const { posted } = await runRule(await start(), policyRule, changeEvent(item));
    expect(posted).toMatchObject([
      { compliance: 'NON_COMPLIANT', annotation: expect.stringMatching(/^UNVERIFIED: .*BucketPolicy/) },
    ]);
  });

  it.each([
    ['none', null, 'COMPLIANT', /^NO_POLICY/],
    ['one, as text within the item', denyPlainHttp, 'NON_COMPLIANT', /^POLICY/],
    ['text that does not parse', '{"Statement":', 'NON_COMPLIANT', /^UNVERIFIED/],
  ])('trap 6: tells a policy: %s', async (_, policy, compliance, annotation) => {
    const { posted } = await runRule(await start(), policyRule, changeEvent(eventItem({ policy })));
    expect(posted).toMatchObject([{ compliance, annotation: expect.stringMatching(annotation) }]);
  });

  it('trap 3, trap 4: reads the list of grants, which is text, and its groups', async () => {
    const aws = await start({ buckets: [{ name: BUCKET, ownership: 'ObjectWriter' }] });
    const item = eventItem({
      acl: { ownerId: OWNER_ID, grants: [{ grantee: { kind: 'group', group: 'AllUsers' }, permission: 'READ' }] },
    });
    const { posted } = await runRule(aws, aclRule, changeEvent(item));
    expect(posted).toMatchObject([{ annotation: 'GROUPS: A group is granted access.' }]);
  });

  it('trap 12: is judged whole, whatever its diff says', async () => {
    const configurationItemDiff = { changeType: 'UPDATE', changedProperties: { Tags: {} } };
    const event = changeEvent(eventItem(), { invokingEvent: { configurationItemDiff } });
    const { posted } = await runRule(await start(), versioningRule, event);
    expect(posted).toMatchObject([{ compliance: 'NON_COMPLIANT' }]);
  });

  it('trap 21: of an access point is reported on the access point', async () => {
    const { posted } = await runRule(await start(), twoTypesRule, changeEvent(accessPointItem()));
    expect(posted).toMatchObject([{ type: 'AWS::S3::AccessPoint', id: 'example-reports', compliance: 'COMPLIANT' }]);
  });

  it('trap 50: does not depend on the name the rule has in the account', async () => {
    const event = changeEvent(eventItem(), { event: { configRuleName: 'OrgConfigRule-other-dbgzf8ba' } });
    const { posted } = await runRule(await start(), versioningRule, event);
    expect(posted).toHaveLength(1);
  });

  it("trap 56: is posted to the rule's region, whatever the item says of its own", async () => {
    const aws = await start();
    const configRuleArn = `arn:aws:config:eu-central-1:${ACCOUNT}:config-rule/config-rule-x`;
    await runRule(aws, versioningRule, changeEvent(eventItem(), { event: { configRuleArn } }));
    expect(aws.calls.map(({ region }) => region)).toEqual(['eu-central-1']);
  });

  it('without account and region is one of those of its rule', async () => {
    const aws = await start({ buckets: [{ name: BUCKET }] });
    const item = { ...eventItem(), awsAccountId: undefined, awsRegion: undefined };
    const { posted, error } = await runRule(aws, placeRule, changeEvent(item));
    expect({ posted, error }).toMatchObject({
      posted: [{ annotation: `PLACE: arn:aws:s3:::${BUCKET} of ${ACCOUNT} in ${REGION}.` }],
      error: null,
    });
  });
});

describe('trap 24: the time that orders a result', () => {
  const timesOf = (changes: object, item = eventItem()) => changeEvent({ ...item, ...changes });

  it('is when the item was captured, not when it was notified', async () => {
    const event = timesOf({ configurationItemCaptureTime: '2026-11-01T00:00:00.500Z' });
    const { posted } = await runRule(await start(), versioningRule, event);
    expect(posted[0]?.orderingTime).toEqual(new Date('2026-11-01T00:00:00.500Z'));
  });

  it("is the notification's where the item has none", async () => {
    const event = timesOf({ configurationItemCaptureTime: undefined });
    const { posted } = await runRule(await start(), versioningRule, event);
    expect(posted[0]?.orderingTime).toEqual(new Date('2026-11-20T08:05:00.000Z'));
  });

  it('is never the wall clock: without either nothing is posted', async () => {
    const event = changeEvent(
      { ...eventItem(), configurationItemCaptureTime: undefined },
      { invokingEvent: { notificationCreationTime: undefined } },
    );
    const { posted, error } = await runRule(await start(), versioningRule, event);
    expect(posted).toEqual([]);
    expect(error).toMatchObject({
      name: 'RuleEventError',
      message: 'neither configurationItemCaptureTime nor notificationCreationTime is a time',
    });
  });

  it('trap 26: keeps a late retry of an old event from replacing a newer result', async () => {
    const aws = await start();
    const enabled = { versioning: { status: 'Enabled', mfaDelete: false } } as const;
    await runRule(aws, versioningRule, changeEvent(eventItem(enabled)));
    await runRule(aws, versioningRule, timesOf({ configurationItemCaptureTime: '2026-11-19T00:00:00.000Z' }));
    await runRule(aws, versioningRule, changeEvent(eventItem(enabled)));
    expect([...(aws.state.current.values().next().value ?? new Map()).values()]).toMatchObject([
      { compliance: 'COMPLIANT' },
    ]);
  });
});
