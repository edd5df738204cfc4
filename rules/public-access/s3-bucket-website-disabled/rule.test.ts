import { unknown } from '../../../src/core/fact.js';
import { ParameterError } from '../../../src/core/parameters.js';
import { bucketWith } from '../../../test/builders.js';
import { testRule } from '../../../test/rule-tester.js';
import rule from './rule.js';

const serving = { indexDocument: 'index.html', redirectAllTo: null };
const redirecting = { indexDocument: null, redirectAllTo: 'https://www.example.com' };

testRule(rule, {
  compliant: [
    {
      name: 'no website',
      resource: bucketWith({ website: null }),
      code: 'NO_WEBSITE',
      reason: 'The bucket has no website configuration.',
    },
    {
      name: 'no website, and not even a redirect is allowed',
      resource: bucketWith({ website: null }),
      parameters: { allowRedirectOnly: 'false' },
      code: 'NO_WEBSITE',
    },
    {
      name: 'a website that redirects every request',
      resource: bucketWith({ website: redirecting }),
      code: 'REDIRECT_ONLY',
      reason: 'The website serves no object: it redirects every request to https://www.example.com.',
    },
  ],
  nonCompliant: [
    {
      name: 'a website that serves objects',
      resource: bucketWith({ website: serving }),
      code: 'WEBSITE',
      reason:
        'The bucket is a website with the index document index.html; its endpoint knows no TLS. Use CloudFront with origin access control instead.',
      evidence: ['website'],
    },
    {
      name: 'a redirect beside an index document',
      resource: bucketWith({ website: { ...redirecting, indexDocument: 'index.html' } }),
      code: 'WEBSITE',
    },
    {
      name: 'a redirect where none is allowed',
      resource: bucketWith({ website: redirecting }),
      parameters: { allowRedirectOnly: 'false' },
      code: 'REDIRECT',
      reason:
        'The website redirects every request to https://www.example.com, and its endpoint knows no TLS. Use CloudFront with origin access control instead.',
      evidence: ['website'],
    },
  ],
  notApplicable: [],
  insufficientData: [
    {
      name: 'a website that was not read',
      resource: bucketWith({ website: unknown('DENIED', 's3:GetBucketWebsite was denied') }),
      code: 'DENIED',
      reason: 's3:GetBucketWebsite was denied.',
    },
  ],
});

it('refuses a parameter that is neither true nor false', () => {
  expect(() => rule.readParameters({ allowRedirectOnly: 'maybe' })).toThrow(ParameterError);
});
