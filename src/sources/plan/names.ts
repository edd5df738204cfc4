import { HiddenValue } from '../answers/hidden-value.js';
import { memberIn } from '../declared/members.js';
import type { AccountPlace } from '../declared/service-defaults.js';
import type { PlanResource } from './plan.js';

/** How a type of resource is named. */
interface Naming {
  /** The path to its name. */
  readonly name: readonly string[];
  /** Its ARN, by its name. */
  readonly arn: (name: string, place: AccountPlace) => string;
}

const inRegion =
  (service: string, kind: string) =>
  (name: string, { partition, region, accountId }: AccountPlace): string =>
    `arn:${partition}:${service}:${region}:${accountId}:${kind}${name}`;

const inIam =
  (kind: string) =>
  (name: string, { partition, accountId }: AccountPlace): string =>
    `arn:${partition}:iam::${accountId}:${kind}/${name}`;

/** @see https://docs.aws.amazon.com/service-authorization/latest/reference/reference_policies_actions-resources-contextkeys.html */
const namings: Readonly<Record<string, Naming>> = {
  aws_cloudtrail: { name: ['name'], arn: inRegion('cloudtrail', 'trail/') },
  aws_iam_group: { name: ['name'], arn: inIam('group') },
  aws_iam_group_policy: { name: ['name'], arn: inIam('policy') },
  aws_iam_policy: { name: ['name'], arn: inIam('policy') },
  aws_iam_role: { name: ['name'], arn: inIam('role') },
  aws_iam_role_policy: { name: ['name'], arn: inIam('policy') },
  aws_iam_user: { name: ['name'], arn: inIam('user') },
  aws_iam_user_policy: { name: ['name'], arn: inIam('policy') },
  aws_kms_alias: { name: ['name'], arn: inRegion('kms', '') },
  aws_kms_key: { name: ['key_id'], arn: inRegion('kms', 'key/') },
  aws_s3_access_point: { name: ['name'], arn: inRegion('s3', 'accesspoint/') },
  aws_s3_bucket: { name: ['bucket'], arn: (name, { partition }) => `arn:${partition}:s3:::${name}` },
  aws_s3_directory_bucket: { name: ['bucket'], arn: inRegion('s3express', 'bucket/') },
  aws_s3control_multi_region_access_point: { name: ['details', 'name'], arn: inRegion('s3', 'accesspoint/') },
  aws_s3tables_table_bucket: { name: ['name'], arn: inRegion('s3tables', 'bucket/') },
  aws_vpc: { name: ['id'], arn: inRegion('ec2', 'vpc/') },
  aws_vpc_endpoint: { name: ['id'], arn: inRegion('ec2', 'vpc-endpoint/') },
};

/** The name of a resource, if it is known before the apply. */
export const knownName = ({ type, values }: PlanResource): string | null => {
  const name = valueAt(values, namingOf(type)?.name ?? ['name']);
  return typeof name === 'string' && name !== '' ? name : null;
};

/** How a resource is named where a name has to be shown: by its own, or by its address. */
export const shownName = (resource: PlanResource): string => knownName(resource) ?? resource.address;

/** Its ARN if it is there already, else what it will be, under its shown name. */
export const arnOf = (resource: PlanResource, place: AccountPlace): string =>
  toldArn(resource) ?? namingOf(resource.type)?.arn(shownName(resource), place) ?? resource.address;

const toldArn = ({ values }: PlanResource): string | null => {
  const arn = memberIn(values, 'arn');
  return typeof arn === 'string' && arn !== '' ? arn : null;
};

const namingOf = (type: string): Naming | undefined => (Object.hasOwn(namings, type) ? namings[type] : undefined);

/** What stands at a path, of blocks the first. */
export const valueAt = (value: unknown, path: readonly string[]): unknown =>
  path.reduce<unknown>((part, name) => memberIn(firstOf(part), name), value);

/** The one block of a list; what is hidden stays hidden, an empty list is nothing. */
export const firstOf = (value: unknown): unknown => (Array.isArray(value) ? (value[0] as unknown) : value);

/** A text, number or list that is set: providers write empty ones for what is not. */
export const setIn = (value: unknown): unknown => {
  const isEmpty = value === null || value === '' || value === 0 || (Array.isArray(value) && value.length === 0);
  return isEmpty && !(value instanceof HiddenValue) ? undefined : value;
};

/** A label that decides nothing; providers make one up where none is set, and call it unknown before. */
export const labelIn = (value: unknown): unknown => (value instanceof HiddenValue ? undefined : setIn(value));
