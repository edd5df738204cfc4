import { type Fact, known } from './fact.js';
import type { PublicAccessBlock, PublicAccessBlockFlag } from './facts.js';

/** A resource whose public access its own settings and those of its account block. */
export interface Blockable {
  readonly publicAccessBlock: Fact<PublicAccessBlock | null>;
  readonly accountPublicAccessBlock: Fact<PublicAccessBlock | null>;
}

/**
 * Which level turns a setting of Block Public Access on: the resource's own or the account's; null for neither. S3
 * applies the more restrictive of the two. The account is looked at only where the resource's own settings do not decide.
 *
 * @see https://docs.aws.amazon.com/AmazonS3/latest/userguide/access-control-block-public-access.html
 */
export const blockingLevel = (resource: Blockable, flag: PublicAccessBlockFlag): Fact<'own' | 'account' | null> => {
  const own = resource.publicAccessBlock;
  if (own.known && own.value?.[flag]) return known('own');
  const account = resource.accountPublicAccessBlock;
  if (account.known && account.value?.[flag]) return known('account');
  if (!own.known) return own;
  return account.known ? known(null) : account;
};

/** A setting as AWS's console and API write it: `BlockPublicAcls`. */
export const settingName = (flag: PublicAccessBlockFlag): string => flag.charAt(0).toUpperCase() + flag.slice(1);
