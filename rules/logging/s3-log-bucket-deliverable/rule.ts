import { type DecidedDelivery, grantedDeliveries } from '../../../src/core/log-delivery.js';
import { verdictOnLogEncryption } from '../../../src/core/log-encryption.js';
import { permittedAccessLogs, verdictOnPermission } from '../../../src/core/log-permission.js';
import { type LogProducerName, logProducers } from '../../../src/core/log-producers.js';
import type { ParameterDefinitions } from '../../../src/core/parameters.js';
import { bucketPolicyContext } from '../../../src/core/policy-context.js';
import { publicPolicyVerdict } from '../../../src/core/public-policy.js';
import { joinReasons, words } from '../../../src/core/reason.js';
import { defineRule, type Judged } from '../../../src/core/rule.js';
import { compliant, insufficientData, nonCompliant, notApplicable, type Verdict } from '../../../src/core/verdict.js';
import type { Policy } from '../../../src/policy/index.js';

const parameters = {
  producers: {
    type: 'list',
    enum: Object.keys(logProducers) as LogProducerName[],
    default: ['s3'],
    description: 'Whose logs must be able to arrive: s3 (server access logs), and services that the policy names.',
  },
  treatAwsManagedKeyAs: {
    type: 'text',
    enum: ['WARN', 'FAIL', 'UNVERIFIED'],
    default: 'WARN',
    description:
      'What default encryption with the AWS managed key aws/s3 is taken for: WARN is COMPLIANT with a warning.',
  },
} as const satisfies ParameterDefinitions;

export default defineRule({
  id: 's3-log-bucket-deliverable',
  severity: 'HIGH',
  title: 'Logs can be delivered to the buckets that are to receive them',
  description:
    'A bucket that receives access logs lets S3 deliver them: policy or ACL, default encryption and its key, Object Lock, Requester Pays; and it is not public. Other buckets are not judged.',
  tier: 'core',
  controls: ['NIST 800-53 r5 AU-4 ~', 'NIST 800-53 r5 AU-5 ~', 'NIST 800-53 r5 AU-9 ~', 'PCI DSS 4.0.1 10.3 ~'],
  remediation: {
    summary:
      'Let logging.s3.amazonaws.com put objects below the prefixes by the bucket policy, not by an ACL, spare it from Deny statements, and use SSE-S3 or a customer managed key whose policy lets it in.',
  },
  resource: 'bucket',
  facts: ['accessLogSources'],
  optionalFacts: [
    'policy',
    'acl',
    'ownership',
    'encryption',
    'encryptionKey',
    'encryptionKeyPolicy',
    'objectLock',
    'requesterPays',
    'publicAccessBlock',
    'accountPublicAccessBlock',
  ],
  parameters,
  evaluate(bucket, { producers, treatAwsManagedKeyAs }) {
    const others = producers.filter((name) => name !== 's3');
    const sources = producers.includes('s3') ? bucket.accessLogSources : [];
    if (sources.length === 0 && others.length === 0) return noDestination;
    const { policy } = bucket;
    if (!policy.known) return insufficientData(policy.code, `Whether logs are let in is unknown: ${policy.reason}.`);
    const granted = others.flatMap((name) =>
      policy.value ? grantedDeliveries(policy.value, bucket, logProducers[name]) : [],
    );
    if (sources.length === 0 && granted.length === 0) return noDestination;
    const accessLogs = permittedAccessLogs(bucket, policy.value, sources);
    if (!accessLogs.known)
      return insufficientData(accessLogs.code, `Whether access logs are let in is unknown: ${accessLogs.reason}.`);

    const deliveries = [...accessLogs.value, ...granted];
    const checks = [
      () => verdictOnPermission(deliveries),
      () => verdictOnLogEncryption(bucket, deliveries, treatAwsManagedKeyAs),
      ...(sources.length > 0 ? [() => verdictOnObjectLock(bucket), () => verdictOnRequesterPays(bucket)] : []),
      () => verdictOnPublic(bucket, policy.value),
    ];
    return worstOf(checks, deliveries);
  },
});

type Bucket = Judged<
  'bucket',
  'accessLogSources',
  'objectLock' | 'requesterPays' | 'publicAccessBlock' | 'accountPublicAccessBlock'
>;

const noDestination = notApplicable('NO_LOG_DESTINATION', 'No logs that the rule is about go to this bucket.');

/** The first violation; else what is open; else COMPLIANT, with the warning of a check that has one. */
const worstOf = (checks: readonly (() => Verdict)[], deliveries: readonly DecidedDelivery[]): Verdict => {
  const passed: Verdict[] = [];
  for (const check of checks) {
    const verdict = check();
    if (verdict.compliance === 'NON_COMPLIANT') return verdict;
    passed.push(verdict);
  }
  const open = passed.find(({ compliance }) => compliance === 'INSUFFICIENT_DATA');
  if (open) return open;
  const warning = passed.find(({ code }) => code === 'AWS_MANAGED_KEY');
  const logs = [...new Set(deliveries.map((one) => one.logs))];
  return compliant(
    warning ? warning.code : 'DELIVERABLE',
    joinReasons(warning ? warning.reason : null, words`These can arrive: ${logs}.`),
  );
};

const verdictOnObjectLock = ({ objectLock }: Bucket): Verdict => {
  if (!objectLock.known)
    return insufficientData(objectLock.code, `Whether Object Lock hinders delivery is unknown: ${objectLock.reason}.`);
  if (objectLock.value === null) return compliant('NO_OBJECT_LOCK', 'Object Lock is off.');
  const retention = objectLock.value.defaultRetention;
  if (retention === null) {
    return insufficientData(
      'OBJECT_LOCK_UNCERTAIN',
      "Object Lock is on without default retention: AWS's pages disagree whether access logs are delivered then.",
    );
  }
  return nonCompliant(
    'OBJECT_LOCK_RETENTION',
    `S3 delivers no access logs to a bucket with default retention, here ${retention.mode} for ${retention.days} days.`,
    [{ path: 'objectLock.defaultRetention', found: retention, expected: null }],
  );
};

const verdictOnRequesterPays = ({ requesterPays }: Bucket): Verdict => {
  if (!requesterPays.known)
    return insufficientData(requesterPays.code, `Whether requesters pay is unknown: ${requesterPays.reason}.`);
  if (!requesterPays.value) return compliant('OWNER_PAYS', 'The owner of the bucket pays.');
  return nonCompliant('REQUESTER_PAYS', 'S3 delivers no access logs to a bucket whose requesters pay.', [
    { path: 'requesterPays', found: true, expected: false },
  ]);
};

/** Logs tell who did what, so they are nobody's business; what only could be public is not judged here. */
const verdictOnPublic = (bucket: Bucket, policy: Policy | null): Verdict => {
  if (policy === null) return compliant('NOT_PUBLIC', 'There is no policy.');
  const accepted = { latent: 'ignore', allowedPublicActions: [], trustedCidrs: [] } as const;
  const terms = { owner: 'bucket', severity: { open: 'HIGH', held: 'HIGH' } } as const;
  const verdict = publicPolicyVerdict(bucket, policy, bucketPolicyContext(bucket), accepted, terms);
  if (verdict.compliance !== 'NON_COMPLIANT') return verdict;
  return { ...verdict, code: 'PUBLIC', reason: joinReasons('Logs are open to strangers.', verdict.reason) };
};
