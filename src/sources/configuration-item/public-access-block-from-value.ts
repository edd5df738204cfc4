import { type PublicAccessBlock, type PublicAccessBlockFlag, publicAccessBlockFlags } from '../../core/facts.js';
import { booleanOf, type ItemValue, isAbsent, memberOf } from './item-value.js';

/**
 * The four settings of a public access block; null where none is configured.
 *
 * All four must be there. S3 answers all four always, so a block with fewer was not recorded whole, and taking a missing
 * one for on or for off would be a guess.
 *
 * @param spelling buckets and accounts write `blockPublicAcls`, access points `BlockPublicAcls`
 */
export const publicAccessBlockFromValue = (
  from: ItemValue,
  spelling: 'camelCase' | 'PascalCase',
): PublicAccessBlock | null => {
  if (isAbsent(from)) return null;
  const flags = publicAccessBlockFlags.map((flag) => {
    const key = spelling === 'camelCase' ? flag : `${flag.charAt(0).toUpperCase()}${flag.slice(1)}`;
    return [flag, booleanOf(memberOf(from, key))] as const;
  });
  // Every flag is in the list the object is made of.
  return Object.fromEntries(flags) as Record<PublicAccessBlockFlag, boolean>;
};
