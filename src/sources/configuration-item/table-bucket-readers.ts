import { encryptionFromDefault } from './encryption-from-value.js';
import type { ItemReaders } from './fact-from-item.js';
import { isAbsent, memberOf } from './item-value.js';
import { configurationOf, ownTagsOf, tagsAt } from './parts-of-item.js';

/** The facts of a table bucket in an AWS::S3Tables::TableBucket item. Its policy is an item of its own. */
export const tableBucketReaders = {
  encryption: (item) => {
    const encryption = memberOf(configurationOf(item), 'EncryptionConfiguration');
    return isAbsent(encryption) ? null : encryptionFromDefault(encryption, 'SSEAlgorithm', 'KMSKeyArn');
  },
  tags: (item) =>
    tagsAt(
      () => ownTagsOf(item),
      () => memberOf(configurationOf(item), 'Tags'),
    ),
} satisfies ItemReaders<'tableBucket'>;
