import { ACCOUNT, BUCKET, block, OWNER_ID, REGION } from '../../test/builders.js';
import { changeEvent } from '../../test/fake-aws/events.js';
import {
  accountRule,
  aclRule,
  ownershipRule,
  policyRule,
  twoTypesRule,
  versioningRule,
} from '../../test/fake-aws/rules.js';
import { runRule } from '../../test/fake-aws/run-rule.js';
import { useFakeAws } from '../../test/fake-aws/use-fake-aws.js';
import {
  accessPointItem,
  accountBlockItem,
  asDeleted,
  asHistory,
  asSnapshot,
  directoryBucketItem,
  eventItem,
  kmsKeyItem,
  withSupplementary,
} from '../../test/items.js';

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
const notApplicable = (code: RegExp | string) => ({
  compliance: 'NOT_APPLICABLE',
  annotation: expect.stringMatching(new RegExp(`^${typeof code === 'string' ? code : code.source}: `)),
});

describe('a change', () => {
  it('is judged by its item and posted once, with no other call', async () => {
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
    const { posted, error } = await runRule(aws, ownershipRule, changeEvent(item));
    expect({ posted, error }).toMatchObject({ posted: [{ compliance: 'COMPLIANT' }], error: null });
    expect(aws.calls[0]).toMatchObject({ operation: 's3:GetBucketOwnershipControls', region: REGION });
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

describe('a resource that is not to be judged', () => {
  it.each([
    ['ResourceDeleted', 'RESOURCE_DELETED'],
    ['ResourceDeletedNotRecorded', 'RESOURCE_DELETED'],
    ['ResourceNotRecorded', 'RESOURCE_NOT_RECORDED'],
    ['SomethingNew', 'NOT_LIVE'],
  ])('trap 7: with the status %s is not applicable, before its configuration is touched', async (status, code) => {
    const { posted, error } = await runRule(await start(), versioningRule, changeEvent(asDeleted(eventItem(), status)));
    expect(error).toBeNull();
    expect(posted).toEqual([{ ...bucket, ...notApplicable(code), orderingTime: captured }]);
  });

  it('trap 8: that left the scope is not applicable although it is live', async () => {
    const event = changeEvent(eventItem(), { event: { eventLeftScope: true } });
    const { posted } = await runRule(await start(), versioningRule, event);
    expect(posted).toEqual([{ ...bucket, ...notApplicable('LEFT_SCOPE'), orderingTime: captured }]);
  });

  it('trap 8: that left the scope is not applicable although its configuration is broken', async () => {
    const item = { ...eventItem(), configuration: 'broken', supplementaryConfiguration: 'broken' };
    const { posted } = await runRule(
      await start(),
      versioningRule,
      changeEvent(item, { event: { eventLeftScope: true } }),
    );
    expect(posted).toMatchObject([notApplicable('LEFT_SCOPE')]);
  });

  it('trap 8: that is deleted and left the scope is not applicable', async () => {
    const event = changeEvent(asDeleted(eventItem()), { event: { eventLeftScope: true } });
    const { posted } = await runRule(await start(), versioningRule, event);
    expect(posted).toMatchObject([notApplicable('RESOURCE_DELETED')]);
  });

  it('trap 82: with a deletion in the spelling of the API is not applicable', async () => {
    const { posted } = await runRule(await start(), versioningRule, changeEvent(asHistory(asDeleted(eventItem()))));
    expect(posted).toMatchObject([{ ...bucket, ...notApplicable('RESOURCE_DELETED') }]);
  });

  it.each([
    ['of a type no rule judges', kmsKeyItem(), 'AWS::KMS::Key'],
    ['of a type this rule does not judge', accessPointItem(), 'AWS::S3::AccessPoint'],
    ['of another kind of bucket', directoryBucketItem(), 'AWS::S3Express::DirectoryBucket'],
    ['that is the block of the account', accountBlockItem(), 'AWS::S3::AccountPublicAccessBlock'],
  ])('trap 13, trap 66: %s is not applicable under its own type', async (_, item, type) => {
    const { posted, error } = await runRule(await start(), versioningRule, changeEvent(item));
    expect(error).toBeNull();
    expect(posted).toMatchObject([{ type, id: item.resourceId, ...notApplicable('OUT_OF_SCOPE') }]);
  });

  it('trap 67: of a proactive evaluation is not applicable', async () => {
    const event = changeEvent(eventItem(), { event: { evaluationMode: 'PROACTIVE' } });
    const { posted } = await runRule(await start(), versioningRule, event);
    expect(posted).toMatchObject([{ ...bucket, ...notApplicable('PROACTIVE') }]);
  });

  it("trap 67: in CloudFormation's spelling is not applicable", async () => {
    const item = {
      ...eventItem(),
      configuration: { BucketName: BUCKET },
      supplementaryConfiguration: undefined,
      configurationItemCaptureTime: undefined,
      relationships: undefined,
    };
    const { posted } = await runRule(await start(), versioningRule, changeEvent(item));
    expect(posted).toMatchObject([notApplicable('PROACTIVE')]);
  });
});

describe('a fact that no item carries', () => {
  const open = eventItem({
    acl: { ownerId: OWNER_ID, grants: [{ grantee: { kind: 'group', group: 'AllUsers' }, permission: 'READ' }] },
  });

  it('is not asked for where it decides nothing', async () => {
    const aws = await start({ buckets: [{ name: BUCKET }] });
    await runRule(aws, aclRule, changeEvent(eventItem()));
    expect(aws.calls.map(({ operation }) => operation)).toEqual(['config:PutEvaluations']);
  });

  it('trap 42: is asked for where it decides, and the next only if it still does', async () => {
    const aws = await start({ buckets: [{ name: BUCKET, ownership: 'BucketOwnerEnforced' }] });
    const { posted } = await runRule(aws, aclRule, changeEvent(open));
    expect(posted).toMatchObject([{ annotation: 'LIST_OFF: The list does not count.' }]);
    expect(aws.calls.map(({ operation }) => operation)).toEqual([
      's3:GetBucketOwnershipControls',
      'config:PutEvaluations',
    ]);
  });

  it("trap 42: is absent only by S3's own code", async () => {
    const aws = await start({ buckets: [{ name: BUCKET, ownership: null }] });
    const { posted } = await runRule(aws, ownershipRule, changeEvent(eventItem()));
    expect(posted).toMatchObject([{ annotation: 'NOT_ENFORCED: Access control lists count.' }]);
  });

  it("trap 40: is the account's block in force, and none is none", async () => {
    const buckets = [{ name: BUCKET, ownership: 'ObjectWriter' as const }];
    const blocked = await start({ buckets, accountPublicAccessBlock: block(true) });
    expect((await runRule(blocked, aclRule, changeEvent(open))).posted).toMatchObject([
      { annotation: 'IGNORED: The account has public grants ignored.' },
    ]);
    const unblocked = await start({ buckets, accountPublicAccessBlock: null });
    expect((await runRule(unblocked, aclRule, changeEvent(open))).posted).toMatchObject([
      { annotation: 'GROUPS: A group is granted access.' },
    ]);
  });

  it('trap 27: refused is UNVERIFIED and names the permission', async () => {
    const aws = await start({ buckets: [{ name: BUCKET }] });
    aws.fail('s3:GetBucketOwnershipControls', 'denied');
    const { posted, error } = await runRule(aws, ownershipRule, changeEvent(eventItem()));
    expect(error).toBeNull();
    expect(posted).toMatchObject([
      { compliance: 'NON_COMPLIANT', annotation: 'UNVERIFIED: s3:GetBucketOwnershipControls was denied.' },
    ]);
  });

  it.each(['throttled', 'unavailable', 'reset', { code: 'ExpiredToken' }] as const)(
    'trap 27: that could not be read (%p) is no verdict: it throws and nothing is posted',
    async (fault) => {
      const aws = await start({ buckets: [{ name: BUCKET }] });
      aws.fail('s3:GetBucketOwnershipControls', fault);
      const { posted, error } = await runRule(aws, ownershipRule, changeEvent(eventItem()));
      expect(posted).toEqual([]);
      expect(error).toMatchObject({ name: 'ApiFaultError', cause: expect.any(Error) });
      expect(aws.count('config:PutEvaluations')).toBe(0);
    },
  );

  it('that breaks once is read by the next try of the SDK', async () => {
    const aws = await start({ buckets: [{ name: BUCKET }] });
    aws.fail('s3:GetBucketOwnershipControls', 'unavailable', { times: 1 });
    const patient = { ...aws, environment: { ...aws.environment, AWS_MAX_ATTEMPTS: '2' } };
    const { posted } = await runRule(patient, ownershipRule, changeEvent(eventItem()));
    expect(posted).toMatchObject([{ compliance: 'COMPLIANT' }]);
  });

  it('of a bucket that is gone by now makes it not applicable', async () => {
    const { posted, error } = await runRule(await start({ buckets: [] }), ownershipRule, changeEvent(eventItem()));
    expect(error).toBeNull();
    expect(posted).toMatchObject([{ ...bucket, ...notApplicable('RESOURCE_GONE') }]);
  });
});

describe('trap 41: a change of the block of the account', () => {
  const account = { type: 'AWS::::Account', id: ACCOUNT };

  it('judges the account by what is in force, not by the item', async () => {
    const aws = await start({ accountPublicAccessBlock: block(true) });
    const { posted } = await runRule(aws, accountRule, changeEvent(accountBlockItem(block(false))));
    expect(posted).toEqual([
      {
        ...account,
        compliance: 'COMPLIANT',
        annotation: 'BLOCKED: The account blocks public access control lists.',
        orderingTime: captured,
      },
    ]);
  });

  it.each([false, true])('that deletes it judges the account (eventLeftScope %p)', async (eventLeftScope) => {
    const event = changeEvent(asDeleted(accountBlockItem()), { event: { eventLeftScope } });
    const { posted } = await runRule(await start(), accountRule, event);
    expect(posted).toMatchObject(
      [{ ...account, compliance: 'NON_COMPLIANT', annotation: /^NOT_BLOCKED/ }].map(matching),
    );
  });

  it('that is no longer recorded judges the account, which is still there', async () => {
    const event = changeEvent(asDeleted(accountBlockItem(), 'ResourceNotRecorded'));
    const { posted } = await runRule(await start(), accountRule, event);
    expect(posted).toMatchObject([{ ...account, compliance: 'NON_COMPLIANT' }]);
  });

  it('that left the scope while it is there is not applicable for the account', async () => {
    const event = changeEvent(accountBlockItem(), { event: { eventLeftScope: true } });
    const { posted } = await runRule(await start(), accountRule, event);
    expect(posted).toMatchObject([{ ...account, ...notApplicable('LEFT_SCOPE') }]);
  });

  it('refused to the rule is UNVERIFIED', async () => {
    const aws = await start();
    aws.fail('s3control:GetPublicAccessBlock', 'denied');
    const { posted } = await runRule(aws, accountRule, changeEvent(accountBlockItem()));
    expect(posted).toMatchObject([
      { ...account, annotation: 'UNVERIFIED: s3:GetAccountPublicAccessBlock was denied.' },
    ]);
  });

  it('with exemption by tags on is judged: an account has none', async () => {
    const event = changeEvent(accountBlockItem(), { parameters: { exemptionTagPrefix: 'exempt:' } });
    const { posted, error } = await runRule(await start(), accountRule, event);
    expect({ posted, error }).toMatchObject({ posted: [{ compliance: 'NON_COMPLIANT' }], error: null });
  });
});

describe('parameters', () => {
  it('trap 10: are texts and read as what they mean', async () => {
    const event = changeEvent(eventItem({ versioning: { status: 'Suspended', mfaDelete: false } }), {
      parameters: { status: 'Suspended' },
    });
    const { posted } = await runRule(await start(), versioningRule, event);
    expect(posted).toMatchObject([{ compliance: 'COMPLIANT' }]);
  });

  it.each([
    [
      'an unknown name',
      '{"stauts":"Enabled"}',
      /^UNVERIFIED: The rule's parameters are refused: unknown parameter "stauts"/,
    ],
    ['an empty value', '{"status":""}', /^UNVERIFIED: .* status is empty/],
    ['a value that does not fit', '{"status":"On"}', /refused: status must be one of Enabled, Suspended, got "On"\.$/],
    ['text that is not JSON', '{status', /^UNVERIFIED: The rule's parameters are refused: they are not JSON\.$/],
    ['a list', '[]', /refused: parameters must be an object, got \[\]\.$/],
  ])('that are refused (%s) show on the resource', async (_, ruleParameters, annotation) => {
    const event = changeEvent(eventItem(), { event: { ruleParameters } });
    const { posted, error } = await runRule(await start(), versioningRule, event);
    expect(error).toBeNull();
    expect(posted).toEqual([
      {
        ...bucket,
        compliance: 'NON_COMPLIANT',
        annotation: expect.stringMatching(annotation),
        orderingTime: captured,
      },
    ]);
  });

  it('that are refused leave a deleted resource not applicable', async () => {
    const event = changeEvent(asDeleted(eventItem()), { event: { ruleParameters: 'x' } });
    const { posted } = await runRule(await start(), versioningRule, event);
    expect(posted).toMatchObject([notApplicable('RESOURCE_DELETED')]);
  });

  it('exempt by the time of the notification, so that an old capture prolongs nothing', async () => {
    const until = (day: string) =>
      changeEvent(eventItem({ captureTime: '2026-11-01T00:00:00.000Z' }), {
        parameters: { exemptResources: `${BUCKET}@${day}` },
      });
    const aws = await start();
    expect((await runRule(aws, versioningRule, until('2026-11-20'))).posted).toMatchObject([notApplicable('EXEMPT')]);
    expect((await runRule(aws, versioningRule, until('2026-11-19'))).posted).toMatchObject([
      { compliance: 'NON_COMPLIANT' },
    ]);
  });
});

const matching = (one: { readonly annotation: RegExp }): object => ({
  ...one,
  annotation: expect.stringMatching(one.annotation),
});
