import type { Fact } from '../../../src/core/fact.js';
import type { ReplicationRule, ReplicationTarget } from '../../../src/core/facts.js';
import { matchesName } from '../../../src/core/name-pattern.js';
import { words } from '../../../src/core/reason.js';
import { enabledReplication, ruleLabel } from '../../../src/core/replication.js';
import { partitionOf, type ResourceIdentity } from '../../../src/core/resource.js';
import { defineRule } from '../../../src/core/rule.js';
import { trustParameters } from '../../../src/core/trust-parameters.js';
import { compliant, insufficientData, nonCompliant } from '../../../src/core/verdict.js';

export default defineRule({
  id: 's3-replication-target-trusted',
  severity: 'HIGH',
  title: 'Replicas go only to buckets, accounts and regions that are trusted',
  description:
    "Every enabled replication rule ends in a bucket of the account or of a trusted one, in an allowed region, and encrypts replicas with a trusted account's key. Controls: NIST AC-4.",
  tier: 'core',
  controls: ['NIST 800-53 r5 AC-4 ~', 'NIST 800-53 r5 SC-7(10) ~'],
  remediation: {
    summary:
      'Disable the replication rule, or, if its destination is meant, name the owner in trustedAccountIds or the bucket in trustedBucketArns.',
  },
  resource: 'bucket',
  facts: ['replication'],
  optionalFacts: ['replicationDetails', 'replicationTargets'],
  parameters: {
    trustedAccountIds: trustParameters.trustedAccountIds,
    trustedBucketArns: {
      type: 'list',
      default: [],
      pattern: '^arn:aws[a-z-]*:s3:::[a-z0-9.*-]+$',
      description: 'ARNs of buckets that replicas may go to, * allowed in them.',
    },
    allowedRegions: {
      type: 'list',
      default: [],
      pattern: '^[a-z]+(-[a-z]+)+-[0-9]+$',
      description: 'Regions that replicas may go to. Not set: every region.',
    },
  },
  evaluate(bucket, trust) {
    const told = (bucket.replication ?? []).filter(({ enabled }) => enabled);
    if (told.length === 0) return compliant('NO_REPLICATION', 'Nothing is replicated from the bucket.');
    // A destination that the item shows to be foreign needs no further reads.
    const shown = told.map((rule) => flawOf(rule, bucket, trust, NOT_ASKED)).find((flaw) => flaw?.isProven);
    if (shown) return violation(shown);
    const rules = enabledReplication(bucket, ['destinationAccountId', 'replicaKey']);
    if (!rules.known) return insufficientData(rules.code, `Where replicas go is unknown: ${rules.reason}.`);
    const isAsked = rules.value.some((rule) => flawOf(rule, bucket, trust, NOT_ASKED) !== null);
    const targets = isAsked ? bucket.replicationTargets : NOT_ASKED;
    const flaws = rules.value.flatMap((rule) => flawOf(rule, bucket, trust, targets) ?? []);
    const proven = flaws.find(({ isProven }) => isProven);
    if (proven) return violation(proven);
    const [open] = flaws;
    if (open) return insufficientData(open.code, open.reason);
    return compliant('TRUSTED', words`Replicas go only where they may: ${rules.value.map(ruleLabel)}.`);
  },
});

interface Trust {
  readonly trustedAccountIds: readonly string[];
  readonly trustedBucketArns: readonly string[];
  readonly allowedRegions: readonly string[];
}

interface Flaw {
  readonly code: string;
  readonly reason: string;
  /** False: it is one unless something that was not read says otherwise. */
  readonly isProven: boolean;
  readonly found: unknown;
}

const violation = ({ code, reason, found }: Flaw) =>
  nonCompliant(code, reason, [{ path: 'replication', found, expected: 'a trusted destination' }]);

type Targets = Fact<readonly ReplicationTarget[]>;

const NOT_ASKED: Targets = { known: false, code: 'NOT_READ', reason: 'the buckets of the account were not read' };

/** What keeps a rule's destination from being trusted. */
const flawOf = (rule: ReplicationRule, bucket: ResourceIdentity, trust: Trust, targets: Targets): Flaw | null =>
  ownerFlaw(rule, bucket, trust, targets) ?? regionFlaw(rule, trust, targets) ?? keyFlaw(rule, bucket, trust);

const ownerFlaw = (rule: ReplicationRule, bucket: ResourceIdentity, trust: Trust, targets: Targets): Flaw | null => {
  const { destinationBucket: name, destinationAccountId: owner } = rule;
  const arn = `arn:${partitionOf(bucket)}:s3:::${name}`;
  if (trust.trustedBucketArns.some((pattern) => matchesName(pattern, arn))) return null;
  const flaw = (code: string, reason: string, isProven = true): Flaw => ({ code, reason, isProven, found: arn });
  // S3 has checked the account of a rule against the owner of the bucket.
  if (owner !== null && owner !== bucket.accountId) {
    if (trust.trustedAccountIds.includes(owner)) return null;
    return flaw('UNTRUSTED_ACCOUNT', `Replication ${ruleLabel(rule)} goes to account ${owner}, which is not trusted.`);
  }
  if (!targets.known) {
    const reason = `Whose bucket replication ${ruleLabel(rule)} ends in is unknown: ${targets.reason}.`;
    return flaw(targets.code, reason, false);
  }
  if (targets.value.some((target) => target.bucket === name && target.isOwn)) return null;
  if (owner !== null) {
    const reason = `Replication ${ruleLabel(rule)} ends in a bucket that is gone; who makes one of this name next gets what is replicated.`;
    return flaw('DESTINATION_GONE', reason);
  }
  const reason = `Replication ${ruleLabel(rule)} ends in a bucket that is none of the account's, and the rule does not name its owner.`;
  return flaw('UNKNOWN_OWNER', reason);
};

const regionFlaw = (rule: ReplicationRule, { allowedRegions }: Trust, targets: Targets): Flaw | null => {
  if (allowedRegions.length === 0) return null;
  const target = targets.known ? targets.value.find(({ bucket }) => bucket === rule.destinationBucket) : undefined;
  const region = target?.region ?? null;
  if (region !== null && allowedRegions.includes(region)) return null;
  const flaw = { found: region, isProven: region !== null };
  if (region !== null) {
    return {
      ...flaw,
      code: 'OTHER_REGION',
      reason: `Replication ${ruleLabel(rule)} ends in ${region}, which is not allowed.`,
    };
  }
  const reason = `The region of replication ${ruleLabel(rule)} is unknown: it is told of the account's own buckets alone.`;
  return { ...flaw, code: 'UNKNOWN_REGION', reason };
};

/** A key without an ARN is one of the destination's account, which is trusted by then. */
const keyFlaw = (rule: ReplicationRule, { accountId }: ResourceIdentity, trust: Trust): Flaw | null => {
  const key = rule.replicaKey?.id ?? null;
  const owner = /^arn:[^:]+:kms:[^:]*:(\d{12}):/.exec(key ?? '')?.[1];
  if (owner === undefined || owner === accountId || trust.trustedAccountIds.includes(owner)) return null;
  if (owner === rule.destinationAccountId) return null;
  const reason = `Replication ${ruleLabel(rule)} encrypts replicas with a key of account ${owner}, which is not trusted.`;
  return { code: 'UNTRUSTED_KEY', reason, isProven: true, found: key };
};
