import {
  configured,
  constant,
  newBucket,
  type Planned,
  type PlanToWrite,
  planFact,
  planJson,
  planSubject,
  refersTo,
} from '../../../test/plans.js';
import { isMembers } from '../declared/members.js';
import { createPlacement } from './placement.js';
import { planFrom } from './plan.js';

const [ACCOUNT, OTHER] = ['111122223333', '444455556666'];
const inProvider = (address: string, provider_config_key: string) => configured(address, {}, { provider_config_key });
const data = newBucket('aws_s3_bucket.data');
const key = (arn: string): Planned => ({ address: 'aws_kms_key.key', actions: ['no-op'], after: { arn, key_id: 'k' } });
const provider = (expressions: object) => ({ name: 'aws', expressions });

/** Where `aws_s3_bucket.data` is. */
const placeIn = (plan: PlanToWrite) => {
  const json: unknown = JSON.parse(JSON.stringify(planJson(plan)));
  if (!isMembers(json)) throw new Error('a plan is an object');
  const read = planFrom(json);
  const found = read.resources.find(({ address }) => address === data.address);
  if (!found) throw new Error('no bucket');
  return createPlacement(read).of(found);
};

const placeholders = { accountId: '000000000001', region: 'xx-deployment-1', partition: 'aws' };
const one = { resources: [inProvider(data.address, 'aws'), inProvider('aws_kms_key.key', 'aws')] };
const two = { resources: [inProvider(data.address, 'aws'), inProvider('aws_kms_key.key', 'aws.other')] };

describe('where the resources of a plan are', () => {
  it.each<[string, PlanToWrite, object]>([
    ['is not told', { resources: [data], configuration: one }, placeholders],
    [
      'is told by the caller',
      {
        resources: [data],
        configuration: one,
        data: [{ address: 'data.aws_caller_identity.current', values: { account_id: ACCOUNT } }],
      },
      { ...placeholders, accountId: ACCOUNT },
    ],
    [
      'is told by a provider that allows one account',
      {
        resources: [data],
        configuration: one,
        providers: { aws: provider({ allowed_account_ids: constant([ACCOUNT]) }) },
      },
      { ...placeholders, accountId: ACCOUNT },
    ],
    [
      'is told by what is there already, of the same provider',
      { resources: [data, key(`arn:aws-cn:kms:cn-north-1:${ACCOUNT}:key/k`)], configuration: one },
      { accountId: ACCOUNT, region: 'cn-north-1', partition: 'aws-cn' },
    ],
    [
      'is the account of another provider, if that is the only one',
      { resources: [data, key(`arn:aws:kms:eu-west-1:${ACCOUNT}:key/k`)], configuration: two },
      { ...placeholders, accountId: ACCOUNT },
    ],
    [
      'is another account, where the provider assumes a role',
      {
        resources: [data, key(`arn:aws:kms:eu-west-1:${ACCOUNT}:key/k`)],
        configuration: two,
        providers: { aws: provider({ assume_role: [{ role_arn: constant('x') }] }), 'aws.other': provider({}) },
      },
      placeholders,
    ],
    [
      'has the region of the resource before that of its provider',
      {
        resources: [newBucket(data.address, 'x', { after: { region: 'eu-west-1' }, unknown: { region: false } })],
        configuration: one,
        providers: { aws: provider({ region: constant('us-east-1') }) },
      },
      { ...placeholders, region: 'eu-west-1' },
    ],
    [
      'has the region of its provider',
      { resources: [data], configuration: one, providers: { aws: provider({ region: constant('us-east-1') }) } },
      { ...placeholders, region: 'us-east-1' },
    ],
    [
      'has the region of a variable',
      {
        resources: [data],
        configuration: one,
        providers: { aws: provider({ region: refersTo('var.region') }) },
        variables: { region: { value: 'us-gov-west-1' } },
      },
      { ...placeholders, region: 'us-gov-west-1', partition: 'aws-us-gov' },
    ],
  ])('%s', (_, plan, expected) => {
    expect(placeIn(plan)).toEqual(expected);
  });

  it('may be two accounts, each with its own', async () => {
    const plan: PlanToWrite = {
      resources: [
        data,
        key(`arn:aws:kms:eu-west-1:${ACCOUNT}:key/k`),
        newBucket('aws_s3_bucket.other', 'other'),
        { address: 'aws_kms_key.other', actions: ['no-op'], after: { arn: `arn:aws:kms:eu-west-1:${OTHER}:key/o` } },
      ],
      configuration: {
        resources: [
          ...one.resources,
          inProvider('aws_s3_bucket.other', 'aws.other'),
          inProvider('aws_kms_key.other', 'aws.other'),
        ],
      },
    };
    const accountOf = async (address: string) => (await planSubject(plan, address)).resource.identity.accountId;
    expect([await accountOf('aws_s3_bucket.data'), await accountOf('aws_s3_bucket.other')]).toEqual([ACCOUNT, OTHER]);
  });

  it('decides whether a replica is elsewhere', async () => {
    const replica = newBucket('aws_s3_bucket.replica', 'replica');
    const replication: Planned = {
      address: 'aws_s3_bucket_replication_configuration.data',
      after: {
        bucket: 'example-data',
        rule: [{ status: 'Enabled', destination: [{ bucket: 'arn:aws:s3:::replica' }] }],
      },
    };
    const plan: PlanToWrite = {
      resources: [data, replica, replication],
      configuration: { resources: [inProvider(data.address, 'aws'), inProvider(replica.address, 'aws.dr')] },
      providers: {
        aws: provider({ region: constant('eu-west-1') }),
        'aws.dr': provider({ region: constant('eu-north-1') }),
      },
    };
    expect(await planFact(plan, data.address, 'replicationTargets')).toEqual({
      known: true,
      value: [{ bucket: 'replica', isOwn: true, region: 'eu-north-1' }],
    });
  });
});
