import fc from 'fast-check';
import { MalformedPolicyError } from './malformed-policy-error.js';
import { parsePolicy } from './parse.js';

const statement = {
  Effect: 'Allow',
  Principal: '*',
  Action: 's3:GetObject',
  Resource: 'arn:aws:s3:::example-bucket/*',
};
const policy = { Version: '2012-10-17', Statement: [statement] };

const withStatement = (changes: object) => ({ ...policy, Statement: [{ ...statement, ...changes }] });
const withCondition = (condition: unknown) => withStatement({ Condition: condition });
const first = (source: unknown) => {
  const [only] = parsePolicy(source).statements;
  if (only === undefined) throw new Error('no statement');
  return only;
};

test('a policy is normalised', () => {
  const source = {
    Version: '2012-10-17',
    Id: 'Example',
    Statement: {
      Sid: 'Read',
      Effect: 'Allow',
      Principal: {
        AWS: ['444455556666', 'arn:aws:iam::777788889999:root', 'arn:aws:iam::444455556666:role/app/Reader'],
        Service: 'cloudtrail.amazonaws.com',
        CanonicalUser: '79a59df900b949e55d96a1e698fbacedfd6e09d98eacf8f8d5218e7cd47ef2be',
        Federated: 'cognito-identity.amazonaws.com',
      },
      NotAction: 's3:DeleteBucket',
      NotResource: ['arn:aws:s3:::example-bucket'],
      Condition: { 'ForAnyValue:StringNotLikeIfExists': { 'aws:PrincipalOrgPaths': ['o-a1/*', true, 3] } },
    },
  };
  expect(parsePolicy(JSON.stringify(source))).toEqual({
    version: '2012-10-17',
    id: 'Example',
    statements: [
      {
        index: 0,
        sid: 'Read',
        effect: 'Allow',
        principal: {
          not: false,
          everyone: false,
          accounts: ['444455556666', '777788889999'],
          arns: ['arn:aws:iam::444455556666:role/app/Reader'],
          services: ['cloudtrail.amazonaws.com'],
          canonicalUsers: ['79a59df900b949e55d96a1e698fbacedfd6e09d98eacf8f8d5218e7cd47ef2be'],
          federated: ['cognito-identity.amazonaws.com'],
          deleted: [],
        },
        action: { not: true, patterns: ['s3:DeleteBucket'] },
        resource: { not: true, patterns: ['arn:aws:s3:::example-bucket'] },
        conditions: [
          {
            family: 'string',
            comparison: 'like',
            negated: true,
            ifExists: true,
            quantifier: 'any',
            key: 'aws:principalorgpaths',
            keyName: 'aws:PrincipalOrgPaths',
            operator: 'ForAnyValue:StringNotLikeIfExists',
            values: ['o-a1/*', 'true', '3'],
          },
        ],
      },
    ],
  });
});

test('a policy without Version is of 2008', () => {
  expect(parsePolicy({ Statement: statement }).version).toBe('2008-10-17');
});

test.each([
  ['"*"', '*', true],
  ['an AWS star', { AWS: '*' }, true],
  ['a list of a star', { AWS: ['*'] }, true],
  ['a star among others', { AWS: ['444455556666', '*'] }, true],
  ['an account', { AWS: '444455556666' }, false],
])('a principal of %s', (_, Principal, everyone) => {
  expect(first(withStatement({ Principal })).principal.everyone).toBe(everyone);
});

test('what remains of a deleted role is no ARN', () => {
  const { arns, deleted } = first(withStatement({ Principal: { AWS: 'AROAEXAMPLEID12345678' } })).principal;
  expect({ arns, deleted }).toEqual({ arns: [], deleted: ['AROAEXAMPLEID12345678'] });
});

test.each([
  ['CloudFront identities', 'arn:aws:iam::cloudfront:user/CloudFront Origin Access Identity E1EXAMPLE'],
  ['role sessions', 'arn:aws:sts::444455556666:assumed-role/Reader/session'],
  ['federated users', 'arn:aws-us-gov:sts::444455556666:federated-user/Ann'],
])('%s are principals', (_, arn) => {
  expect(first(withStatement({ Principal: { AWS: arn } })).principal.arns).toEqual([arn]);
});

describe('what S3 accepts is accepted', () => {
  test.each<[string, unknown]>([
    ['one statement without a list', { Statement: statement }],
    ['a Sid with spaces', withStatement({ Sid: 'Allow all of it' })],
    [
      'two statements of one Sid',
      {
        Statement: [
          { ...statement, Sid: 'A' },
          { ...statement, Sid: 'A' },
        ],
      },
    ],
    ['an action star', withStatement({ Action: '*' })],
    ['an action star of all services', withStatement({ Action: '*:*' })],
    ['a wildcard in the service of an action', withStatement({ Action: 's3*:Get*' })],
    ['an action this code does not know', withStatement({ Action: 's3:GetMoon' })],
    ['a resource of another bucket', withStatement({ Resource: 'arn:aws:s3:::another/*' })],
    ['an empty condition', withCondition({})],
    ['an operator block without keys', withCondition({ StringEquals: {} })],
    ['a key without values', withCondition({ StringEquals: { 'aws:SourceVpce': [] } })],
    ['a key AWS has not published', withCondition({ StringEquals: { 'aws:Moon': 'full' } })],
    ['an operator in another case', withCondition({ bool: { 'aws:SecureTransport': 'false' } })],
    [
      'dates in both forms',
      withCondition({ DateLessThan: { 'aws:CurrentTime': ['2030-01-01T00:00:00Z', 1893456000] } }),
    ],
    ['addresses of both versions', withCondition({ IpAddress: { 'aws:SourceIp': ['203.0.113.7', '2001:db8::/32'] } })],
    ['a boolean for Null', withCondition({ Null: { 'aws:TokenIssueTime': true } })],
    [
      'a member named __proto__ among condition keys',
      JSON.parse(
        '{"Statement":{"Effect":"Deny","Principal":"*","Action":"*","Resource":"*","Condition":{"StringEquals":{"__proto__":"a"}}}}',
      ),
    ],
  ])('%s', (_, source) => {
    expect(() => parsePolicy(source)).not.toThrow();
    expect(() => parsePolicy(JSON.stringify(source))).not.toThrow();
  });
});

test('whatever it is given, parsing gives a policy or says that it is malformed', () => {
  const names = [
    'Version',
    'Statement',
    'Effect',
    'Principal',
    'AWS',
    'Action',
    'Resource',
    'Condition',
    'Bool',
    '__proto__',
  ];
  const { anything } = fc.letrec<{ anything: unknown }>((tie) => ({
    anything: fc.oneof(
      { depthSize: 'medium' },
      fc.constantFrom<unknown>('*', 'Allow', 'Deny', 's3:*', '2012-10-17', null, undefined, 3, true, ''),
      fc.array(tie('anything'), { maxLength: 3 }),
      fc.dictionary(fc.constantFrom(...names), tie('anything'), { maxKeys: 5 }),
    ),
  }));
  fc.assert(
    fc.property(anything, (source) => {
      for (const form of [source, JSON.stringify(source)]) {
        try {
          expect(parsePolicy(form).statements.length).toBeGreaterThan(0);
        } catch (error) {
          expect(error).toBeInstanceOf(MalformedPolicyError);
        }
      }
    }),
    { numRuns: 500 },
  );
});

test('a list of one is its value, and the order of members does not matter', () => {
  const listed = {
    Statement: [
      { Resource: [statement.Resource], Action: ['s3:GetObject'], Principal: { AWS: ['*'] }, Effect: 'Allow' },
    ],
    Version: '2012-10-17',
  };
  expect(parsePolicy(JSON.stringify(listed))).toEqual(
    parsePolicy({ ...policy, Statement: { ...statement, Principal: { AWS: '*' } } }),
  );
});
