import { type TiedWorld, tiesOf } from './key-ties.js';
import { namedValuesOf } from './named-values.js';
import { allow, OTHER, OWNER, policyOf, when } from './sample-policies.js';

const named = namedValuesOf(
  policyOf(allow(when('StringEquals', 'aws:PrincipalOrgID', ['o-1', 'o-2'])), allow({ Principal: { AWS: OTHER } })),
  OWNER,
);

type Values = Readonly<Record<string, string | null>>;

/** Whether some world of the ties between the keys takes their values. */
const canOccur = (values: Values) => {
  const ties = tiesOf((key) => (key in values ? [null, values[key] ?? 'x'] : []), named);
  expect(ties).toHaveLength(1);
  const takes = (world: TiedWorld) => Object.entries(values).every(([key, value]) => world(key, value));
  return ties.every(({ worlds }) => worlds.some(takes));
};

const trail = (account: string) => `arn:aws:cloudtrail:us-east-1:${account}:trail/a`;
const point = (account: string) => `arn:aws:s3:us-east-1:${account}:accesspoint/a`;

test.each<[string, Values, boolean]>([
  ['an address', { 'aws:sourceip': '203.0.113.7', 'aws:sourcevpce': null }, true],
  ['an endpoint', { 'aws:sourceip': null, 'aws:sourcevpce': 'vpce-1' }, true],
  ['an address and an endpoint', { 'aws:sourceip': '203.0.113.7', 'aws:sourcevpce': 'vpce-1' }, false],
  ['neither', { 'aws:sourceip': null, 'aws:sourcevpce': null }, false],
  ['an endpoint without VPC', { 'aws:sourcevpc': null, 'aws:sourcevpce': 'vpce-1' }, false],
  ['an endpoint whose owner is not told', { 'aws:vpceorgid': null, 'aws:sourcevpce': 'vpce-1' }, true],
  ['TLS', { 'aws:securetransport': 'true', 's3:tlsversion': '1.2' }, true],
  ['plain HTTP', { 'aws:securetransport': 'false', 's3:tlsversion': null }, true],
  ['plain HTTP with a TLS version', { 'aws:securetransport': 'false', 's3:tlsversion': '1.2' }, false],
  ['TLS without version', { 'aws:securetransport': 'true', 's3:tlsversion': null }, false],
  ['MFA', { 'aws:multifactorauthpresent': 'true', 'aws:multifactorauthage': '10' }, true],
  ['no MFA', { 'aws:multifactorauthpresent': 'false', 'aws:multifactorauthage': null }, true],
  ['no MFA, with an age', { 'aws:multifactorauthpresent': 'false', 'aws:multifactorauthage': '10' }, false],
  ['an age alone', { 'aws:multifactorauthpresent': null, 'aws:multifactorauthage': '10' }, false],
  ['a source and its account', { 'aws:sourcearn': trail(OTHER), 'aws:sourceaccount': OTHER }, true],
  ['a source and another account', { 'aws:sourcearn': trail(OTHER), 'aws:sourceaccount': OWNER }, false],
  ['a source of an account not named', { 'aws:sourcearn': trail('999900001111'), 'aws:sourceaccount': OWNER }, true],
  ['a bucket as source, and any account', { 'aws:sourcearn': 'arn:aws:s3:::source', 'aws:sourceaccount': OWNER }, true],
  ['a source alone', { 'aws:sourcearn': trail(OTHER), 'aws:sourceaccount': null }, true],
  [
    'an access point of its account',
    { 's3:dataaccesspointarn': point(OTHER), 's3:dataaccesspointaccount': OTHER },
    true,
  ],
  ['an access point of another', { 's3:dataaccesspointarn': point(OTHER), 's3:dataaccesspointaccount': OWNER }, false],
  [
    'an access point without account',
    { 's3:dataaccesspointarn': point(OTHER), 's3:dataaccesspointaccount': null },
    false,
  ],
  ['no access point', { 's3:dataaccesspointarn': null, 's3:accesspointnetworkorigin': null }, true],
  ['a member', { 'aws:principalorgid': 'o-1', 'aws:principalorgpaths': 'o-1/r-1/' }, true],
  [
    'a member with a path of another organization',
    { 'aws:principalorgid': 'o-1', 'aws:principalorgpaths': 'o-2/r-1/' },
    false,
  ],
  ['a member of an organization not named', { 'aws:principalorgid': 'o-9', 'aws:principalorgpaths': 'o-9/r-1/' }, true],
  ['a path without organization', { 'aws:principalorgid': null, 'aws:principalorgpaths': 'o-1/r-1/' }, false],
  ['no member', { 'aws:principalorgid': null, 'aws:principalorgpaths': null }, true],
  [
    'a KMS key with KMS',
    { 's3:x-amz-server-side-encryption': 'aws:kms', 's3:x-amz-server-side-encryption-aws-kms-key-id': 'k' },
    true,
  ],
  [
    'a KMS key with SSE-S3',
    { 's3:x-amz-server-side-encryption': 'AES256', 's3:x-amz-server-side-encryption-aws-kms-key-id': 'k' },
    false,
  ],
  [
    'a KMS key alone',
    { 's3:x-amz-server-side-encryption': null, 's3:x-amz-server-side-encryption-aws-kms-key-id': 'k' },
    false,
  ],
])('%s', (_, values, expected) => {
  expect(canOccur(values)).toBe(expected);
});

test('one key alone is tied to nothing', () => {
  expect(tiesOf((key) => (key === 'aws:sourceip' ? [null, 'x'] : []), named)).toEqual([]);
});
