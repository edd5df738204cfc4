import { HiddenValue } from '../answers/hidden-value.js';
import { isMembers, type Members } from '../declared/members.js';

/** What a plan says of the values of a resource, in three trees of one shape. */
export interface PlannedTrees {
  readonly after: unknown;
  /** `true` in the place of what is known after the apply alone. */
  readonly unknown: unknown;
  /** `true` in the place of what must not be shown. */
  readonly sensitive: unknown;
}

/**
 * The values of a resource after the apply. What is unknown or sensitive is hidden, with the address and the attribute
 * for its cause.
 *
 * @see https://developer.hashicorp.com/terraform/internals/json-format#change-representation
 */
export const plannedValues = (address: string, trees: PlannedTrees): unknown => merged(trees, address, '');

const merged = ({ after, unknown, sensitive }: PlannedTrees, address: string, name: string): unknown => {
  if (unknown === true) return new HiddenValue(nameOf(address, name));
  if (sensitive === true && after !== null && after !== undefined) {
    return new HiddenValue(`${nameOf(address, name)}, which is sensitive`);
  }
  if (Array.isArray(after) || Array.isArray(unknown)) {
    const [values, hidden, secret] = [listIn(after), listIn(unknown), listIn(sensitive)];
    return Array.from({ length: Math.max(values.length, hidden.length) }, (_, index) =>
      merged({ after: values[index], unknown: hidden[index], sensitive: secret[index] }, address, name),
    );
  }
  return isMembers(after) || isMembers(unknown) ? mergedMembers({ after, unknown, sensitive }, address, name) : after;
};

const mergedMembers = ({ after, unknown, sensitive }: PlannedTrees, address: string, name: string): unknown => {
  const [values, hidden, secret] = [membersIn(after), membersIn(unknown), membersIn(sensitive)];
  if (after === null && Object.keys(hidden).length === 0) return null;
  return Object.fromEntries(
    [...new Set([...Object.keys(values), ...Object.keys(hidden)])].map((key) => [
      key,
      merged(
        { after: ownIn(values, key), unknown: ownIn(hidden, key), sensitive: ownIn(secret, key) },
        address,
        // Keys of tags are no attributes.
        name === 'tags' || name === 'tags_all' ? name : key,
      ),
    ]),
  );
};

const ownIn = (members: Members, key: string): unknown => (Object.hasOwn(members, key) ? members[key] : undefined);
const listIn = (value: unknown): readonly unknown[] => (Array.isArray(value) ? value : []);
const membersIn = (value: unknown): Members => (isMembers(value) ? value : {});
const nameOf = (address: string, attribute: string): string => `${address} ${attribute}`.trim();
