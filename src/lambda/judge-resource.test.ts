import { BUCKET, block, OWNER_ID } from '../../test/builders.js';
import { changeEvent } from '../../test/fake-aws/events.js';
import { aclRule, ownershipRule } from '../../test/fake-aws/rules.js';
import { runRule } from '../../test/fake-aws/run-rule.js';
import { useFakeAws } from '../../test/fake-aws/use-fake-aws.js';
import { eventItem } from '../../test/items.js';

const start = useFakeAws();

const bucket = { type: 'AWS::S3::Bucket', id: BUCKET };
const notApplicable = (code: RegExp | string) => ({
  compliance: 'NOT_APPLICABLE',
  annotation: expect.stringMatching(new RegExp(`^${typeof code === 'string' ? code : code.source}: `)),
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
