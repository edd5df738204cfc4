import type { Acl, ObjectOwnership } from '../../../src/core/facts.js';
import { joinReasons } from '../../../src/core/reason.js';
import { defineRule } from '../../../src/core/rule.js';
import { compliant, nonCompliant } from '../../../src/core/verdict.js';

export default defineRule({
  id: 's3-bucket-acls-disabled',
  severity: 'MEDIUM',
  title: 'Access control lists are disabled for the bucket',
  description:
    'Object Ownership of the bucket is "Bucket owner enforced", so that policies alone decide who has access and the bucket owner owns every object. Controls: S3.12.',
  tier: 'core',
  controls: [
    'FSBP S3.12',
    'NIST 800-53 r5 AC-2(1)',
    'NIST 800-53 r5 AC-3',
    'NIST 800-53 r5 AC-3(7)',
    'NIST 800-53 r5 AC-3(15)',
    'NIST 800-53 r5 AC-6',
  ],
  remediation: {
    summary:
      'Give everyone who relies on an ACL the same access by a bucket policy, then set Object Ownership to "Bucket owner enforced".',
  },
  resource: 'bucket',
  facts: ['ownership'],
  optionalFacts: ['acl'],
  parameters: {
    allowBucketOwnerPreferred: {
      type: 'boolean',
      default: false,
      description: 'Whether BucketOwnerPreferred passes too, under which ACLs still count.',
    },
  },
  evaluate(bucket, { allowBucketOwnerPreferred }) {
    const { ownership } = bucket;
    if (ownership === 'BucketOwnerEnforced') {
      return compliant('ACLS_DISABLED', 'Object Ownership is BucketOwnerEnforced: ACLs are disabled.');
    }
    if (ownership === 'BucketOwnerPreferred' && allowBucketOwnerPreferred) {
      return compliant(
        'BUCKET_OWNER_PREFERRED',
        'Object Ownership is BucketOwnerPreferred, which the parameter allowBucketOwnerPreferred accepts; ACLs still count.',
      );
    }
    const takesLogs = bucket.acl.known && grantsLogDelivery(bucket.acl.value);
    return nonCompliant(
      ownership ? 'ACLS_ENABLED' : 'NOT_CONFIGURED',
      joinReasons(sentences[ownership ?? 'none'], takesLogs ? LOGS_BY_ACL : null),
      [{ path: 'ownership', found: ownership, expected: 'BucketOwnerEnforced' }],
    );
  },
});

const sentences: Readonly<Record<Exclude<ObjectOwnership, 'BucketOwnerEnforced'> | 'none', string>> = {
  BucketOwnerPreferred: 'Object Ownership is BucketOwnerPreferred, so ACLs still grant access.',
  ObjectWriter: 'Object Ownership is ObjectWriter, so ACLs grant access and whoever writes an object owns it.',
  none: 'Object Ownership was never set, so ACLs grant access and whoever writes an object owns it.',
};

/** @see https://docs.aws.amazon.com/AmazonS3/latest/userguide/object-ownership-migrating-acls-prerequisites.html */
const LOGS_BY_ACL =
  'Its ACL lets S3 deliver access logs here: give logging.s3.amazonaws.com s3:PutObject by the bucket policy before ACLs are disabled.';

const grantsLogDelivery = ({ grants }: Acl): boolean =>
  grants.some(({ grantee }) => grantee.kind === 'group' && grantee.group === 'LogDelivery');
