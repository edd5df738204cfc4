import type { Severity } from '../src/core/verdict.js';

/** A rule that AWS runs; it needs no function of ours. */
export interface ManagedRule {
  /** The Config rule's name: AWS's own. */
  readonly name: string;
  readonly identifier: string;
  /** What Config shows; at most 256 characters. */
  readonly description: string;
  /** The state that should hold. */
  readonly title: string;
  /** As Security Hub grades the same check in its control. */
  readonly severity: Severity;
  readonly controls: readonly string[];
  /** What to do, for the owner of the bucket. */
  readonly remediation: string;
}

const BLOCK =
  'Turn on all four flags of Block Public Access on the bucket, or remove the statements and grants that let everyone in.';

/**
 * The two managed rules of the article, judged on changes and daily.
 *
 * @see https://docs.aws.amazon.com/config/latest/developerguide/s3-bucket-public-read-prohibited.html
 * @see https://docs.aws.amazon.com/config/latest/developerguide/s3-bucket-public-write-prohibited.html
 */
export const managedRules: readonly ManagedRule[] = [
  {
    name: 's3-bucket-public-read-prohibited',
    identifier: 'S3_BUCKET_PUBLIC_READ_PROHIBITED',
    description:
      "AWS's own check that Block Public Access, the bucket policy and the access control list do not allow public read access. Controls: S3.2.",
    title: 'The bucket cannot be read by everyone',
    severity: 'CRITICAL',
    controls: ['FSBP S3.2'],
    remediation: BLOCK,
  },
  {
    name: 's3-bucket-public-write-prohibited',
    identifier: 'S3_BUCKET_PUBLIC_WRITE_PROHIBITED',
    description:
      "AWS's own check that Block Public Access, the bucket policy and the access control list do not allow public write access. Controls: S3.3.",
    title: 'The bucket cannot be written to by everyone',
    severity: 'CRITICAL',
    controls: ['FSBP S3.3'],
    remediation: BLOCK,
  },
];
