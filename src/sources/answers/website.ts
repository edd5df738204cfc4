import type { Website } from '../../core/facts.js';
import { malformed, memberOf, optional, type Part, textOf } from './part.js';

/** The website of a bucket, from what `s3:GetBucketWebsite` answers. */
export const websiteFrom = (answer: Part): Website => {
  const website = {
    indexDocument: optional(memberOf(answer, 'IndexDocument'), (index) => textOf(memberOf(index, 'Suffix'))),
    redirectAllTo: optional(memberOf(answer, 'RedirectAllRequestsTo'), redirectFrom),
  };
  if (website.indexDocument === null && website.redirectAllTo === null)
    throw malformed(answer, 'a website with an index document or a redirect of all requests');
  return website;
};

const redirectFrom = (redirect: Part): string => {
  const protocol = optional(memberOf(redirect, 'Protocol'), textOf);
  const host = textOf(memberOf(redirect, 'HostName'));
  return protocol === null ? host : `${protocol}://${host}`;
};
