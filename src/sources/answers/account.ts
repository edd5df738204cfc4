import type { Fact } from '../../core/fact.js';
import type { PublicAccessBlock } from '../../core/facts.js';
import { publicAccessBlockFrom } from './bucket-settings.js';
import { accountQuestion, type FactContext, type FactFunctions } from './fact-functions.js';
import { organization, resourceControlPolicies, serviceControlPolicies } from './organization.js';
import { at, malformed, memberOf, oneOf, optional, type Part, textOf } from './part.js';
import { factOf } from './reply.js';

/** The account-wide block in force, which every resource of the account shares. */
export const accountPublicAccessBlock = ({ resource, ask }: FactContext): Promise<Fact<PublicAccessBlock | null>> =>
  factOf(
    ask,
    accountQuestion('s3control:GetPublicAccessBlock', { AccountId: resource.identity.accountId }, null),
    publicAccessBlockFrom,
    null,
  );

/** Facts of the account itself. */
export const accountFacts: FactFunctions<'account'> = {
  accountPublicAccessBlock,
  organizationPublicAccessBlock: ({ ask }) =>
    factOf(
      ask,
      accountQuestion('organizations:DescribeEffectivePolicy', { PolicyType: 'S3_POLICY' }, null),
      organizationBlockFrom,
      null,
    ),
  organization,
  serviceControlPolicies,
  resourceControlPolicies,
};

/**
 * The one setting of the S3 policies in force. The effective policy is the document with its inheritance operators
 * resolved: `{"s3_attributes":{"public_access_block_configuration":"all"}}`; with `@@assign` it is read as well.
 *
 * @see https://docs.aws.amazon.com/organizations/latest/userguide/orgs_manage_policies_s3_syntax.html
 */
const organizationBlockFrom = (answer: Part): 'all' | 'none' | null => {
  const content = at(answer, 'EffectivePolicy', 'PolicyContent');
  const attributes = memberOf(documentFrom(content), 's3_attributes');
  return optional(attributes, (part) =>
    optional(memberOf(part, 'public_access_block_configuration'), (setting) => {
      const value = typeof setting.value === 'string' ? setting : memberOf(setting, '@@assign');
      return oneOf(value, ['all', 'none']);
    }),
  );
};

const documentFrom = (content: Part): Part => {
  try {
    return { place: content.place, value: JSON.parse(textOf(content)) };
  } catch (error) {
    if (error instanceof SyntaxError) throw malformed(content, 'JSON');
    throw error;
  }
};
