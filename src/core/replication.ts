import { type Fact, known } from './fact.js';
import type { ReplicationRule } from './facts.js';

/** A bucket with the two facts that tell its replication. */
export interface Replicating {
  /** What its item tells, which may leave members open. */
  readonly replication: readonly ReplicationRule[] | null;
  readonly replicationDetails: Fact<readonly ReplicationRule[] | null>;
}

/**
 * The enabled rules of a bucket's replication with the members that are needed. S3 is asked only where the item leaves
 * one of them open.
 */
export const enabledReplication = (
  bucket: Replicating,
  needed: readonly (keyof ReplicationRule)[],
): Fact<readonly ReplicationRule[]> => {
  const told = (bucket.replication ?? []).filter(({ enabled }) => enabled);
  if (told.every((rule) => needed.every((member) => rule[member] !== null))) return known(told);
  const details = bucket.replicationDetails;
  return details.known ? known((details.value ?? []).filter(({ enabled }) => enabled)) : details;
};

/** A rule as a reason names it: `to app-data-replica`. */
export const ruleLabel = ({ id, destinationBucket }: ReplicationRule): string =>
  id === null || id === '' ? `to ${destinationBucket}` : `"${id}" to ${destinationBucket}`;
