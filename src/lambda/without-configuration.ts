import { resourceTypesOf } from '../core/derivations.js';
import type { Rule } from '../core/rule.js';
import { notApplicable, type Verdict } from '../core/verdict.js';
import { type ConfigurationItem, isDeleted, isLive } from '../sources/configuration-item/parse-item.js';
import type { ItemEvent } from './event.js';

/**
 * The verdict that needs no configuration: the resource is of another type, gone, or out of the rule's scope. It comes
 * first, since a deleted resource's configuration is null.
 *
 * @returns null if the resource is to be judged
 */
export const withoutConfiguration = (rule: Rule, event: ItemEvent, item: ConfigurationItem): Verdict | null => {
  if (!resourceTypesOf(rule).includes(item.resourceType)) return outOfScope(item.resourceType);
  if (event.isProactive || isTemplate(item)) return proactive;
  const isAccount = item.resourceType === 'AWS::S3::AccountPublicAccessBlock';
  // What was deleted is the account's block, not the account: now nothing is set.
  if (isAccount && isDeleted(item)) return null;
  // Deleted resources come with eventLeftScope, and resources that are there may come with it too.
  if (!isAccount && !isLive(item)) return notLive(item);
  return event.eventLeftScope ? leftScope : null;
};

/** The verdict on a resource of a type the rule says nothing about. */
export const outOfScope = (type: string): Verdict =>
  notApplicable('OUT_OF_SCOPE', `The rule does not judge resources of the type ${type}.`);

const proactive = notApplicable('PROACTIVE', 'The rule judges resources that exist, not templates of them.');

const leftScope = notApplicable('LEFT_SCOPE', "The resource left the rule's scope.");

const notLive = (item: ConfigurationItem): Verdict => {
  if (isDeleted(item)) return notApplicable('RESOURCE_DELETED', 'The resource was deleted.');
  if (item.status === 'ResourceNotRecorded') {
    return notApplicable('RESOURCE_NOT_RECORDED', 'AWS Config does not record the resource.');
  }
  return notApplicable('NOT_LIVE', `The configuration item has the status ${item.status}.`);
};

/** A proactive event tells a bucket in CloudFormation's spelling. */
const isTemplate = ({ resourceType, configuration }: ConfigurationItem): boolean =>
  resourceType === 'AWS::S3::Bucket' &&
  typeof configuration === 'object' &&
  configuration !== null &&
  'BucketName' in configuration &&
  !('name' in configuration);
