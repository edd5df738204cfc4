import fc from 'fast-check';
import { decideRequest } from './decide-request.js';
import { evaluateRequest } from './evaluate-request.js';
import type { KeyState, PartialRequest } from './partial-request.js';
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

const SERVICE = 'logging.s3.amazonaws.com';
const toService = { Principal: { Service: SERVICE }, Action: 's3:PutObject' };

const request = (
  keys: Readonly<Record<string, KeyState>> = {},
  changes: Partial<PartialRequest> = {},
): PartialRequest => ({
  caller: { kind: 'service', name: SERVICE },
  action: 's3:PutObject',
  resource: `${bucketArn}/logs/`,
  isOpen: true,
  ownerAccount: OWNER,
  stateOf: (key) => keys[key] ?? 'unknown',
  ...changes,
});
const decide = (
  statements: readonly StatementSource[],
  keys: Readonly<Record<string, KeyState>> = {},
  changes: Partial<PartialRequest> = {},
) => decideRequest(policyOf(...statements), request(keys, changes)).value;

test('a Deny wins over an Allow, and without an Allow nothing is allowed, whatever is open', () => {
  const open = when('IpAddress', 'aws:SourceIp', '203.0.113.0/24');
  expect(decide([allow(toService)])).toBe('allowed');
  expect(decide([allow(toService), deny()])).toBe('explicitlyDenied');
  expect(decide([deny(open)])).toBe('notAllowed');
  expect(decide([allow({ ...toService, ...open })])).toBe('unknown');
  expect(decide([allow({ ...toService, ...open }), deny()])).toBe('explicitlyDenied');
  expect(decide([allow(toService), deny(open)])).toBe('unknown');
  expect(decide([allow({ ...toService, ...open }), allow(toService)])).toBe('allowed');
});

test('it says which statements decide, and on what an open one hangs', () => {
  const open = when('IpAddress', 'aws:SourceIp', '203.0.113.0/24');
  const policy = policyOf(allow(toService), deny({ Sid: 'Addresses', ...open }));
  expect(decideRequest(policy, request())).toMatchObject({
    statements: [{ path: 'policy.Statement[1]', label: 'statement "Addresses"' }],
    dependsOn: ['aws:SourceIp'],
  });
  const allowed = decideRequest(policyOf(allow(toService)), request());
  expect(allowed).toMatchObject({ statements: [{ index: 0 }], dependsOn: [] });
});

describe('what its ARN may go on with', () => {
  test.each<[string, StatementSource, string]>([
    ['all of it', { Resource: `${bucketArn}/logs/*` }, 'allowed'],
    ['more than it', { Resource: objectsArn }, 'allowed'],
    ['a part of it', { Resource: `${bucketArn}/logs/web/*` }, 'unknown'],
    ['one of it', { Resource: `${bucketArn}/logs/a` }, 'unknown'],
    ['some ends of it', { Resource: `${bucketArn}/logs/*.gz` }, 'unknown'],
    ['none of it', { Resource: `${bucketArn}/other/*` }, 'notAllowed'],
    ['a variable', { Resource: `${bucketArn}/logs/\${aws:SourceAccount}/*` }, 'unknown'],
    ['all of it, on a condition that is open', { ...when('StringEquals', 'aws:x', 'a') }, 'unknown'],
    ['all but it', { Resource: undefined, NotResource: `${bucketArn}/logs/*` }, 'notAllowed'],
    ['all but a part of it', { Resource: undefined, NotResource: `${bucketArn}/logs/web/*` }, 'unknown'],
    ['all but another', { Resource: undefined, NotResource: `${bucketArn}/other/*` }, 'allowed'],
  ])('%s', (_name, changes, expected) => {
    expect(decide([allow({ ...toService, ...changes })])).toBe(expected);
  });
});

describe('condition keys', () => {
  const state = (one: KeyState, condition: StatementSource) =>
    decide([allow({ ...toService, ...condition })], { 'aws:sourceaccount': one });
  const isOwner = when('StringEquals', 'aws:SourceAccount', OWNER);
  test.each<[string, KeyState, StatementSource, string]>([
    ['a value', [[OWNER]], isOwner, 'allowed'],
    ['another value', [[OTHER]], isOwner, 'notAllowed'],
    ['missing', [[]], isOwner, 'notAllowed'],
    ['missing, which is allowed', [[]], when('StringEqualsIfExists', 'aws:SourceAccount', OWNER), 'allowed'],
    ['missing, negated', [[]], when('StringNotEquals', 'aws:SourceAccount', OWNER), 'allowed'],
    ['a value or missing', [[OWNER], []], isOwner, 'unknown'],
    [
      'one of two that both do',
      [[OWNER], [OTHER]],
      when('StringEquals', 'aws:SourceAccount', [OWNER, OTHER]),
      'allowed',
    ],
    ['any', 'unknown', isOwner, 'unknown'],
    ['present', 'present', isOwner, 'unknown'],
    ['present, asked whether it is missing', 'present', when('Null', 'aws:SourceAccount', 'true'), 'notAllowed'],
    ['present, asked whether it is there', 'present', when('Null', 'aws:SourceAccount', 'false'), 'allowed'],
    ['any, asked whether it is there', 'unknown', when('Null', 'aws:SourceAccount', 'false'), 'unknown'],
    ['missing, asked whether it is', [[]], when('Null', 'aws:SourceAccount', 'true'), 'allowed'],
    ['a variable', [[OWNER]], when('StringEquals', 'aws:SourceAccount', '${aws:PrincipalAccount}'), 'unknown'],
  ])('%s', (_name, one, condition, expected) => {
    expect(state(one, condition)).toBe(expected);
  });

  test('an operator that AWS documents nothing of for the key decides nothing', () => {
    const secure = { 'aws:securetransport': [['true']] } as const;
    expect(decide([allow(toService), deny(when('StringEquals', 'aws:SecureTransport', 'false'))], secure)).toBe(
      'unknown',
    );
    expect(decide([allow(toService), deny(when('Bool', 'aws:SecureTransport', 'false'))], secure)).toBe('allowed');
  });

  test.each<[string, readonly string[], string]>([
    ['ForAnyValue:StringEquals', [OTHER, OWNER], 'allowed'],
    ['ForAnyValue:StringEquals', [], 'notAllowed'],
    ['ForAllValues:StringEquals', [OTHER, OWNER], 'notAllowed'],
    ['ForAllValues:StringEquals', [], 'allowed'],
  ])('%s with %j', (operator, values, expected) => {
    expect(state([values], when(operator, 'aws:SourceAccount', OWNER))).toBe(expected);
  });
});

const condition = fc.constantFrom<StatementSource>(
  {},
  when('Bool', 'aws:SecureTransport', 'false'),
  when('StringEquals', 'aws:SourceAccount', OWNER),
  when('StringNotEquals', 'aws:SourceAccount', OTHER),
  when('StringEqualsIfExists', 'aws:SourceAccount', [OWNER, OTHER]),
  when('ArnLike', 'aws:SourceArn', 'arn:aws:s3:::app-*'),
  when('ArnNotLikeIfExists', 'aws:SourceArn', 'arn:aws:s3:::app-web'),
  when('Null', 's3:x-amz-server-side-encryption', 'true'),
  when('StringNotEquals', 's3:x-amz-server-side-encryption', 'aws:kms'),
  when('NumericLessThan', 's3:TlsVersion', '1.2'),
  when('NotIpAddress', 'aws:SourceIp', '203.0.113.0/24'),
);
const statement = fc
  .record({
    head: fc.constantFrom(allow, deny),
    principal: fc.constantFrom<StatementSource>(
      { Principal: '*' },
      { Principal: { Service: SERVICE } },
      { Principal: { Service: 'cloudtrail.amazonaws.com' } },
      { Principal: undefined, NotPrincipal: { Service: SERVICE } },
    ),
    action: fc.constantFrom('s3:PutObject', 's3:Put*', 's3:GetObject', '*'),
    resource: fc.constantFrom(objectsArn, `${bucketArn}/logs/*`, `${bucketArn}/logs/*.gz`, `${bucketArn}/other/*`),
    condition,
  })
  .map(({ head, principal, action, resource, condition: one }) =>
    head({ Action: action, Resource: resource, ...one, ...principal }),
  );
/** Values that keys can have, an empty list where they are missing. */
const possible = {
  'aws:securetransport': [['true'], ['false']],
  'aws:sourceaccount': [[], [OWNER], [OTHER]],
  'aws:sourcearn': [[], ['arn:aws:s3:::app-web'], ['arn:aws:s3:::other']],
  's3:x-amz-server-side-encryption': [[], ['AES256'], ['aws:kms']],
  's3:tlsversion': [[], ['1.1'], ['1.3']],
  'aws:sourceip': [['203.0.113.7'], ['198.51.100.7']],
};
const ends = ['a', 'a.gz', ''];
const whole = fc.record(
  Object.fromEntries(Object.entries(possible).map(([key, values]) => [key, fc.constantFrom(...values)])),
);

/** The same policies in every run, so that a failure is nobody's bad luck. */
const alike = { seed: 20261125, numRuns: 2000 };

describe('what plain evaluation says', () => {
  const policies = fc.array(statement, { minLength: 1, maxLength: 4 });

  test('is what it says of a request that is known', () => {
    fc.assert(
      fc.property(policies, whole, fc.constantFrom(...ends), (statements, values, end) => {
        const policy = policyOf(...statements);
        const resource = `${bucketArn}/logs/${end}`;
        const stateOf = (key: string) => [values[key] ?? []];
        expect(decideRequest(policy, request({}, { resource, isOpen: false, stateOf })).value).toBe(
          evaluateRequest(policy, { ...request(), resource, context: values }),
        );
      }),
      alike,
    );
  });

  test('is never another thing, whatever is not known', () => {
    const hidden = fc.subarray(Object.keys(possible));
    fc.assert(
      fc.property(policies, whole, hidden, fc.constantFrom(...ends), (statements, values, keys, end) => {
        const policy = policyOf(...statements);
        const stateOf = (key: string): KeyState => (keys.includes(key) ? 'unknown' : [values[key] ?? []]);
        const { value } = decideRequest(policy, request({}, { stateOf }));
        const plain = evaluateRequest(policy, { ...request(), resource: `${bucketArn}/logs/${end}`, context: values });
        // Without an Allow it does not matter whether a Deny that is open meets it too.
        const isAllowed = (one: string) => one === 'allowed';
        if (value !== 'unknown') expect(isAllowed(value)).toBe(isAllowed(plain));
      }),
      alike,
    );
  });
});
