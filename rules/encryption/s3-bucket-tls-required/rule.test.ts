import { unknown } from '../../../src/core/fact.js';
import { ParameterError } from '../../../src/core/parameters.js';
import { bucketWith, OTHER_ACCOUNT, resourceWith } from '../../../test/builders.js';
import { intricateDenies } from '../../../test/intricate-denies.js';
import { NOW, type RuleCase, testRule } from '../../../test/rule-tester.js';
import rule from './rule.js';

const BUCKET_ARN = 'arn:aws:s3:::app-data';
const OBJECTS_ARN = `${BUCKET_ARN}/*`;

/** The statement of AWS's page on the managed rule. */
const denyPlainHttp = {
  Sid: 'DenyPlainHttp',
  Effect: 'Deny',
  Principal: '*',
  Action: 's3:*',
  Resource: [BUCKET_ARN, OBJECTS_ARN],
  Condition: { Bool: { 'aws:SecureTransport': 'false' } },
};
const denyOldTls = {
  ...denyPlainHttp,
  Sid: 'DenyOldTls',
  Condition: { NumericLessThan: { 's3:TlsVersion': '1.2' } },
};
const unrelated = {
  Sid: 'DenyOtherKeys',
  Effect: 'Deny',
  Principal: '*',
  Action: 's3:PutObject',
  Resource: OBJECTS_ARN,
  Condition: { StringNotEquals: { 's3:x-amz-server-side-encryption': 'aws:kms' } },
};

const policyOf = (...statements: readonly object[]) => ({ Version: '2012-10-17', Statement: statements });
const withStatements = (...statements: readonly object[]) => bucketWith({ policy: policyOf(...statements) });
const but = (change: object) => withStatements({ ...denyPlainHttp, ...change });

/** Ways to say the same. */
const spellings: readonly (readonly [string, object])[] = [
  ['BoolIfExists', { Condition: { BoolIfExists: { 'aws:SecureTransport': 'false' } } }],
  ['a JSON boolean', { Condition: { Bool: { 'aws:SecureTransport': false } } }],
  ['a list of one', { Condition: { Bool: { 'aws:SecureTransport': ['false'] } } }],
  ['a key in lower case (A3)', { Condition: { Bool: { 'aws:securetransport': 'false' } } }],
  ['a value in capitals', { Condition: { Bool: { 'aws:SecureTransport': 'False' } } }],
  ['{"AWS": "*"} (C4)', { Principal: { AWS: '*' } }],
  ['a list of principals that holds *', { Principal: { AWS: ['arn:aws:iam::111122223333:root', '*'] } }],
  ['the action *', { Action: '*' }],
  ['the service in capitals', { Action: 'S3:*' }],
  ['a list of actions that holds s3:*', { Action: ['s3:GetObject', 's3:*'] }],
  ['NotAction of another service', { Action: undefined, NotAction: 'iam:*' }],
  ['the resource *', { Resource: '*' }],
  ['one pattern for bucket and objects', { Resource: `${BUCKET_ARN}*` }],
  ['every bucket', { Resource: 'arn:aws:s3:::*' }],
  ['objects as bucket/?*', { Resource: [BUCKET_ARN, `${BUCKET_ARN}/?*`] }],
  ['NotResource of another bucket', { Resource: undefined, NotResource: 'arn:aws:s3:::other/*' }],
  ['no condition: everything is denied', { Condition: undefined }],
];

/** One thing spoiled each. */
const gaps: readonly (readonly [string, object, RegExp])[] = [
  [
    'objects alone (C2)',
    { Resource: OBJECTS_ARN },
    /^HTTP is not denied for requests to the bucket \(such as s3:ListBucket\)\.$/,
  ],
  [
    'the bucket alone',
    { Resource: BUCKET_ARN },
    /^HTTP is not denied for requests to objects \(such as s3:GetObject\)\.$/,
  ],
  [
    'objects under one prefix (Prowler looks at no resource)',
    { Resource: [BUCKET_ARN, `${BUCKET_ARN}/logs/*`] },
    /objects/,
  ],
  ['one action', { Action: 's3:GetObject' }, /s3:PutObject/],
  ['a pattern with * that is not every action (Prowler, Steampipe)', { Action: 's3:Get*' }, /s3:ListBucket/],
  ['reads and writes, not the rest', { Action: ['s3:Get*', 's3:Put*', 's3:List*', 's3:Delete*'] }, /is not denied for/],
  [
    'one role (Prowler looks at no principal)',
    { Principal: { AWS: 'arn:aws:iam::111122223333:role/app' } },
    /is not denied for/,
  ],
  ['one account', { Principal: { AWS: OTHER_ACCOUNT } }, /is not denied for/],
  [
    'everyone but one role',
    { Principal: undefined, NotPrincipal: { AWS: 'arn:aws:iam::111122223333:role/app' } },
    /is not denied for/,
  ],
  [
    'a second key that narrows it',
    { Condition: { ...denyPlainHttp.Condition, StringNotEquals: { 'aws:PrincipalAccount': '111122223333' } } },
    /is not denied for/,
  ],
  [
    'AWS services spared',
    { Condition: { Bool: { 'aws:SecureTransport': 'false', 'aws:PrincipalIsAWSService': 'false' } } },
    /is not denied for/,
  ],
  [
    'addresses of an office spared',
    { Condition: { ...denyPlainHttp.Condition, NotIpAddress: { 'aws:SourceIp': '203.0.113.0/24' } } },
    /is not denied for/,
  ],
];

const nothing: readonly (readonly [string, object])[] = [
  ['the wrong value', { Condition: { Bool: { 'aws:SecureTransport': 'true' } } }],
  ['another bucket', { Resource: ['arn:aws:s3:::other', 'arn:aws:s3:::other/*'] }],
  ['a bucket whose name begins alike', { Resource: [`${BUCKET_ARN}-old`, `${BUCKET_ARN}-old/*`] }],
  ['another partition', { Resource: ['arn:aws-cn:s3:::app-data', 'arn:aws-cn:s3:::app-data/*'] }],
  ['another service', { Action: 'iam:*' }],
  ['a key that is never missing asked to be', { Condition: { Null: { 'aws:SecureTransport': 'true' } } }],
];

const overTls = { Bool: { 'aws:SecureTransport': 'true' } };
const lenient = { requireBucketAndObjects: 'false' };
const nonCompliant: readonly RuleCase[] = [
  {
    name: 'no policy',
    resource: bucketWith({ policy: null }),
    code: 'NO_POLICY',
    reason: 'The bucket has no policy, so nothing denies requests over plain HTTP.',
    evidence: ['policy'],
    severity: 'MEDIUM',
  },
  {
    name: 'a policy without a Deny',
    resource: withStatements({
      Effect: 'Allow',
      Principal: { AWS: OTHER_ACCOUNT },
      Action: 's3:GetObject',
      Resource: OBJECTS_ARN,
    }),
    code: 'NO_DENY',
    reason: 'No statement denies requests over plain HTTP.',
    evidence: ['policy'],
  },
  {
    name: 'a Deny of something else alone',
    resource: withStatements(unrelated),
    code: 'NOT_COVERED',
    evidence: ['policy.Statement[0]'],
  },
  ...gaps.map(([name, change, reason]) => ({
    name: `HTTP denied for ${name}`,
    resource: withStatements(unrelated, { ...denyPlainHttp, ...change }),
    code: 'NOT_COVERED',
    reason,
    evidence: ['policy.Statement[0]', 'policy.Statement[1]'],
  })),
  ...nothing.map(([name, change]) => ({ name: `HTTP denied for ${name}`, resource: but(change), code: 'NO_DENY' })),
  {
    name: 'an Allow over TLS, which forbids nothing (Checkov)',
    resource: but({ Effect: 'Allow', Condition: { Bool: { 'aws:SecureTransport': 'true' } } }),
    code: 'ALLOW_ONLY',
    reason: /^Statement "DenyPlainHttp" allows over TLS but nothing denies plain HTTP/,
    evidence: ['policy.Statement[0]'],
  },
  {
    name: 'HTTP and an old version asked for in one Deny, which never holds (C6)',
    resource: but({ Condition: { ...denyPlainHttp.Condition, NumericLessThan: { 's3:TlsVersion': '1.2' } } }),
    code: 'BROKEN_AND_PATTERN',
    reason: /its conditions never hold together\. Use two statements\.$/,
    evidence: ['policy.Statement[0]'],
  },
  {
    name: 'only a TLS version asked for, which plain HTTP does not have',
    resource: withStatements(denyOldTls),
    code: 'TLS_VERSION_ONLY',
    evidence: ['policy.Statement[0]'],
  },
  {
    name: 'objects of two prefixes by two statements, others by none',
    resource: withStatements(
      { ...denyPlainHttp, Resource: [BUCKET_ARN, `${BUCKET_ARN}/a*`] },
      { ...denyPlainHttp, Resource: `${BUCKET_ARN}/b*` },
    ),
    code: 'NOT_COVERED',
    evidence: ['policy.Statement[0]', 'policy.Statement[1]'],
  },
  {
    name: 'the bucket alone, requests to the bucket not required',
    resource: but({ Resource: BUCKET_ARN }),
    parameters: lenient,
    code: 'NOT_COVERED',
    reason: /requests to objects/,
    evidence: ['policy.Statement[0]'],
  },
  {
    name: 'objects under one prefix, requests to the bucket not required',
    resource: but({ Resource: `${BUCKET_ARN}/logs/*` }),
    parameters: lenient,
    code: 'NOT_COVERED',
  },
  {
    name: 'any TLS version passes, 1.2 required',
    resource: withStatements(denyPlainHttp),
    parameters: { minimumTlsVersion: '1.2' },
    code: 'TLS_VERSION_TOO_LOW',
    reason: 'Plain HTTP is denied, but TLS 1.0 is not; 1.2 is required.',
    evidence: ['policy'],
  },
  {
    name: 'TLS 1.2 passes, 1.3 required',
    resource: withStatements(denyPlainHttp, denyOldTls),
    parameters: { minimumTlsVersion: '1.3' },
    code: 'TLS_VERSION_TOO_LOW',
    reason: 'Plain HTTP is denied, but TLS 1.2 is not; 1.3 is required.',
  },
  {
    name: 'the version compared the wrong way round',
    resource: withStatements(denyPlainHttp, {
      ...denyOldTls,
      Condition: { NumericGreaterThan: { 's3:TlsVersion': '1.2' } },
    }),
    parameters: { minimumTlsVersion: '1.2' },
    code: 'TLS_VERSION_TOO_LOW',
  },
  {
    name: 'old versions denied for objects alone',
    resource: withStatements(denyPlainHttp, { ...denyOldTls, Resource: OBJECTS_ARN }),
    parameters: { minimumTlsVersion: '1.2' },
    code: 'TLS_VERSION_TOO_LOW',
  },
  {
    name: 'old versions denied, plain HTTP not, a version required',
    resource: withStatements(denyOldTls),
    parameters: { minimumTlsVersion: '1.2' },
    code: 'TLS_VERSION_ONLY',
  },
];

testRule(rule, {
  compliant: [
    {
      name: 'the statement of AWS for the managed rule (C9)',
      resource: withStatements(denyPlainHttp),
      code: 'HTTP_DENIED',
      reason: 'Statement "DenyPlainHttp" denies plain HTTP.',
    },
    ...spellings.map(([name, change]) => ({
      name: `the same with ${name}`,
      resource: but(change),
      code: 'HTTP_DENIED',
    })),
    {
      name: 'a policy without a version',
      resource: bucketWith({ policy: { Statement: denyPlainHttp } }),
      code: 'HTTP_DENIED',
    },
    {
      name: 'an unrelated Deny beside it (C1, CloudSploit)',
      resource: withStatements(unrelated, denyPlainHttp),
      code: 'HTTP_DENIED',
    },
    {
      name: 'an Allow to everyone beside it',
      resource: withStatements(denyPlainHttp, { ...denyPlainHttp, Effect: 'Allow', Condition: undefined }),
      code: 'HTTP_DENIED',
    },
    {
      name: 'bucket and objects by two statements',
      resource: withStatements(
        { ...denyPlainHttp, Sid: 'Bucket', Resource: BUCKET_ARN },
        { ...denyPlainHttp, Sid: 'Objects', Resource: OBJECTS_ARN },
      ),
      code: 'HTTP_DENIED',
      reason: 'Statement "Bucket" and statement "Objects" deny plain HTTP.',
    },
    {
      name: 'some actions by one statement and all others by the next',
      resource: withStatements(
        { ...denyPlainHttp, Action: 's3:GetObject' },
        { ...denyPlainHttp, Action: undefined, NotAction: 's3:GetObject' },
      ),
      code: 'HTTP_DENIED',
    },
    {
      name: 'a bucket in GovCloud (C3)',
      resource: bucketWith(
        {
          policy: policyOf({
            ...denyPlainHttp,
            Resource: ['arn:aws-us-gov:s3:::app-data', 'arn:aws-us-gov:s3:::app-data/*'],
          }),
        },
        { arn: 'arn:aws-us-gov:s3:::app-data', region: 'us-gov-west-1' },
      ),
      code: 'HTTP_DENIED',
    },
    {
      name: 'a version asked for so that plain HTTP, which has none, is denied too',
      resource: withStatements({ ...denyOldTls, Condition: { NumericLessThanIfExists: { 's3:TlsVersion': '1.2' } } }),
      code: 'HTTP_DENIED',
    },
    {
      name: 'objects alone, requests to the bucket not required (CIS)',
      resource: but({ Resource: OBJECTS_ARN }),
      parameters: lenient,
      code: 'OBJECTS_ONLY',
      reason: 'Plain HTTP is denied for every object, which is all that is asked.',
    },
    {
      name: 'bucket and objects, requests to the bucket not required',
      resource: withStatements(denyPlainHttp),
      parameters: lenient,
      code: 'HTTP_DENIED',
    },
    {
      name: 'TLS 1.2 required and asked for',
      resource: withStatements(denyPlainHttp, denyOldTls),
      parameters: { minimumTlsVersion: '1.2' },
      code: 'TLS_VERSION_REQUIRED',
      reason: 'Statement "DenyPlainHttp" denies plain HTTP. TLS below 1.2 is denied too.',
    },
    {
      name: 'TLS 1.2 required and 1.3 asked for',
      resource: withStatements(denyPlainHttp, {
        ...denyOldTls,
        Condition: { NumericLessThan: { 's3:TlsVersion': 1.3 } },
      }),
      parameters: { minimumTlsVersion: '1.2' },
      code: 'TLS_VERSION_REQUIRED',
    },
    {
      name: 'TLS 1.3 required and asked for',
      resource: withStatements(denyPlainHttp, {
        ...denyOldTls,
        Condition: { NumericLessThan: { 's3:TlsVersion': '1.3' } },
      }),
      parameters: { minimumTlsVersion: '1.3' },
      code: 'TLS_VERSION_REQUIRED',
    },
    {
      name: 'TLS 1.2 required of objects alone',
      resource: withStatements({ ...denyPlainHttp, Resource: OBJECTS_ARN }, { ...denyOldTls, Resource: OBJECTS_ARN }),
      parameters: { ...lenient, minimumTlsVersion: '1.2' },
      code: 'TLS_VERSION_REQUIRED',
    },
    {
      name: 'left to a resource control policy, and the bucket policy does it as well',
      resource: withStatements(denyPlainHttp),
      parameters: { enforcedByRcp: 'true' },
      code: 'HTTP_DENIED',
    },
  ],
  nonCompliant,
  notApplicable: [
    {
      name: 'left to a resource control policy, no bucket policy (C9)',
      resource: bucketWith({ policy: null }),
      parameters: { enforcedByRcp: 'true' },
      code: 'ENFORCED_BY_RCP',
      reason: 'The parameter enforcedByRcp leaves this to a resource control policy, which the rule does not read.',
    },
    {
      name: 'left to a resource control policy, a bucket policy with a gap',
      resource: but({ Resource: OBJECTS_ARN }),
      parameters: { enforcedByRcp: 'true' },
      code: 'ENFORCED_BY_RCP',
    },
    {
      name: 'a table bucket',
      resource: resourceWith(
        'tableBucket',
        {
          type: 'AWS::S3Tables::TableBucket',
          id: 'arn:aws:s3tables:eu-west-1:111122223333:bucket/tables',
          arn: 'arn:aws:s3tables:eu-west-1:111122223333:bucket/tables',
          accountId: '111122223333',
          region: 'eu-west-1',
        },
        {},
      ),
      code: 'OTHER_BUCKET_KIND',
    },
  ],
  insufficientData: [
    {
      name: 'the policy was not read (A9)',
      resource: bucketWith({ policy: unknown('DENIED', 's3:GetBucketPolicy was denied') }),
      code: 'DENIED',
      reason: 's3:GetBucketPolicy was denied.',
    },
    {
      name: 'the policy is malformed',
      resource: bucketWith({ policy: unknown('MALFORMED', 'the bucket policy is malformed: the policy is not JSON') }),
      code: 'MALFORMED',
    },
    {
      name: 'a string operator on a Boolean key, of which AWS says nothing',
      resource: but({ Condition: { StringEquals: { 'aws:SecureTransport': 'false' } } }),
      code: 'STRING_OPERATOR',
      evidence: ['policy.Statement[0]'],
    },
    {
      name: 'a policy too intricate to say which TLS versions pass',
      resource: withStatements(denyPlainHttp, ...intricateDenies({ ...denyPlainHttp, Condition: overTls })),
      parameters: { minimumTlsVersion: '1.2' },
      code: 'TOO_INTRICATE',
      reason: 'The policy is too intricate to decide this.',
    },
  ],
});

describe('parameters', () => {
  it.each([
    { minimumTlsVersion: '1.1' },
    { minimumTlsVersion: 'TLSv1.2' },
    { enforcedByRcp: 'yes' },
    { requireBucketAndObjects: 'objects' },
  ])('malformed %j', (parameters) => {
    expect(() => rule.readParameters(parameters)).toThrow(ParameterError);
  });
});

describe('evidence', () => {
  it('is a request that no statement denies', () => {
    const verdict = rule.evaluate(but({ Resource: OBJECTS_ARN }), rule.readParameters({}), NOW);
    expect(verdict.evidence).toEqual([
      {
        path: 'policy.Statement[0]',
        found: expect.objectContaining({ action: 's3:ListBucket', resource: BUCKET_ARN }),
        expected: 'an explicit Deny',
      },
    ]);
  });
});
