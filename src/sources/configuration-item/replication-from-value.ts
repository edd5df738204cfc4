import type { ReplicationRule } from '../../core/facts.js';
import { bucketNameFrom } from '../bucket-arn.js';
import { type ItemValue, isAbsent, malformed, memberOf, oneOf, optionalTextOf, textOf } from './item-value.js';

/**
 * The rules of a replication configuration; null where there is none. Real items hold what S3 knew in 2017: of what
 * came later (filters, delete markers, keys of replicas) nobody has seen the spelling, so it is left open.
 */
export const replicationFromValue = (from: ItemValue): readonly ReplicationRule[] | null => {
  if (isAbsent(from)) return null;
  const rules = memberOf(from, 'rules');
  if (typeof rules.value !== 'object' || rules.value === null || Array.isArray(rules.value)) {
    throw malformed(rules, 'a map of rules');
  }
  const found = Object.keys(rules.value).map((id) => ruleFrom(id, memberOf(rules, id)));
  return found.length === 0 ? null : found;
};

const ruleFrom = (id: string, rule: ItemValue): ReplicationRule => {
  const destination = memberOf(rule, 'destinationConfig');
  const arn = memberOf(destination, 'bucketARN');
  const name = bucketNameFrom(textOf(arn));
  if (name === null) throw malformed(arn, 'the ARN of a bucket');
  return {
    id,
    enabled: oneOf(memberOf(rule, 'status'), ['Enabled', 'Disabled']) === 'Enabled',
    wholeBucket: isWholeBucket(rule),
    destinationBucket: name,
    destinationAccountId: accountOf(destination),
    deleteMarkers: null,
    replicaKey: null,
  };
};

/** An old rule has a prefix of its own, empty for every object. A rule without one has a filter that items may lack. */
const isWholeBucket = (rule: ItemValue): boolean | null => {
  const prefix = memberOf(rule, 'prefix');
  return typeof prefix.value === 'string' ? prefix.value === '' : null;
};

/** The one sample that has it spells it `Account`; the class that items are dumps of spells it `account`. */
const accountOf = (destination: ItemValue): string | null =>
  optionalTextOf(memberOf(destination, 'account')) ?? optionalTextOf(memberOf(destination, 'Account'));
