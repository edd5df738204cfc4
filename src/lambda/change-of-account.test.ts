import { ACCOUNT, block } from '../../test/builders.js';
import { changeEvent } from '../../test/fake-aws/events.js';
import { accountRule } from '../../test/fake-aws/rules.js';
import { runRule } from '../../test/fake-aws/run-rule.js';
import { useFakeAws } from '../../test/fake-aws/use-fake-aws.js';
import { accountBlockItem, asDeleted } from '../../test/items.js';

const start = useFakeAws();

const captured = new Date('2026-11-20T08:00:00.000Z');
const notApplicable = (code: RegExp | string) => ({
  compliance: 'NOT_APPLICABLE',
  annotation: expect.stringMatching(new RegExp(`^${typeof code === 'string' ? code : code.source}: `)),
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

const matching = (one: { readonly annotation: RegExp }): object => ({
  ...one,
  annotation: expect.stringMatching(one.annotation),
});
