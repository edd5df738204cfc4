import { DescribeEffectivePolicyCommand, OrganizationsClient } from '@aws-sdk/client-organizations';
import { createService } from './service.js';

/** AWS Organizations: the policies in force for an account. */
export const organizations = createService('organizations', (config) => new OrganizationsClient(config), {
  DescribeEffectivePolicy: DescribeEffectivePolicyCommand,
});
