import { scopeByTag } from '../../../src/core/common-parameters.js';
import type { Fact } from '../../../src/core/fact.js';
import type { ReplicationRule, ReplicationTarget } from '../../../src/core/facts.js';
import { joinReasons, words } from '../../../src/core/reason.js';
import { enabledReplication, ruleLabel } from '../../../src/core/replication.js';
import { defineRule } from '../../../src/core/rule.js';
import { compliant, insufficientData, nonCompliant, notApplicable, type Verdict } from '../../../src/core/verdict.js';

export default defineRule({
  id: 's3-bucket-replication',
  severity: 'LOW',
  title: 'The bucket is replicated',
  description:
    'An enabled rule replicates the bucket, by default all of it, within the scope asked for: any, cross-region or cross-account. Replicas are not judged. Controls: S3.7.',
  tier: 'extended',
  controls: [
    'Security Hub S3.7',
    'NIST 800-53 r5 AU-9(2)',
    'NIST 800-53 r5 CP-6',
    'NIST 800-53 r5 CP-6(1)',
    'NIST 800-53 r5 CP-6(2)',
    'NIST 800-53 r5 CP-9',
    'NIST 800-53 r5 CP-10',
    'NIST 800-53 r5 SC-5(2)',
    'NIST 800-53 r5 SC-36(2)',
    'NIST 800-53 r5 SI-13(5)',
  ],
  remediation: {
    summary:
      'Enable versioning on a bucket elsewhere and add a replication rule for all objects to it; objects that are there already need a batch replication job.',
  },
  resource: 'bucket',
  facts: ['replication'],
  optionalFacts: ['replicationDetails', 'replicationTargets', 'replicationSources'],
  parameters: {
    ...scopeByTag('s3-config-rules:replication=required'),
    scope: {
      type: 'text',
      enum: ['any', 'cross-region', 'cross-account'],
      default: 'any',
      description: 'Where replicas must be: anywhere, in another region or in another account.',
    },
    requireWholeBucket: {
      type: 'boolean',
      default: true,
      description: 'Whether a rule must apply to every object.',
    },
    requireDeleteMarkerReplication: {
      type: 'boolean',
      default: false,
      description: 'Whether delete markers must be replicated too.',
    },
  },
  evaluate(bucket, parameters) {
    const { scope, requireWholeBucket, requireDeleteMarkerReplication } = parameters;
    const rules = enabledReplication(bucket, [
      ...(requireWholeBucket ? (['wholeBucket'] as const) : []),
      ...(requireDeleteMarkerReplication ? (['deleteMarkers'] as const) : []),
      ...(scope === 'cross-account' ? (['destinationAccountId'] as const) : []),
    ]);
    if (!rules.known) return insufficientData(rules.code, `What is replicated is unknown: ${rules.reason}.`);
    const asked = rules.value.filter(
      ({ wholeBucket, deleteMarkers }) =>
        (!requireWholeBucket || wholeBucket) && (!requireDeleteMarkerReplication || deleteMarkers),
    );
    if (asked.length === 0) return sparingReplicas(bucket.replicationSources, notReplicated(bucket, rules.value));
    const found = asked.map((rule) => ({ rule, fit: fitOf(rule, bucket, scope) }));
    const good = found.find(({ fit }) => fit === 'fits');
    if (good)
      return compliant('REPLICATED', words`Replication is enabled: ${found.map(({ rule }) => ruleLabel(rule))}.`);
    const open = found.find(({ fit }) => typeof fit === 'object');
    if (open && typeof open.fit === 'object') {
      return insufficientData(
        open.fit.code,
        `Where replication ${ruleLabel(open.rule)} ends is unknown: ${open.fit.reason}.`,
      );
    }
    const isGone = found.some(({ fit }) => fit === 'gone');
    return nonCompliant(
      isGone ? 'DESTINATION_GONE' : 'OUT_OF_SCOPE',
      isGone
        ? words`The destination does not exist any more: ${found.map(({ rule }) => ruleLabel(rule))}.`
        : words`No replication is ${scope}: ${found.map(({ rule }) => ruleLabel(rule))}.`,
      [{ path: 'replication', found: rules.value.map(({ destinationBucket }) => destinationBucket), expected: scope }],
    );
  },
});

interface Judged {
  readonly accountId: string;
  readonly region: string | null;
  readonly replication: readonly ReplicationRule[] | null;
  readonly replicationTargets: Fact<readonly ReplicationTarget[]>;
}

type Fit = 'fits' | 'gone' | 'elsewhere' | { readonly code: string; readonly reason: string };

/** The account's buckets are looked at only where the rule does not tell itself. */
const fitOf = ({ destinationBucket, destinationAccountId }: ReplicationRule, bucket: Judged, scope: string): Fit => {
  const isForeign = destinationAccountId !== null && destinationAccountId !== bucket.accountId;
  if (isForeign && scope !== 'cross-region') return 'fits';
  if (destinationAccountId === null && scope === 'any') return 'fits';
  const targets = bucket.replicationTargets;
  if (!targets.known) return targets;
  const target = targets.value.find((one) => one.bucket === destinationBucket);
  const isOwn = target?.isOwn === true;
  if (destinationAccountId === bucket.accountId && !isOwn) return 'gone';
  if (scope === 'any') return 'fits';
  if (!isOwn) {
    const reason = `${destinationBucket} is not among the buckets of the account, and a name tells neither owner nor region`;
    return { code: 'UNKNOWN_OWNER', reason };
  }
  if (scope === 'cross-account') return 'elsewhere';
  const region = target?.region ?? null;
  if (region === null || bucket.region === null) {
    return { code: 'UNKNOWN_REGION', reason: `the region of ${destinationBucket} is not told` };
  }
  return region === bucket.region ? 'elsewhere' : 'fits';
};

const notReplicated = ({ replication }: Judged, enabled: readonly ReplicationRule[]): Verdict => {
  const evidence = { path: 'replication', found: replication, expected: 'an enabled rule for all objects' };
  if (replication === null) return nonCompliant('NOT_REPLICATED', 'The bucket is not replicated.', [evidence]);
  if (enabled.length === 0) {
    return nonCompliant('DISABLED', words`No rule of its replication is enabled: ${replication.map(ruleLabel)}.`, [
      evidence,
    ]);
  }
  return nonCompliant('PARTIAL', words`Only a part is replicated: ${enabled.map(ruleLabel)}.`, [evidence]);
};

/** A replica is not asked to be replicated once more. */
const sparingReplicas = (sources: Fact<readonly string[]>, violation: Verdict): Verdict => {
  if (!sources.known) {
    return sources.code === 'NOT_READ'
      ? violation
      : { ...violation, reason: joinReasons(violation.reason, 'Whether it is a replica itself is unknown.') };
  }
  if (sources.value.length === 0) return violation;
  return notApplicable('REPLICA', words`Replicas are not judged: ${sources.value} replicate here.`, [
    { path: 'replicationSources', found: sources.value, expected: null },
  ]);
};
