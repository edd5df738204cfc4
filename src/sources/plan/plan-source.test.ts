import {
  configured,
  constant,
  newBucket,
  newResource,
  type Planned,
  type PlanToWrite,
  planFact,
  planJson,
  planSubject,
  subjectsOfPlan,
} from '../../../test/plans.js';
import { planSource } from './plan-source.js';

const bucket = newBucket('aws_s3_bucket.data');
const bucketConfig = configured('aws_s3_bucket.data', { bucket: constant('example-data') });
const fileOf = (of: PlanToWrite) => subjectsOfPlan(planJson(of));

describe('what a plan makes', () => {
  const resources = [
    bucket,
    newResource(
      'aws_s3_access_point.reader',
      { name: 'reader', bucket: 'example-data' },
      { policy: true, bucket_account_id: true },
    ),
    newResource('aws_s3_directory_bucket.fast', { bucket: 'fast--euw1-az1--x-s3' }),
    newResource('aws_s3tables_table_bucket.tables', { name: 'tables', encryption_configuration: null }),
    newResource('aws_s3control_multi_region_access_point.everywhere', {
      details: [
        { name: 'everywhere', public_access_block: [], region: [{ bucket: 'example-data', bucket_account_id: null }] },
      ],
    }),
    newResource(
      'aws_vpc_endpoint.s3',
      { service_name: 'com.amazonaws.eu-west-1.s3', vpc_id: 'vpc-1', region: 'eu-west-1' },
      { policy: true },
    ),
    newResource('aws_iam_policy.read', { name: 'read', policy: '{"Statement":[]}' }),
    newResource('aws_iam_role.app', { name: 'app' }, { inline_policy: true, managed_policy_arns: true }),
    newResource('aws_iam_role_policy.app', { name: 'inline', role: 'app', policy: '{"Statement":[]}' }),
    newResource('aws_iam_user.deploy', { name: 'deploy' }),
    newResource('aws_iam_group.readers', { name: 'readers' }),
    newResource('aws_sns_topic.topic', { name: 'topic' }),
  ];
  const configuration = { resources: resources.map(({ address }) => configured(address, {})) };

  it('is what rules judge, each with its address', async () => {
    const subjects = await fileOf({ resources, configuration });
    expect(subjects.map((one) => one.state === 'live' && [one.resource.kind, one.location])).toEqual(
      (
        [
          ['bucket', 'aws_s3_bucket.data'],
          ['accessPoint', 'aws_s3_access_point.reader'],
          ['directoryBucket', 'aws_s3_directory_bucket.fast'],
          ['tableBucket', 'aws_s3tables_table_bucket.tables'],
          ['accessPoint', 'aws_s3control_multi_region_access_point.everywhere'],
          ['vpcEndpoint', 'aws_vpc_endpoint.s3'],
          ['identity', 'aws_iam_policy.read'],
          ['identity', 'aws_iam_role_policy.app'],
          ['identity', 'aws_iam_role.app'],
          ['identity', 'aws_iam_user.deploy'],
          ['identity', 'aws_iam_group.readers'],
        ] as const
      ).map(([kind, name]) => [kind, { file: 'standard input', line: null, name }]),
    );
  });

  it.each<[string, string, unknown]>([
    ['aws_s3_access_point.reader', 'buckets', [{ name: 'example-data', accountId: null }]],
    ['aws_s3_access_point.reader', 'vpcId', null],
    ['aws_s3_access_point.reader', 'policy', null],
    ['aws_s3control_multi_region_access_point.everywhere', 'buckets', [{ name: 'example-data', accountId: null }]],
    ['aws_s3control_multi_region_access_point.everywhere', 'policy', null],
    ['aws_s3_directory_bucket.fast', 'policy', null],
    ['aws_s3_directory_bucket.fast', 'encryption', { algorithm: 'AES256', keyId: null, bucketKeyEnabled: null }],
    ['aws_s3tables_table_bucket.tables', 'encryption', { algorithm: 'AES256', keyId: null, bucketKeyEnabled: null }],
    ['aws_s3tables_table_bucket.tables', 'policy', null],
    ['aws_s3tables_table_bucket.tables', 'tables', []],
    ['aws_s3tables_table_bucket.tables', 'tags', {}],
    ['aws_vpc_endpoint.s3', 'vpcId', 'vpc-1'],
    ['aws_iam_role.app', 'policyDocuments', []],
    ['aws_iam_role.app', 'attachedPolicies', []],
    ['aws_iam_group.readers', 'attachedPolicies', []],
    ['aws_iam_role_policy.app', 'policyDocuments', [{ name: 'inline', document: { Statement: [] } }]],
  ])('tells of %s its %s', async (address, fact, value) => {
    expect(await planFact({ resources, configuration }, address, fact)).toEqual({ known: true, value });
  });

  it('has the policy of AWS where an endpoint sets none', async () => {
    expect(await planFact({ resources, configuration }, 'aws_vpc_endpoint.s3', 'policyDocument')).toMatchObject({
      value: { Statement: [{ Action: '*' }] },
    });
  });

  it('leaves out what is deleted, forgotten or set aside, and takes in what the changes do not name', async () => {
    const gone = (address: string, actions: readonly string[]): Planned => ({
      ...newBucket(address),
      actions,
      after: null,
      unknown: {},
    });
    const plan = planJson({
      resources: [
        gone('aws_s3_bucket.deleted', ['delete']),
        gone('aws_s3_bucket.forgotten', ['forget']),
        newBucket('aws_s3_bucket.replaced', 'replaced', { actions: ['delete', 'create'] }),
        newBucket('aws_s3_bucket.before', 'before', { actions: ['create', 'delete'] }),
        newBucket('aws_s3_bucket.changed', 'changed', { actions: ['update'] }),
      ],
      sections: {
        planned_values: {
          root_module: {
            child_modules: [
              {
                address: 'module.a["x.y"]',
                resources: [
                  {
                    address: 'module.a["x.y"].aws_s3_bucket.more',
                    mode: 'managed',
                    type: 'aws_s3_bucket',
                    name: 'more',
                    values: { bucket: 'more' },
                  },
                ],
              },
            ],
          },
        },
      },
    });
    expect((await subjectsOfPlan(plan)).map((one) => one.state === 'live' && one.location?.name)).toEqual([
      'aws_s3_bucket.replaced',
      'aws_s3_bucket.before',
      'aws_s3_bucket.changed',
      'module.a["x.y"].aws_s3_bucket.more',
    ]);
  });

  it('goes by its name where that is known, else by its address', async () => {
    const idOf = async (one: Planned) => (await planSubject({ resources: [one] }, one.address)).resource.identity.id;
    expect(await idOf(bucket)).toBe('example-data');
    expect(await idOf(newBucket('aws_s3_bucket.data["a"]', null))).toBe('aws_s3_bucket.data["a"]');
  });

  it.each([{ complete: false }, { errored: true }])('says that something is left out: %j', async (sections) => {
    const subjects = await fileOf({ resources: [bucket], configuration: { resources: [bucketConfig] }, sections });
    expect(subjects).toMatchObject([
      { state: 'live' },
      { state: 'unreadable', reason: expect.stringMatching(/^The plan is not complete/) },
    ]);
  });
});

describe("the account's block", () => {
  const block = newResource(
    'aws_s3_account_public_access_block.account',
    { block_public_acls: true, ignore_public_acls: true, block_public_policy: true, restrict_public_buckets: false },
    { account_id: true },
  );

  it('is judged, and counts for buckets, where the plan has it', async () => {
    const plan: PlanToWrite = { resources: [bucket, block], configuration: { resources: [bucketConfig] } };
    const value = {
      blockPublicAcls: true,
      ignorePublicAcls: true,
      blockPublicPolicy: true,
      restrictPublicBuckets: false,
    };
    for (const address of [block.address, bucket.address]) {
      expect(await planFact(plan, address, 'accountPublicAccessBlock')).toEqual({ known: true, value });
    }
  });

  it('is not told elsewhere', async () => {
    const plan: PlanToWrite = { resources: [bucket], configuration: { resources: [bucketConfig] } };
    expect((await fileOf(plan)).map((one) => one.state === 'live' && one.resource.kind)).toEqual(['bucket']);
    expect(await planFact(plan, bucket.address, 'accountPublicAccessBlock')).toMatchObject({
      reason: 'the plan does not tell what s3control:GetPublicAccessBlock would answer',
    });
  });
});

describe('a plan as a source', () => {
  it('declares, and speaks as Terraform does where it cannot tell', () => {
    const source = planSource([]);
    expect([
      source.name,
      source.isDeclaration,
      source.canTell('bucket', 'policy'),
      source.canTell('account', 'organization'),
    ]).toEqual(['plan', true, true, false]);
    expect(source.wording?.('arn:aws:s3:xx-deployment-1:000000000001:x')).toBe('arn:aws:s3:${region}:${account}:x');
  });
});
