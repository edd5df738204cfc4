import {
  configured,
  constant,
  newBucket,
  type Planned,
  type PlanToWrite,
  planFact,
  refersTo,
} from '../../../test/plans.js';

const data = newBucket('aws_s3_bucket.data');
const logs = newBucket('aws_s3_bucket.logs', 'example-logs');
const buckets = ['data', 'logs', 'each'].map((name) => configured(`aws_s3_bucket.${name}`, { bucket: constant(name) }));

const plan = (resources: readonly Planned[], versionings: readonly object[], more: object = {}): PlanToWrite => ({
  resources,
  configuration: { resources: [...buckets, ...versionings], ...more },
});

describe('other names', () => {
  const ENCRYPTION = 'aws_s3_bucket_server_side_encryption_configuration.data';
  const byKms = (unknown: object = { kms_master_key_id: true }): Planned => ({
    address: ENCRYPTION,
    after: {
      bucket: 'example-data',
      rule: [{ apply_server_side_encryption_by_default: [{ sse_algorithm: 'aws:kms' }] }],
    },
    unknown: { rule: [{ apply_server_side_encryption_by_default: [unknown] }] },
  });
  const key: Planned = {
    address: 'aws_kms_key.data',
    after: { enable_key_rotation: true, is_enabled: true },
    unknown: { arn: true, key_id: true, id: true, policy: true },
  };
  const keyConfig = configured('aws_kms_key.data', { enable_key_rotation: constant(true) });
  const encryptionConfig = (reference: string) =>
    configured(ENCRYPTION, {
      bucket: refersTo('aws_s3_bucket.data.id'),
      rule: [
        {
          apply_server_side_encryption_by_default: [
            { kms_master_key_id: refersTo(reference), sse_algorithm: constant('aws:kms') },
          ],
        },
      ],
    });

  it.each(['aws_kms_key.data.arn', 'aws_kms_key.data.key_id', 'aws_kms_alias.data.name'])(
    'are those of keys: %s',
    async (reference) => {
      const alias: Planned = {
        address: 'aws_kms_alias.data',
        after: { name: 'alias/data' },
        unknown: { arn: true, target_key_id: true },
      };
      const given = plan(
        [data, key, alias, byKms()],
        [
          keyConfig,
          encryptionConfig(reference),
          configured('aws_kms_alias.data', {
            name: constant('alias/data'),
            target_key_id: refersTo('aws_kms_key.data.key_id'),
          }),
        ],
      );
      expect(await planFact(given, data.address, 'encryptionKey')).toMatchObject({
        value: { manager: 'CUSTOMER', state: 'Enabled' },
      });
      expect(await planFact(given, data.address, 'encryptionKeyRotation')).toEqual({ known: true, value: true });
      expect(await planFact(given, data.address, 'encryptionKeyPolicy')).toMatchObject({
        value: { statements: [{ effect: 'Allow' }] },
      });
    },
  );

  it('are none that a dynamic block makes, whose expressions no plan holds', async () => {
    const given = plan(
      [data, key, byKms()],
      [keyConfig, configured(ENCRYPTION, { bucket: refersTo('aws_s3_bucket.data.id') })],
    );
    expect(await planFact(given, data.address, 'encryption')).toMatchObject({ code: 'NOT_DEPLOYED' });
  });

  it('are none where only some of the blocks are written out', async () => {
    const rule = (unknown: object) => ({ status: 'Enabled', filter: [], destination: [unknown] });
    const replication: Planned = {
      address: 'aws_s3_bucket_replication_configuration.data',
      after: { bucket: 'example-data', rule: [rule({ bucket: 'arn:aws:s3:::elsewhere' }), rule({})] },
      unknown: { rule: [{ destination: [{}] }, { destination: [{ bucket: true }] }] },
    };
    const written = configured(replication.address, {
      rule: [{ destination: [{ bucket: refersTo('aws_s3_bucket.logs.arn') }] }],
    });
    expect(await planFact(plan([data, logs, replication], [written]), data.address, 'replication')).toMatchObject({
      reason: expect.stringContaining(`${replication.address} bucket`),
    });
  });

  it('may stand in an object that is one attribute', async () => {
    const tables: Planned = {
      address: 'aws_s3tables_table_bucket.data',
      after: { name: 'data', encryption_configuration: { sse_algorithm: 'aws:kms' } },
      unknown: { arn: true, encryption_configuration: { kms_key_arn: true } },
    };
    const given = plan(
      [tables, key],
      [keyConfig, configured(tables.address, { encryption_configuration: refersTo('aws_kms_key.data.arn') })],
    );
    expect(await planFact(given, tables.address, 'encryption')).toMatchObject({
      value: { keyId: expect.stringContaining(':key/aws_kms_key.data') },
    });
  });

  it('are those of destinations, of which each must be in the plan to be known as those of the account', async () => {
    const replication: Planned = {
      address: 'aws_s3_bucket_replication_configuration.data',
      after: {
        bucket: 'example-data',
        rule: [{ status: 'Enabled', destination: [{ bucket: 'arn:aws:s3:::elsewhere' }] }],
      },
    };
    expect(await planFact(plan([data, replication], []), data.address, 'replicationTargets')).toMatchObject({
      reason: 'the plan does not tell what s3:ListBuckets would answer',
    });
  });

  it('are those of destinations', async () => {
    const logging: Planned = {
      address: 'aws_s3_bucket_logging.data',
      after: { bucket: 'example-data', target_prefix: '' },
      unknown: { target_bucket: true },
    };
    const replication: Planned = {
      address: 'aws_s3_bucket_replication_configuration.data',
      after: { bucket: 'example-data', rule: [{ id: 'all', status: 'Enabled', filter: [], destination: [{}] }] },
      unknown: { rule: [{ destination: [{ bucket: true }] }] },
    };
    const given = plan(
      [data, logs, logging, replication],
      [
        configured(logging.address, {
          bucket: refersTo('aws_s3_bucket.data.id'),
          target_bucket: refersTo('aws_s3_bucket.logs.id'),
        }),
        configured(replication.address, { rule: [{ destination: [{ bucket: refersTo('aws_s3_bucket.logs.arn') }] }] }),
      ],
    );
    expect(await planFact(given, data.address, 'logging')).toMatchObject({
      value: { destinationBucket: 'example-logs' },
    });
    expect(await planFact(given, data.address, 'replication')).toMatchObject({
      value: [{ destinationBucket: 'example-logs' }],
    });
    expect(await planFact(given, data.address, 'replicationTargets')).toMatchObject({
      value: [{ isOwn: true, region: null }],
    });
    expect(await planFact(given, logs.address, 'accessLogSources')).toEqual({
      known: true,
      value: [{ bucket: 'example-data', prefix: '' }],
    });
  });

  it('of a policy are as they are: what it says of an ARN is not told', async () => {
    const policy: Planned = {
      address: 'aws_s3_bucket_policy.data',
      after: { bucket: 'example-data' },
      unknown: { policy: true },
    };
    const given = plan([data, policy], [configured(policy.address, { policy: refersTo('aws_s3_bucket.data.arn') })]);
    expect(await planFact(given, data.address, 'policy')).toMatchObject({
      reason: 'Policy depends on aws_s3_bucket_policy.data policy',
    });
  });

  it('may be one that the policy names while the bucket is called something else', async () => {
    const policy = (Resource: string): Planned => ({
      address: 'aws_s3_bucket_policy.data',
      after: { policy: JSON.stringify({ Statement: [{ Effect: 'Allow', Principal: '*', Action: 's3:*', Resource }] }) },
      unknown: { bucket: true },
    });
    const fact = (Resource: string) =>
      planFact(
        plan(
          [newBucket(data.address, null), policy(Resource)],
          [configured('aws_s3_bucket_policy.data', { bucket: refersTo('aws_s3_bucket.data.id') })],
        ),
        data.address,
        'policy',
      );
    expect(await fact('arn:aws:s3:::app-*/*')).toMatchObject({ reason: 'Policy depends on aws_s3_bucket.data bucket' });
    expect(await fact('arn:aws:s3:::*')).toMatchObject({ known: true });
    expect(await fact('*')).toMatchObject({ known: true });
    expect(await fact('arn:aws:s3:::*-data')).toMatchObject({ known: false });
  });
});
