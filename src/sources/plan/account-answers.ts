import { DEPLOYMENT } from '../declared/deployment.js';
import { type Members, memberIn, withoutUndefined } from '../declared/members.js';
import { FULL_ACCESS } from '../declared/service-defaults.js';
import { flagsIn } from './bucket-answers.js';
import { asItIs, inlineValue } from './bucket-settings.js';
import { hiddenDestination } from './hidden-destination.js';
import { identityAnswers } from './identity-answers.js';
import { keyAnswers } from './key-answers.js';
import { setIn, shownName } from './names.js';
import type { PlanResource } from './plan.js';
import { trailAnswers } from './trail-answers.js';
import { ofType, policyOf, tagPairs, type World } from './world.js';

/** What AWS would answer about everything of an account but its buckets and access points, by the keys of answers. */
export const accountAnswers = (world: World): Members => ({
  ...accountBlock(world),
  ...keyAnswers(world),
  ...identityAnswers(world),
  ...trailAnswers(world),
  'config:DescribeDeliveryChannels': hiddenDestination(
    ofType(world, 'aws_config_delivery_channel'),
    's3_bucket_name',
  ) ?? {
    DeliveryChannels: ofType(world, 'aws_config_delivery_channel').map((channel) => ({
      name: shownName(channel),
      s3BucketName: memberIn(channel.values, 's3_bucket_name'),
    })),
  },
  'config:DescribeConformancePacks': hiddenDestination(
    ofType(world, 'aws_config_conformance_pack'),
    'delivery_s3_bucket',
  ) ?? {
    ConformancePackDetails: ofType(world, 'aws_config_conformance_pack').map((pack) => ({
      ConformancePackName: shownName(pack),
      DeliveryS3Bucket: setIn(memberIn(pack.values, 'delivery_s3_bucket')),
    })),
  },
  ...bucketList(world),
  ...endpointLists(world),
});

/** The account's own block, where the plan has it. */
const accountBlock = (world: World): Members => {
  const [block] = ofType(world, 'aws_s3_account_public_access_block');
  return block ? { 's3control:GetPublicAccessBlock': { PublicAccessBlockConfiguration: flagsIn(block.values) } } : {};
};

/** The buckets of the account as far as all that is asked about them is whether they are the account's own. */
const bucketList = (world: World): Members => {
  const buckets = ofType(world, 'aws_s3_bucket');
  const names = new Set(buckets.map(shownName));
  const replicated = ofType(world, 'aws_s3_bucket', 'aws_s3_bucket_replication_configuration').map(({ values }) => [
    memberIn(values, 'rule') ?? null,
    memberIn(values, 'replication_configuration') ?? null,
  ]);
  const destinations = [...JSON.stringify(replicated).matchAll(/"arn:[\w-]+:s3:::((?:[^"\\]|\\.)+)"/g)].map(
    ([, name = '']) => String(JSON.parse(`"${name}"`)),
  );
  // Whose a bucket is that the plan does not hold, it does not say.
  return destinations.every((name) => names.has(name))
    ? { 's3:ListBuckets': { Buckets: buckets.map(listed(world)) } }
    : {};
};

/** Two regions that are not told cannot be compared. */
const listed =
  (world: World) =>
  (bucket: PlanResource): Members => {
    const { region } = world.placeOf(bucket);
    return withoutUndefined({
      Name: shownName(bucket),
      BucketRegion: region === DEPLOYMENT.region ? undefined : region,
    });
  };

const endpointLists = (world: World): Members => {
  const byRegion = new Map<string, Members[]>();
  for (const endpoint of ofType(world, 'aws_vpc_endpoint')) {
    const { region } = world.placeOf(endpoint);
    byRegion.set(region, [...(byRegion.get(region) ?? []), endpointFrom(endpoint, world)]);
  }
  return Object.fromEntries(
    [...byRegion].map(([region, endpoints]) => [`ec2:DescribeVpcEndpoints@${region}`, { VpcEndpoints: endpoints }]),
  );
};

const endpointFrom = (endpoint: PlanResource, world: World): Members => {
  const inline = inlineValue(endpoint, 'policy');
  const policy = policyOf(
    world,
    endpoint,
    { type: 'aws_vpc_endpoint_policy', link: ['vpc_endpoint_id'], document: 'policy', names: [shownName(endpoint)] },
    setIn(inline) ?? (endpoint.isNew ? JSON.stringify(FULL_ACCESS) : asItIs(endpoint)),
  );
  return withoutUndefined({
    VpcEndpointId: shownName(endpoint),
    VpcEndpointType: memberIn(endpoint.values, 'vpc_endpoint_type') ?? 'Gateway',
    VpcId: memberIn(endpoint.values, 'vpc_id'),
    ServiceName: memberIn(endpoint.values, 'service_name'),
    State: 'available',
    RequesterManaged: inlineValue(endpoint, 'requester_managed') ?? undefined,
    PolicyDocument: policy ?? JSON.stringify(FULL_ACCESS),
    Tags: tagPairs(world, endpoint),
    OwnerId: world.accountId,
  });
};
