import { HiddenValue } from '../answers/hidden-value.js';
import type { LeftOut } from '../declared/bucket-defaults.js';
import { isMembers, memberIn } from '../declared/members.js';
import type { Attached } from './attached.js';
import { blocksAt, countAt } from './configuration.js';
import type { PlanResource } from './plan.js';

/** What the settings of a bucket are worked out from. */
export interface BucketContext {
  readonly bucket: PlanResource;
  /** The resource of a type that sets a part of the bucket. */
  readonly attached: (type: string) => Attached;
  readonly leftOut: LeftOut;
}

/** How one setting of a bucket is told. */
export interface Setting {
  /** The resource that sets it by itself. */
  readonly type: string;
  /** Where the answer holds it, by which a reason names it. */
  readonly member: string;
  /** What S3 would answer with that resource. */
  readonly from: (resource: PlanResource) => unknown;
  /** The attribute of the bucket that sets it, or shows how it is; null if there is none. */
  readonly attribute: string | null;
  /** What S3 would answer with such a value, which may be empty; undefined if the value does not tell. */
  readonly inline?: (value: unknown) => unknown;
  /** What S3 would answer where nothing sets it for a new bucket. */
  readonly fresh: () => unknown;
  /** What S3 would answer once the resource is deleted, where that is certain. */
  readonly gone?: unknown;
}

/**
 * What S3 would answer about a setting.
 *
 * @param existing what it would answer for a bucket that is there already, where nothing sets it
 */
export const settingOf = (
  context: BucketContext,
  setting: Setting,
  existing: (bucket: PlanResource) => unknown = asItIs,
): unknown => {
  const answer = wholeAnswer(context, setting, existing);
  return answer instanceof HiddenValue ? { [setting.member]: answer } : answer;
};

const wholeAnswer = (
  context: BucketContext,
  setting: Setting,
  existing: (bucket: PlanResource) => unknown,
): unknown => {
  const { bucket, attached, leftOut } = context;
  const found = attached(setting.type);
  switch (found.kind) {
    case 'hidden':
      return found.value;
    case 'one':
      return setting.from(found.resource);
    case 'deleted':
      // What the bucket shows is how it was with that resource.
      return setting.gone ?? new HiddenValue(`${found.resource.address}, which is deleted`);
    case 'none':
      return inlineAnswer(bucket, setting) ?? (bucket.isNew ? leftOut([], setting.fresh()) : existing(bucket));
  }
};

const inlineAnswer = (bucket: PlanResource, { attribute, inline }: Setting): unknown =>
  attribute === null || inline === undefined ? undefined : answerOfInline(inlineValue(bucket, attribute), inline);

const answerOfInline = (value: unknown, inline: (value: unknown) => unknown): unknown =>
  value === undefined || value instanceof HiddenValue ? value : inline(value);

/** The cause for what no plan tells of a bucket that is there already. */
export const asItIs = ({ address }: PlanResource): HiddenValue =>
  new HiddenValue(`${address} as it is, since the plan leaves it out`);

/**
 * An attribute of a resource; undefined where nothing sets it. Providers work out for themselves what no file sets, and
 * call it unknown before the apply.
 */
export const inlineValue = (resource: PlanResource, attribute: string): unknown => {
  const value = memberIn(resource.values, attribute);
  if (value instanceof HiddenValue && isWorkedOut(resource, attribute)) return undefined;
  const isEmpty = value === null || value === '' || (Array.isArray(value) && value.length === 0);
  return resource.isNew && isEmpty ? undefined : value;
};

const isWorkedOut = ({ isNew, expressions }: PlanResource, attribute: string): boolean =>
  isNew && expressions !== null && !Object.hasOwn(expressions, attribute);

/** Whether no file sets an attribute of the blocks at a path; blocks that `dynamic` makes may. */
export const isUnwritten = (
  { expressions, values }: PlanResource,
  path: readonly string[],
  attribute: string,
): boolean => {
  const written = blocksAt(expressions, path).filter(isMembers);
  return written.length >= countAt(values, path) && written.every((one) => !Object.hasOwn(one, attribute));
};
