import { error } from '../declared/bucket-defaults.js';
import { isMembers, type Members, mapElements, mapMembers, memberIn, withoutUndefined } from '../declared/members.js';
import type { Setting } from './bucket-settings.js';
import { firstOf, labelIn, setIn, valueAt } from './names.js';

const none = error('ReplicationConfigurationNotFoundError');

/** The replication of a bucket. */
export const replicationSetting: Setting = {
  type: 'aws_s3_bucket_replication_configuration',
  member: 'ReplicationConfiguration',
  from: ({ values }) => answerOf(memberIn(values, 'rule'), ruleFrom),
  attribute: 'replication_configuration',
  inline: (value) => (setIn(value) === undefined ? none : answerOf(memberIn(firstOf(value), 'rules'), inlineRule)),
  fresh: () => none,
  gone: none,
};

const answerOf = (rules: unknown, change: (rule: Members) => Members): unknown => ({
  ReplicationConfiguration: { Rules: mapElements(rules, change) },
});

const ruleFrom = (rule: Members): Members =>
  withoutUndefined({
    ID: labelIn(rule.id),
    Status: rule.status,
    Prefix: setIn(rule.prefix),
    Filter: filterIn(rule.filter, ({ prefix, tag, and }) =>
      withoutUndefined({
        Prefix: setIn(prefix),
        Tag: firstOf(tag) ?? undefined,
        And: mapMembers(firstOf(and) ?? undefined, (one) => ({ Prefix: setIn(one.prefix), Tags: one.tags })),
      }),
    ),
    DeleteMarkerReplication: mapMembers(firstOf(rule.delete_marker_replication) ?? undefined, ({ status }) => ({
      Status: setIn(status),
    })),
    Destination: mapMembers(firstOf(rule.destination), ({ bucket, account, encryption_configuration: encryption }) =>
      destinationFrom({ bucket, account, key: valueAt(encryption, ['replica_kms_key_id']) }),
    ),
  });

/** The block of the bucket itself writes what the rule of today has in blocks of its own. */
const inlineRule = (rule: Members): Members => {
  const status = setIn(rule.delete_marker_replication_status);
  return withoutUndefined({
    ID: labelIn(rule.id),
    Status: rule.status,
    Prefix: setIn(rule.prefix),
    Filter: filterIn(rule.filter, ({ prefix, tags }) =>
      withoutUndefined({
        Prefix: setIn(prefix),
        And: isMembers(tags) && Object.keys(tags).length > 0 ? { Tags: tags } : undefined,
      }),
    ),
    DeleteMarkerReplication: status === undefined ? undefined : { Status: status },
    Destination: mapMembers(firstOf(rule.destination), ({ bucket, account_id: account, replica_kms_key_id: key }) =>
      destinationFrom({ bucket, account, key }),
    ),
  });
};

/** A filter that is written without anything in it is one all the same: the rule is of the second version. */
const filterIn = (filter: unknown, change: (filter: Members) => Members): unknown => {
  if (!Array.isArray(filter)) return filter ?? undefined;
  return filter[0] === null ? {} : mapMembers(filter[0], change);
};

const destinationFrom = ({ bucket, account, key }: Members): Members =>
  withoutUndefined({
    Bucket: bucket,
    Account: setIn(account),
    EncryptionConfiguration: setIn(key) === undefined ? undefined : { ReplicaKmsKeyID: key },
  });
