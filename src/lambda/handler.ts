import type { Rule } from '../core/rule.js';
import type { Services } from '../sources/live/service.js';
import { judgeChange } from './change.js';
import { keyOf, resourceOf } from './evaluation.js';
import { type ItemEvent, parseEvent, type RuleEvent, type RunEvent } from './event.js';
import { createConnector, createInvocation, type Invocation } from './invocation.js';
import { countsOf, type LogLine, writeLine } from './log.js';
import { judgeRegion } from './scheduled/judge-region.js';

/**
 * Makes the Lambda function of a rule. It answers events of AWS Config by PutEvaluations; what it returns is
 * discarded. It may be given one event twice, and throws where another try may succeed or somebody has to look.
 *
 * @param services the SDK services of the rule's facts, those of Config beside it: `{ s3, s3control }`
 * @see https://docs.aws.amazon.com/config/latest/developerguide/evaluate-config_develop-rules_lambda-functions.html
 */
export const createHandler = (
  rule: Rule,
  services: Services = {},
  log: (line: LogLine) => void = writeLine,
): ((event: unknown) => Promise<void>) => {
  const connect = createConnector(services);
  return async (raw) => {
    const started = performance.now();
    const tell = (line: Partial<LogLine>) =>
      log({ rule: rule.id, ...line, durationMs: Math.round(performance.now() - started) });
    let line: Partial<LogLine> = {};
    try {
      const event = parseEvent(raw);
      line = lineOf(event);
      if (event.messageType === 'unknown') return tell({ ...line, ignored: true });
      const outcome = await answer(createInvocation(rule, connect, event), event);
      line = { ...line, ...outcome.line };
      if (outcome.error) throw outcome.error;
      tell(line);
    } catch (error) {
      tell({ ...line, error: errorOf(error) });
      throw error;
    }
  };
};

interface Outcome {
  readonly line: Partial<LogLine>;
  readonly error: Error | null;
}

/** Each sort of message has a file of its own; from there the way of a resource is the same. */
const answer = (invocation: Invocation, event: ItemEvent | RunEvent): Promise<Outcome> => {
  switch (event.messageType) {
    case 'ConfigurationItemChangeNotification':
    case 'OversizedConfigurationItemChangeNotification':
      return answerChange(invocation, event);
    case 'ScheduledNotification':
    case 'ConfigurationSnapshotDeliveryCompleted':
      return answerRun(invocation, event);
  }
};

const answerChange = async (invocation: Invocation, event: ItemEvent): Promise<Outcome> => {
  const { verdict, evaluation } = await judgeChange(invocation, event);
  const isThere = await invocation.put([evaluation]);
  const { compliance, code } = verdict;
  return {
    line: { resource: keyOf(resourceOf(evaluation)), compliance, code, posted: isThere ? 1 : 0 },
    error: null,
  };
};

const answerRun = async (invocation: Invocation, event: RunEvent): Promise<Outcome> => {
  const { verdicts, posted, error } = await judgeRegion(invocation, event);
  return { line: { verdicts: countsOf(verdicts), posted: posted.length }, error };
};

const lineOf = (event: RuleEvent): Partial<LogLine> =>
  event.messageType === 'unknown'
    ? { messageType: event.given }
    : { messageType: event.messageType, accountId: event.accountId, region: event.region };

const errorOf = (error: unknown): { readonly name: string; readonly message: string } =>
  error instanceof Error ? { name: error.name, message: error.message } : { name: 'unknown', message: String(error) };
