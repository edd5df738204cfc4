import { blockAnswer } from '../../../test/answers.js';
import { factTold, fronts, unreadAccount } from '../../../test/asks.js';
import { block } from '../../../test/builders.js';
import { type Fact, known, unknown } from '../../core/fact.js';

const operation = 'organizations:DescribeEffectivePolicy';

describe.each(fronts)("the organization's S3 policy, %s", (front) => {
  const told = (PolicyContent: unknown) =>
    factTold(
      front,
      'organizationPublicAccessBlock',
      { account: { [operation]: { EffectivePolicy: { PolicyContent, PolicyType: 'S3_POLICY' } } } },
      unreadAccount(),
    );

  it.each<[string, Fact<unknown>]>([
    ['{"s3_attributes":{"public_access_block_configuration":"all"}}', known('all')],
    ['{"s3_attributes":{"public_access_block_configuration":"none"}}', known('none')],
    ['{"s3_attributes":{"public_access_block_configuration":{"@@assign":"all"}}}', known('all')],
    ['{"s3_attributes":{}}', known(null)],
    ['{}', known(null)],
    ['all', unknown('MALFORMED', `${operation}: EffectivePolicy.PolicyContent must be JSON, got "all"`)],
    ['"all"', unknown('MALFORMED', `${operation}: EffectivePolicy.PolicyContent must be an object, got "all"`)],
    [
      '{"s3_attributes":{"public_access_block_configuration":"some"}}',
      unknown(
        'MALFORMED',
        `${operation}: EffectivePolicy.PolicyContent.s3_attributes.public_access_block_configuration must be one of all, none, got "some"`,
      ),
    ],
    [
      '{"s3_attributes":{"public_access_block_configuration":{"@@append":"all"}}}',
      unknown(
        'MALFORMED',
        `${operation}: EffectivePolicy.PolicyContent.s3_attributes.public_access_block_configuration["@@assign"] must be one of all, none, got nothing`,
      ),
    ],
  ])('%s', async (content, expected) => {
    expect(await told(content)).toEqual(expected);
  });

  it('is unknown without its text', async () => {
    expect(await told(undefined)).toEqual(
      unknown('MALFORMED', `${operation}: EffectivePolicy.PolicyContent must be text, got nothing`),
    );
  });
});

it.each(fronts)("the account's block, %s", async (front) => {
  const account = { 's3control:GetPublicAccessBlock': blockAnswer(block(true)) };
  expect(await factTold(front, 'accountPublicAccessBlock', { account }, unreadAccount())).toEqual(known(block(true)));
});
