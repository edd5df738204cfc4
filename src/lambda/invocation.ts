import type { Rule } from '../core/rule.js';
import type { Ask } from '../sources/answers/ask.js';
import { memoizeAsk } from '../sources/answers/memoize-ask.js';
import { config } from '../sources/live/config.js';
import { createLiveAsk } from '../sources/live/live-ask.js';
import type { Call, Services } from '../sources/live/service.js';
import type { Evaluation } from './evaluation.js';
import type { ItemEvent, RunEvent } from './event.js';
import { putEvaluations } from './put-evaluations.js';
import { type RuleParameters, readRuleParameters } from './rule-parameters.js';

/** One event being answered for one rule. */
export interface Invocation {
  readonly rule: Rule;
  readonly parameters: RuleParameters;
  readonly accountId: string;
  /** The rule's own: IAM items say `global`, and results go where the rule is. */
  readonly region: string;
  /** Asks about the whole account once. */
  readonly ask: Ask;
  /** Posts results; false if the rule is gone. */
  readonly put: (evaluations: readonly Evaluation[]) => Promise<boolean>;
}

/** The clients of an account and region. */
interface Connection {
  readonly ask: Ask;
  readonly config: Call;
}

type Connect = (place: { readonly region: string; readonly accountId: string }) => Connection;

/** Makes clients when an event first needs them; they live as long as the function's container, unlike answers. */
export const createConnector = (services: Services): Connect => {
  const connections = new Map<string, Connection>();
  return ({ region, accountId }) => {
    const key = `${accountId} ${region}`;
    const connection = connections.get(key) ?? {
      ask: createLiveAsk({ ...services, config }, { region, accountId }),
      config: config.createCall({ region }),
    };
    connections.set(key, connection);
    return connection;
  };
};

/** Prepares the answer to an event, with the clients of the rule's own account and region. */
export const createInvocation = (rule: Rule, connect: Connect, event: ItemEvent | RunEvent): Invocation => {
  const { accountId, region, resultToken, ruleParameters } = event;
  const connection = connect(event);
  return {
    rule,
    parameters: readRuleParameters(rule, ruleParameters),
    accountId,
    region,
    ask: memoizeAsk(connection.ask),
    put: (evaluations) => putEvaluations(connection.config, resultToken, evaluations),
  };
};
