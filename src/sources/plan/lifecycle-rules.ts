import { HiddenValue } from '../answers/hidden-value.js';
import { error } from '../declared/bucket-defaults.js';
import { isMembers, type Members, mapElements, mapMembers, memberIn, withoutUndefined } from '../declared/members.js';
import { isUnwritten, type Setting } from './bucket-settings.js';
import { firstOf, labelIn, setIn } from './names.js';
import type { PlanResource } from './plan.js';

const none = error('NoSuchLifecycleConfiguration');

/** The lifecycle of a bucket. */
export const lifecycleSetting = (bucket: PlanResource): Setting => ({
  type: 'aws_s3_bucket_lifecycle_configuration',
  member: 'Rules',
  from: (resource) => ({ Rules: mapElements(memberIn(resource.values, 'rule'), (rule) => ruleFrom(rule, resource)) }),
  attribute: 'lifecycle_rule',
  inline: (rules) =>
    setIn(rules) === undefined ? none : { Rules: mapElements(rules, (rule) => inlineRule(rule, bucket)) },
  fresh: () => none,
  gone: none,
});

const ruleFrom = (rule: Members, resource: PlanResource): Members => {
  const filter = firstOf(rule.filter);
  // S3 takes no rule with both, and providers call the one unknown that no file sets.
  const isWorkedOut = setIn(rule.filter) !== undefined || isUnwritten(resource, ['rule'], 'prefix');
  const prefix = rule.prefix instanceof HiddenValue && isWorkedOut ? undefined : setIn(rule.prefix);
  return withoutUndefined({
    ID: labelIn(rule.id),
    Status: rule.status,
    Prefix: prefix,
    Filter: isMembers(filter) ? filterFrom(filter) : (filter ?? undefined),
    ...effectsOf(rule, 'noncurrent_days'),
    AbortIncompleteMultipartUpload: mapMembers(
      firstOf(rule.abort_incomplete_multipart_upload) ?? undefined,
      ({ days_after_initiation: days }) => withoutUndefined({ DaysAfterInitiation: setIn(days) }),
    ),
  });
};

const effectsOf = (rule: Members, noncurrentDays: string): Members => ({
  Expiration: mapMembers(firstOf(rule.expiration) ?? undefined, ({ days, date }) =>
    withoutUndefined({ Days: setIn(days), Date: setIn(date) }),
  ),
  NoncurrentVersionExpiration: mapMembers(firstOf(rule.noncurrent_version_expiration) ?? undefined, (one) =>
    withoutUndefined({ NoncurrentDays: setIn(one[noncurrentDays]) }),
  ),
});

/** What a rule or a part of its filter chooses by. Providers write empty texts and zeros for what is not set. */
const filterFrom = (filter: Members): Members =>
  withoutUndefined({
    ...choiceOf(filter),
    Tag: firstOf(filter.tag) ?? undefined,
    And: mapMembers(firstOf(filter.and) ?? undefined, (and) => ({ ...choiceOf(and), Tags: tagsOf(and.tags) })),
  });

const choiceOf = ({ prefix, object_size_greater_than: above, object_size_less_than: below }: Members): Members =>
  withoutUndefined({
    Prefix: setIn(prefix),
    ObjectSizeGreaterThan: setIn(above),
    ObjectSizeLessThan: setIn(below),
  });

const tagsOf = (tags: unknown): unknown =>
  isMembers(tags) ? Object.entries(tags).map(([Key, Value]) => ({ Key, Value })) : (tags ?? undefined);

/** The bucket's own block knows no filter by size, so one that shows none may have one, unless a file says so. */
const inlineRule = (rule: Members, { address, isNew, expressions }: PlanResource): Members => {
  const { enabled, tags } = rule;
  const days = setIn(rule.abort_incomplete_multipart_upload_days);
  const isWritten = isNew || (expressions !== null && Object.hasOwn(expressions, 'lifecycle_rule'));
  return withoutUndefined({
    ID: labelIn(rule.id),
    Status: typeof enabled === 'boolean' ? (enabled ? 'Enabled' : 'Disabled') : enabled,
    Filter: {
      And: withoutUndefined({
        Prefix: setIn(rule.prefix),
        Tags: tagsOf(tags),
        ObjectSizeGreaterThan: isWritten ? undefined : new HiddenValue(`sizes, which ${address} does not show`),
      }),
    },
    ...effectsOf(rule, 'days'),
    AbortIncompleteMultipartUpload: days === undefined ? undefined : { DaysAfterInitiation: days },
  });
};
