import { unknown } from '../../../src/core/fact.js';
import { ParameterError } from '../../../src/core/parameters.js';
import { bucketWith, OTHER_ACCOUNT } from '../../../test/builders.js';
import { intricateDenies } from '../../../test/intricate-denies.js';
import { type RuleCase, testRule } from '../../../test/rule-tester.js';
import rule from './rule.js';

const OBJECTS_ARN = 'arn:aws:s3:::app-data/*';
const AGE = 's3:signatureAge';
const TYPE = 's3:authType';

/** AWS's example, of ten minutes, for everyone. */
const denyOld = {
  Sid: 'DenyOld',
  Effect: 'Deny',
  Principal: '*',
  Action: 's3:*',
  Resource: OBJECTS_ARN,
  Condition: { NumericGreaterThan: { [AGE]: '600000' } },
};
const denyPresigned = { ...denyOld, Sid: 'DenyUrls', Condition: { StringNotEquals: { [TYPE]: 'REST-HEADER' } } };
const denyVersion2 = { ...denyOld, Sid: 'DenyV2', Condition: { StringEquals: { 's3:signatureversion': 'AWS' } } };

const withStatements = (...statements: readonly object[]) =>
  bucketWith({ policy: { Version: '2012-10-17', Statement: statements } });
const but = (change: object) => withStatements({ ...denyOld, ...change });
const onlyIf = (operator: string, value: unknown) => but({ Condition: { [operator]: { [AGE]: value } } });

const header = { requireAuthHeader: 'true' };
const noteOnVersion2 =
  'The age of signature version 2 is always 0, so the limit does not bind it; deny s3:signatureversion AWS too.';
const notAll =
  'Not every presigned URL is limited by statement "DenyOld"; that takes NumericGreaterThan, every principal, action and object.';

/** One thing spoiled each. */
const gaps: readonly (readonly [string, object])[] = [
  ['one account, as in the example of AWS', { Principal: { AWS: OTHER_ACCOUNT } }],
  ['one action', { Action: 's3:GetObject' }],
  ['one prefix', { Resource: 'arn:aws:s3:::app-data/logs/*' }],
  ['the bucket alone', { Resource: 'arn:aws:s3:::app-data' }],
  ['everyone but one role', { Principal: undefined, NotPrincipal: { AWS: 'arn:aws:iam::111122223333:role/app' } }],
  ['the wrong way round', { Condition: { NumericLessThan: { [AGE]: '600000' } } }],
  ['one age alone', { Condition: { NumericEquals: { [AGE]: '600000' } } }],
  [
    'requests by header alone',
    { Condition: { NumericGreaterThan: { [AGE]: '600000' }, StringEquals: { [TYPE]: 'REST-HEADER' } } },
  ],
  [
    'the addresses of an office spared',
    { Condition: { NumericGreaterThan: { [AGE]: '600000' }, NotIpAddress: { 'aws:SourceIp': '203.0.113.0/24' } } },
  ],
];

testRule(rule, {
  compliant: [
    {
      name: 'a limit of ten minutes',
      resource: but({}),
      code: 'LIMITED',
      reason: `Statement "DenyOld" denies presigned requests older than 600000 ms. ${noteOnVersion2}`,
    },
    {
      name: 'a limit, and signature version 2 denied',
      resource: withStatements(denyOld, denyVersion2),
      code: 'LIMITED',
      reason: 'Statement "DenyOld" denies presigned requests older than 600000 ms.',
    },
    { name: 'the limit as a number', resource: onlyIf('NumericGreaterThan', 600_000), code: 'LIMITED' },
    { name: 'the limit with IfExists', resource: onlyIf('NumericGreaterThanIfExists', 600_000), code: 'LIMITED' },
    { name: 'just the default limit of 16 minutes', resource: onlyIf('NumericGreaterThan', 960_000), code: 'LIMITED' },
    {
      name: 'one more than the default limit, that one included',
      resource: onlyIf('NumericGreaterThanEquals', 960_001),
      code: 'LIMITED',
    },
    {
      name: 'the lower of two limits',
      resource: withStatements(denyOld, { ...denyOld, Condition: { NumericGreaterThan: { [AGE]: 86_400_000 } } }),
      code: 'LIMITED',
      reason: /older than 600000 ms/,
    },
    {
      name: 'of presigned requests alone',
      resource: but({
        Condition: { NumericGreaterThan: { [AGE]: '600000' }, StringEquals: { [TYPE]: 'REST-QUERY-STRING' } },
      }),
      code: 'LIMITED',
    },
    {
      name: 'seconds where milliseconds are meant',
      resource: withStatements({ ...denyOld, Condition: { NumericGreaterThan: { [AGE]: 600 } } }, denyVersion2),
      code: 'LIMITED',
      reason:
        'Statement "DenyOld" denies presigned requests older than 600 ms. So short a limit looks like seconds; the unit is milliseconds.',
    },
    {
      name: 'ten seconds, which is short and not odd',
      resource: onlyIf('NumericGreaterThan', 10_000),
      code: 'LIMITED',
      reason: `Statement "DenyOld" denies presigned requests older than 10000 ms. ${noteOnVersion2}`,
    },
    {
      name: 'a higher limit that the parameter allows',
      resource: onlyIf('NumericGreaterThan', 3_600_000),
      parameters: { maxSignatureAgeMs: '3600000' },
      code: 'LIMITED',
    },
    {
      name: 'presigned URLs denied altogether',
      resource: withStatements(denyPresigned),
      code: 'BLOCKED',
      reason: 'Statement "DenyUrls" denies presigned requests.',
    },
    {
      name: 'presigned URLs denied by their type',
      resource: but({ Condition: { StringEquals: { [TYPE]: 'REST-QUERY-STRING' } } }),
      parameters: header,
      code: 'BLOCKED',
    },
    { name: 'a header required', resource: withStatements(denyPresigned), parameters: header, code: 'BLOCKED' },
    { name: 'everything denied', resource: but({ Condition: undefined }), code: 'BLOCKED' },
  ],
  nonCompliant: [
    {
      name: 'no policy',
      resource: bucketWith({ policy: null }),
      code: 'NO_POLICY',
      reason: 'The bucket has no policy, so nothing limits presigned URLs.',
      evidence: ['policy'],
      severity: 'LOW',
    },
    {
      name: 'a policy about something else',
      resource: but({ Condition: { Bool: { 'aws:SecureTransport': 'false' } } }),
      code: 'NO_LIMIT',
      reason: 'No statement denies presigned URLs by s3:signatureAge.',
      evidence: ['policy'],
    },
    ...gaps.map(
      ([name, change]): RuleCase => ({
        name,
        resource: but(change),
        code: 'NO_LIMIT',
        reason: notAll,
        evidence: ['policy.Statement[0]'],
      }),
    ),
    {
      name: 'an Allow for young signatures, which forbids nothing',
      resource: but({ Effect: 'Allow', Condition: { NumericLessThan: { [AGE]: '600000' } } }),
      code: 'NO_LIMIT',
    },
    {
      name: 'a limit above the default',
      resource: onlyIf('NumericGreaterThan', 960_001),
      code: 'LIMIT_TOO_HIGH',
      reason: 'Statement "DenyOld" denies presigned requests older than 960001 ms. At most 960000 ms are allowed.',
      evidence: ['policy.Statement[0]'],
    },
    {
      name: 'a limit above the parameter',
      resource: but({}),
      parameters: { maxSignatureAgeMs: '300000' },
      code: 'LIMIT_TOO_HIGH',
    },
    {
      name: 'a limit where a header is required',
      resource: but({}),
      parameters: header,
      code: 'NOT_BLOCKED',
      reason: 'No statement denies presigned URLs by s3:authType.',
      evidence: ['policy'],
    },
    {
      name: 'presigned URLs denied for one action, where a header is required',
      resource: withStatements({ ...denyPresigned, Action: 's3:GetObject' }),
      parameters: header,
      code: 'NOT_BLOCKED',
      reason:
        'Presigned URLs are not all denied by statement "DenyUrls"; that takes every principal, action and object.',
      evidence: ['policy.Statement[0]'],
    },
    {
      name: 'forms denied instead of URLs',
      resource: but({ Condition: { StringEquals: { [TYPE]: 'POST' } } }),
      parameters: header,
      code: 'NOT_BLOCKED',
    },
  ],
  notApplicable: [
    {
      name: 'a bucket without the tag that is asked for',
      resource: but({}),
      parameters: { applyToTag: 'presigned' },
      code: 'NOT_TAGGED',
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
      name: 'a policy too intricate to decide',
      resource: withStatements(...intricateDenies(denyOld)),
      code: 'TOO_INTRICATE',
    },
    {
      name: 'a policy too intricate to decide, where a header is required',
      resource: withStatements(...intricateDenies(denyPresigned)),
      parameters: header,
      code: 'TOO_INTRICATE',
    },
  ],
});

describe('parameters', () => {
  it.each([{ maxSignatureAgeMs: '0' }, { maxSignatureAgeMs: '16m' }, { requireAuthHeader: 'yes' }])(
    'malformed %j',
    (parameters) => {
      expect(() => rule.readParameters(parameters)).toThrow(ParameterError);
    },
  );
});
