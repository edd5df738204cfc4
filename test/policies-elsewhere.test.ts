import { ruleOf } from '../rules/index.js';
import type { Rule } from '../src/core/rule.js';
import { ACCOUNT, OTHER_ACCOUNT } from './builders.js';
import { changeEvent, scheduledEvent } from './fake-aws/events.js';
import type { FakeAccount } from './fake-aws/index.js';
import { runRule } from './fake-aws/run-rule.js';
import { useFakeAws } from './fake-aws/use-fake-aws.js';
import { directoryBucketItem, multiRegionAccessPointItem, type RawItem, tableBucketItem } from './items.js';

/** Policies that no item of their resource holds, so that a rule's function asks for them. */
const startAws = useFakeAws();

const points = ruleOf('s3-access-point-policy-not-public') as Rule;
const buckets = ruleOf('s3-bucket-cross-account-restricted') as Rule;

const DIRECTORY = 'example-scratch--euw1-az1--x-s3';
const POINT_ARN = `arn:aws:s3::${ACCOUNT}:accesspoint/example0000000.mrap`;
const textOf = (Principal: unknown, Action: string, Resource: string) =>
  JSON.stringify({ Version: '2012-10-17', Statement: { Sid: 'Given', Effect: 'Allow', Principal, Action, Resource } });
const partner = { AWS: `arn:aws:iam::${OTHER_ACCOUNT}:root` };

interface Row {
  readonly name: string;
  readonly rule: Rule;
  readonly item: RawItem;
  readonly operation: string;
  readonly region: string;
  /** The account where the policy opens the resource. */
  readonly open: Partial<FakeAccount>;
  readonly annotation: RegExp;
  /** The account where there is none. */
  readonly none: Partial<FakeAccount>;
  readonly action: string;
}

const pointPolicy = 's3control:GetMultiRegionAccessPointPolicy';
const readOnPoint = textOf('*', 's3:GetObject', `${POINT_ARN}/object/*`);
const rows: readonly Row[] = [
  {
    name: 'a Multi-Region Access Point',
    rule: points,
    item: multiRegionAccessPointItem(),
    operation: pointPolicy,
    region: 'us-west-2',
    open: { answers: { [pointPolicy]: { Policy: { Established: { Policy: readOnPoint } } } } },
    annotation: /^LATENT_PUBLIC_POLICY: Statement "Given"/,
    none: { answers: { [pointPolicy]: { Policy: { Proposed: { Policy: readOnPoint } } } } },
    action: 's3:GetMultiRegionAccessPointPolicy',
  },
  {
    name: 'a directory bucket',
    rule: buckets,
    item: directoryBucketItem(),
    operation: 's3express:GetBucketPolicy',
    region: 'eu-west-1',
    open: { buckets: [{ name: DIRECTORY, policy: textOf(partner, 's3express:CreateSession', '*') }] },
    annotation: new RegExp(`^UNTRUSTED_GRANT: .*account ${OTHER_ACCOUNT} .*s3express:CreateSession`),
    none: { buckets: [{ name: DIRECTORY }] },
    action: 's3express:GetBucketPolicy',
  },
  {
    name: 'a table bucket',
    rule: buckets,
    item: tableBucketItem(),
    operation: 's3tables:GetTableBucketPolicy',
    region: 'eu-west-1',
    open: {
      answers: { 's3tables:GetTableBucketPolicy': { resourcePolicy: textOf(partner, 's3tables:GetTableData', '*') } },
    },
    annotation: new RegExp(`^UNTRUSTED_GRANT: .*account ${OTHER_ACCOUNT} .*s3tables:GetTableData`),
    none: {},
    action: 's3tables:GetTableBucketPolicy',
  },
];

describe.each(rows.map((row): [string, Row] => [row.name, row]))('the policy of %s', (_name, row) => {
  const { rule, item, operation, region, open, none, action } = row;
  const resultOf = async (account: Partial<FakeAccount>, event = changeEvent(item), isRefused = false) => {
    const aws = await startAws({ items: [item], ...account });
    if (isRefused) aws.fail(operation, 'denied');
    const { posted, error } = await runRule(aws, rule, event);
    expect(error).toBeNull();
    const asked = aws.calls.filter((call) => call.operation === operation);
    expect(asked.map((call) => call.region)).toEqual([region]);
    return posted;
  };

  it.each([
    ['on a change', () => changeEvent(item)],
    ['daily', () => scheduledEvent()],
  ])('is judged %s', async (_when, event) => {
    expect(await resultOf(open, event())).toEqual([
      expect.objectContaining({
        type: item.resourceType,
        id: item.resourceId,
        compliance: 'NON_COMPLIANT',
        annotation: expect.stringMatching(row.annotation),
      }),
    ]);
  });

  it('may be none', async () => {
    expect(await resultOf(none)).toEqual([
      expect.objectContaining({ compliance: 'COMPLIANT', annotation: expect.stringMatching(/^NO_POLICY: /) }),
    ]);
  });

  it('is unverified where it may not be read, and says which action is missing', async () => {
    expect(await resultOf(open, changeEvent(item), true)).toEqual([
      expect.objectContaining({
        compliance: 'NON_COMPLIANT',
        annotation: expect.stringMatching(new RegExp(`^UNVERIFIED: .*${action} was denied`)),
      }),
    ]);
  });
});
