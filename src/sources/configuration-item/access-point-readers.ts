import type { AccessPointBucket } from '../../core/facts.js';
import type { ItemReaders } from './fact-from-item.js';
import { type ItemValue, isAbsent, itemsOf, malformed, memberOf, oneOf, optionalTextOf, textOf } from './item-value.js';
import { configurationOf, NotRecordedError, ownTagsOf, tagsAt } from './parts-of-item.js';
import { policyFromValue } from './policy-from-value.js';
import { publicAccessBlockFromValue } from './public-access-block-from-value.js';

/** The facts of an access point in an AWS::S3::AccessPoint item, which is spelled as in CloudFormation. */
export const accessPointReaders = {
  policy: (item) => {
    const configuration = configurationOf(item);
    const policy = memberOf(configuration, 'Policy');
    // Without a member that every access point has, the configuration is a part only and proves no absence.
    const isWhole = memberOf(configuration, 'PublicAccessBlockConfiguration').value !== null;
    if (policy.value === null && !isWhole) throw new NotRecordedError(policy.path);
    return policyFromValue(policy);
  },
  publicAccessBlock: (item) =>
    publicAccessBlockFromValue(memberOf(configurationOf(item), 'PublicAccessBlockConfiguration'), 'PascalCase'),
  vpcId: (item) => vpcIdFrom(configurationOf(item)),
  buckets: (item) => [bucketFrom(configurationOf(item))],
  tags: (item) => tagsAt(() => ownTagsOf(item)),
} satisfies ItemReaders<'accessPoint'>;

/** The facts of a Multi-Region Access Point in its item, which never holds the policy. */
export const multiRegionAccessPointReaders = {
  publicAccessBlock: accessPointReaders.publicAccessBlock,
  // It has no VPC of its own: its endpoint is global.
  vpcId: () => null,
  buckets: (item) => itemsOf(memberOf(configurationOf(item), 'Regions')).map(bucketFrom),
  tags: accessPointReaders.tags,
} satisfies ItemReaders<'accessPoint'>;

/** Null: open to the internet, which is also the safe reading where the origin is left out and no VPC is named. */
const vpcIdFrom = (configuration: ItemValue): string | null => {
  const origin = memberOf(configuration, 'NetworkOrigin');
  const vpc = memberOf(configuration, 'VpcConfiguration');
  const vpcId = isAbsent(vpc) ? null : textOf(memberOf(vpc, 'VpcId'));
  if (origin.value === null) return vpcId;
  const isConfined = oneOf(origin, ['Internet', 'VPC']) === 'VPC';
  if (isConfined !== (vpcId !== null)) throw malformed(vpc, `as NetworkOrigin says, which is ${origin.value}`);
  return vpcId;
};

const bucketFrom = (parent: ItemValue): AccessPointBucket => ({
  name: textOf(memberOf(parent, 'Bucket')),
  accountId: optionalTextOf(memberOf(parent, 'BucketAccountId')),
});
