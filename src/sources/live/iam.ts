import { GetAccountAuthorizationDetailsCommand, IAMClient } from '@aws-sdk/client-iam';
import { createService } from './service.js';

/** AWS Identity and Access Management: the policies of identities. */
export const iam = createService('iam', (config) => new IAMClient(config), {
  GetAccountAuthorizationDetails: GetAccountAuthorizationDetailsCommand,
});
