import type { LeftOut } from '../declared/bucket-defaults.js';
import { memberIn } from '../declared/members.js';
import type { AccountPlace } from '../declared/service-defaults.js';
import type { Attached, Attachments } from './attached.js';
import { setIn, shownName } from './names.js';
import type { PlanResource } from './plan.js';
import { policyTextOf } from './policy-text.js';
import { tagsIn } from './tags.js';

/** One account as a plan leaves it, and how its resources hang together. */
export interface World {
  readonly accountId: string;
  readonly partition: string;
  /** Of the account. */
  readonly resources: readonly PlanResource[];
  /** The canonical id of the account, if the plan tells it. */
  readonly ownerId: string | undefined;
  readonly attachments: Attachments;
  placeOf(resource: PlanResource): AccountPlace;
  leftOutOf(resource: PlanResource): LeftOut;
  hasDefaultTags(resource: PlanResource): boolean;
}

/** The resources of a type. */
export const ofType = ({ resources }: World, ...types: readonly string[]): readonly PlanResource[] =>
  resources.filter(({ type }) => types.includes(type));

/** What sets a part of a bucket. */
export const attachedToBucket =
  ({ attachments }: World, bucket: PlanResource) =>
  (type: string): Attached =>
    attachments.to(bucket, type, ['bucket'], [shownName(bucket)]);

/** How a policy is told that stands by itself beside its owner. */
export interface AttachedPolicy {
  readonly type: string;
  readonly link: readonly string[];
  /** The path to the document there. */
  readonly document: string;
  readonly names: readonly string[];
}

/**
 * The policy of a resource: its text, hidden, or undefined where none is set.
 *
 * @param inline what its own attribute sets; undefined: it has none
 */
export const policyOf = (
  { attachments, placeOf }: World,
  owner: PlanResource,
  { type, link, document, names }: AttachedPolicy,
  inline: unknown,
): unknown => {
  const found = attachments.to(owner, type, link, names);
  switch (found.kind) {
    case 'hidden':
      return found.value;
    case 'one':
      return policyTextOf(owner, memberIn(found.resource.values, document), placeOf(owner));
    case 'deleted':
      return undefined;
    case 'none':
      return policyTextOf(owner, inline, placeOf(owner));
  }
};

/** Where nothing sets it: what is new has none, of what is there already nobody knows. */
export const absentIfNew = ({ leftOutOf }: World, owner: PlanResource): unknown => leftOutOf(owner)([], undefined);

/** The tags of a resource in the form of most APIs. */
export const tagPairs = (world: World, resource: PlanResource): unknown =>
  setIn(tagsIn(resource, world.hasDefaultTags(resource))) ?? [];
