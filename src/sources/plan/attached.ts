import { HiddenValue } from '../answers/hidden-value.js';
import { UndecidedName } from './linked-values.js';
import { valueAt } from './names.js';
import type { PlanResource } from './plan.js';

/** What sets a part of a resource: another resource, which one cannot be told, or none. */
export type Attached =
  | { readonly kind: 'one'; readonly resource: PlanResource }
  | { readonly kind: 'hidden'; readonly value: HiddenValue }
  /** There was one, which the apply deletes. */
  | { readonly kind: 'deleted'; readonly resource: PlanResource }
  | { readonly kind: 'none' };

/** Finds what sets a part of a resource. */
export interface Attachments {
  /**
   * @param type `aws_s3_bucket_policy`
   * @param link the path to what names the owner there
   * @param names what the owner may be called there
   */
  to(owner: PlanResource, type: string, link: readonly string[], names: readonly string[]): Attached;
  /** All that are set so, where there may be several; hidden if another may be among them. */
  allTo(
    owner: PlanResource,
    type: string,
    link: readonly string[],
    names: readonly string[],
  ): readonly PlanResource[] | HiddenValue;
}

/** Joins resources by the names that they have for each other. One whose owner is not decided may be anyone's. */
export const createAttachments = (
  resources: readonly PlanResource[],
  deleted: readonly PlanResource[],
): Attachments => {
  const there = createIndex(resources);
  const gone = createIndex(deleted);
  const allTo: Attachments['allTo'] = (owner, type, link, names) => {
    const { byName, undecided } = there(type, link);
    const perhaps = undecided.find(({ name }) => mayBe(name, owner));
    return perhaps ? perhaps.name : [...new Set(names.flatMap((name) => byName.get(name) ?? []))];
  };
  return {
    allTo,
    to: (owner, type, link, names) => {
      const found = allTo(owner, type, link, names);
      if (found instanceof HiddenValue) return { kind: 'hidden', value: found };
      const [resource, another] = found;
      if (another) {
        const all = found.map(({ address }) => address).join(', ');
        return { kind: 'hidden', value: new HiddenValue(`which of ${all} is written last`) };
      }
      if (resource) return { kind: 'one', resource };
      const [before] = owner.isNew ? [] : names.flatMap((name) => gone(type, link).byName.get(name) ?? []);
      return before ? { kind: 'deleted', resource: before } : { kind: 'none' };
    },
  };
};

const mayBe = (name: HiddenValue, owner: PlanResource): boolean =>
  !(name instanceof UndecidedName) || name.candidates === null || name.candidates.has(owner.address);

interface Linked {
  readonly byName: ReadonlyMap<string, readonly PlanResource[]>;
  readonly undecided: readonly { readonly name: HiddenValue }[];
}

const createIndex = (resources: readonly PlanResource[]) => {
  const byType = new Map<string, PlanResource[]>();
  for (const one of resources) {
    const before = byType.get(one.type);
    if (before) before.push(one);
    else byType.set(one.type, [one]);
  }
  const known = new Map<string, Linked>();
  return (type: string, link: readonly string[]): Linked => {
    const key = `${type} ${link.join('.')}`;
    const before = known.get(key);
    if (before) return before;
    const fresh = linkedBy(byType.get(type) ?? [], link);
    known.set(key, fresh);
    return fresh;
  };
};

const linkedBy = (resources: readonly PlanResource[], link: readonly string[]): Linked => {
  const byName = new Map<string, PlanResource[]>();
  const undecided: { readonly name: HiddenValue }[] = [];
  for (const one of resources) {
    for (const name of [valueAt(one.values, link)].flat()) {
      if (name instanceof HiddenValue) undecided.push({ name });
      else if (typeof name === 'string') byName.set(name, [...(byName.get(name) ?? []), one]);
    }
  }
  return { byName, undecided };
};
