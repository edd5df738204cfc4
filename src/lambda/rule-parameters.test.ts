import { BUCKET } from '../../test/builders.js';
import { changeEvent } from '../../test/fake-aws/events.js';
import { versioningRule } from '../../test/fake-aws/rules.js';
import { runRule } from '../../test/fake-aws/run-rule.js';
import { useFakeAws } from '../../test/fake-aws/use-fake-aws.js';
import { asDeleted, eventItem } from '../../test/items.js';

const start = useFakeAws();

const bucket = { type: 'AWS::S3::Bucket', id: BUCKET };
const captured = new Date('2026-11-20T08:00:00.000Z');
const notApplicable = (code: RegExp | string) => ({
  compliance: 'NOT_APPLICABLE',
  annotation: expect.stringMatching(new RegExp(`^${typeof code === 'string' ? code : code.source}: `)),
});

describe('parameters', () => {
  it('trap 10: are texts and read as what they mean', async () => {
    const event = changeEvent(eventItem({ versioning: { status: 'Suspended', mfaDelete: false } }), {
      parameters: { status: 'Suspended' },
    });
    const { posted } = await runRule(await start(), versioningRule, event);
    expect(posted).toMatchObject([{ compliance: 'COMPLIANT' }]);
  });

  it.each([undefined, '', '{}'])('trap 9: that are missing (%p) have their defaults', async (ruleParameters) => {
    const event = changeEvent(eventItem(), { event: { ruleParameters } });
    const { posted } = await runRule(await start(), versioningRule, event);
    expect(posted).toMatchObject([{ annotation: 'NOT_AS_WANTED: Versioning is Off, not Enabled.' }]);
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
