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
