import { BUCKET } from '../../test/builders.js';
import { changeEvent } from '../../test/fake-aws/events.js';
import { versioningRule } from '../../test/fake-aws/rules.js';
import { runRule } from '../../test/fake-aws/run-rule.js';
import { useFakeAws } from '../../test/fake-aws/use-fake-aws.js';
import {
  accessPointItem,
  accountBlockItem,
  asDeleted,
  asHistory,
  directoryBucketItem,
  eventItem,
  kmsKeyItem,
} from '../../test/items.js';

const start = useFakeAws();

const bucket = { type: 'AWS::S3::Bucket', id: BUCKET };
const captured = new Date('2026-11-20T08:00:00.000Z');
const notApplicable = (code: RegExp | string) => ({
  compliance: 'NOT_APPLICABLE',
  annotation: expect.stringMatching(new RegExp(`^${typeof code === 'string' ? code : code.source}: `)),
});

describe('a resource that is not to be judged', () => {
  it.each([
    ['ResourceDeleted', 'RESOURCE_DELETED'],
    ['ResourceDeletedNotRecorded', 'RESOURCE_DELETED'],
    ['ResourceNotRecorded', 'RESOURCE_NOT_RECORDED'],
    ['SomethingNew', 'NOT_LIVE'],
  ])('trap 7, J11: with the status %s is not applicable, before its configuration is touched', async (status, code) => {
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

  it('trap 67: with a member of that name beside its own is none', async () => {
    const item = { ...eventItem(), configuration: { name: BUCKET, BucketName: BUCKET } };
    const { posted } = await runRule(await start(), versioningRule, changeEvent(item));
    expect(posted).toMatchObject([{ compliance: 'NON_COMPLIANT' }]);
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
