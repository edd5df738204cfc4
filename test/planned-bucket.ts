import type { Fact } from '../src/core/fact.js';
import { configured, constant, newBucket, type Planned, planFact } from './plans.js';

/** The bucket that tests of plans ask about. */
export const BUCKET = 'aws_s3_bucket.data';
/** What it is called. */
export const NAME = 'example-data';
/** A configuration with the bucket, and such resources beside it. */
export const config = (...more: readonly object[]) => ({
  resources: [configured(BUCKET, { bucket: constant(NAME) }), ...more],
});

/** A fact of a new bucket, with such resources beside it. */
export const newFact = (
  fact: string,
  beside: readonly Planned[] = [],
  own: Partial<Planned> = {},
  expressions: object = {},
) =>
  planFact(
    {
      resources: [newBucket(BUCKET, NAME, own), ...beside],
      configuration: { resources: [configured(BUCKET, { bucket: constant(NAME), ...expressions })] },
    },
    BUCKET,
    fact,
  );

/** A resource that sets a part of the new bucket, by its name. */
export const part = (type: string, after: object, more: Partial<Planned> = {}): Planned => ({
  address: `aws_s3_bucket_${type}.data`,
  after: { bucket: NAME, ...after },
  unknown: { id: true },
  ...more,
});

/** How an existing bucket shows itself, as version 5 of the provider reads it. */
const shown = {
  id: NAME,
  bucket: NAME,
  arn: `arn:aws:s3:::${NAME}`,
  region: 'eu-west-1',
  acl: null,
  grant: [{ id: 'a'.repeat(64), permissions: ['FULL_CONTROL'], type: 'CanonicalUser', uri: '' }],
  lifecycle_rule: [],
  logging: [],
  object_lock_configuration: [],
  object_lock_enabled: false,
  policy: '',
  replication_configuration: [],
  request_payer: 'BucketOwner',
  server_side_encryption_configuration: [
    {
      rule: [
        {
          apply_server_side_encryption_by_default: [{ kms_master_key_id: '', sse_algorithm: 'AES256' }],
          bucket_key_enabled: false,
        },
      ],
    },
  ],
  tags: {},
  tags_all: {},
  versioning: [{ enabled: true, mfa_delete: false }],
  website: [],
};

/** The bucket as it is there already. */
export const existing = (after: object = {}, more: Partial<Planned> = {}): Planned => ({
  address: BUCKET,
  actions: ['no-op'],
  before: { ...shown, ...after },
  after: { ...shown, ...after },
  ...more,
});

/** A fact of the bucket that is there already. */
export const existingFact = (
  fact: string,
  bucket: Planned = existing(),
  beside: readonly Planned[] = [],
): Promise<Fact<unknown>> => planFact({ resources: [bucket, ...beside], configuration: config() }, BUCKET, fact);

/** A lifecycle rule that is on, for the whole bucket, and does nothing yet. */
export const lifecycleFact = {
  id: 'all',
  enabled: true,
  wholeBucket: true,
  expirationDays: null,
  expirationDate: null,
  noncurrentExpirationDays: null,
  abortMultipartUploadDays: null,
};
