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

describe('what S3 refuses is malformed, and the message names the place', () => {
  const long = 'a'.repeat(10_000);
  test.each<[string, unknown, string]>([
    ['text that is no JSON', '{"Statement":', 'the policy is not JSON'],
    ['an empty text', '', 'the policy is not JSON'],
    ['a byte order mark', `\uFEFF${JSON.stringify(policy)}`, 'the policy is not JSON'],
    ['null', null, 'the policy must be an object, got null'],
    ['undefined', undefined, 'the policy must be an object, got nothing'],
    ['a list', [policy], 'the policy must be an object, got a list'],
    ['no Statement', { Version: '2012-10-17' }, 'Statement must be an object or a list of objects, got nothing'],
    ['no statements', { Statement: [] }, 'Statement must be an object or a list of objects, got an empty list'],
    ['a statement that is text', { Statement: ['x'] }, 'Statement[0] must be an object, got "x"'],
    [
      'an unknown Version',
      { ...policy, Version: '2020-01-01' },
      'Version must be "2012-10-17" or "2008-10-17", got "2020-01-01"',
    ],
    ['an Id that is no text', { ...policy, Id: 7 }, 'Id must be a string, got 7'],
    ['an unknown member', { ...policy, Comment: 'x' }, 'the policy has an unknown member "Comment"'],
    [
      'a member in another case',
      { Statement: { ...statement, effect: 'Allow' } },
      'Statement[0] has an unknown member "effect"',
    ],
    ['a member named __proto__', '{"__proto__":{},"Statement":[]}', 'the policy has an unknown member "__proto__"'],
    [
      'an Effect in another case',
      { Statement: [statement, { ...statement, Effect: 'allow' }] },
      'Statement[1].Effect must be "Allow" or "Deny", got "allow"',
    ],
    ['no Effect', withStatement({ Effect: undefined }), 'Statement[0].Effect must be "Allow" or "Deny", got nothing'],
    ['a Sid that is no text', withStatement({ Sid: {} }), 'Statement[0].Sid must be a string, got an object'],
    [
      'no Principal',
      withStatement({ Principal: undefined }),
      'Statement[0] must have Principal or NotPrincipal, has neither',
    ],
    [
      'both principals',
      withStatement({ NotPrincipal: '*' }),
      'Statement[0] must have Principal or NotPrincipal, has both',
    ],
    [
      'a principal of text',
      withStatement({ Principal: '444455556666' }),
      'Statement[0].Principal must be "*" or an object, got "444455556666"',
    ],
    [
      'an empty principal',
      withStatement({ Principal: {} }),
      'Statement[0].Principal must name a principal, got an object',
    ],
    [
      'an unknown sort of principal',
      withStatement({ Principal: { Aws: '*' } }),
      'Statement[0].Principal has an unknown member "Aws"',
    ],
    [
      'a wildcard in a principal',
      withStatement({ Principal: { AWS: 'arn:aws:iam::444455556666:role/*' } }),
      'Statement[0].Principal.AWS must not have a wildcard in a name, got "arn:aws:iam::444455556666:role/*"',
    ],
    [
      'a wildcard in a service',
      withStatement({ Principal: { Service: '*.amazonaws.com' } }),
      'Statement[0].Principal.Service must not have a wildcard in a name, got "*.amazonaws.com"',
    ],
    [
      'a principal that is neither account nor ARN',
      withStatement({ Principal: { AWS: 'ann' } }),
      'Statement[0].Principal.AWS must hold account ids, ARNs or "*", got "ann"',
    ],
    [
      'a principal that is a number',
      withStatement({ Principal: { AWS: 444455556666 } }),
      'Statement[0].Principal.AWS must be a string or a list of strings, got 444455556666',
    ],
    [
      'no principals',
      withStatement({ Principal: { AWS: [] } }),
      'Statement[0].Principal.AWS must be a string or a list of strings, got an empty list',
    ],
    ['no Action', withStatement({ Action: undefined }), 'Statement[0] must have Action or NotAction, has neither'],
    ['both actions', withStatement({ NotAction: '*' }), 'Statement[0] must have Action or NotAction, has both'],
    [
      'an action without service',
      withStatement({ Action: 'GetObject' }),
      'Statement[0].Action must be "*" or begin with a service such as "s3:", got "GetObject"',
    ],
    [
      'a list in the list of actions',
      withStatement({ Action: [['s3:*']] }),
      'Statement[0].Action must hold non-empty strings, got a list',
    ],
    [
      'no Resource',
      withStatement({ Resource: undefined }),
      'Statement[0] must have Resource or NotResource, has neither',
    ],
    ['an empty resource', withStatement({ Resource: '' }), 'Statement[0].Resource must hold non-empty strings, got ""'],
    ['a condition that is a list', withCondition([]), 'Statement[0].Condition must be an object, got an empty list'],
    [
      'an unknown operator',
      withCondition({ StringMatches: {} }),
      'Statement[0].Condition has an unknown operator "StringMatches"',
    ],
    [
      'an operator named like a method',
      withCondition({ constructor: {} }),
      'Statement[0].Condition has an unknown operator "constructor"',
    ],
    [
      'NullIfExists',
      withCondition({ NullIfExists: {} }),
      'Statement[0].Condition has an unknown operator "NullIfExists": Null takes no prefix or suffix',
    ],
    [
      'Null of a set',
      withCondition({ 'ForAnyValue:Null': {} }),
      'Statement[0].Condition has an unknown operator "ForAnyValue:Null": Null takes no prefix or suffix',
    ],
    [
      'an unknown set prefix',
      withCondition({ 'ForSomeValue:StringEquals': {} }),
      'Statement[0].Condition has an unknown operator "ForSomeValue:StringEquals"',
    ],
    [
      'a condition value that is an object',
      withCondition({ StringEquals: { a: {} } }),
      'Statement[0].Condition.StringEquals["a"] must hold strings, numbers or booleans, got an object',
    ],
    [
      'a truth that is none',
      withCondition({ Bool: { a: 'yes' } }),
      'Statement[0].Condition.Bool["a"] must be "true" or "false", got "yes"',
    ],
    [
      'a number that is none',
      withCondition({ NumericLessThan: { a: '1.2.3' } }),
      'Statement[0].Condition.NumericLessThan["a"] must hold numbers, got "1.2.3"',
    ],
    [
      'a date that is none',
      withCondition({ DateLessThan: { a: 'soon' } }),
      'Statement[0].Condition.DateLessThan["a"] must hold dates, got "soon"',
    ],
    [
      'an address that is none',
      withCondition({ IpAddress: { a: '10.0.0.0/33' } }),
      'Statement[0].Condition.IpAddress["a"] must hold addresses or CIDR ranges, got "10.0.0.0/33"',
    ],
    [
      'a long value, cut in the message',
      withStatement({ Effect: long }),
      `Statement[0].Effect must be "Allow" or "Deny", got "${'a'.repeat(80)}"...`,
    ],
  ])('%s', (_, source, message) => {
    expect(() => parsePolicy(source)).toThrow(expect.objectContaining({ name: 'MalformedPolicyError', message }));
  });

  test('deep nesting, which a message does not repeat', () => {
    const deep = `${'['.repeat(100_000)}${']'.repeat(100_000)}`;
    const source = `{"Statement":{"Effect":${deep}}}`;
    expect(() => parsePolicy(source)).toThrow('Statement[0].Effect must be "Allow" or "Deny", got a list');
  });
});

describe('members named twice', () => {
  const wrap = (members: string) =>
    `{"Statement":[{"Effect":"Allow","Principal":"*","Action":"s3:*","Resource":"*"${members}}]}`;
  test.each([
    ['of a statement', wrap(',"Effect":"Deny"')],
    ['spelled with an escape', wrap(',"\\u0045ffect":"Deny"')],
    ['of the policy', '{"Statement":{},"Statement":[{"Effect":"Deny","Principal":"*","Action":"*","Resource":"*"}]}'],
    ['of a condition', wrap(',"Condition":{"Bool":{"a":true},"Bool":{"b":true}}')],
    ['of an operator block', wrap(',"Condition":{"Bool":{"a":true , "a" : false}}')],
  ])('%s are malformed', (_, source) => {
    expect(() => parsePolicy(source)).toThrow('the policy must not name a member of an object twice');
  });

  test('strings that look like members do not count', () => {
    const text = wrap(',"Sid":"a\\":\\\\","Condition":{"StringEquals":{"aws:UserAgent":["x\\":", "\\\\", ":"]}}');
    expect(parsePolicy(text).statements).toHaveLength(1);
  });

  test('keys that differ in case are two conditions', () => {
    const text = wrap(',"Condition":{"Bool":{"aws:SecureTransport":true,"AWS:securetransport":false}}');
    expect(first(text).conditions.map(({ key }) => key)).toEqual(['aws:securetransport', 'aws:securetransport']);
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
