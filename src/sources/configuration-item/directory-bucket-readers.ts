import { encryptionFromRules } from './encryption-from-value.js';
import type { ItemReaders } from './fact-from-item.js';
import { isAbsent, memberOf } from './item-value.js';
import { configurationOf, ownTagsOf, tagsAt } from './parts-of-item.js';

/** The facts of a directory bucket in an AWS::S3Express::DirectoryBucket item. Its policy is an item of its own. */
export const directoryBucketReaders = {
  encryption: (item) => {
    const encryption = memberOf(configurationOf(item), 'BucketEncryption');
    if (isAbsent(encryption)) return null;
    return encryptionFromRules(memberOf(encryption, 'ServerSideEncryptionConfiguration'), 'PascalCase');
  },
  tags: (item) =>
    tagsAt(
      () => ownTagsOf(item),
      () => memberOf(configurationOf(item), 'Tags'),
    ),
} satisfies ItemReaders<'directoryBucket'>;
