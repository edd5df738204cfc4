import type { Rule } from '../src/core/rule.js';

/** The evaluators are deployed in two parts. */
export const allTiers = ['core', 'extended'] as const satisfies readonly Rule['tier'][];
export type Tier = (typeof allTiers)[number];

const PREFIX = 's3-config-rules';

/** Name of a rule's function: the rule's id. The pack finds its ARN by export (`exportNameOf`). */
export const functionNameOf = (rule: Pick<Rule, 'id'>): string => rule.id;

/** Name of the function that runs failed events again. */
export const redriveFunctionName = (tier: Tier): string => `${PREFIX}-redrive-${tier}`;

/** A function's log group. Not Lambda's own choice, so that a role can be limited to the pack's. */
export const logGroupOf = (functionName: string): string => `/aws/lambda/${PREFIX}/${functionName}`;

/** Name of the queue of events that Lambda gave up on. */
export const failedQueueName = (tier: Tier): string => `${PREFIX}-failed-${tier}`;

/** Name of the queue of events that could not be run again either. */
export const lostQueueName = (tier: Tier): string => `${PREFIX}-lost-${tier}`;

/** Name of the function that imports results into Security Hub. */
export const forwarderFunctionName = `${PREFIX}-forwarder`;

/** Name of the queue of events that could not be imported. */
export const forwarderQueueName = `${PREFIX}-failed-forwarder`;

export const eventRuleNameOf = (what: string): string => `${PREFIX}-${what}`;

export const alarmNameOf = (what: string): string => `${PREFIX}-${what}`;

export const roleNameOf = (whose: string): string => `${PREFIX}-${whose}`;

/** Name of the role of the functions that run failed events again. */
export const redriveRoleName = roleNameOf('redrive');
