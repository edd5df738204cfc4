import {
  accessOf,
  allow,
  bucket,
  bucketArn,
  deny,
  ORGANIZATION,
  OTHER,
  OWNER,
  objectsArn,
  policyOf,
  type StatementSource,
  when,
} from './sample-policies.js';
import { strangerAccess } from './stranger-access.js';

describe('Denies', () => {
  const everything = allow({ Action: 's3:*', Resource: [bucketArn, objectsArn] });
  test.each<[string, StatementSource, readonly string[]]>([
    ['of everything', deny(), []],
    ['of everyone outside an organization', deny(when('StringNotEquals', 'aws:PrincipalOrgID', ORGANIZATION)), []],
    ['the same with IfExists', deny(when('StringNotEqualsIfExists', 'aws:PrincipalOrgID', ORGANIZATION)), []],
    ['of everyone outside an account', deny(when('StringNotEquals', 'aws:PrincipalAccount', OWNER)), []],
    ['of everyone outside an endpoint', deny(when('StringNotEquals', 'aws:SourceVpce', 'vpce-1')), []],
    ['of addresses outside a range', deny(when('NotIpAddress', 'aws:SourceIp', '203.0.113.0/24')), []],
    [
      'of who comes neither from a range nor from an endpoint',
      deny({
        Condition: {
          NotIpAddress: { 'aws:SourceIp': '203.0.113.0/24' },
          StringNotEquals: { 'aws:SourceVpce': 'vpce-1' },
        },
      }),
      [],
    ],
    ['of everyone but the owner', deny({ Principal: undefined, NotPrincipal: { AWS: OWNER } }), []],
    ['of objects leaves the bucket', deny({ Resource: objectsArn }), ['list', 'admin', 'any']],
    ['of reading leaves versions', deny({ Action: 's3:GetObject' }), ['read', 'list', 'write', 'admin', 'any']],
    [
      'ForAnyValue spares whoever has no path',
      deny(when('ForAnyValue:StringNotLike', 'aws:PrincipalOrgPaths', `${ORGANIZATION}/*`)),
      ['read', 'list', 'write', 'admin', 'any'],
    ],
    [
      'of anonymous callers leaves every account',
      deny(when('StringEquals', 'aws:PrincipalType', 'Anonymous')),
      ['read', 'list', 'write', 'admin', 'any'],
    ],
    [
      'of who is in no organization leaves members of any',
      deny(when('Null', 'aws:PrincipalOrgID', 'true')),
      ['read', 'list', 'write', 'admin', 'any'],
    ],
    ['of another bucket', deny({ Resource: 'arn:aws:s3:::another*' }), ['read', 'list', 'write', 'admin', 'any']],
    [
      'of a header',
      deny(when('StringNotLike', 'aws:Referer', 'https://example.com/*')),
      ['read', 'list', 'write', 'admin', 'any'],
    ],
    ['of a user agent', deny(when('StringEquals', 'aws:UserAgent', 'curl')), ['read', 'list', 'write', 'admin', 'any']],
    ['of one account', deny({ Principal: { AWS: OTHER } }), ['read', 'list', 'write', 'admin', 'any']],
    ['of plain HTTP', deny(when('Bool', 'aws:SecureTransport', 'false')), ['read', 'list', 'write', 'admin', 'any']],
    [
      'of what a variable names',
      deny(when('StringNotLike', 's3:prefix', `\${aws:username}/*`)),
      ['read', 'list', 'write', 'admin', 'any'],
    ],
    [
      'of a prefix that a variable names',
      deny(when('StringLike', 's3:prefix', '${aws:username}*')),
      ['read', 'list', 'write', 'admin', 'any'],
    ],
    [
      'of objects that a variable names',
      deny({ Resource: `${bucketArn}/\${aws:username}*` }),
      ['read', 'list', 'write', 'admin', 'any'],
    ],
    ['of nothing but another service s actions', deny({ Action: 'iam:*' }), ['read', 'list', 'write', 'admin', 'any']],
    ['of all but another service s actions', deny({ Action: undefined, NotAction: 'iam:*' }), []],
  ])('%s', (_, statement, expected) => {
    expect(accessOf([everything, statement])).toEqual(expected);
  });

  test('of an ARN pattern that is none leaves everyone', () => {
    const policy = policyOf(everything, deny(when('ArnLike', 'aws:PrincipalArn', '*')));
    expect(strangerAccess(policy, bucket).read.value).toBe(true);
  });

  test('two that complete each other', () => {
    const inside = deny(when('StringLike', 's3:prefix', 'a*'));
    const outside = deny(when('StringNotLike', 's3:prefix', 'a*'));
    expect(accessOf([everything, inside, outside])).toEqual([]);
  });

  test('a Deny to everyone is no grant', () => {
    expect(accessOf([deny()])).toEqual([]);
  });
});

describe('variables', () => {
  test('the owner of the bucket is the account of the caller', () => {
    const own = when('StringEquals', 'aws:ResourceAccount', '${aws:PrincipalAccount}');
    expect(accessOf([allow(own)])).toEqual([]);
    const other = when('StringNotEquals', 's3:ResourceAccount', '${aws:PrincipalAccount}');
    expect(accessOf([allow(), deny(other)])).toEqual([]);
  });

  test('a resource by variable is granted somewhere', () => {
    expect(strangerAccess(policyOf(allow({ Resource: `${bucketArn}/\${aws:username}/*` })), bucket).read.value).toBe(
      true,
    );
  });

  test('in a policy of 2008 it is text', () => {
    const { statements } = policyOf(allow(when('StringEquals', 'aws:PrincipalAccount', `\${aws:ResourceAccount}`)));
    expect(strangerAccess({ version: '2008-10-17', id: null, statements }, bucket).read.value).toBe(false);
  });
});
