import { factOfItem, malformedFact } from '../../../test/item-facts.js';
import { eventItem, snapshotItem, withSupplementary } from '../../../test/items.js';
import { known } from '../../core/fact.js';

// The shapes of captured items of 2017; no later item with a website was published.
const serving = {
  indexDocumentSuffix: 'index.html',
  errorDocument: null,
  redirectAllRequestsTo: null,
  routingRules: [],
};
const target = {
  protocol: 'https',
  hostName: 'www.example.com',
  replaceKeyPrefixWith: null,
  replaceKeyWith: null,
  httpRedirectCode: null,
};
const redirecting = { ...serving, indexDocumentSuffix: null, redirectAllRequestsTo: target };

const websiteOf = (value: unknown, item = eventItem()) =>
  factOfItem(withSupplementary(item, { BucketWebsiteConfiguration: value }), 'website');

describe('a website', () => {
  it.each<[what: string, value: unknown, expected: unknown]>([
    ['not there', undefined, null],
    ['null', null, null],
    ['with an index document', serving, { indexDocument: 'index.html', redirectAllTo: null }],
    ['that redirects all requests', redirecting, { indexDocument: null, redirectAllTo: 'https://www.example.com' }],
    [
      'that redirects all requests and keeps their protocol',
      { ...redirecting, redirectAllRequestsTo: { ...target, protocol: null } },
      { indexDocument: null, redirectAllTo: 'www.example.com' },
    ],
    [
      'without its nulls',
      { redirectAllRequestsTo: { hostName: 'www.example.com' } },
      { indexDocument: null, redirectAllTo: 'www.example.com' },
    ],
    [
      'with both',
      { ...serving, redirectAllRequestsTo: target },
      { indexDocument: 'index.html', redirectAllTo: 'https://www.example.com' },
    ],
  ])('%s', (_what, value, expected) => {
    expect(websiteOf(value)).toEqual(known(expected));
    expect(websiteOf(value, snapshotItem())).toEqual(known(expected));
  });

  const path = 'supplementaryConfiguration.BucketWebsiteConfiguration';
  it.each<[what: string, value: unknown, complaint: string]>([
    [
      'that says nothing',
      {},
      `${path} must be a website with an index document or a redirect of all requests, got an object`,
    ],
    [
      'whose members are all null',
      { ...serving, indexDocumentSuffix: null },
      `${path} must be a website with an index document or a redirect of all requests, got an object`,
    ],
    ['that is a list', [], `${path} must be an object, got a list`],
    [
      'that redirects nowhere',
      { ...redirecting, redirectAllRequestsTo: { protocol: 'https' } },
      `${path}.redirectAllRequestsTo.hostName must be text, got nothing`,
    ],
  ])('%s is not understood', (_what, value, complaint) => {
    expect(websiteOf(value)).toEqual(malformedFact(complaint));
  });
});
