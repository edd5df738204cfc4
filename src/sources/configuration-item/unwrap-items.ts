import { ItemError } from './parse-item.js';

/**
 * The raw items that a document holds, whatever it wraps them in: a Lambda event, an invoking event, an SNS or
 * EventBridge notification, a snapshot or history file, an answer of the history, batch or query APIs, a bare item, or
 * an array of any of these.
 *
 * A scheduled notification holds none. An oversized one holds a summary, which is given as an item in which nothing is
 * recorded, since a resource that cannot be judged must not vanish.
 *
 * @returns items and rows for `parseItem`, not looked into
 * @throws ItemError for what is none of these
 */
export const itemsIn = (document: unknown): readonly unknown[] => {
  if (!Array.isArray(document)) return itemsInOne(document);
  return document.flatMap((one: unknown) => (typeof one === 'string' ? [one] : itemsInOne(one)));
};

const itemsInOne = (document: unknown): readonly unknown[] => {
  if (!isRecord(document)) throw notRecognised();
  const { invokingEvent, Message: message, detail } = document;
  if (invokingEvent !== undefined) return itemsInNotification(parsed(invokingEvent, 'invokingEvent'));
  if (typeof message === 'string') return itemsInNotification(parsed(message, 'Message'));
  if (isRecord(detail)) return itemsInNotification(detail);
  return itemsInAnswer(document) ?? itemsInNotification(document);
};

const itemsInNotification = (notification: unknown): readonly unknown[] => {
  if (!isRecord(notification)) throw notRecognised();
  const { configurationItem, configurationItemSummary: summary, messageType } = notification;
  if (isRecord(configurationItem)) return [configurationItem];
  if (isRecord(summary)) return [summary];
  if (typeof notification.resourceType === 'string') return [notification];
  // Such as ScheduledNotification: about no resource.
  if (typeof messageType === 'string') return [];
  throw notRecognised();
};

/** Lists in files and answers; the aggregator's batch API writes its list with a capital letter. */
const itemsInAnswer = (document: Readonly<Record<string, unknown>>): readonly unknown[] | null => {
  const { configurationItems, baseConfigurationItems, BaseConfigurationItems: ofAggregator, Results: rows } = document;
  const list = configurationItems ?? baseConfigurationItems ?? ofAggregator ?? rows;
  return Array.isArray(list) ? list : null;
};

const parsed = (value: unknown, key: string): unknown => {
  if (typeof value !== 'string') return value;
  try {
    return JSON.parse(value);
  } catch (cause) {
    if (cause instanceof SyntaxError) throw new ItemError(`${key} must be JSON text`, { cause });
    throw cause;
  }
};

const notRecognised = (): ItemError =>
  new ItemError('neither a configuration item nor an event, a file or an answer that holds some');

const isRecord = (value: unknown): value is Readonly<Record<string, unknown>> =>
  typeof value === 'object' && value !== null && !Array.isArray(value);
