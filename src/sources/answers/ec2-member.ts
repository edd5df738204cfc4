import type { Tags } from '../../core/facts.js';
import { ResourceGoneError } from './ask.js';
import { anyTextOf, elementsOf, memberOf, optional, type Part, textOf } from './part.js';

/**
 * The member of a list of Amazon EC2 that has an id.
 *
 * @param idName the name of the id: `VpcId`
 * @throws ResourceGoneError if there is none (any more)
 */
export const ec2MemberOf = (members: readonly Part[], idName: string, id: string): Part => {
  const found = members.find((member) => memberOf(member, idName).value === id);
  if (!found) throw new ResourceGoneError(`${id} is gone`);
  return found;
};

/** The tags of a member; one without any has none or an empty list. */
export const tagsOfEc2 = (member: Part): Tags =>
  Object.fromEntries(
    (optional(memberOf(member, 'Tags'), elementsOf) ?? []).map((tag) => [
      textOf(memberOf(tag, 'Key')),
      optional(memberOf(tag, 'Value'), anyTextOf) ?? '',
    ]),
  );
