import { defineRule } from '../../../src/core/rule.js';
import { compliant, nonCompliant } from '../../../src/core/verdict.js';

export default defineRule({
  id: 's3-bucket-website-disabled',
  severity: 'MEDIUM',
  title: 'The bucket is no website',
  description:
    'The bucket has no website configuration, whose endpoint answers over plain HTTP, or one that redirects every request elsewhere. Controls: NIST SC-8.',
  tier: 'extended',
  controls: ['NIST 800-53 r5 SC-8 ~'],
  remediation: {
    summary:
      'Serve the objects through CloudFront with origin access control, which speaks TLS and lets the bucket stay private, then delete the website configuration.',
  },
  resource: 'bucket',
  facts: ['website'],
  optionalFacts: [],
  parameters: {
    allowRedirectOnly: {
      type: 'boolean',
      default: true,
      description: 'Whether a website that redirects every request elsewhere, and so serves no object, counts as none.',
    },
  },
  evaluate({ website }, { allowRedirectOnly }) {
    if (website === null) return compliant('NO_WEBSITE', 'The bucket has no website configuration.');
    const { indexDocument, redirectAllTo } = website;
    const evidence = { path: 'website', found: website, expected: null };
    if (indexDocument !== null || redirectAllTo === null) {
      return nonCompliant(
        'WEBSITE',
        `The bucket is a website with the index document ${indexDocument}; its endpoint knows no TLS. ${INSTEAD}`,
        [evidence],
      );
    }
    return allowRedirectOnly
      ? compliant('REDIRECT_ONLY', `The website serves no object: it redirects every request to ${redirectAllTo}.`)
      : nonCompliant(
          'REDIRECT',
          `The website redirects every request to ${redirectAllTo}, and its endpoint knows no TLS. ${INSTEAD}`,
          [evidence],
        );
  },
});

// https://docs.aws.amazon.com/AmazonS3/latest/userguide/WebsiteEndpoints.html
const INSTEAD = 'Use CloudFront with origin access control instead.';
