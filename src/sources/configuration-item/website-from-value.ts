import type { Website } from '../../core/facts.js';
import { type ItemValue, isAbsent, malformed, memberOf, optionalTextOf, textOf } from './item-value.js';

/**
 * The website of a bucket; null where there is none.
 *
 * Only a missing configuration says so. One that is there and names neither an index document nor a redirect is nothing
 * that S3 takes, so it is not understood.
 */
export const websiteFromValue = (from: ItemValue): Website | null => {
  if (from.value === null) return null;
  const redirect = memberOf(from, 'redirectAllRequestsTo');
  const website = {
    indexDocument: optionalTextOf(memberOf(from, 'indexDocumentSuffix')),
    redirectAllTo: isAbsent(redirect) ? null : redirectFrom(redirect),
  };
  if (website.indexDocument === null && website.redirectAllTo === null)
    throw malformed(from, 'a website with an index document or a redirect of all requests');
  return website;
};

const redirectFrom = (redirect: ItemValue): string => {
  const protocol = optionalTextOf(memberOf(redirect, 'protocol'));
  const host = textOf(memberOf(redirect, 'hostName'));
  return protocol === null ? host : `${protocol}://${host}`;
};
