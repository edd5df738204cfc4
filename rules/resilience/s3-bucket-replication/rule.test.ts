import { known, unknown } from '../../../src/core/fact.js';
import type { BucketFacts, ReplicationRule } from '../../../src/core/facts.js';
import { ACCOUNT, bucketWith, type Given, OTHER_ACCOUNT } from '../../../test/builders.js';
import { type RuleCase, testRule } from '../../../test/rule-tester.js';
import rule from './rule.js';

const tags = { 's3-config-rules:replication': 'required' };
const toReplica: ReplicationRule = {
  id: 'all',
  enabled: true,
  wholeBucket: true,
  destinationBucket: 'app-data-replica',
  destinationAccountId: null,
  deleteMarkers: true,
  replicaKey: { id: null },
};

/** A bucket with these rules, told in full, and the places of their destinations. */
const replicating = (rules: readonly Partial<ReplicationRule>[], given: Given<BucketFacts> = {}) => {
  const replication = rules.map((one) => ({ ...toReplica, ...one }));
  return bucketWith({ tags, replication, replicationDetails: known(replication), ...given });
};
const own = (region: string | null) => [{ bucket: 'app-data-replica', isOwn: true, region }];
const notOwn = [{ bucket: 'app-data-replica', isOwn: false, region: null }];
const unread = unknown('DENIED', 's3:ListAllMyBuckets was denied');
const crossRegion = { scope: 'cross-region' };
const crossAccount = { scope: 'cross-account' };

const bad = (name: string, rules: readonly Partial<ReplicationRule>[], code: string, more: Partial<RuleCase> = {}) => ({
  name,
  resource: replicating(rules),
  code,
  ...more,
});

testRule(rule, {
  compliant: [
    {
      name: 'a rule for every object',
      resource: replicating([{}]),
      code: 'REPLICATED',
      reason: 'Replication is enabled: "all" to app-data-replica.',
    },
    {
      name: 'one of two rules, the other for a part',
      resource: replicating([{ wholeBucket: false }, {}]),
      code: 'REPLICATED',
    },
    {
      name: 'a part, where that is enough',
      resource: replicating([{ wholeBucket: false }]),
      parameters: { requireWholeBucket: 'false' },
      code: 'REPLICATED',
    },
    {
      name: 'another account, which nobody can look into',
      resource: replicating([{ destinationAccountId: OTHER_ACCOUNT }], { replicationTargets: unread }),
      code: 'REPLICATED',
    },
    {
      name: 'the own account, and the bucket is there',
      resource: replicating([{ destinationAccountId: ACCOUNT }], { replicationTargets: own('eu-west-1') }),
      code: 'REPLICATED',
    },
    {
      name: 'another region',
      resource: replicating([{}], { replicationTargets: own('eu-central-1') }),
      parameters: crossRegion,
      code: 'REPLICATED',
    },
    {
      name: 'another account where that is asked',
      resource: replicating([{ destinationAccountId: OTHER_ACCOUNT }]),
      parameters: crossAccount,
      code: 'REPLICATED',
    },
    {
      name: 'what the item leaves open, told by S3',
      resource: replicating([{ wholeBucket: null }], { replicationDetails: [toReplica] }),
      code: 'REPLICATED',
    },
    {
      name: 'delete markers where they are asked',
      resource: replicating([{}]),
      parameters: { requireDeleteMarkerReplication: 'true' },
      code: 'REPLICATED',
    },
    {
      name: 'an untagged bucket, where every one is judged',
      resource: replicating([{}], { tags: {} }),
      parameters: { applyToTag: '' },
      code: 'REPLICATED',
    },
  ],
  nonCompliant: [
    {
      name: 'none',
      resource: bucketWith({ tags }),
      code: 'NOT_REPLICATED',
      reason: 'The bucket is not replicated.',
      evidence: ['replication'],
    },
    bad('a rule that is off', [{ enabled: false }], 'DISABLED', {
      reason: 'No rule of its replication is enabled: "all" to app-data-replica.',
    }),
    bad('a part alone', [{ wholeBucket: false }], 'PARTIAL', {
      reason: 'Only a part is replicated: "all" to app-data-replica.',
    }),
    bad('no delete markers where they are asked', [{ deleteMarkers: false }], 'PARTIAL', {
      parameters: { requireDeleteMarkerReplication: 'true' },
    }),
    {
      name: 'a bucket of the own account that is gone (G9)',
      resource: replicating([{ destinationAccountId: ACCOUNT }], { replicationTargets: notOwn }),
      code: 'DESTINATION_GONE',
    },
    {
      name: 'the same region',
      resource: replicating([{}], { replicationTargets: own('eu-west-1') }),
      parameters: crossRegion,
      code: 'OUT_OF_SCOPE',
      reason: 'No replication is cross-region: "all" to app-data-replica.',
    },
    {
      name: 'the same account',
      resource: replicating([{}], { replicationTargets: own('eu-central-1') }),
      parameters: crossAccount,
      code: 'OUT_OF_SCOPE',
    },
    {
      name: 'none, and nobody knows whether it is a replica',
      resource: bucketWith({ tags, replicationSources: unknown('NOT_IN_SOURCE', 'not told') }),
      code: 'NOT_REPLICATED',
      reason: 'The bucket is not replicated. Whether it is a replica itself is unknown.',
    },
  ],
  notApplicable: [
    {
      name: 'a replica (G1)',
      resource: bucketWith({ tags, replicationSources: ['app-data-source'] }),
      code: 'REPLICA',
      reason: 'Replicas are not judged: app-data-source replicate here.',
    },
    { name: 'a bucket without the tag', resource: bucketWith(), code: 'NOT_TAGGED' },
  ],
  insufficientData: [
    {
      name: 'not read',
      resource: bucketWith({ tags, replication: unknown('DENIED', 's3:GetReplicationConfiguration was denied') }),
      code: 'DENIED',
    },
    {
      name: 'what the item leaves open was not read',
      resource: replicating([{ wholeBucket: null }], {
        replicationDetails: unknown('DENIED', 's3:GetReplicationConfiguration was denied'),
      }),
      code: 'DENIED',
    },
    {
      name: 'the own account, and its buckets were not read',
      resource: replicating([{ destinationAccountId: ACCOUNT }], { replicationTargets: unread }),
      code: 'DENIED',
    },
    {
      name: 'a region that nobody tells',
      resource: replicating([{}], { replicationTargets: own(null) }),
      parameters: crossRegion,
      code: 'UNKNOWN_REGION',
    },
    {
      name: 'a bucket of somebody else, whose region nobody tells',
      resource: replicating([{}], { replicationTargets: notOwn }),
      parameters: crossRegion,
      code: 'UNKNOWN_OWNER',
    },
    {
      name: 'a bucket of nobody knows whom',
      resource: replicating([{}], { replicationTargets: notOwn }),
      parameters: crossAccount,
      code: 'UNKNOWN_OWNER',
    },
  ],
});
