import { known, unknown } from '../../../src/core/fact.js';
import type { BucketFacts, ReplicationRule } from '../../../src/core/facts.js';
import { ACCOUNT, bucketWith, type Given, OTHER_ACCOUNT } from '../../../test/builders.js';
import { testRule } from '../../../test/rule-tester.js';
import rule from './rule.js';

const toReplica: ReplicationRule = {
  id: 'all',
  enabled: true,
  wholeBucket: true,
  destinationBucket: 'app-data-replica',
  destinationAccountId: null,
  deleteMarkers: true,
  replicaKey: { id: null },
};
const own = [{ bucket: 'app-data-replica', isOwn: true, region: 'eu-central-1' }];
const notOwn = [{ bucket: 'app-data-replica', isOwn: false, region: null }];

/** A bucket with these rules, told in full; the destination is the account's own. */
const replicating = (rules: readonly Partial<ReplicationRule>[], given: Given<BucketFacts> = {}) => {
  const replication = rules.map((one) => ({ ...toReplica, ...one }));
  return bucketWith({ replication, replicationDetails: known(replication), replicationTargets: own, ...given });
};
const foreign = { destinationAccountId: OTHER_ACCOUNT };
const trusted = { trustedAccountIds: OTHER_ACCOUNT };
const keyOf = (account: string) => ({ replicaKey: { id: `arn:aws:kms:eu-central-1:${account}:key/1234abcd` } });
const denied = unknown('DENIED', 's3:ListAllMyBuckets was denied');

testRule(rule, {
  compliant: [
    { name: 'no replication', resource: bucketWith(), code: 'NO_REPLICATION' },
    { name: 'a rule that is off', resource: replicating([{ enabled: false, ...foreign }]), code: 'NO_REPLICATION' },
    {
      name: 'a bucket of the account',
      resource: replicating([{}]),
      code: 'TRUSTED',
      reason: 'Replicas go only where they may: "all" to app-data-replica.',
    },
    {
      name: 'a trusted account',
      resource: replicating([foreign], { replicationTargets: denied }),
      parameters: trusted,
      code: 'TRUSTED',
    },
    {
      name: 'a trusted bucket of nobody knows whom',
      resource: replicating([{}], { replicationTargets: notOwn }),
      parameters: { trustedBucketArns: 'arn:aws:s3:::app-*' },
      code: 'TRUSTED',
    },
    {
      name: 'an allowed region',
      resource: replicating([{}]),
      parameters: { allowedRegions: 'eu-central-1' },
      code: 'TRUSTED',
    },
    { name: 'a key of the own account', resource: replicating([keyOf(ACCOUNT)]), code: 'TRUSTED' },
    {
      name: 'a key of the trusted destination',
      resource: replicating([{ ...foreign, ...keyOf(OTHER_ACCOUNT) }]),
      parameters: trusted,
      code: 'TRUSTED',
    },
    {
      name: 'what the item leaves open, told by S3',
      resource: replicating([{ replicaKey: null }], { replicationDetails: [toReplica] }),
      code: 'TRUSTED',
    },
  ],
  nonCompliant: [
    {
      name: 'another account (G8)',
      resource: replicating([foreign]),
      code: 'UNTRUSTED_ACCOUNT',
      reason: 'Replication "all" to app-data-replica goes to account 444455556666, which is not trusted.',
      evidence: ['replication'],
    },
    {
      name: 'another account, where nothing else could be read',
      resource: replicating([{ ...foreign, replicaKey: null }], {
        replicationDetails: unknown('DENIED', 'denied'),
        replicationTargets: denied,
      }),
      code: 'UNTRUSTED_ACCOUNT',
    },
    {
      name: 'the second of two rules',
      resource: replicating([{}, { id: 'second', ...foreign }]),
      code: 'UNTRUSTED_ACCOUNT',
    },
    {
      name: 'a bucket that is none of the account’s, of an unnamed owner',
      resource: replicating([{}], { replicationTargets: notOwn }),
      code: 'UNKNOWN_OWNER',
    },
    {
      name: 'a bucket of the account that is gone (G9)',
      resource: replicating([{ destinationAccountId: ACCOUNT }], { replicationTargets: notOwn }),
      code: 'DESTINATION_GONE',
    },
    {
      name: 'another bucket than the trusted one',
      resource: replicating([{}], { replicationTargets: notOwn }),
      parameters: { trustedBucketArns: 'arn:aws:s3:::app-data' },
      code: 'UNKNOWN_OWNER',
    },
    {
      name: 'another region',
      resource: replicating([{}]),
      parameters: { allowedRegions: 'eu-west-1' },
      code: 'OTHER_REGION',
    },
    { name: 'a key of another account', resource: replicating([keyOf(OTHER_ACCOUNT)]), code: 'UNTRUSTED_KEY' },
  ],
  notApplicable: [],
  insufficientData: [
    {
      name: 'not read',
      resource: bucketWith({ replication: unknown('DENIED', 's3:GetReplicationConfiguration was denied') }),
      code: 'DENIED',
    },
    {
      name: 'the buckets of the account were not read',
      resource: replicating([{}], { replicationTargets: denied }),
      code: 'DENIED',
    },
    {
      name: 'what the item leaves open was not read',
      resource: replicating([{ replicaKey: null }], {
        replicationDetails: unknown('DENIED', 's3:GetReplicationConfiguration was denied'),
      }),
      code: 'DENIED',
    },
    {
      name: 'the region of a trusted account’s bucket',
      resource: replicating([foreign], { replicationTargets: notOwn }),
      parameters: { ...trusted, allowedRegions: 'eu-west-1' },
      code: 'UNKNOWN_REGION',
    },
  ],
});
