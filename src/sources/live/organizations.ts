import {
  DescribeEffectivePolicyCommand,
  DescribeOrganizationCommand,
  DescribePolicyCommand,
  ListParentsCommand,
  ListPoliciesForTargetCommand,
  OrganizationsClient,
} from '@aws-sdk/client-organizations';
import { createService } from './service.js';

/** AWS Organizations: the organization, its units, and the policies in force for an account. */
export const organizations = createService('organizations', (config) => new OrganizationsClient(config), {
  DescribeEffectivePolicy: DescribeEffectivePolicyCommand,
  DescribeOrganization: DescribeOrganizationCommand,
  DescribePolicy: DescribePolicyCommand,
  ListParents: ListParentsCommand,
  ListPoliciesForTarget: ListPoliciesForTargetCommand,
});
