import { unknown } from '../../../src/core/fact.js';
import { ParameterError } from '../../../src/core/parameters.js';
import { bucketWith, OTHER_ACCOUNT } from '../../../test/builders.js';
import { intricateDenies } from '../../../test/intricate-denies.js';
import { type RuleCase, testRule } from '../../../test/rule-tester.js';
import rule from './rule.js';

const BUCKET_ARN = 'arn:aws:s3:::app-data';
const OBJECTS_ARN = `${BUCKET_ARN}/*`;
const PRESENT = 'aws:MultiFactorAuthPresent';
const AGE = 'aws:MultiFactorAuthAge';
const CLEANUP_ROLE = 'arn:aws:iam::111122223333:role/cleanup';

const denyWithoutMfa = {
  Sid: 'Mfa',
  Effect: 'Deny',
  Principal: '*',
  Action: ['s3:DeleteObject', 's3:DeleteObjectVersion', 's3:DeleteBucket', 's3:PutLifecycleConfiguration'],
  Resource: [BUCKET_ARN, OBJECTS_ARN],
  Condition: { BoolIfExists: { [PRESENT]: 'false' } },
};
const denied =
  'denies s3:DeleteObject, s3:DeleteObjectVersion, s3:DeleteBucket, s3:PutLifecycleConfiguration without MFA.';
const withStatements = (...statements: readonly object[]) =>
  bucketWith({ policy: { Version: '2012-10-17', Statement: statements } });
const but = (change: object) => withStatements({ ...denyWithoutMfa, ...change });
const onlyIf = (operator: string, key: string, value: unknown) => but({ Condition: { [operator]: { [key]: value } } });

const sparing = but({
  Condition: { BoolIfExists: { [PRESENT]: 'false' }, ArnNotEquals: { 'aws:PrincipalArn': CLEANUP_ROLE } },
});

/** One thing spoiled each. */
const gaps: readonly (readonly [string, object, RegExp])[] = [
  [
    'no versions',
    { Action: ['s3:DeleteObject', 's3:DeleteBucket', 's3:PutLifecycleConfiguration'] },
    /s3:DeleteObjectVersion on objects\.$/,
  ],
  [
    'not the bucket itself',
    { Action: ['s3:DeleteObject*', 's3:PutLifecycleConfiguration'] },
    /s3:DeleteBucket on the bucket\.$/,
  ],
  ['no lifecycle', { Action: 's3:Delete*' }, /s3:PutLifecycleConfiguration on the bucket\.$/],
  ['objects alone', { Resource: OBJECTS_ARN }, /s3:DeleteBucket, s3:PutLifecycleConfiguration on the bucket\.$/],
  ['the bucket alone', { Resource: BUCKET_ARN }, /s3:DeleteObject, s3:DeleteObjectVersion on objects\.$/],
  ['one prefix', { Resource: [BUCKET_ARN, `${BUCKET_ARN}/logs/*`] }, /on objects\.$/],
  ['one account', { Principal: { AWS: OTHER_ACCOUNT } }, /^Without MFA is not denied: /],
  [
    'everyone but one role',
    { Principal: undefined, NotPrincipal: { AWS: CLEANUP_ROLE } },
    /by arn:aws:iam::111122223333:role\/cleanup\.$/,
  ],
  [
    'one role spared by a condition',
    { Condition: { BoolIfExists: { [PRESENT]: 'false' }, ArnNotEquals: { 'aws:PrincipalArn': CLEANUP_ROLE } } },
    /^Without MFA is not denied: /,
  ],
  [
    'two conditions that never hold together',
    { Condition: { Bool: { [PRESENT]: 'false' }, Null: { [PRESENT]: 'true' } } },
    /^Without MFA is not denied: /,
  ],
];

testRule(rule, {
  compliant: [
    {
      name: 'BoolIfExists, which AWS recommends',
      resource: but({}),
      code: 'MFA_REQUIRED',
      reason: `Statement "Mfa" ${denied}`,
    },
    { name: 'a missing age', resource: onlyIf('Null', AGE, 'true'), code: 'MFA_REQUIRED' },
    { name: 'all actions', resource: but({ Action: 's3:*' }), code: 'MFA_REQUIRED' },
    {
      name: 'Bool and Null in two statements',
      resource: withStatements(
        { ...denyWithoutMfa, Sid: 'Temporary', Condition: { Bool: { [PRESENT]: 'false' } } },
        { ...denyWithoutMfa, Sid: 'LongTerm', Condition: { Null: { [PRESENT]: 'true' } } },
      ),
      code: 'MFA_REQUIRED',
      reason: `Statement "Temporary" and statement "LongTerm" ${denied.replace('denies', 'deny')}`,
    },
    {
      name: 'an age that is too high or missing',
      resource: onlyIf('NumericGreaterThanIfExists', AGE, '3600'),
      code: 'MFA_REQUIRED',
      reason: `Statement "Mfa" ${denied} MFA counts for 3600 seconds.`,
    },
    {
      name: 'a higher age that the parameter allows',
      resource: onlyIf('NumericGreaterThanIfExists', AGE, '7200'),
      parameters: { maxMfaAgeSeconds: '7200' },
      code: 'MFA_REQUIRED',
    },
    { name: 'no deletions at all', resource: but({ Condition: undefined }), code: 'MFA_REQUIRED' },
    {
      name: 'objects alone, where no more is asked for',
      resource: but({ Action: 's3:DeleteObject', Resource: OBJECTS_ARN }),
      parameters: { actions: 's3:deleteobject' },
      code: 'MFA_REQUIRED',
    },
    {
      name: 'a role spared that is exempt',
      resource: sparing,
      parameters: { exemptPrincipals: CLEANUP_ROLE },
      code: 'MFA_REQUIRED',
      reason: `Statement "Mfa" ${denied}`,
    },
    {
      name: 'a role spared that a pattern exempts',
      resource: sparing,
      parameters: { exemptPrincipals: 'arn:aws:iam::*:user/root-like,arn:aws:iam::111122223333:role/clean*' },
      code: 'MFA_REQUIRED',
    },
    {
      name: 'a role spared by NotPrincipal that is exempt',
      resource: but({ Principal: undefined, NotPrincipal: { AWS: CLEANUP_ROLE } }),
      parameters: { exemptPrincipals: CLEANUP_ROLE },
      code: 'MFA_REQUIRED',
    },
  ],
  nonCompliant: [
    {
      name: 'no policy',
      resource: bucketWith({ policy: null }),
      code: 'NO_POLICY',
      evidence: ['policy'],
      severity: 'LOW',
    },
    {
      name: 'a policy about something else',
      resource: onlyIf('Bool', 'aws:SecureTransport', 'false'),
      code: 'NOT_REQUIRED',
      reason: 'No statement denies anything for want of MFA.',
      evidence: ['policy'],
    },
    {
      name: 'an Allow with MFA, beside which others may allow without',
      resource: but({ Effect: 'Allow', Condition: { Bool: { [PRESENT]: 'true' } } }),
      code: 'NOT_REQUIRED',
    },
    {
      name: 'Bool, which long-term keys pass',
      resource: onlyIf('Bool', PRESENT, 'false'),
      code: 'LONG_TERM_KEYS',
      reason:
        'Statement "Mfa" asks only temporary credentials for MFA: requests with long-term keys and anonymous ones lack aws:MultiFactorAuthPresent; use BoolIfExists.',
      evidence: ['policy.Statement[0]'],
    },
    {
      name: 'Null, which temporary credentials pass',
      resource: onlyIf('Null', PRESENT, 'true'),
      code: 'TEMPORARY_CREDENTIALS',
      reason:
        'Statement "Mfa" does not ask temporary credentials for MFA: theirs have aws:MultiFactorAuthPresent false; use BoolIfExists with false.',
    },
    {
      name: 'the wrong value',
      resource: onlyIf('BoolIfExists', PRESENT, 'true'),
      code: 'TEMPORARY_CREDENTIALS',
    },
    {
      name: 'an age that is too high, which those without MFA pass',
      resource: onlyIf('NumericGreaterThan', AGE, '3600'),
      code: 'AGE_ALONE',
      reason:
        'Statement "Mfa" denies only MFA that is too old: who has not used MFA has no aws:MultiFactorAuthAge; use NumericGreaterThanIfExists.',
    },
    {
      name: 'an age above the default',
      resource: onlyIf('NumericGreaterThanIfExists', AGE, '3601'),
      code: 'MFA_AGE_TOO_HIGH',
      reason: `Statement "Mfa" ${denied} MFA counts for 3601 seconds. At most 3600 are allowed.`,
      evidence: ['policy.Statement[0]'],
    },
    {
      name: 'an age above the parameter',
      resource: onlyIf('NumericGreaterThanIfExists', AGE, '3600'),
      parameters: { maxMfaAgeSeconds: '900' },
      code: 'MFA_AGE_TOO_HIGH',
    },
    {
      name: 'another action that is asked for',
      resource: but({}),
      parameters: { actions: 's3:DeleteObject,s3:PutBucketVersioning' },
      code: 'NOT_REQUIRED',
      reason: 'Without MFA is not denied: s3:PutBucketVersioning on the bucket.',
    },
    {
      name: 'a role spared, and another one exempt',
      resource: sparing,
      parameters: { exemptPrincipals: 'arn:aws:iam::111122223333:role/other' },
      code: 'NOT_REQUIRED',
    },
    ...gaps.map(
      ([name, change, reason]): RuleCase => ({
        name,
        resource: but(change),
        code: 'NOT_REQUIRED',
        reason,
        evidence: ['policy.Statement[0]'],
      }),
    ),
  ],
  notApplicable: [
    {
      name: 'a bucket without the tag that is asked for',
      resource: but({}),
      parameters: { applyToTag: 'mfa' },
      code: 'NOT_TAGGED',
    },
  ],
  insufficientData: [
    {
      name: 'the policy was not read (A9)',
      resource: bucketWith({ policy: unknown('DENIED', 's3:GetBucketPolicy was denied') }),
      code: 'DENIED',
    },
    {
      name: 'a parameter that names no action',
      resource: but({}),
      parameters: { actions: 's3:DeleteObject,s3:DeleteObjects' },
      code: 'UNKNOWN_ACTION',
      reason: 'The parameter actions names what is no action of a bucket policy: s3:DeleteObjects.',
    },
    {
      name: 'a policy too intricate to decide',
      resource: withStatements(...intricateDenies(denyWithoutMfa)),
      code: 'TOO_INTRICATE',
    },
  ],
});

describe('parameters', () => {
  it.each([
    { maxMfaAgeSeconds: '0' },
    { maxMfaAgeSeconds: '1h' },
    { actions: 'DeleteObject' },
    { actions: 's3:Delete*' },
    { exemptPrincipals: 'cleanup' },
    { exemptPrincipals: 'arn:aws:sts::111122223333:assumed-role/cleanup/session' },
  ])('malformed %j', (parameters) => {
    expect(() => rule.readParameters(parameters)).toThrow(ParameterError);
  });
});
