import { blockingLevel } from '../../../src/core/block-public-access.js';
import { type Fact, known } from '../../../src/core/fact.js';
import type { Acl, AclGrant, AclGrantee } from '../../../src/core/facts.js';
import { joinReasons, words } from '../../../src/core/reason.js';
import { defineRule } from '../../../src/core/rule.js';
import { compliant, type Evidence, insufficientData, nonCompliant, notApplicable } from '../../../src/core/verdict.js';

export default defineRule({
  id: 's3-bucket-acl-grants-restricted',
  severity: 'CRITICAL',
  title: "The bucket's access control list grants nothing to the public or to other accounts",
  description:
    'The ACL of the bucket grants no permission to everyone, to all AWS accounts, or to an account other than the owner, unless the account or log delivery is allowed. Controls: S3.2, S3.3, S3.12.',
  tier: 'core',
  controls: [
    'FSBP S3.2',
    'FSBP S3.3',
    'FSBP S3.12',
    'PCI DSS 4.0.1 1.4.4 ~',
    'NIST 800-53 r5 AC-3',
    'NIST 800-53 r5 AC-6',
  ],
  remediation: {
    summary:
      'Remove the grants, or set Object Ownership to "Bucket owner enforced". The document turns on Block Public Access, which holds back grants to the public and not those to other accounts.',
    automation: { document: 'AWS-DisableS3BucketPublicReadWrite', parameters: { S3BucketName: 'RESOURCE_ID' } },
  },
  resource: 'bucket',
  facts: ['acl'],
  optionalFacts: ['ownership', 'publicAccessBlock', 'accountPublicAccessBlock'],
  parameters: {
    latent: {
      type: 'text',
      enum: ['report', 'ignore'],
      default: 'report',
      description: 'Whether grants to the public that IgnorePublicAcls holds back count: report or ignore.',
    },
    allowedCanonicalIds: {
      type: 'list',
      default: [],
      pattern: '^[0-9a-f]{64}$',
      description: 'Canonical user ids of other accounts that may have grants.',
    },
    allowLogDelivery: {
      type: 'boolean',
      default: true,
      description: "Whether S3's log delivery group and CloudFront's awslogsdelivery account may have grants.",
    },
  },
  evaluate(bucket, { latent, allowedCanonicalIds, allowLogDelivery }) {
    if (bucket.ownership.known && bucket.ownership.value === 'BucketOwnerEnforced') {
      return notApplicable('ACLS_DISABLED', 'Object Ownership is BucketOwnerEnforced: ACLs grant nothing.');
    }
    const allowed = new Set([...allowedCanonicalIds, ...(allowLogDelivery ? ['LogDelivery', CLOUDFRONT_LOGS] : [])]);
    const { open, foreign, unclear } = grantsOf(bucket.acl, allowed);
    const held = open.length === 0 ? known(null) : blockingLevel(bucket, 'ignorePublicAcls');
    const isHeld = held.known && held.value !== null;
    const reason = joinReasons(words`The bucket's ACL grants ${[...open, ...foreign].map(nameOf)}.`, noteOn(held));

    if (latent === 'ignore' && foreign.length === 0) {
      if (!held.known) return insufficientData(held.code, reason, evidenceOf(open));
      if (isHeld && unclear.length === 0) return compliant('HELD_BACK', reason);
    }
    const counted = latent === 'ignore' && isHeld ? [] : open;
    const [first, ...others] = evidenceOf([...counted, ...foreign]);
    if (first) {
      const code = counted.length === 0 ? 'FOREIGN_GRANT' : isHeld ? 'LATENT_PUBLIC_GRANT' : 'PUBLIC_GRANT';
      const severity = !isHeld && counted.some(letsAnyoneWrite) ? 'CRITICAL' : 'HIGH';
      return nonCompliant(code, reason, [first, ...others], severity);
    }
    if (unclear.length > 0) {
      return insufficientData(
        'GRANTEE_UNCLEAR',
        words`Whether these grants of the bucket's ACL go to its owner cannot be told: ${unclear.map(nameOf)}.`,
        evidenceOf(unclear),
      );
    }
    return compliant(
      'RESTRICTED',
      "The bucket's ACL grants nothing to the public or to accounts that are not allowed; Config does not record the ACLs of objects.",
    );
  },
});

/**
 * CloudFront's account for standard logs in their legacy form.
 *
 * @see https://docs.aws.amazon.com/AmazonCloudFront/latest/DeveloperGuide/standard-logging-legacy-s3.html
 */
const CLOUDFRONT_LOGS = 'c4c1ede66af53448b93c283ce9448c4ba468c9432aa01d700d3878632f77d2d0';

interface PlacedGrant extends AclGrant {
  readonly path: string;
}

/** The grants that are not the owner's and not allowed: to the public, to others, and those whose grantee is not clear. */
const grantsOf = ({ ownerId, grants }: Acl, allowed: ReadonlySet<string>) => {
  const placed: readonly PlacedGrant[] = grants.map((grant, index) => ({ ...grant, path: `acl.grants[${index}]` }));
  const ofStanding = (standing: string) =>
    placed.filter(({ grantee }) => standingOf(grantee, ownerId, allowed) === standing);
  return { open: ofStanding('open'), foreign: ofStanding('foreign'), unclear: ofStanding('unclear') };
};

const standingOf = (grantee: AclGrantee, ownerId: string | null, allowed: ReadonlySet<string>) => {
  if (grantee.kind === 'other') return 'unclear';
  if (grantee.kind === 'canonicalUser') {
    if (grantee.id === ownerId || allowed.has(grantee.id)) return 'fine';
    return ownerId === null ? 'unclear' : 'foreign';
  }
  if (grantee.group === 'LogDelivery') return allowed.has(grantee.group) ? 'fine' : 'foreign';
  return 'open';
};

const letsAnyoneWrite = ({ grantee, permission }: AclGrant): boolean =>
  grantee.kind === 'group' &&
  grantee.group === 'AllUsers' &&
  (permission === 'WRITE' || permission === 'WRITE_ACP' || permission === 'FULL_CONTROL');

const evidenceOf = (grants: readonly PlacedGrant[]): readonly Evidence[] =>
  grants.map(({ path, grantee, permission }) => ({ path, found: { grantee, permission }, expected: null }));

const nameOf = ({ grantee, permission }: AclGrant): string => `${permission} to ${granteeName(grantee)}`;

const granteeName = (grantee: AclGrantee): string => {
  if (grantee.kind === 'canonicalUser') return `canonical user ${grantee.id}`;
  return grantee.kind === 'group' ? groupNames[grantee.group] : grantee.text;
};

const groupNames = {
  AllUsers: 'AllUsers (anyone)',
  AuthenticatedUsers: 'AuthenticatedUsers (any AWS account)',
  LogDelivery: 'LogDelivery',
} as const;

const noteOn = (held: Fact<'own' | 'account' | null>): string | null => {
  if (!held.known) return `Whether IgnorePublicAcls holds back those to the public is unknown: ${held.reason}.`;
  if (held.value === null) return null;
  return `IgnorePublicAcls of the ${held.value === 'own' ? 'bucket' : 'account'} holds back those to the public.`;
};
