import type { ItemReaders } from './fact-from-item.js';
import { isDeleted } from './parse-item.js';
import { configurationOf } from './parts-of-item.js';
import { publicAccessBlockFromValue } from './public-access-block-from-value.js';

/** The facts of an account in its AWS::S3::AccountPublicAccessBlock item. */
export const accountReaders = {
  accountPublicAccessBlock: (item) =>
    // What was deleted is the block, not the account: now it has none.
    isDeleted(item) ? null : publicAccessBlockFromValue(configurationOf(item), 'camelCase'),
} satisfies ItemReaders<'account'>;
