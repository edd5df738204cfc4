/** What Config hands to a rule's function, by the type of its message. */
export type RuleEvent = ItemEvent | RunEvent | UnknownEvent;

/** A resource changed, or is evaluated on demand. An item that is too large is not sent: its summary is. */
export interface ItemEvent extends Envelope {
  readonly messageType: 'ConfigurationItemChangeNotification' | 'OversizedConfigurationItemChangeNotification';
  /** The configuration item or its summary, as it came. */
  readonly item: Readonly<Record<string, unknown>>;
  readonly notificationTime: Date | null;
}

/** The whole region is to be judged. */
export interface RunEvent extends Envelope {
  readonly messageType: 'ScheduledNotification' | 'ConfigurationSnapshotDeliveryCompleted';
  readonly notificationTime: Date;
  /** As it is in the account, with the suffix of a conformance pack; never the rule's identity. */
  readonly configRuleName: string;
}

/** A message of a type that no rule asks for. */
export interface UnknownEvent {
  readonly messageType: 'unknown';
  readonly given: string;
}

interface Envelope {
  /** JSON text; empty where the rule has no parameters. */
  readonly ruleParameters: string;
  /** Names rule and event to PutEvaluations; good for this invocation only. */
  readonly resultToken: string;
  readonly eventLeftScope: boolean;
  /** Whether it asks about a resource that does not exist yet. */
  readonly isProactive: boolean;
  readonly region: string;
  readonly accountId: string;
}

/** An event that is not what Config sends; the message says which member, what was got and what is expected. */
export class RuleEventError extends Error {
  override readonly name = 'RuleEventError';
}

/**
 * Reads the event of a custom rule. Only what is used is demanded: AWS's own examples leave out half of the members.
 *
 * @throws RuleEventError
 * @see https://docs.aws.amazon.com/config/latest/developerguide/evaluate-config_develop-rules_lambda-functions.html
 */
export const parseEvent = (raw: unknown): RuleEvent => {
  const event = recordOf(raw, 'event');
  const invokingEvent = parseInvokingEvent(event.invokingEvent);
  const messageType = textOf(invokingEvent.messageType, 'invokingEvent.messageType');
  const notificationTime = timeOf(invokingEvent.notificationCreationTime);
  switch (messageType) {
    case 'ConfigurationItemChangeNotification':
    case 'OversizedConfigurationItemChangeNotification': {
      const member = messageType.startsWith('Oversized') ? 'configurationItemSummary' : 'configurationItem';
      const item = recordOf(invokingEvent[member], `invokingEvent.${member}`);
      return { ...envelopeOf(event), messageType, item, notificationTime };
    }
    case 'ScheduledNotification':
    case 'ConfigurationSnapshotDeliveryCompleted':
      // Nothing else can order the results: the wall clock would let a late retry pass for a newer run.
      if (!notificationTime) {
        throw expected('invokingEvent.notificationCreationTime', 'a time', invokingEvent.notificationCreationTime);
      }
      return {
        ...envelopeOf(event),
        messageType,
        notificationTime,
        configRuleName: textOf(event.configRuleName, 'event.configRuleName'),
      };
    default:
      return { messageType: 'unknown', given: messageType };
  }
};

const parseInvokingEvent = (value: unknown): Readonly<Record<string, unknown>> => {
  const text = textOf(value, 'event.invokingEvent');
  return recordOf(jsonOf(text), 'invokingEvent');
};

const jsonOf = (text: string): unknown => {
  try {
    return JSON.parse(text);
  } catch {
    // Without its cause: the parser's message quotes the text, and errors are logged.
    throw expected('event.invokingEvent', 'text that holds JSON', text);
  }
};

const envelopeOf = (event: Readonly<Record<string, unknown>>): Envelope => {
  const arn = textOf(event.configRuleArn, 'event.configRuleArn');
  const [, region = '', accountId = ''] = /^arn:[^:]+:config:([^:]+):([^:]+):/.exec(arn) ?? [];
  if (accountId === '') throw expected('event.configRuleArn', "a rule's ARN", arn);
  return {
    ruleParameters: typeof event.ruleParameters === 'string' ? event.ruleParameters.trim() : '',
    resultToken: textOf(event.resultToken, 'event.resultToken'),
    eventLeftScope: event.eventLeftScope === true,
    isProactive: event.evaluationMode === 'PROACTIVE',
    region,
    accountId,
  };
};

/** A time as notifications write it; null where there is none. */
const timeOf = (value: unknown): Date | null => {
  if (typeof value !== 'string') return null;
  const time = new Date(value);
  return Number.isNaN(time.getTime()) ? null : time;
};

const recordOf = (value: unknown, path: string): Readonly<Record<string, unknown>> => {
  if (typeof value !== 'object' || value === null || Array.isArray(value)) throw expected(path, 'an object', value);
  return value as Readonly<Record<string, unknown>>;
};

const textOf = (value: unknown, path: string): string => {
  if (typeof value !== 'string' || value === '') throw expected(path, 'text', value);
  return value;
};

/** Tells the sort of what was got, never its text: events hold policies. */
const expected = (path: string, expectation: string, got: unknown): RuleEventError =>
  new RuleEventError(`${path} must be ${expectation}, got ${sortOf(got)}`);

const sortOf = (value: unknown): string => {
  if (value === undefined || value === null) return String(value);
  if (value === '') return 'empty text';
  if (typeof value === 'string') return 'other text';
  return Array.isArray(value) ? 'an array' : `a ${typeof value}`;
};
