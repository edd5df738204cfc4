import type { Caller } from './callers.js';
import { evaluateRequest } from './evaluate-request.js';
import { parsePolicy } from './parse.js';
import type { PolicyRequest } from './request.js';
import {
  allow,
  bucketArn,
  deny,
  OTHER,
  OWNER,
  objectsArn,
  policyOf,
  type StatementSource,
  when,
} from './sample-policies.js';

const ROLE = `arn:aws:iam::${OTHER}:role/app/Reader`;
const anonymous: Caller = { kind: 'anonymous' };
const read: PolicyRequest = {
  caller: anonymous,
  action: 's3:GetObject',
  resource: `${bucketArn}/a/b.txt`,
  context: {},
};
const decide = (statements: readonly StatementSource[], changes: Partial<PolicyRequest> = {}) =>
  evaluateRequest(policyOf(...statements), { ...read, ...changes });

test('a Deny wins over an Allow, and without either nothing is allowed', () => {
  expect(decide([allow()])).toBe('allowed');
  expect(decide([allow(), deny()])).toBe('explicitlyDenied');
  expect(decide([allow({ Action: 's3:PutObject' })])).toBe('notAllowed');
});

describe('principals', () => {
  const account: Caller = { kind: 'account', account: OTHER, arn: null };
  const role: Caller = { kind: 'account', account: OTHER, arn: ROLE };
  const session: Caller = { kind: 'account', account: OTHER, arn: `arn:aws:sts::${OTHER}:assumed-role/Reader/s1` };
  const service: Caller = { kind: 'service', name: 'cloudtrail.amazonaws.com' };
  test.each<[string, StatementSource, Caller, boolean]>([
    ['a star, anonymous', { Principal: '*' }, anonymous, true],
    ['a star, a service', { Principal: { AWS: '*' } }, service, true],
    ['an account, one of its principals', { Principal: { AWS: OTHER } }, role, true],
    ['an account, its session', { Principal: { AWS: OTHER } }, session, true],
    ['an account, anonymous', { Principal: { AWS: OTHER } }, anonymous, false],
    ['a role, itself', { Principal: { AWS: ROLE } }, role, true],
    ['a role, its session', { Principal: { AWS: ROLE } }, session, true],
    ['a role, another principal of the account', { Principal: { AWS: ROLE } }, account, false],
    ['a session, its role', { Principal: { AWS: session.kind === 'account' ? session.arn : '' } }, role, false],
    ['a service, itself', { Principal: { Service: 'cloudtrail.amazonaws.com' } }, service, true],
    ['a service, another', { Principal: { Service: 'config.amazonaws.com' } }, service, false],
    [
      'a canonical user',
      { Principal: { CanonicalUser: 'a'.repeat(64) } },
      { kind: 'canonicalUser', id: 'a'.repeat(64) },
      true,
    ],
    [
      'an identity provider',
      { Principal: { Federated: 'graph.facebook.com' } },
      { kind: 'federated', provider: 'graph.facebook.com' },
      true,
    ],
    ['everyone but an account, it', { Principal: undefined, NotPrincipal: { AWS: OTHER } }, role, false],
    ['everyone but an account, anonymous', { Principal: undefined, NotPrincipal: { AWS: OTHER } }, anonymous, true],
    ['what remains of a role', { Principal: { AWS: 'AROAEXAMPLEID12345678' } }, role, false],
  ])('%s', (_, changes, caller, expected) => {
    expect(decide([allow(changes)], { caller })).toBe(expected ? 'allowed' : 'notAllowed');
  });
});

describe('actions and resources', () => {
  test.each<[string, StatementSource, boolean]>([
    ['an action in another case', { Action: 'S3:GETOBJECT' }, true],
    ['a wildcard', { Action: 's3:Get*' }, true],
    ['one character', { Action: 's3:?etObject' }, true],
    ['all but another', { Action: undefined, NotAction: 's3:PutObject' }, true],
    ['all but this', { Action: undefined, NotAction: 's3:get*' }, false],
    ['a resource across slashes and colons', { Resource: 'arn:*b.txt' }, true],
    ['a resource in another case', { Resource: `${bucketArn}/A/*` }, false],
    ['all but this object', { Resource: undefined, NotResource: `${bucketArn}/a/*` }, false],
    ['the bucket is no object', { Resource: bucketArn }, false],
  ])('%s', (_, changes, expected) => {
    expect(decide([allow(changes)])).toBe(expected ? 'allowed' : 'notAllowed');
  });
});

describe('variables', () => {
  const context = { 'aws:username': 'ann*', 'aws:PrincipalTag/team': 'blue' };
  test.each<[string, string, string, boolean]>([
    ['the value', `\${aws:username}`, 'ann*', true],
    ['its wildcards are text', `\${aws:username}`, 'annabel', false],
    ['beside wildcards', `*-\${aws:PrincipalTag/team}`, 'x-blue', true],
    ['the key in another case', `\${AWS:Username}`, 'ann*', true],
    ['a key that is missing', `\${aws:userid}`, '', false],
    ['a default', `\${aws:userid, 'guest'}`, 'guest', true],
    ['an escaped star', `a\${*}`, 'a*', true],
    ['an escaped star is no wildcard', `a\${*}`, 'abc', false],
    ['an escaped question mark', `a\${?}`, 'a?', true],
    ['an escaped dollar', `\${$}`, '$', true],
  ])('%s', (_, pattern, value, expected) => {
    const statement = allow(when('StringLike', 's3:prefix', pattern));
    expect(decide([statement], { context: { ...context, 's3:prefix': value } })).toBe(
      expected ? 'allowed' : 'notAllowed',
    );
  });

  test('in a resource', () => {
    const statement = allow({ Resource: `${bucketArn}/\${aws:PrincipalTag/team}/*` });
    expect(decide([statement], { context, resource: `${bucketArn}/blue/x` })).toBe('allowed');
    expect(decide([statement], { context, resource: `${bucketArn}/red/x` })).toBe('notAllowed');
  });

  test('without a value the negation holds', () => {
    expect(
      decide([allow(), deny(when('StringNotLike', 's3:prefix', `\${aws:username}/*`))], {
        context: { 's3:prefix': 'a' },
      }),
    ).toBe('explicitlyDenied');
  });

  test('in a policy of 2008 they are text', () => {
    const policy = parsePolicy({
      Version: '2008-10-17',
      Statement: allow(when('StringEquals', 's3:prefix', `\${aws:username}`)),
    });
    expect(evaluateRequest(policy, { ...read, context: { ...context, 's3:prefix': 'ann*' } })).toBe('notAllowed');
    expect(evaluateRequest(policy, { ...read, context: { ...context, 's3:prefix': `\${aws:username}` } })).toBe(
      'allowed',
    );
  });
});

test('all keys of all operators must hold', () => {
  const statement = allow({
    Condition: {
      StringEquals: { 'aws:SourceVpce': 'vpce-1', 's3:prefix': 'a' },
      Bool: { 'aws:SecureTransport': 'true' },
    },
  });
  const context = { 'AWS:SourceVPCE': 'vpce-1', 's3:prefix': 'a', 'aws:SecureTransport': 'true' };
  expect(decide([statement], { context })).toBe('allowed');
  for (const key of Object.keys(context))
    expect(decide([statement], { context: { ...context, [key]: 'other' } })).toBe('notAllowed');
});

test('a request of the bucket s own account is judged like any other', () => {
  const caller: Caller = { kind: 'account', account: OWNER, arn: null };
  expect(decide([allow({ Principal: { AWS: OTHER }, Resource: objectsArn })], { caller })).toBe('notAllowed');
});
