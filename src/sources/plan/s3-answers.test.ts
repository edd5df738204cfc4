import {
  configured,
  constant,
  newBucket,
  newResource,
  type Planned,
  type PlanToWrite,
  planFact,
  refersTo,
} from '../../../test/plans.js';

const ACCOUNT = '111122223333';
const bucket = newBucket('aws_s3_bucket.data');
const bucketConfig = configured('aws_s3_bucket.data', { bucket: constant('example-data') });
const policyText = (Resource: string) =>
  JSON.stringify({ Statement: [{ Effect: 'Allow', Principal: '*', Action: 's3:GetObject', Resource }] });
const oneStatement = { value: { statements: [{ effect: 'Allow' }] } };

describe('policies beside their resources', () => {
  const caller = [{ address: 'data.aws_caller_identity.current', values: { account_id: ACCOUNT } }];
  const providers = { aws: { name: 'aws', expressions: { region: constant('eu-west-1') } } };

  it.each<[string, Planned, Planned, object, string]>([
    [
      'an access point',
      newResource('aws_s3_access_point.one', { name: 'one', bucket: 'example-data' }, { policy: true }),
      newResource(
        'aws_s3control_access_point_policy.one',
        { policy: policyText(`arn:aws:s3:eu-west-1:${ACCOUNT}:accesspoint/one/object/*`) },
        { access_point_arn: true },
      ),
      { access_point_arn: refersTo('aws_s3_access_point.one.arn') },
      'policy',
    ],
    [
      'a directory bucket',
      newResource('aws_s3_directory_bucket.one', { bucket: 'one--euw1-az1--x-s3' }),
      newResource('aws_s3_bucket_policy.one', { policy: policyText('*') }, { bucket: true }),
      { bucket: refersTo('aws_s3_directory_bucket.one.bucket') },
      'policy',
    ],
    [
      'a table bucket',
      newResource('aws_s3tables_table_bucket.one', { name: 'one' }),
      newResource(
        'aws_s3tables_table_bucket_policy.one',
        { resource_policy: policyText('*') },
        { table_bucket_arn: true },
      ),
      { table_bucket_arn: refersTo('aws_s3tables_table_bucket.one.arn') },
      'policy',
    ],
  ])('are joined: %s', async (_, owner, policy, expressions, fact) => {
    const plan: PlanToWrite = {
      resources: [owner, policy],
      configuration: { resources: [configured(owner.address, {}), configured(policy.address, expressions)] },
      data: caller,
      providers,
    };
    expect(await planFact(plan, owner.address, fact)).toMatchObject(oneStatement);
  });

  it('of an access point are unknown where its ARN is', async () => {
    const plan: PlanToWrite = {
      resources: [
        newResource('aws_s3_access_point.one', {
          name: 'one',
          bucket: 'example-data',
          policy: policyText(`arn:aws:s3:eu-west-1:${ACCOUNT}:accesspoint/one/object/*`),
        }),
      ],
      configuration: { resources: [configured('aws_s3_access_point.one', { policy: constant('') })] },
    };
    expect(await planFact(plan, 'aws_s3_access_point.one', 'policy')).toMatchObject({
      reason: 'Policy depends on aws_s3_access_point.one arn',
    });
    expect(await planFact({ ...plan, data: caller, providers }, 'aws_s3_access_point.one', 'policy')).toMatchObject(
      oneStatement,
    );
  });

  it('that name an account are unknown where the own is not told, since they may name that', async () => {
    const policy = (Principal: unknown): Planned =>
      newResource('aws_s3_bucket_policy.data', {
        bucket: 'example-data',
        policy: JSON.stringify({ Statement: [{ Effect: 'Allow', Principal, Action: 's3:GetObject', Resource: '*' }] }),
      });
    const fact = (Principal: unknown, data: PlanToWrite['data'] = []) =>
      planFact(
        { resources: [bucket, policy(Principal)], configuration: { resources: [bucketConfig] }, data },
        bucket.address,
        'policy',
      );
    const other = { AWS: 'arn:aws:iam::444455556666:root' };
    expect(await fact(other)).toMatchObject({ reason: 'Policy depends on the account, which the plan does not tell' });
    expect(await fact(other, caller)).toMatchObject(oneStatement);
    expect(await fact({ Service: 'logging.s3.amazonaws.com' })).toMatchObject(oneStatement);
  });

  it.each<[string, object, object]>([
    [
      'denies are known where only what is allowed names one',
      { 'aws:SecureTransport': 'false' },
      { denies: expect.anything() },
    ],
    ['nothing is known where a denial names one', { 'aws:PrincipalAccount': ACCOUNT }, { denies: undefined }],
  ])('of which %s', async (_, condition, expected) => {
    const Statement = [
      { Effect: 'Allow', Principal: { AWS: ACCOUNT }, Action: 's3:GetObject', Resource: '*' },
      { Effect: 'Deny', Principal: '*', Action: 's3:*', Resource: '*', Condition: { StringEquals: condition } },
    ];
    const policy = newResource('aws_s3_bucket_policy.data', {
      bucket: 'example-data',
      policy: JSON.stringify({ Statement }),
    });
    const plan = { resources: [bucket, policy], configuration: { resources: [bucketConfig] } };
    expect({ denies: undefined, ...(await planFact(plan, bucket.address, 'policy')) }).toMatchObject({
      known: false,
      ...expected,
    });
  });

  it('that are broken are said to be, whatever they name', async () => {
    const policy = newResource('aws_s3_bucket_policy.data', {
      bucket: 'example-data',
      policy: `{"Statement": "${ACCOUNT}`,
    });
    const plan = { resources: [bucket, policy], configuration: { resources: [bucketConfig] } };
    expect(await planFact(plan, bucket.address, 'policy')).toMatchObject({ code: 'MALFORMED' });
  });

  it('of a Multi-Region Access Point hold its alias, which is made up', async () => {
    const owner = newResource('aws_s3control_multi_region_access_point.one', {
      details: [{ name: 'one', region: [{ bucket: 'example-data' }] }],
    });
    const policy = newResource('aws_s3control_multi_region_access_point_policy.one', {
      details: [{ name: 'one', policy: policyText('*') }],
    });
    expect(await planFact({ resources: [owner, policy] }, owner.address, 'policy')).toMatchObject({
      reason: expect.stringContaining('aws_s3control_multi_region_access_point.one alias'),
    });
    const there = { ...owner, actions: ['no-op'], unknown: {} };
    expect(await planFact({ resources: [there, policy] }, owner.address, 'policy')).toMatchObject(oneStatement);
  });

  it('of an endpoint are joined', async () => {
    const endpoint = newResource(
      'aws_vpc_endpoint.s3',
      { service_name: 'com.amazonaws.eu-west-1.s3' },
      { policy: true, vpc_id: true },
    );
    const policy = newResource(
      'aws_vpc_endpoint_policy.s3',
      { policy: policyText('arn:aws:s3:::example-data/*') },
      { vpc_endpoint_id: true },
    );
    const plan: PlanToWrite = {
      resources: [endpoint, policy, newResource('aws_vpc.main', {})],
      configuration: {
        resources: [
          configured('aws_vpc.main', {}),
          configured(endpoint.address, { vpc_id: refersTo('aws_vpc.main.id') }),
          configured(policy.address, { vpc_endpoint_id: refersTo('aws_vpc_endpoint.s3.id') }),
        ],
      },
    };
    expect(await planFact(plan, endpoint.address, 'policyDocument')).toMatchObject({
      value: { Statement: [{ Action: 's3:GetObject' }] },
    });
    expect(await planFact(plan, endpoint.address, 'vpcId')).toEqual({ known: true, value: 'aws_vpc.main' });
  });

  it('of IAM are attached by name, and any may be where that is not known', async () => {
    const role = newResource('aws_iam_role.app', { name: 'app' }, { managed_policy_arns: true });
    const attach = (unknown: object, after: object = {}) =>
      newResource(
        'aws_iam_role_policy_attachment.app',
        { policy_arn: 'arn:aws:iam::aws:policy/AmazonS3FullAccess', ...after },
        unknown,
      );
    const fact = (attachment: Planned) =>
      planFact(
        { resources: [role, attachment], configuration: { resources: [configured(role.address, {})] } },
        role.address,
        'attachedPolicies',
      );
    expect(await fact(attach({}, { role: 'app' }))).toMatchObject({
      value: ['arn:aws:iam::aws:policy/AmazonS3FullAccess'],
    });
    expect(await fact(attach({}, { role: 'another' }))).toMatchObject({ value: [] });
    expect(await fact(attach({ role: true }))).toMatchObject({
      reason: expect.stringContaining('aws_iam_role_policy_attachment.app role'),
    });
  });
});

describe('what is there already and set by nothing in the plan', () => {
  const there = (address: string, after: object): Planned =>
    newResource(address, after, {}, { actions: ['no-op'], unknown: {} });
  const tableArn = `arn:aws:s3tables:eu-west-1:${ACCOUNT}:bucket/one`;

  it.each<[Planned, string]>([
    [there('aws_s3_access_point.one', { name: 'one', bucket: 'example-data' }), 'publicAccessBlock'],
    [there('aws_s3_directory_bucket.one', { bucket: 'one--euw1-az1--x-s3' }), 'policy'],
    [there('aws_s3_directory_bucket.one', { bucket: 'one--euw1-az1--x-s3' }), 'encryption'],
    [there('aws_s3tables_table_bucket.one', { name: 'one', arn: tableArn }), 'policy'],
    [there('aws_s3tables_table_bucket.one', { name: 'one', arn: tableArn }), 'encryption'],
    [there('aws_s3tables_table_bucket.one', { name: 'one', arn: tableArn }), 'tables'],
    [there('aws_s3control_multi_region_access_point.one', { details: [{ name: 'one', region: [] }] }), 'policy'],
    [there('aws_vpc_endpoint.one', { id: 'vpce-1', service_name: 'com.amazonaws.eu-west-1.s3' }), 'policyDocument'],
    [there('aws_iam_user.one', { name: 'one' }), 'attachedPolicies'],
  ])('is unknown: $address', async (one, fact) => {
    expect(await planFact({ resources: [one], configuration: { resources: [] } }, one.address, fact)).toMatchObject({
      code: 'NOT_DEPLOYED',
      reason: expect.stringContaining(`${one.address} as it is, since the plan leaves it out`),
    });
  });

  it('is unknown of the policy of a key', async () => {
    const key = there('aws_kms_key.one', { arn: `arn:aws:kms:eu-west-1:${ACCOUNT}:key/k`, key_id: 'k' });
    const encrypted = newBucket('aws_s3_bucket.data', 'example-data', {
      after: {
        server_side_encryption_configuration: [
          {
            rule: [
              {
                apply_server_side_encryption_by_default: [
                  { sse_algorithm: 'aws:kms', kms_master_key_id: `arn:aws:kms:eu-west-1:${ACCOUNT}:key/k` },
                ],
              },
            ],
          },
        ],
      },
      unknown: { server_side_encryption_configuration: false },
    });
    const plan: PlanToWrite = { resources: [key, encrypted], configuration: { resources: [bucketConfig] } };
    expect(await planFact(plan, bucket.address, 'encryptionKeyPolicy')).toMatchObject({
      reason: expect.stringContaining('aws_kms_key.one as it is'),
    });
    expect(await planFact(plan, bucket.address, 'encryptionKey')).toMatchObject({ value: { state: 'Enabled' } });
  });

  it('is unknown of tables that the plan makes, whose ARNs are made up', async () => {
    const tables = newResource('aws_s3tables_table_bucket.one', { name: 'one' });
    const table = newResource('aws_s3tables_table.one', { name: 'events' }, { table_bucket_arn: true });
    const configuration = {
      resources: [
        configured(tables.address, {}),
        configured(table.address, { table_bucket_arn: refersTo(`${tables.address}.arn`) }),
      ],
    };
    expect(await planFact({ resources: [tables, table], configuration }, tables.address, 'tables')).toMatchObject({
      reason: expect.stringContaining('aws_s3tables_table.one arn'),
    });
  });
});
