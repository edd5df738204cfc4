/**
 * The name in the ARN of a bucket.
 *
 * @returns null if it is none
 */
export const bucketNameFrom = (arn: string): string | null => /^arn:[^:]+:s3:::([^/*?]+)$/.exec(arn)?.[1] ?? null;
