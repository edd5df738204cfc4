import { lifecycleFact, newFact, part } from '../../../test/planned-bucket.js';
import type { Planned } from '../../../test/plans.js';

const flags = (on: boolean) => ({
  blockPublicAcls: on,
  ignorePublicAcls: on,
  blockPublicPolicy: on,
  restrictPublicBuckets: on,
});

const oneRule = (more: object = {}) => ({ id: 'all', status: 'Enabled', prefix: '', ...more });
const lifecycle = (more: object) => part('lifecycle_configuration', { rule: [oneRule(more)] });
const encryption = (byDefault: object, more: object = {}) =>
  part('server_side_encryption_configuration', {
    rule: [{ apply_server_side_encryption_by_default: [byDefault], bucket_key_enabled: null, ...more }],
  });

describe('a resource that sets a part of a bucket', () => {
  it.each<[string, Planned, string, unknown]>([
    [
      'flags that are not named are off',
      part('public_access_block', { block_public_acls: true, ignore_public_acls: null }),
      'publicAccessBlock',
      { ...flags(false), blockPublicAcls: true },
    ],
    [
      'ownership',
      part('ownership_controls', { rule: [{ object_ownership: 'ObjectWriter' }] }),
      'ownership',
      'ObjectWriter',
    ],
    [
      'versioning with MFA delete',
      part('versioning', { versioning_configuration: [{ status: 'Enabled', mfa_delete: 'Enabled' }] }),
      'versioning',
      { status: 'Enabled', mfaDelete: true },
    ],
    [
      'versioning that was never on',
      part('versioning', { versioning_configuration: [{ status: 'Disabled' }] }),
      'versioning',
      { status: 'Off', mfaDelete: false },
    ],
    [
      'SSE-S3 without a key, which the provider calls unknown',
      {
        ...encryption({ sse_algorithm: 'AES256' }),
        unknown: { rule: [{ apply_server_side_encryption_by_default: [{ kms_master_key_id: true }] }] },
      },
      'encryption',
      { algorithm: 'AES256', keyId: null, bucketKeyEnabled: null },
    ],
    [
      'a key by its alias',
      encryption({ sse_algorithm: 'aws:kms', kms_master_key_id: 'alias/example' }, { bucket_key_enabled: true }),
      'encryption',
      { algorithm: 'aws:kms', keyId: 'alias/example', bucketKeyEnabled: true },
    ],
    [
      'SSE-C is blocked',
      encryption({ sse_algorithm: 'AES256' }, { blocked_encryption_types: ['SSE-C'] }),
      'ssecBlocked',
      true,
    ],
    [
      'SSE-C is not blocked on purpose',
      encryption({ sse_algorithm: 'AES256' }, { blocked_encryption_types: ['NONE'] }),
      'ssecBlocked',
      false,
    ],
    ['SSE-C is not blocked by what does not say so', encryption({ sse_algorithm: 'AES256' }), 'ssecBlocked', false],
    [
      'access logs',
      part('logging', { target_bucket: 'example-logs', target_prefix: 'data/' }),
      'logging',
      { destinationBucket: 'example-logs', prefix: 'data/' },
    ],
    [
      'a lifecycle rule for all',
      lifecycle({ filter: [{ prefix: '', tag: [], and: [] }] }),
      'lifecycle',
      [lifecycleFact],
    ],
    [
      'one with a prefix',
      lifecycle({ filter: [{ prefix: 'logs/' }] }),
      'lifecycle',
      [{ ...lifecycleFact, wholeBucket: false }],
    ],
    ['one with an old prefix', lifecycle({ prefix: 'logs/' }), 'lifecycle', [{ ...lifecycleFact, wholeBucket: false }]],
    [
      'one with a tag',
      lifecycle({ filter: [{ prefix: '', tag: [{ key: 'class', value: 'log' }] }] }),
      'lifecycle',
      [{ ...lifecycleFact, wholeBucket: false }],
    ],
    [
      'one with several tags',
      lifecycle({ filter: [{ and: [{ prefix: '', tags: { class: 'log' } }] }] }),
      'lifecycle',
      [{ ...lifecycleFact, wholeBucket: false }],
    ],
    [
      'one for sizes',
      lifecycle({ filter: [{ prefix: '', object_size_greater_than: 1024 }] }),
      'lifecycle',
      [{ ...lifecycleFact, wholeBucket: null }],
    ],
    [
      'what a rule does',
      lifecycle({
        expiration: [{ days: 30, date: '' }],
        noncurrent_version_expiration: [{ noncurrent_days: 7, newer_noncurrent_versions: null }],
        abort_incomplete_multipart_upload: [{ days_after_initiation: 3 }],
      }),
      'lifecycle',
      [{ ...lifecycleFact, expirationDays: 30, noncurrentExpirationDays: 7, abortMultipartUploadDays: 3 }],
    ],
    [
      'replication',
      part('replication_configuration', {
        role: 'arn:aws:iam::111122223333:role/replication',
        rule: [
          {
            id: 'all',
            status: 'Enabled',
            prefix: '',
            filter: [{ prefix: '', tag: [], and: [] }],
            delete_marker_replication: [{ status: 'Enabled' }],
            destination: [
              {
                bucket: 'arn:aws:s3:::example-replica',
                account: '444455556666',
                encryption_configuration: [{ replica_kms_key_id: 'arn:aws:kms:eu-west-1:444455556666:key/k' }],
              },
            ],
          },
        ],
      }),
      'replication',
      [
        {
          id: 'all',
          enabled: true,
          wholeBucket: true,
          destinationBucket: 'example-replica',
          destinationAccountId: '444455556666',
          deleteMarkers: true,
          replicaKey: { id: 'arn:aws:kms:eu-west-1:444455556666:key/k' },
        },
      ],
    ],
    [
      'Object Lock',
      part('object_lock_configuration', {
        object_lock_enabled: 'Enabled',
        rule: [{ default_retention: [{ mode: 'COMPLIANCE', days: 0, years: 1 }] }],
      }),
      'objectLock',
      { defaultRetention: { mode: 'COMPLIANCE', days: 365 } },
    ],
    [
      'a website',
      part('website_configuration', { index_document: [{ suffix: 'index.html' }], redirect_all_requests_to: [] }),
      'website',
      { indexDocument: 'index.html', redirectAllTo: null },
    ],
    [
      'a redirect',
      part('website_configuration', { redirect_all_requests_to: [{ host_name: 'www.example.com', protocol: '' }] }),
      'website',
      { indexDocument: null, redirectAllTo: 'www.example.com' },
    ],
    ['who pays', part('request_payment_configuration', { payer: 'Requester' }), 'requesterPays', true],
  ])('is read: %s', async (_, resource, fact, value) => {
    expect(await newFact(fact, [resource])).toEqual({ known: true, value });
  });

  it.each<[string, string, object, object, string]>([
    ['public_access_block', 'publicAccessBlock', {}, { block_public_acls: true }, 'block_public_acls'],
    ['ownership_controls', 'ownership', { rule: [{}] }, { rule: [{ object_ownership: true }] }, 'object_ownership'],
    [
      'versioning',
      'versioning',
      { versioning_configuration: [{}] },
      { versioning_configuration: [{ status: true }] },
      'status',
    ],
    ['logging', 'logging', {}, { target_bucket: true }, 'target_bucket'],
    ['lifecycle_configuration', 'lifecycle', {}, { rule: true }, 'rule'],
    [
      'lifecycle_configuration',
      'lifecycle',
      { rule: [{ status: 'Enabled', expiration: [{}] }] },
      { rule: [{ expiration: [{ days: true }] }] },
      'days',
    ],
    ['replication_configuration', 'replication', {}, { rule: true }, 'rule'],
    ['website_configuration', 'website', {}, { index_document: true }, 'index_document'],
    ['request_payment_configuration', 'requesterPays', {}, { payer: true }, 'payer'],
    ['policy', 'policy', {}, { policy: true }, 'policy'],
    ['acl', 'acl', {}, { acl: true }, 'acl'],
    [
      'server_side_encryption_configuration',
      'encryption',
      { rule: [{ apply_server_side_encryption_by_default: [{ sse_algorithm: 'aws:kms' }] }] },
      { rule: [{ apply_server_side_encryption_by_default: [{ kms_master_key_id: true }] }] },
      'kms_master_key_id',
    ],
  ])('hides what is known after the apply alone: %s %s', async (type, fact, after, unknown, attribute) => {
    const answer = await newFact(fact, [part(type, after, { unknown: { id: true, ...unknown } })]);
    expect(answer).toMatchObject({
      known: false,
      code: 'NOT_DEPLOYED',
      reason: expect.stringContaining(`depends on aws_s3_bucket_${type}.data ${attribute}`),
    });
  });
});
