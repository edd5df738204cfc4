import {
  allow,
  bucket,
  bucketArn,
  deny,
  denyPlainHttp,
  OTHER,
  OWNER,
  objectsArn,
  policyOf,
  type StatementSource,
} from './sample-policies.js';
import { minimumTlsVersion, plainHttpDenied } from './secure-transport.js';

const httpDenied = (...statements: readonly StatementSource[]) => plainHttpDenied(policyOf(...statements), bucket);
const minimum = (...statements: readonly StatementSource[]) => minimumTlsVersion(policyOf(...statements), bucket).value;
const tls = (operator: string, version: unknown, changes = {}) =>
  deny({ Condition: { [operator]: { 's3:TlsVersion': version } }, ...changes });
const secure = (value: unknown, operator = 'Bool') => ({ Condition: { [operator]: { 'aws:SecureTransport': value } } });

describe('HTTP is denied', () => {
  test.each<[string, readonly StatementSource[]]>([
    ['text', [denyPlainHttp(secure('false'))]],
    ['a boolean', [denyPlainHttp(secure(false))]],
    ['a list of one', [denyPlainHttp(secure(['false']))]],
    ['both values', [denyPlainHttp(secure(['false', 'true']))]],
    ['BoolIfExists', [denyPlainHttp(secure('false', 'BoolIfExists'))]],
    ['a key in another case', [denyPlainHttp({ Condition: { Bool: { 'AWS:securetransport': 'FALSE' } } })]],
    ['an AWS star', [denyPlainHttp({ Principal: { AWS: '*' } })]],
    ['a list of an AWS star', [denyPlainHttp({ Principal: { AWS: ['*'] } })]],
    ['a star among principals', [denyPlainHttp({ Principal: { AWS: [OTHER, '*'] } })]],
    ['an action star', [denyPlainHttp({ Action: '*' })]],
    ['an action in another case', [denyPlainHttp({ Action: 'S3:*' })]],
    ['a list with s3:*', [denyPlainHttp({ Action: ['s3:GetObject', 's3:*'] })]],
    ['all actions but those of another service', [denyPlainHttp({ Action: undefined, NotAction: 'iam:*' })]],
    [
      'statements that cover all actions together',
      [denyPlainHttp({ Action: 's3:Get*' }), denyPlainHttp({ Action: undefined, NotAction: 's3:Get*' })],
    ],
    ['one wildcard for bucket and objects', [denyPlainHttp({ Resource: `${bucketArn}*` })]],
    ['any resource', [denyPlainHttp({ Resource: '*' })]],
    ['any bucket', [denyPlainHttp({ Resource: 'arn:aws:s3:::*' })]],
    ['keys of at least one character', [denyPlainHttp({ Resource: [bucketArn, `${bucketArn}/?*`] })]],
    [
      'question marks that match',
      [denyPlainHttp({ Resource: ['arn:aws:s3:::example-b?cket', 'arn:aws:s3:::example-b?cket/*'] })],
    ],
    ['wildcards that match', [denyPlainHttp({ Resource: ['arn:*:s3:::ex*bucket', 'arn:*:s3:::ex*bucket/*'] })]],
    ['two statements', [denyPlainHttp({ Resource: bucketArn }), denyPlainHttp({ Resource: objectsArn })]],
    [
      'all resources but another bucket',
      [denyPlainHttp({ Resource: undefined, NotResource: 'arn:aws:s3:::another*' })],
    ],
    [
      'prefixes that cover all keys together',
      [
        denyPlainHttp({ Resource: [bucketArn, `${bucketArn}/logs/*`] }),
        denyPlainHttp({ Resource: undefined, NotResource: `${bucketArn}/logs/*` }),
      ],
    ],
    ['an unrelated Deny beside it', [deny({ Action: 's3:DeleteBucket', Resource: bucketArn }), denyPlainHttp()]],
    ['a Deny of everything', [deny()]],
    [
      'conditions that complete each other',
      [
        denyPlainHttp({
          Condition: { Bool: { 'aws:SecureTransport': 'false' }, StringEquals: { 'aws:PrincipalAccount': OWNER } },
        }),
        denyPlainHttp({
          Condition: { Bool: { 'aws:SecureTransport': 'false' }, StringNotEquals: { 'aws:PrincipalAccount': OWNER } },
        }),
      ],
    ],
    ['a TLS version that must exist', [tls('NumericLessThanIfExists', '1.2')]],
  ])('%s', (_, statements) => {
    const { value, code, witness } = httpDenied(...statements);
    expect({ value, code, witness }).toEqual({ value: true, code: 'HTTP_DENIED' });
  });

  test('in a policy of 2008', () => {
    const { statements } = policyOf(denyPlainHttp());
    expect(plainHttpDenied({ version: '2008-10-17', id: null, statements }, bucket).value).toBe(true);
  });

  test('the statements it rests on are named, others are not', () => {
    const answer = httpDenied(deny({ Sid: 'Mfa', Action: 's3:DeleteObject', Resource: objectsArn }), denyPlainHttp());
    expect(answer.statements.map(({ label }) => label)).toEqual(['statement "TlsOnly"']);
    expect(answer.reason).toBe('Statement "TlsOnly" denies plain HTTP.');
  });
});

describe('HTTP is not denied', () => {
  test.each<[string, string, readonly StatementSource[]]>([
    ['no Deny at all', 'NO_DENY', [allow()]],
    ['the wrong value', 'NO_DENY', [denyPlainHttp(secure('true'))]],
    ['an unrelated Deny', 'NOT_COVERED', [deny({ Action: 's3:DeleteBucket', Resource: bucketArn })]],
    ['an Allow over TLS', 'ALLOW_ONLY', [allow(secure('true'))]],
    ['Null: the key is never missing', 'NO_DENY', [denyPlainHttp(secure('true', 'Null'))]],
    ['a named account', 'NOT_COVERED', [denyPlainHttp({ Principal: { AWS: OTHER } })]],
    ['everyone but the owner', 'NOT_COVERED', [denyPlainHttp({ Principal: undefined, NotPrincipal: { AWS: OWNER } })]],
    ['one action', 'NOT_COVERED', [denyPlainHttp({ Action: 's3:GetObject' })]],
    ['reads and writes, which leaves others', 'NOT_COVERED', [denyPlainHttp({ Action: ['s3:Get*', 's3:Put*'] })]],
    ['only objects', 'NOT_COVERED', [denyPlainHttp({ Resource: objectsArn })]],
    ['only the bucket', 'NOT_COVERED', [denyPlainHttp({ Resource: bucketArn })]],
    ['only a prefix', 'NOT_COVERED', [denyPlainHttp({ Resource: [bucketArn, `${bucketArn}/logs/*`] })]],
    ['another bucket', 'NO_DENY', [denyPlainHttp({ Resource: ['arn:aws:s3:::another', 'arn:aws:s3:::another/*'] })]],
    ['another partition', 'NO_DENY', [denyPlainHttp({ Resource: 'arn:aws-cn:s3:::example-bucket*' })]],
    ['a bucket in another case', 'NO_DENY', [denyPlainHttp({ Resource: 'arn:aws:s3:::Example-Bucket*' })]],
    [
      'HTTP and a TLS version at once',
      'BROKEN_AND_PATTERN',
      [
        denyPlainHttp({
          Condition: { Bool: { 'aws:SecureTransport': 'false' }, NumericLessThan: { 's3:TlsVersion': 1.2 } },
        }),
      ],
    ],
    ['only a TLS version', 'TLS_VERSION_ONLY', [tls('NumericLessThan', '1.2')]],
    [
      'a further condition on the address',
      'NOT_COVERED',
      [
        denyPlainHttp({
          Condition: { Bool: { 'aws:SecureTransport': 'false' }, NotIpAddress: { 'aws:SourceIp': '203.0.113.0/24' } },
        }),
      ],
    ],
    [
      'a further condition on the account',
      'NOT_COVERED',
      [
        denyPlainHttp({
          Condition: { Bool: { 'aws:SecureTransport': 'false' }, StringNotEquals: { 'aws:PrincipalAccount': OWNER } },
        }),
      ],
    ],
    [
      'members of an organization whose paths are compared as text',
      'NOT_COVERED',
      [
        denyPlainHttp({
          Condition: {
            Bool: { 'aws:SecureTransport': 'false' },
            StringNotEquals: { 'aws:PrincipalOrgID': 'o-1', 'aws:PrincipalOrgPaths': 'o-1/*' },
          },
        }),
      ],
    ],
    [
      'a further condition on services',
      'NOT_COVERED',
      [
        denyPlainHttp({
          Condition: { Bool: { 'aws:SecureTransport': 'false', 'aws:PrincipalIsAWSService': 'false' } },
        }),
      ],
    ],
    [
      'a further condition on services acting for a caller',
      'NOT_COVERED',
      [denyPlainHttp({ Condition: { Bool: { 'aws:SecureTransport': 'false', 'aws:ViaAWSService': 'false' } } })],
    ],
  ])('%s', (_, code, statements) => {
    const answer = httpDenied(...statements);
    expect({ value: answer.value, code: answer.code }).toEqual({ value: false, code });
    expect(answer.witness?.context).toHaveProperty('aws:SecureTransport', 'false');
  });

  test.each<[string, string, readonly StatementSource[]]>([
    [
      'the bucket',
      'HTTP is not denied for requests to the bucket (such as s3:ListBucket).',
      [denyPlainHttp({ Resource: objectsArn })],
    ],
    [
      'objects',
      'HTTP is not denied for requests to objects (such as s3:GetObject).',
      [denyPlainHttp({ Resource: bucketArn })],
    ],
    [
      'one action',
      'HTTP is not denied for s3:ListBucket on the bucket.',
      [denyPlainHttp({ Action: undefined, NotAction: 's3:ListBucket' })],
    ],
    [
      'the owner',
      `HTTP is not denied for requests to objects (such as s3:GetObject) and requests to the bucket (such as s3:ListBucket) by account ${OWNER}.`,
      [denyPlainHttp({ Principal: undefined, NotPrincipal: { AWS: OWNER } })],
    ],
  ])('the reason says what is left: %s', (_, reason, statements) => {
    expect(httpDenied(...statements).reason).toBe(reason);
  });

  test('whether a string operator works is unknown', () => {
    const { value, code } = httpDenied(denyPlainHttp(secure('false', 'StringEquals')));
    expect({ value, code }).toEqual({ value: 'unknown', code: 'STRING_OPERATOR' });
  });

  test('a string operator on too little is not unknown', () => {
    expect(httpDenied(denyPlainHttp({ ...secure('false', 'StringEquals'), Resource: objectsArn })).value).toBe(false);
  });
});

describe('the lowest TLS version', () => {
  test.each<[string, readonly StatementSource[], string | null]>([
    ['none asked for', [denyPlainHttp()], null],
    ['a number', [tls('NumericLessThan', 1.2)], '1.2'],
    ['text', [tls('NumericLessThan', '1.3')], '1.3'],
    ['text with a zero more', [tls('NumericLessThan', '1.20')], '1.2'],
    ['less or equal', [tls('NumericLessThanEquals', '1.1')], '1.2'],
    ['IfExists', [tls('NumericLessThanIfExists', '1.2')], '1.2'],
    ['beside TLS itself', [denyPlainHttp(), tls('NumericLessThan', '1.2')], '1.2'],
    [
      'the pattern that keeps plain HTTP',
      [deny({ Condition: { Bool: { 'aws:SecureTransport': 'true' }, NumericLessThan: { 's3:TlsVersion': '1.2' } } })],
      '1.2',
    ],
    ['the higher of two', [tls('NumericLessThan', '1.2'), tls('NumericLessThan', '1.3')], '1.3'],
    ['old versions by name', [tls('StringEquals', ['1.0', '1.1'])], '1.2'],
    ['the wrong way round', [tls('NumericGreaterThan', '1.2')], null],
    ['only objects', [tls('NumericLessThan', '1.2', { Resource: objectsArn })], null],
    ['one account', [tls('NumericLessThan', '1.2', { Principal: { AWS: OTHER } })], null],
    ['everything denied', [deny()], '1.3'],
  ])('%s', (_, statements, expected) => {
    expect(minimum(...statements)).toBe(expected);
  });
});
