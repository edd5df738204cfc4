import { EventBridgeClient, ListRulesCommand, ListTargetsByRuleCommand } from '@aws-sdk/client-eventbridge';
import { createService } from './service.js';

/** Amazon EventBridge: who is told of events. */
export const events = createService('events', (config) => new EventBridgeClient(config), {
  ListRules: ListRulesCommand,
  ListTargetsByRule: ListTargetsByRuleCommand,
});
