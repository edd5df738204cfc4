import { BUCKET, config, lifecycleFact, newFact } from '../../../test/planned-bucket.js';
import { newBucket, type PlanToWrite, planFact, refersTo } from '../../../test/plans.js';

describe("a bucket's own block", () => {
  it.each<[string, object, string, unknown]>([
    [
      'versioning',
      { versioning: [{ enabled: true, mfa_delete: true }] },
      'versioning',
      { status: 'Enabled', mfaDelete: true },
    ],
    [
      'versioning that is off',
      { versioning: [{ enabled: false, mfa_delete: false }] },
      'versioning',
      { status: 'Off', mfaDelete: false },
    ],
    [
      'logging',
      { logging: [{ target_bucket: 'example-logs', target_prefix: null }] },
      'logging',
      { destinationBucket: 'example-logs', prefix: '' },
    ],
    [
      'lifecycle_rule',
      {
        lifecycle_rule: [
          {
            id: 'all',
            enabled: true,
            prefix: null,
            tags: null,
            abort_incomplete_multipart_upload_days: 3,
            expiration: [{ days: 30, date: null }],
            noncurrent_version_expiration: [{ days: 7 }],
          },
        ],
      },
      'lifecycle',
      [{ ...lifecycleFact, expirationDays: 30, noncurrentExpirationDays: 7, abortMultipartUploadDays: 3 }],
    ],
    [
      'server_side_encryption_configuration',
      {
        server_side_encryption_configuration: [
          {
            rule: [
              {
                apply_server_side_encryption_by_default: [
                  { kms_master_key_id: 'alias/example', sse_algorithm: 'aws:kms' },
                ],
                bucket_key_enabled: null,
              },
            ],
          },
        ],
      },
      'encryption',
      { algorithm: 'aws:kms', keyId: 'alias/example', bucketKeyEnabled: null },
    ],
    [
      'website',
      { website: [{ index_document: 'index.html', redirect_all_requests_to: null }] },
      'website',
      { indexDocument: 'index.html', redirectAllTo: null },
    ],
    [
      'website',
      { website: [{ index_document: '', redirect_all_requests_to: 'https://www.example.com' }] },
      'website',
      { indexDocument: null, redirectAllTo: 'https://www.example.com' },
    ],
    [
      'replication_configuration',
      {
        replication_configuration: [
          {
            role: 'arn:aws:iam::111122223333:role/replication',
            rules: [
              {
                id: 'all',
                status: 'Enabled',
                prefix: null,
                filter: [],
                delete_marker_replication_status: null,
                destination: [{ bucket: 'arn:aws:s3:::example-replica', account_id: null, replica_kms_key_id: null }],
              },
            ],
          },
        ],
      },
      'replication',
      [
        {
          id: 'all',
          enabled: true,
          wholeBucket: true,
          destinationBucket: 'example-replica',
          destinationAccountId: null,
          deleteMarkers: true,
          replicaKey: { id: null },
        },
      ],
    ],
    ['object_lock_enabled', { object_lock_enabled: true }, 'objectLock', { defaultRetention: null }],
    ['object_lock_enabled', { object_lock_enabled: true }, 'versioning', { status: 'Enabled', mfaDelete: false }],
    [
      'object_lock_configuration',
      {
        object_lock_configuration: [
          {
            object_lock_enabled: 'Enabled',
            rule: [{ default_retention: [{ mode: 'GOVERNANCE', days: 30, years: null }] }],
          },
        ],
      },
      'objectLock',
      { defaultRetention: { mode: 'GOVERNANCE', days: 30 } },
    ],
    ['request_payer', { request_payer: 'Requester' }, 'requesterPays', true],
    [
      'tags',
      { tags: { team: 'platform' }, tags_all: { team: 'platform', env: 'prod' } },
      'tags',
      { team: 'platform', env: 'prod' },
    ],
  ])('counts where no resource of its own is there: %s', async (attribute, after, fact, value) => {
    const told = Object.fromEntries(Object.keys(after).map((name) => [name, false]));
    const expressions = Object.fromEntries(Object.keys(after).map((name) => [name, [{}]]));
    const answer = await newFact(fact, [], { after, unknown: told }, expressions);
    expect({ attribute, ...answer }).toEqual({ attribute, known: true, value });
  });

  it('is hidden where a file sets it to what is not known', async () => {
    const answer = await newFact(
      'policy',
      [],
      { unknown: { policy: true } },
      { policy: refersTo('aws_iam_role.app.arn') },
    );
    expect(answer).toMatchObject({ code: 'NOT_DEPLOYED', reason: `Policy depends on ${BUCKET} policy` });
  });

  it('does not tell the sum of tags before the apply where there are none, or the provider adds some', async () => {
    const plan = (providers: object): PlanToWrite => ({
      resources: [newBucket(BUCKET)],
      configuration: config(),
      providers: { aws: { name: 'aws', expressions: providers } },
    });
    expect(await planFact(plan({}), BUCKET, 'tags')).toEqual({ known: true, value: {} });
    expect(await planFact(plan({ default_tags: [{ tags: refersTo('var.tags') }] }), BUCKET, 'tags')).toMatchObject({
      reason: `TagSet depends on ${BUCKET} tags_all`,
    });
  });
});
