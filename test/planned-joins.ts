import { configured, constant, newBucket, type Planned, type PlanToWrite, planJson, subjectsOfPlan } from './plans.js';
import { factTo, subjectNamed } from './template-subjects.js';

/** The type of resource that the tests join. */
export const VERSIONING = 'aws_s3_bucket_versioning';
/** A versioning that is on. */
export const ENABLED = { versioning_configuration: [{ status: 'Enabled' }] };

/** A versioning whose bucket is known after the apply alone. */
export const versioning = (address: string, more: Partial<Planned> = {}): Planned => ({
  address,
  after: ENABLED,
  unknown: { bucket: true, id: true },
  ...more,
});

/** Whether versioning is on, by the addresses of the buckets: the status, or what it depends on. */
export const statuses = async (plan: PlanToWrite): Promise<Readonly<Record<string, string>>> => {
  const subjects = await subjectsOfPlan(planJson(plan));
  const told = subjects.map(async (one) => {
    const address = one.state === 'live' ? (one.location?.name ?? '') : '';
    const fact = await factTo(subjectNamed(subjects, address), 'versioning');
    return [address, fact.known ? (fact.value as { readonly status: string }).status : fact.reason];
  });
  return Object.fromEntries(await Promise.all(told));
};

/** A bucket. */
export const data = newBucket('aws_s3_bucket.data');
/** Another bucket. */
export const logs = newBucket('aws_s3_bucket.logs', 'example-logs');
/** One of several buckets that `for_each` makes. */
export const each = (name: string) => newBucket(`aws_s3_bucket.each["${name}"]`, `example-${name}`);
const buckets = ['data', 'logs', 'each'].map((name) => configured(`aws_s3_bucket.${name}`, { bucket: constant(name) }));
/** A versioning of the configuration, by the expression of its bucket. */
export const named = (bucket: object, more: object = {}) => configured(`${VERSIONING}.this`, { bucket, ...more });

/** A plan whose configuration has the buckets, and such resources beside them. */
export const plan = (
  resources: readonly Planned[],
  versionings: readonly object[],
  more: object = {},
): PlanToWrite => ({
  resources,
  configuration: { resources: [...buckets, ...versionings], ...more },
});
