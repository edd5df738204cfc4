import {
  ConfigServiceClient,
  DescribeConformancePacksCommand,
  DescribeDeliveryChannelsCommand,
  GetComplianceDetailsByConfigRuleCommand,
  GetResourceConfigHistoryCommand,
  PutEvaluationsCommand,
  SelectResourceConfigCommand,
} from '@aws-sdk/client-config-service';
import { createService } from './service.js';

/** AWS Config: items, results, and where results go. */
export const config = createService('config', (options) => new ConfigServiceClient(options), {
  DescribeConformancePacks: DescribeConformancePacksCommand,
  DescribeDeliveryChannels: DescribeDeliveryChannelsCommand,
  GetComplianceDetailsByConfigRule: GetComplianceDetailsByConfigRuleCommand,
  GetResourceConfigHistory: GetResourceConfigHistoryCommand,
  PutEvaluations: PutEvaluationsCommand,
  SelectResourceConfig: SelectResourceConfigCommand,
});
