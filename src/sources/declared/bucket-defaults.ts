/**
 * Says what AWS would answer where a declaration sets nothing.
 *
 * @param facts those that the setting decides
 * @param answer what counts for something new
 */
export type LeftOut = (facts: readonly string[], answer: unknown) => unknown;

/** The answer that something is not there, by the code of the service. */
export const error = (code: string) => ({ error: { code } });

/** The four settings of Block Public Access, all on or all off. */
export const fourFlags = (on: boolean) => ({
  BlockPublicAcls: on,
  IgnorePublicAcls: on,
  BlockPublicPolicy: on,
  RestrictPublicBuckets: on,
});

const OWNER = { Type: 'CanonicalUser', ID: '0'.repeat(64) };
const group = (path: string) => ({ Type: 'Group', URI: `http://acs.amazonaws.com/groups/${path}` });

/** @see https://docs.aws.amazon.com/AmazonS3/latest/userguide/acl-overview.html#canned-acl */
const cannedGrants: Readonly<Record<string, readonly (readonly [grantee: object, permission: string])[]>> = {
  private: [],
  'public-read': [[group('global/AllUsers'), 'READ']],
  'public-read-write': [
    [group('global/AllUsers'), 'READ'],
    [group('global/AllUsers'), 'WRITE'],
  ],
  'authenticated-read': [[group('global/AuthenticatedUsers'), 'READ']],
  'log-delivery-write': [
    [group('s3/LogDelivery'), 'WRITE'],
    [group('s3/LogDelivery'), 'READ_ACP'],
  ],
  'aws-exec-read': [[{ Type: 'AmazonCustomerByEmail', EmailAddress: 'Amazon EC2 (za-team)' }, 'READ']],
  // Both of these are about objects, and S3 ignores them for buckets.
  'bucket-owner-read': [],
  'bucket-owner-full-control': [],
};

/** What S3 would answer about the ACL of a bucket with a canned one; null for a name that S3 does not know. */
export const cannedAclAnswer = (canned: unknown): object | null => {
  if (typeof canned !== 'string' || !Object.hasOwn(cannedGrants, canned)) return null;
  return {
    Owner: { ID: OWNER.ID },
    Grants: [[OWNER, 'FULL_CONTROL'] as const, ...(cannedGrants[canned] ?? [])].map(([Grantee, Permission]) => ({
      Grantee,
      Permission,
    })),
  };
};

/** Whether S3 takes a canned ACL only where ACLs are enabled: it grants something to others than the owner. */
export const needsAcls = (canned: unknown): boolean =>
  typeof canned === 'string' && Object.hasOwn(cannedGrants, canned) && (cannedGrants[canned] ?? []).length > 0;

/**
 * Whether S3 refuses a canned ACL while public access is blocked, as it is of every new bucket: a bucket that has one
 * is older than that.
 *
 * @see https://docs.aws.amazon.com/AmazonS3/latest/userguide/access-control-block-public-access.html
 */
export const isPublicAcl = (canned: unknown): boolean =>
  canned === 'public-read' || canned === 'public-read-write' || canned === 'authenticated-read';

/** What S3 answers where a bucket has no public access block. */
export const NO_BLOCK = error('NoSuchPublicAccessBlockConfiguration');

/**
 * What S3 answers about a new bucket for which nothing is set.
 *
 * @see https://docs.aws.amazon.com/AmazonS3/latest/userguide/create-bucket-faq.html (April 2023)
 * @see https://docs.aws.amazon.com/AmazonS3/latest/userguide/blocking-unblocking-s3-c-encryption-gpb.html (SSE-C)
 */
export const newBucket = {
  ownership: { OwnershipControls: { Rules: [{ ObjectOwnership: 'BucketOwnerEnforced' }] } },
  acl: cannedAclAnswer('private'),
  encryption: {
    ServerSideEncryptionConfiguration: {
      Rules: [
        {
          ApplyServerSideEncryptionByDefault: { SSEAlgorithm: 'AES256' },
          BlockedEncryptionTypes: { EncryptionType: ['SSE-C'] },
        },
      ],
    },
  },
  versioning: {},
  requestPayment: { Payer: 'BucketOwner' },
} as const;
