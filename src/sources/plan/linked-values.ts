import { HiddenValue } from '../answers/hidden-value.js';
import { isMembers } from '../declared/members.js';
import { blocksAt, countAt } from './configuration.js';
import { arnOf, shownName } from './names.js';
import type { Placement } from './placement.js';
import type { Plan, PlanResource } from './plan.js';
import { createFindReferents, type FindReferents, type Scope, scopeOf } from './referents.js';

/** A hidden name of another resource, which may be one of some. */
export class UndecidedName extends HiddenValue {
  /**
   * @param candidates their addresses; null: any
   */
  constructor(
    cause: string,
    readonly candidates: ReadonlySet<string> | null,
  ) {
    super(cause);
  }
}

/** An attribute that names another resource. */
interface Link {
  readonly types: readonly string[];
  readonly form: 'name' | 'arn';
}

const toBucket: Link = { types: ['aws_s3_bucket', 'aws_s3_directory_bucket'], form: 'name' };
const toKey: Link = { types: ['aws_kms_key', 'aws_kms_alias'], form: 'arn' };
const byName = (type: string): Link => ({ types: [type], form: 'name' });
const byArn = (type: string): Link => ({ types: [type], form: 'arn' });

/** By the last part of their path, or by the last two where one is not enough. */
const links: Readonly<Record<string, Link>> = {
  access_point_arn: byArn('aws_s3_access_point'),
  bucket: toBucket,
  delivery_s3_bucket: toBucket,
  'destination.bucket': { ...toBucket, form: 'arn' },
  groups: byName('aws_iam_group'),
  group: byName('aws_iam_group'),
  key_id: byArn('aws_kms_key'),
  kms_key_arn: toKey,
  kms_master_key_id: toKey,
  policy_arn: byArn('aws_iam_policy'),
  replica_kms_key_id: toKey,
  role: byName('aws_iam_role'),
  roles: byName('aws_iam_role'),
  s3_bucket_name: toBucket,
  table_bucket_arn: byArn('aws_s3tables_table_bucket'),
  target_bucket: toBucket,
  target_key_id: byArn('aws_kms_key'),
  user: byName('aws_iam_user'),
  users: byName('aws_iam_user'),
  vpc_endpoint_id: byName('aws_vpc_endpoint'),
  vpc_id: byName('aws_vpc'),
};

/** What a resource calls itself is no link. */
const own: Readonly<Record<string, readonly string[]>> = {
  aws_kms_key: ['key_id'],
  aws_s3_bucket: ['bucket'],
  aws_s3_directory_bucket: ['bucket'],
};

/**
 * The resources of a plan with the names of others filled in: where one is hidden and its expression refers to a single
 * resource, it is that one's name or ARN.
 */
export const withLinks = (plan: Plan, placement: Placement): readonly PlanResource[] => {
  const find = createFindReferents(plan);
  return plan.resources.map((resource) => ({
    ...resource,
    values: linked(resource.values, [], { resource, placement, find, scope: scopeOf(plan, resource) }),
  }));
};

interface Linking {
  readonly resource: PlanResource;
  readonly placement: Placement;
  readonly find: FindReferents;
  readonly scope: Scope;
}

const linked = (value: unknown, path: readonly string[], linking: Linking): unknown => {
  if (value instanceof HiddenValue) {
    const link = linkAt(path, linking.resource);
    return link ? nameBehind(value, path, link, linking) : value;
  }
  if (Array.isArray(value)) return value.map((one: unknown) => linked(one, path, linking));
  if (!isMembers(value)) return value;
  return Object.fromEntries(Object.entries(value).map(([name, one]) => [name, linked(one, [...path, name], linking)]));
};

const linkAt = (path: readonly string[], { type }: PlanResource): Link | null => {
  const [last = ''] = path.slice(-1);
  if (path.length === 1 && own[type]?.includes(last)) return null;
  // The name within a policy is the access point's.
  if (type === 'aws_s3control_multi_region_access_point_policy' && path.join('.') === 'details.name') {
    return byName('aws_s3control_multi_region_access_point');
  }
  const key = [path.slice(-2).join('.'), last].find((one) => Object.hasOwn(links, one));
  return key === undefined ? null : (links[key] ?? null);
};

const nameBehind = (hidden: HiddenValue, path: readonly string[], { types, form }: Link, linking: Linking): unknown => {
  const { resource, placement, find, scope } = linking;
  const [last = ''] = path.slice(-1);
  const blocks = blocksAt(resource.expressions, path.slice(0, -1)).filter(isMembers);
  // An object that is an attribute has one expression for all its members.
  const expressions = blocks.flatMap((one) => one[last] ?? ('references' in one ? one : []));
  // Blocks that `dynamic` makes have no expressions in a plan.
  if (expressions.length === 0 || blocks.length < countAt(resource.values, path.slice(0, -1))) {
    return new UndecidedName(hidden.cause, null);
  }
  const { found, isOpen } = find(expressions, scope, types);
  const [only, ...others] = found;
  // What is there already is known before the apply, so something else must be behind what is not.
  if (!only?.isNew || others.length > 0 || isOpen)
    return new UndecidedName(hidden.cause, isOpen || !only ? null : addressesOf(found));
  return form === 'name' ? shownName(only) : arnOf(only, placement.of(only));
};

/** Of many names one local may stand for the same many resources. */
const addresses = new WeakMap<ReadonlySet<PlanResource>, ReadonlySet<string>>();

const addressesOf = (resources: ReadonlySet<PlanResource>): ReadonlySet<string> => {
  const before = addresses.get(resources);
  if (before) return before;
  const fresh = new Set([...resources].map(({ address }) => address));
  addresses.set(resources, fresh);
  return fresh;
};
