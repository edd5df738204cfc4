import { join } from 'node:path';
import { type App, Stack, type StackProps, Validations } from 'aws-cdk-lib';
import { CfnInclude } from 'aws-cdk-lib/cloudformation-include';
import { AwsSolutionsChecks } from 'cdk-nag';
import { templatePath } from './templates.js';

/** The templates of an organization, in the order in which they are deployed. */
export const organizationTemplates = ['organization-stack-sets', 'organization-packs', 'organization-view'] as const;

const AGGREGATION = 'arn:<AWS::Partition>:iam::aws:policy/service-role/AWSConfigRoleForOrganizations';

const acknowledged = [
  {
    id: `AwsSolutions-IAM4[Policy::${AGGREGATION}]`,
    reason: 'The managed policy is the one that AWS Config documents for aggregators of an organization.',
  },
  {
    id: 'CloudFormation-Validate::F3031',
    reason: 'A list of accounts without any is one empty text, and is used only under the condition that it is not.',
  },
  {
    id: 'CloudFormation-Validate::W1028',
    reason: 'Whether accounts are left out has nothing to do with the region and the tier.',
  },
];

/**
 * Adds the stacks of an organization: the StackSets and the aggregator where they belong in one region, the packs in every
 * region. Values for their parameters come from the command line.
 *
 * @param homeRegion where the StackSets and the aggregator are; by default the region that is deployed to
 */
export const addOrganizationStacks = (app: App, homeRegion: string | null): void => {
  const { CDK_DEFAULT_ACCOUNT: account, CDK_DEFAULT_REGION: region } = process.env;
  const environment: StackProps = { env: { ...(account && { account }), ...(region && { region }) } };
  const isHome = homeRegion === null || region === undefined || homeRegion === region;
  const chosen = organizationTemplates.filter((name) => isHome || name === 'organization-packs');
  const stacks = chosen.map((name) => {
    const stack = new Stack(app, `s3-config-rules-${name}`, environment);
    new CfnInclude(stack, 'Template', { templateFile: join(__dirname, '..', templatePath(name)) });
    Validations.of(stack).acknowledge(...acknowledged);
    return { name, stack };
  });
  const named = (name: string) => stacks.find((one) => one.name === name)?.stack;
  const [stackSets, packs] = [named('organization-stack-sets'), named('organization-packs')];
  if (stackSets && packs) packs.addStackDependency(stackSets);
  Validations.of(app).addPlugins(new AwsSolutionsChecks(app));
};
