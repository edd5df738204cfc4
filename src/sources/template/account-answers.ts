import { DEPLOYMENT } from '../declared/deployment.js';
import { type Members, withoutUndefined } from '../declared/members.js';
import { FULL_ACCESS } from '../declared/service-defaults.js';
import { identityAnswers } from './identity-answers.js';
import { keyAnswers } from './key-answers.js';
import { documentText } from './policy-document.js';
import { ofType, shownName, type TemplateResource } from './template.js';
import { trailAnswers } from './trail-answers.js';

/** What AWS would answer about everything of a template but its buckets and access points, by the keys of answers. */
export const accountAnswers = (resources: readonly TemplateResource[]): Members => ({
  ...keyAnswers(resources),
  ...identityAnswers(resources),
  ...trailAnswers(resources),
  'config:DescribeDeliveryChannels': {
    DeliveryChannels: ofType(resources, 'AWS::Config::DeliveryChannel').map(({ logicalId, properties }) => ({
      name: logicalId,
      s3BucketName: properties.S3BucketName,
    })),
  },
  'config:DescribeConformancePacks': {
    ConformancePackDetails: ofType(resources, 'AWS::Config::ConformancePack').map(({ logicalId, properties }) => ({
      ConformancePackName: logicalId,
      DeliveryS3Bucket: properties.DeliveryS3Bucket,
    })),
  },
  ...bucketList(resources),
  [`ec2:DescribeVpcEndpoints@${DEPLOYMENT.region}`]: {
    VpcEndpoints: ofType(resources, 'AWS::EC2::VPCEndpoint').map(endpointFrom),
  },
});

/** The buckets of the account as far as all that is asked about them is whether they are the account's own. */
const bucketList = (resources: readonly TemplateResource[]): Members => {
  const buckets = ofType(resources, 'AWS::S3::Bucket');
  const names = buckets.map(shownName);
  const destinations = [
    ...JSON.stringify(buckets.map(({ properties }) => properties.ReplicationConfiguration ?? null)).matchAll(
      /"arn:[\w-]+:s3:::([^"]+)"/g,
    ),
  ].map(([, name = '']) => name);
  // Whose a bucket is that the template does not make, it does not say.
  return destinations.every((name) => names.includes(name))
    ? { 's3:ListBuckets': { Buckets: names.map((Name) => ({ Name, BucketRegion: DEPLOYMENT.region })) } }
    : {};
};

const endpointFrom = ({ logicalId, properties }: TemplateResource): Members =>
  withoutUndefined({
    VpcEndpointId: `vpce-${logicalId}`,
    VpcEndpointType: properties.VpcEndpointType ?? 'Gateway',
    VpcId: properties.VpcId,
    ServiceName: properties.ServiceName,
    State: 'available',
    PolicyDocument: documentText(properties.PolicyDocument ?? FULL_ACCESS),
    Tags: properties.Tags ?? [],
    OwnerId: DEPLOYMENT.accountId,
  });
