import type { ItemReaders } from './fact-from-item.js';
import { decodedFrom, memberOf, optionalBooleanOf, optionalTextOf, textOf } from './item-value.js';
import { configurationOf, ownTagsOf, tagsAt } from './parts-of-item.js';

/** The facts of a VPC endpoint in an AWS::EC2::VPCEndpoint item. */
export const vpcEndpointReaders = {
  serviceName: (item) => textOf(memberOf(configurationOf(item), 'serviceName')),
  vpcId: (item) => optionalTextOf(memberOf(configurationOf(item), 'vpcId')),
  state: (item) => {
    const state = memberOf(configurationOf(item), 'state');
    // Items hold a text; AWS's schema of items lists an object with a value.
    return typeof state.value === 'string' ? textOf(state) : textOf(memberOf(state, 'value'));
  },
  // Left out, the endpoint is taken for its owner's, who answers for its policy.
  requesterManaged: (item) => optionalBooleanOf(memberOf(configurationOf(item), 'requesterManaged')) ?? false,
  // JSON text. Null where the service takes no policies; S3's endpoints always have one.
  policyDocument: (item) => decodedFrom(memberOf(configurationOf(item), 'policyDocument')).value,
  tags: (item) =>
    tagsAt(
      () => ownTagsOf(item),
      () => memberOf(configurationOf(item), 'tags'),
    ),
} satisfies ItemReaders<'vpcEndpoint'>;
