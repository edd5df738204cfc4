import { blockingLevel } from '../../../src/core/block-public-access.js';
import type { Fact } from '../../../src/core/fact.js';
import type {
  Acl,
  AuditDelivery,
  ObjectLock,
  ObjectOwnership,
  PublicAccessBlock,
  Versioning,
} from '../../../src/core/facts.js';
import { bucketPolicyContext } from '../../../src/core/policy-context.js';
import { publicPolicyVerdict } from '../../../src/core/public-policy.js';
import { words } from '../../../src/core/reason.js';
import type { ResourceIdentity } from '../../../src/core/resource.js';
import { defineRule } from '../../../src/core/rule.js';
import { compliant, type Evidence, insufficientData, nonCompliant, notApplicable } from '../../../src/core/verdict.js';
import { deletesDenied, type Policy } from '../../../src/policy/index.js';

export default defineRule({
  id: 's3-audit-bucket-immutable',
  severity: 'HIGH',
  title: 'Audit records cannot be read by strangers, changed or deleted',
  description:
    'A bucket that CloudTrail, AWS Config or conformance packs deliver into is private, versioned and logged, keeps its objects by Object Lock, MFA delete or a Deny, and its trails validate log files.',
  tier: 'extended',
  controls: [
    'Security Hub CloudTrail.4 ~',
    'Security Hub CloudTrail.6 ~',
    'Security Hub CloudTrail.7 ~',
    'PCI DSS 4.0.1 10.3.2 ~',
    'PCI DSS 4.0.1 10.5.1 ~',
    'NIST 800-53 r5 AU-9 ~',
    'NIST 800-53 r5 AU-9(2) ~',
  ],
  remediation: {
    summary:
      'Put right what the reason names. For a bucket of AWS Config deny deletions in the policy or turn MFA delete on instead of default retention, under which it cannot deliver.',
  },
  resource: 'bucket',
  facts: ['auditDeliveries'],
  optionalFacts: [
    'policy',
    'acl',
    'ownership',
    'publicAccessBlock',
    'accountPublicAccessBlock',
    'versioning',
    'objectLock',
    'logging',
  ],
  parameters: {
    acceptMfaDelete: {
      type: 'boolean',
      default: true,
      description: 'Whether MFA delete counts in place of Object Lock.',
    },
    minLockDays: {
      type: 'integer',
      default: 365,
      minimum: 1,
      maximum: 36500,
      description: 'How many days the default retention of Object Lock must be at least.',
    },
  },
  evaluate(bucket, { acceptMfaDelete, minLockDays }) {
    const { auditDeliveries: deliveries } = bucket;
    if (deliveries.length === 0) {
      return notApplicable('NO_AUDIT_BUCKET', 'No trail, delivery channel or conformance pack delivers here.');
    }
    const findings = [
      ...deliveries.flatMap(findingsOnDelivery(bucket)),
      ...publicFindings(bucket),
      ...immutableFindings(
        bucket,
        acceptMfaDelete,
        minLockDays,
        deliveries.some(({ by }) => by === 'deliveryChannel'),
      ),
      ...loggingFindings(bucket),
    ];
    const flaws = findings.filter(({ isOpen }) => !isOpen);
    const [first, ...others] = flaws;
    const names = [...new Set(deliveries.map(({ by, name }) => `${SORTS[by]} ${name}`))];
    if (first) {
      const reason = words`Audit records of ${names} are at risk: ${flaws.map(({ text }) => text)}.`;
      return nonCompliant(first.code, reason, [evidenceOf(first), ...others.map(evidenceOf)]);
    }
    const [open] = findings;
    if (open) return insufficientData(open.code, `Whether audit records are safe is unknown: ${open.text}.`);
    return compliant('IMMUTABLE', words`Audit records of ${names} are private, versioned, kept and logged.`);
  },
});

const SORTS = { trail: 'trail', deliveryChannel: 'delivery channel', conformancePack: 'conformance pack' };

interface Audited extends ResourceIdentity {
  readonly policy: Fact<Policy | null>;
  readonly acl: Fact<Acl>;
  readonly ownership: Fact<ObjectOwnership | null>;
  readonly publicAccessBlock: Fact<PublicAccessBlock | null>;
  readonly accountPublicAccessBlock: Fact<PublicAccessBlock | null>;
  readonly versioning: Fact<Versioning>;
  readonly objectLock: Fact<ObjectLock | null>;
  readonly logging: Fact<unknown>;
}

interface Finding {
  readonly code: string;
  /** A clause. */
  readonly text: string;
  readonly path: string;
  readonly found: unknown;
  /** True: nothing is wrong for certain, something was not read or decided. */
  readonly isOpen: boolean;
}

const flaw = (code: string, text: string, path: string, found: unknown): Finding => ({
  code,
  text,
  path,
  found,
  isOpen: false,
});
const open = (code: string, text: string, path: string): Finding => ({ code, text, path, found: null, isOpen: true });
const unread = (path: string, fact: Fact<unknown>): readonly Finding[] =>
  fact.known ? [] : [open(fact.code, fact.reason, path)];

const evidenceOf = ({ path, found }: Finding): Evidence => ({
  path,
  found,
  expected: 'audit records that cannot be changed',
});

/** AWS Config cannot deliver to a bucket with default retention, so there a lock is no answer. */
const findingsOnDelivery =
  ({ objectLock }: Audited) =>
  ({ by, name, validatesFiles }: AuditDelivery): readonly Finding[] => {
    if (by === 'trail' && validatesFiles === false) {
      return [flaw('NOT_VALIDATED', `the trail ${name} does not validate its log files`, 'auditDeliveries', name)];
    }
    const retention = by === 'deliveryChannel' && objectLock.known ? objectLock.value?.defaultRetention : null;
    if (!retention) return [];
    return [
      flaw(
        'BREAKS_DELIVERY',
        'AWS Config cannot deliver under default retention',
        'objectLock.defaultRetention',
        retention,
      ),
    ];
  };

const publicFindings = (bucket: Audited): readonly Finding[] => {
  const { policy, acl, ownership } = bucket;
  if (!policy.known) return unread('policy', policy);
  const accepted = { latent: 'ignore', allowedPublicActions: [], trustedCidrs: [] } as const;
  const terms = { owner: 'bucket', severity: { open: 'HIGH', held: 'HIGH' } } as const;
  const verdict =
    policy.value && publicPolicyVerdict(bucket, policy.value, bucketPolicyContext(bucket), accepted, terms);
  if (verdict?.compliance === 'NON_COMPLIANT')
    return [flaw('PUBLIC', 'the bucket policy lets strangers in', 'policy', verdict.code)];
  if (verdict?.compliance === 'INSUFFICIENT_DATA')
    return [open(verdict.code, 'whether the policy is public is not decided', 'policy')];
  if (!acl.known) return unread('acl', acl);
  const groups = acl.value.grants.filter(({ grantee }) => grantee.kind === 'group' && grantee.group !== 'LogDelivery');
  if (groups.length === 0 || (ownership.known && ownership.value === 'BucketOwnerEnforced')) return [];
  const ignored = blockingLevel(bucket, 'ignorePublicAcls');
  if (!ignored.known) return unread('accountPublicAccessBlock', ignored);
  return ignored.value === null ? [flaw('PUBLIC', 'the access control list lets strangers in', 'acl', groups)] : [];
};

const immutableFindings = (
  bucket: Audited,
  acceptMfaDelete: boolean,
  minLockDays: number,
  isOfConfig: boolean,
): readonly Finding[] => {
  const { versioning, objectLock, policy } = bucket;
  if (!versioning.known) return unread('versioning', versioning);
  const { status, mfaDelete } = versioning.value;
  const versions =
    status === 'Enabled' ? [] : [flaw('NOT_VERSIONED', 'versioning is not enabled', 'versioning.status', status)];
  if (acceptMfaDelete && mfaDelete) return versions;
  const retention = objectLock.known ? (objectLock.value?.defaultRetention ?? null) : null;
  if (!isOfConfig && retention !== null && retention.days >= minLockDays) return versions;
  const denied = policy.known && policy.value ? deletesDenied(policy.value, bucketPolicyContext(bucket)).value : false;
  if (denied === true) return versions;
  if (denied === 'unknown')
    return [...versions, open('TOO_INTRICATE', 'the policy is too intricate to decide', 'policy')];
  if (!isOfConfig && !objectLock.known) return [...versions, ...unread('objectLock', objectLock)];
  const text =
    retention !== null && !isOfConfig
      ? `Object Lock keeps versions for ${retention.days} days, not for ${minLockDays}`
      : policy.known
        ? 'neither Object Lock nor MFA delete nor a Deny keeps records from being deleted'
        : 'neither Object Lock nor MFA delete keeps records from being deleted, and whether a Deny does is unknown';
  return [...versions, flaw('DELETABLE', text, 'objectLock', retention)];
};

const loggingFindings = ({ logging }: Audited): readonly Finding[] => {
  if (!logging.known) return unread('logging', logging);
  return logging.value === null ? [flaw('NOT_LOGGED', 'access to them is not logged', 'logging', null)] : [];
};
