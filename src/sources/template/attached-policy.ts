import { HiddenValue } from '../answers/hidden-value.js';
import { documentText } from './policy-document.js';
import { shownName, type TemplateResource } from './template.js';

/** How a type of resource holds the policy of another. */
export interface PolicyType {
  readonly type: string;
  /** The property that says whose it is, and how that is named there. */
  readonly owner: string;
  readonly document: string;
}

/**
 * The policy that a template attaches to a resource: its text, hidden, or null where there is none.
 *
 * @param named by what the owner is named there
 */
export const attachedPolicy = (
  all: readonly TemplateResource[],
  { type, owner, document }: PolicyType,
  resource: TemplateResource,
  named: string = shownName(resource),
): unknown => {
  const policies = all.filter((one) => one.type === type && one.properties[owner] === named);
  const [policy, another] = policies;
  if (!policy) return null;
  if (another)
    return new HiddenValue(`which of ${policies.map(({ logicalId }) => logicalId).join(', ')} is written last`);
  if (policy.condition !== null && policy.condition !== resource.condition) {
    return new HiddenValue(`condition ${policy.condition}`);
  }
  return documentText(policy.properties[document]);
};
