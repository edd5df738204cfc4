import { resourceTypesOf } from '../core/derivations.js';
import { insufficientData, type Verdict } from '../core/verdict.js';
import { type ConfigurationItem, parseItem } from '../sources/configuration-item/parse-item.js';
import { identityOf, resourceFromItem } from '../sources/configuration-item/resource-from-item.js';
import { type EvaluatedResource, type Evaluation, evaluationFrom } from './evaluation.js';
import { type ItemEvent, RuleEventError } from './event.js';
import type { Invocation } from './invocation.js';
import { judgeResource, notRead } from './judge-resource.js';
import { fetchItem } from './oversized.js';
import { outOfScope, withoutConfiguration } from './without-configuration.js';

/** What came of an event about one resource. */
export interface ChangeOutcome {
  readonly verdict: Verdict;
  readonly evaluation: Evaluation;
}

/**
 * Judges the resource that an event is about. The whole item counts, never its diff, which is null on first and
 * on-demand evaluations.
 *
 * @throws RuleEventError if the event holds nothing to order the result by
 */
export const judgeChange = async (invocation: Invocation, event: ItemEvent): Promise<ChangeOutcome> => {
  const item = itemOf(event);
  const time = item.captureTime ?? event.notificationTime;
  // The wall clock would let a late retry pass for a newer result.
  if (!time) throw new RuleEventError('neither configurationItemCaptureTime nor notificationCreationTime is a time');
  const verdict = await verdictOn(invocation, event, item, time);
  return { verdict, evaluation: evaluationFrom(verdict, evaluatedResource(invocation, item), time) };
};

/** The item or its summary; what it does not say of account and region is its rule's. */
const itemOf = ({ item, accountId, region }: ItemEvent): ConfigurationItem =>
  parseItem({
    ...item,
    awsAccountId: item.awsAccountId ?? item.accountId ?? accountId,
    awsRegion: item.awsRegion ?? region,
  });

const verdictOn = async (
  invocation: Invocation,
  event: ItemEvent,
  item: ConfigurationItem,
  time: Date,
): Promise<Verdict> => {
  const settled = withoutConfiguration(invocation.rule, event, item);
  if (settled) return settled;
  if (event.messageType === 'ConfigurationItemChangeNotification') return judgeItem(invocation, event, item, time);
  const fetched = await fetchItem(invocation, item, time);
  if (fetched.kind === 'item') return judgeItem(invocation, event, fetched.item, time);
  return insufficientData('DENIED', `The configuration item is too large to be sent and ${fetched.action} was denied.`);
};

const judgeItem = (
  invocation: Invocation,
  event: ItemEvent,
  item: ConfigurationItem,
  time: Date,
): Promise<Verdict> | Verdict => {
  const resource = resourceFromItem(item, notRead);
  return resource ? judgeResource(invocation, resource, event.notificationTime ?? time) : outOfScope(item.resourceType);
};

/** Whose result it is: of an account rule the account's, of any other item the item's own. */
const evaluatedResource = ({ rule }: Invocation, item: ConfigurationItem): EvaluatedResource =>
  resourceTypesOf(rule).includes(item.resourceType)
    ? identityOf(item)
    : { type: item.resourceType, id: item.resourceId };
