import { templateText } from '../conformance-pack/template-text.js';
import { rules } from '../rules/index.js';
import type { GeneratedFile } from '../scripts/generated-file.js';
import { bundleFile, bundleRule } from './bundle.js';
import { evaluatorsTemplate } from './evaluators.js';
import { cataloguePlugin } from './forwarder/catalogue-plugin.js';
import { forwarderTemplate } from './forwarder/template.js';
import { allTiers, type Tier } from './names.js';
import { organizationPacksTemplate } from './organization-packs.js';
import { stackSetsTemplate } from './organization-stack-sets.js';
import { organizationViewTemplate } from './organization-view.js';
import { rolesTemplate } from './roles.js';
import { securityHubSeveritiesTemplate } from './security-hub-severities.js';
import { securityHubWorkflowTemplate } from './security-hub-workflow.js';

/** Where the generated template of a name is, from the root of the project. */
export const templatePath = (name: string): string => `deploy/templates/${name}.yaml`;

/** The tiers that have rules; each has a template of its evaluators. */
export const tiers = (): readonly Tier[] => allTiers.filter((tier) => rules.some((rule) => rule.tier === tier));

/** The plain CloudFormation templates: the roles, the evaluators of each tier, and what goes to Security Hub. */
export const templateFiles = async (): Promise<readonly GeneratedFile[]> => {
  const { bundle: redrive } = await bundleFile('deploy/redrive-handler.ts');
  const { bundle: forwarder } = await bundleFile('deploy/forwarder/handler.ts', [cataloguePlugin]);
  const evaluators = await Promise.all(rules.map(async (rule) => ({ rule, bundle: await bundleRule(rule) })));
  return [
    templateFile('roles', rolesTemplate(rules)),
    templateFile('security-hub-severities', securityHubSeveritiesTemplate(rules)),
    templateFile('organization-stack-sets', stackSetsTemplate(tiers())),
    templateFile('organization-packs', organizationPacksTemplate()),
    templateFile('organization-view', organizationViewTemplate()),
    templateFile('security-hub-workflow', securityHubWorkflowTemplate()),
    templateFile('forwarder', forwarderTemplate(forwarder)),
    ...tiers().map((tier) =>
      templateFile(
        `evaluators-${tier}`,
        evaluatorsTemplate(
          tier,
          evaluators.filter(({ rule }) => rule.tier === tier),
          redrive,
        ),
      ),
    ),
  ];
};

const templateFile = (name: string, template: object): GeneratedFile => ({
  path: templatePath(name),
  text: templateText(['Generated from the rules by "npm run generate"; edit those, not this file.'], template),
});
