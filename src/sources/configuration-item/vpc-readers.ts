import type { ItemReaders } from './fact-from-item.js';
import { booleanOf, memberOf, textOf } from './item-value.js';
import { configurationOf, ownTagsOf, tagsAt } from './parts-of-item.js';

/** The facts of a VPC in an AWS::EC2::VPC item; its endpoints and subnets are items of their own. */
export const vpcReaders = {
  ownerId: (item) => textOf(memberOf(configurationOf(item), 'ownerId')),
  isDefault: (item) => booleanOf(memberOf(configurationOf(item), 'isDefault')),
  tags: (item) =>
    tagsAt(
      () => ownTagsOf(item),
      () => memberOf(configurationOf(item), 'tags'),
    ),
} satisfies ItemReaders<'vpc'>;
