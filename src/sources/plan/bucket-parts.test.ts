import { BUCKET, config, existing, existingFact, NAME, newFact, part } from '../../../test/planned-bucket.js';
import {
  configured,
  constant,
  newBucket,
  type Planned,
  type PlanToWrite,
  planFact,
  refersTo,
} from '../../../test/plans.js';

const encryption = (byDefault: object, more: object = {}) =>
  part('server_side_encryption_configuration', {
    rule: [{ apply_server_side_encryption_by_default: [byDefault], bucket_key_enabled: null, ...more }],
  });
const owner = refersTo(`${BUCKET}.id`);

describe('a resource that sets a part of a bucket', () => {
  it('hides what is sensitive', async () => {
    const policy = part('policy', { policy: '{"Statement":[]}' }, { sensitive: { policy: true } });
    expect(await newFact('policy', [policy])).toMatchObject({
      reason: 'Policy depends on aws_s3_bucket_policy.data policy, which is sensitive',
    });
  });

  it('counts before what the bucket shows', async () => {
    const suspended = part('versioning', { versioning_configuration: [{ status: 'Suspended' }] });
    expect(await existingFact('versioning', existing(), [suspended])).toMatchObject({ value: { status: 'Suspended' } });
  });

  it.each([
    ['policy', 'policy', { known: true, value: null }],
    ['logging', 'logging', { known: true, value: null }],
    [
      'versioning',
      'versioning',
      { code: 'NOT_DEPLOYED', reason: expect.stringContaining('aws_s3_bucket_versioning.data, which is deleted') },
    ],
    ['public_access_block', 'publicAccessBlock', { code: 'NOT_DEPLOYED' }],
  ])('is not there any more once it is deleted: %s', async (type, fact, expected) => {
    const gone: Planned = {
      ...part(type, {}),
      actions: ['delete'],
      before: { bucket: NAME },
      after: null,
      unknown: {},
    };
    const bucket = existing({
      policy: '{"Statement":[]}',
      logging: [{ target_bucket: 'example-logs', target_prefix: '' }],
    });
    expect(await existingFact(fact, bucket, [gone])).toMatchObject(expected);
  });

  it('that is deleted is none of a bucket that is made anew', async () => {
    const gone: Planned = {
      ...part('versioning', {}),
      actions: ['delete'],
      before: { bucket: NAME },
      after: null,
      unknown: {},
    };
    expect(await newFact('versioning', [gone])).toEqual({ known: true, value: { status: 'Off', mfaDelete: false } });
  });

  it('of which an old object is deleted is the new one', async () => {
    const deposed = { ...part('versioning', {}), actions: ['delete'], before: { bucket: NAME }, after: null };
    const plan = {
      resources: [
        existing({ versioning: [{ enabled: true, mfa_delete: false }] }),
        { ...deposed, deposed: 'a1b2c3d4' },
      ],
    };
    expect(await planFact({ ...plan, configuration: config() }, BUCKET, 'versioning')).toMatchObject({
      value: { status: 'Enabled' },
    });
  });

  it.each<[object, object]>([
    [{ mfa: null }, { value: { mfaDelete: false } }],
    [
      { mfa: 'arn:aws:iam::111122223333:mfa/root 123456' },
      { reason: 'MFADelete depends on aws_s3_bucket_versioning.data mfa_delete' },
    ],
  ])('turns MFA delete on only with a code: %j', async (more, expected) => {
    const versioning = part(
      'versioning',
      { versioning_configuration: [{ status: 'Enabled' }], ...more },
      { unknown: { versioning_configuration: [{ mfa_delete: true }] } },
    );
    expect(await newFact('versioning', [versioning])).toMatchObject(expected);
  });

  it.each<[string, object, object]>([
    ['beside a filter', { filter: [{ prefix: '' }] }, { value: [{ wholeBucket: true }] }],
    [
      'without one',
      { filter: [] },
      { reason: 'Rules[0].Prefix depends on aws_s3_bucket_lifecycle_configuration.data prefix' },
    ],
  ])('has no old prefix %s, whatever the provider calls unknown', async (_, more, expected) => {
    const rule = part(
      'lifecycle_configuration',
      { rule: [{ status: 'Enabled', ...more }] },
      { unknown: { rule: [{ id: true, prefix: true }] } },
    );
    expect(await newFact('lifecycle', [rule])).toMatchObject(expected);
  });

  it('is a replication of the second version where a filter is written without anything in it', async () => {
    const replication = (filter: readonly unknown[]) =>
      part('replication_configuration', {
        rule: [{ status: 'Enabled', filter, destination: [{ bucket: 'arn:aws:s3:::example-replica' }] }],
      });
    const deleteMarkers = async (filter: readonly unknown[]) => newFact('replication', [replication(filter)]);
    expect(await deleteMarkers([null])).toMatchObject({ value: [{ wholeBucket: true, deleteMarkers: false }] });
    expect(await deleteMarkers([])).toMatchObject({ value: [{ wholeBucket: true, deleteMarkers: true }] });
  });

  it('tells nothing where there are two', async () => {
    const two = [
      part('policy', { policy: '{}' }),
      part('policy', { policy: '{}' }, { address: 'aws_s3_bucket_policy.more' }),
    ];
    expect(await newFact('policy', two)).toMatchObject({
      reason: 'Policy depends on which of aws_s3_bucket_policy.data, aws_s3_bucket_policy.more is written last',
    });
  });

  it('tells whether a default encryption that stays as it is blocks SSE-C only if the provider reads it', async () => {
    const same: Partial<Planned> = { actions: ['no-op'], unknown: {} };
    const fact = (more: object) =>
      existingFact('ssecBlocked', existing(), [{ ...encryption({ sse_algorithm: 'AES256' }, more), ...same }]);
    expect(await fact({})).toMatchObject({ code: 'NOT_DEPLOYED' });
    expect(await fact({ blocked_encryption_types: ['SSE-C'] })).toMatchObject({ value: true });
  });

  it('is the AWS managed key where a file asks for KMS without a key', async () => {
    const rule = { apply_server_side_encryption_by_default: [{ sse_algorithm: constant('aws:kms') }] };
    const type = 'server_side_encryption_configuration';
    const plan: PlanToWrite = {
      resources: [
        newBucket(BUCKET),
        {
          ...encryption({ sse_algorithm: 'aws:kms' }),
          unknown: { rule: [{ apply_server_side_encryption_by_default: [{ kms_master_key_id: true }] }] },
        },
      ],
      configuration: config(configured(`aws_s3_bucket_${type}.data`, { bucket: owner, rule: [rule] })),
    };
    expect(await planFact(plan, BUCKET, 'encryption')).toMatchObject({ value: { algorithm: 'aws:kms', keyId: null } });
    expect(await planFact(plan, BUCKET, 'encryptionKey')).toMatchObject({ value: { manager: 'AWS' } });
  });
});
