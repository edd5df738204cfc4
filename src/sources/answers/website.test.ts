import { errorAnswer } from '../../../test/answers.js';
import { factTold, fronts } from '../../../test/asks.js';
import { type Fact, known, unknown } from '../../core/fact.js';

const operation = 's3:GetBucketWebsite';
const malformed = (reason: string) => unknown('MALFORMED', `${operation}: ${reason}`);
const neither = 'the answer must be a website with an index document or a redirect of all requests, got an object';
const index = { IndexDocument: { Suffix: 'index.html' } };
const redirect = { RedirectAllRequestsTo: { HostName: 'www.example.com', Protocol: 'https' } };

describe.each(fronts)('the website of a bucket, %s', (front) => {
  it.each<[what: string, answer: unknown, expected: Fact<unknown>]>([
    ['none', errorAnswer('NoSuchWebsiteConfiguration'), known(null)],
    ['an index document', index, known({ indexDocument: 'index.html', redirectAllTo: null })],
    [
      'an index document and routing rules',
      { ...index, RoutingRules: [{ Redirect: { HostName: 'other.example.com' } }] },
      known({ indexDocument: 'index.html', redirectAllTo: null }),
    ],
    ['a redirect', redirect, known({ indexDocument: null, redirectAllTo: 'https://www.example.com' })],
    [
      'a redirect that keeps the protocol',
      { RedirectAllRequestsTo: { HostName: 'www.example.com' } },
      known({ indexDocument: null, redirectAllTo: 'www.example.com' }),
    ],
    [
      'both',
      { ...index, ...redirect },
      known({ indexDocument: 'index.html', redirectAllTo: 'https://www.example.com' }),
    ],
    ['neither', {}, malformed(neither)],
    ['an error document alone', { ErrorDocument: { Key: '404.html' } }, malformed(neither)],
    [
      'a redirect to nowhere',
      { RedirectAllRequestsTo: { Protocol: 'https' } },
      malformed('RedirectAllRequestsTo.HostName must be text, got nothing'),
    ],
    ['an index without its name', { IndexDocument: {} }, malformed('IndexDocument.Suffix must be text, got nothing')],
  ])('%s', async (_what, answer, expected) => {
    expect(await factTold(front, 'website', { own: { [operation]: answer } })).toEqual(expected);
  });
});
