import { HiddenValue } from '../answers/hidden-value.js';
import { error } from '../declared/bucket-defaults.js';
import { isMembers, memberIn } from '../declared/members.js';
import type { PlanResource } from './plan.js';

/**
 * The tags of a resource with those that its provider adds, as pairs; undefined where there are none.
 *
 * @param hasDefaultTags whether the provider adds tags
 */
export const tagsIn = ({ values }: PlanResource, hasDefaultTags: boolean): unknown => {
  const all = memberIn(values, 'tags_all');
  const own = memberIn(values, 'tags');
  // Where there are no tags at all, providers call the sum of them unknown.
  const tags = (all instanceof HiddenValue && !hasDefaultTags) || all === undefined ? own : all;
  if (!isMembers(tags)) return tags ?? undefined;
  return Object.entries(tags).map(([Key, Value]) => ({ Key, Value }));
};

/** What S3 would answer about the tags of a bucket. */
export const tagsAnswer = (bucket: PlanResource, hasDefaultTags: boolean): unknown => {
  const tags = tagsIn(bucket, hasDefaultTags);
  return tags === undefined ? error('NoSuchTagSet') : { TagSet: tags };
};
