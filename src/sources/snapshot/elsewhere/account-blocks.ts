import { type Fact, unknown } from '../../../core/fact.js';
import type { PublicAccessBlock } from '../../../core/facts.js';
import { type ConfigurationItem, isDeleted, isLive } from '../../configuration-item/parse-item.js';
import { ownFactOf } from './own-fact.js';

/** The public access block of each account, as its items tell. */
export interface AccountBlocks {
  add(item: ConfigurationItem): void;
  of(accountId: string): Fact<PublicAccessBlock | null>;
}

/**
 * Gathers AWS::S3::AccountPublicAccessBlock items. A block counts for the whole account and may be recorded in several
 * regions, some of which may have stopped recording: the newest item that says anything counts.
 *
 * @param where as reasons name the source: `the snapshot`
 */
export const createAccountBlocks = (where: string): AccountBlocks => {
  const newest = new Map<string, Told>();
  return {
    add: (item) => {
      const told = toldBy(item);
      const before = newest.get(item.accountId);
      if (!before || isNewer(told, before)) newest.set(item.accountId, told);
    },
    of: (accountId) =>
      newest.get(accountId)?.block ??
      unknown(
        'NOT_RECORDED',
        `no AWS::S3::AccountPublicAccessBlock item of account ${accountId} is in ${where}: none was ever set, or it is not recorded`,
      ),
  };
};

interface Told {
  readonly saysAnything: boolean;
  readonly time: number;
  readonly block: Fact<PublicAccessBlock | null>;
}

const toldBy = (item: ConfigurationItem): Told => ({
  saysAnything: isLive(item) || isDeleted(item),
  time: item.captureTime?.getTime() ?? Number.NEGATIVE_INFINITY,
  block: ownFactOf(item, 'accountPublicAccessBlock') as Fact<PublicAccessBlock | null>,
});

const isNewer = (one: Told, other: Told): boolean =>
  one.saysAnything === other.saysAnything ? one.time >= other.time : one.saysAnything;
