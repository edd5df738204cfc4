import {
  ConfigServiceClient,
  GetComplianceDetailsByConfigRuleCommand,
  GetResourceConfigHistoryCommand,
  PutEvaluationsCommand,
  SelectResourceConfigCommand,
} from '@aws-sdk/client-config-service';
import { createService } from './service.js';

/** AWS Config: items, results, and where results go. */
export const config = createService('config', (options) => new ConfigServiceClient(options), {
  GetComplianceDetailsByConfigRule: GetComplianceDetailsByConfigRuleCommand,
  GetResourceConfigHistory: GetResourceConfigHistoryCommand,
  PutEvaluations: PutEvaluationsCommand,
  SelectResourceConfig: SelectResourceConfigCommand,
});
