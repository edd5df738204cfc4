import { unknown } from '../../../src/core/fact.js';
import type { LifecycleRule, ObjectLock } from '../../../src/core/facts.js';
import { judgeReading } from '../../../src/core/judge-reading.js';
import { ParameterError } from '../../../src/core/parameters.js';
import { BUCKET, bucketWith } from '../../../test/builders.js';
import { intricateDenies } from '../../../test/intricate-denies.js';
import { NOW, testRule } from '../../../test/rule-tester.js';
import rule from './rule.js';

const on = { status: 'Enabled', mfaDelete: true } as const;
const off = { status: 'Enabled', mfaDelete: false } as const;
const lockOf = (mode: 'GOVERNANCE' | 'COMPLIANCE', days: number): ObjectLock => ({ defaultRetention: { mode, days } });
const expireUploads: LifecycleRule = {
  id: 'uploads',
  enabled: true,
  wholeBucket: true,
  expirationDays: null,
  expirationDate: null,
  noncurrentExpirationDays: null,
  abortMultipartUploadDays: 7,
};
const required = { 's3-config-rules:mfa-delete': 'required' };
const denied = (action: string) => unknown('DENIED', `${action} was denied`);

/** Sound: whoever has no MFA is denied, whether the key says so or is missing. */
const denyWithoutMfa = {
  Sid: 'MfaToDelete',
  Effect: 'Deny',
  Principal: '*',
  Action: ['s3:DeleteObject', 's3:DeleteObjectVersion'],
  Resource: `arn:aws:s3:::${BUCKET}/*`,
  Condition: { BoolIfExists: { 'aws:MultiFactorAuthPresent': 'false' } },
};
const policyOf = (...statements: readonly object[]) => ({ Version: '2012-10-17', Statement: statements });

testRule(rule, {
  compliant: [
    {
      name: 'MFA delete is on',
      resource: bucketWith({ versioning: on }),
      code: 'MFA_DELETE',
      reason: 'MFA delete is on.',
    },
    {
      name: 'MFA delete is on, and nothing else was read',
      resource: bucketWith({
        versioning: on,
        lifecycle: denied('s3:GetLifecycleConfiguration'),
        objectLock: denied('s3:GetBucketObjectLockConfiguration'),
        policy: denied('s3:GetBucketPolicy'),
        tags: denied('s3:GetBucketTagging'),
      }),
      code: 'MFA_DELETE',
    },
    {
      name: 'MFA delete is on in a bucket whose versioning is suspended',
      resource: bucketWith({ versioning: { status: 'Suspended', mfaDelete: true } }),
      code: 'MFA_DELETE',
    },
    {
      name: 'MFA delete is on in a tagged bucket, where only those are judged',
      resource: bucketWith({ versioning: on, tags: required }),
      parameters: { applyTo: 'tagged' },
      code: 'MFA_DELETE',
    },
    {
      name: 'Object Lock in compliance mode stands in for it (F3, F4)',
      resource: bucketWith({ versioning: off, objectLock: lockOf('COMPLIANCE', 30) }),
      code: 'COMPENSATED',
      reason: 'MFA delete is off. Object Lock keeps new versions for 30 days in COMPLIANCE mode instead.',
    },
    {
      name: 'Object Lock for as many days as asked for',
      resource: bucketWith({ versioning: off, objectLock: lockOf('COMPLIANCE', 365) }),
      parameters: { minLockDays: '365' },
      code: 'COMPENSATED',
    },
    {
      name: 'Object Lock stands in for it, and the lifecycle configuration was not read',
      resource: bucketWith({
        versioning: off,
        objectLock: lockOf('COMPLIANCE', 30),
        lifecycle: denied('s3:GetLifecycleConfiguration'),
      }),
      code: 'COMPENSATED',
    },
    {
      name: 'a policy that denies every deletion without MFA, which is accepted (F4)',
      resource: bucketWith({ versioning: off, policy: policyOf(denyWithoutMfa) }),
      parameters: { acceptPolicyMfa: 'true' },
      code: 'COMPENSATED',
      reason: 'MFA delete is off. Statement "MfaToDelete" denies deletions without MFA.',
    },
    {
      name: 'a policy that denies every deletion without MFA, and Object Lock was not read',
      resource: bucketWith({
        versioning: off,
        policy: policyOf(denyWithoutMfa),
        objectLock: denied('s3:GetBucketObjectLockConfiguration'),
      }),
      parameters: { acceptPolicyMfa: 'true' },
      code: 'COMPENSATED',
    },
  ],
  nonCompliant: [
    {
      name: 'MFA delete is off',
      resource: bucketWith({ versioning: off }),
      code: 'MFA_DELETE_OFF',
      reason: 'MFA delete is off; only the root user can turn it on.',
      evidence: ['versioning.mfaDelete'],
    },
    ...(['Off', 'Suspended'] as const).map((status) => ({
      name: `MFA delete is off, and versioning is ${status}`,
      resource: bucketWith({ versioning: { status, mfaDelete: false } }),
      code: 'MFA_DELETE_OFF',
      reason: 'MFA delete and versioning, which it needs, are off; only the root user can turn MFA delete on.',
    })),
    {
      name: 'MFA delete is off in a tagged bucket, where only those are judged (F1)',
      resource: bucketWith({ versioning: off, tags: required }),
      parameters: { applyTo: 'tagged' },
      code: 'MFA_DELETE_OFF',
    },
    {
      name: 'a lifecycle configuration without a rule',
      resource: bucketWith({ versioning: off, lifecycle: [] }),
      code: 'MFA_DELETE_OFF',
    },
    {
      name: 'Object Lock is not accepted',
      resource: bucketWith({ versioning: off, objectLock: lockOf('COMPLIANCE', 30) }),
      parameters: { acceptObjectLock: 'false' },
      code: 'MFA_DELETE_OFF',
      reason: 'MFA delete is off; only the root user can turn it on.',
    },
    {
      name: 'Object Lock in governance mode, which some may bypass',
      resource: bucketWith({ versioning: off, objectLock: lockOf('GOVERNANCE', 30) }),
      code: 'MFA_DELETE_OFF',
      reason:
        'MFA delete is off; only the root user can turn it on. Object Lock keeps new versions for 30 days in GOVERNANCE mode, not for at least 30 in COMPLIANCE mode.',
    },
    {
      name: 'Object Lock for a day less than asked for',
      resource: bucketWith({ versioning: off, objectLock: lockOf('COMPLIANCE', 29) }),
      code: 'MFA_DELETE_OFF',
      reason: /keeps new versions for 29 days in COMPLIANCE mode, not for at least 30/,
    },
    {
      name: 'Object Lock without default retention (G3)',
      resource: bucketWith({ versioning: off, objectLock: { defaultRetention: null } }),
      code: 'MFA_DELETE_OFF',
      reason: 'MFA delete is off; only the root user can turn it on. Object Lock is on, and has no default retention.',
    },
    {
      name: 'Object Lock was not read',
      resource: bucketWith({ versioning: off, objectLock: denied('s3:GetBucketObjectLockConfiguration') }),
      code: 'MFA_DELETE_OFF',
      reason:
        'MFA delete is off; only the root user can turn it on. Whether Object Lock stands in for it is unknown: s3:GetBucketObjectLockConfiguration was denied.',
    },
    {
      name: 'Object Lock was not read, and is not accepted',
      resource: bucketWith({ versioning: off, objectLock: denied('s3:GetBucketObjectLockConfiguration') }),
      parameters: { acceptObjectLock: 'false' },
      code: 'MFA_DELETE_OFF',
      reason: 'MFA delete is off; only the root user can turn it on.',
    },
    {
      name: 'a policy that denies every deletion without MFA, which is not accepted unless asked for',
      resource: bucketWith({ versioning: off, policy: policyOf(denyWithoutMfa) }),
      code: 'MFA_DELETE_OFF',
    },
    {
      name: 'policies are accepted, and there is none',
      resource: bucketWith({ versioning: off, policy: null }),
      parameters: { acceptPolicyMfa: 'true' },
      code: 'MFA_DELETE_OFF',
      reason: 'MFA delete is off; only the root user can turn it on.',
    },
    {
      name: 'a policy that spares long-term keys, which lack the key',
      resource: bucketWith({
        versioning: off,
        policy: policyOf({ ...denyWithoutMfa, Condition: { Bool: { 'aws:MultiFactorAuthPresent': 'false' } } }),
      }),
      parameters: { acceptPolicyMfa: 'true' },
      code: 'MFA_DELETE_OFF',
      reason: /^MFA delete is off; only the root user can turn it on\. Without MFA is not denied: /,
    },
    {
      name: 'a policy that leaves versions unguarded',
      resource: bucketWith({ versioning: off, policy: policyOf({ ...denyWithoutMfa, Action: 's3:DeleteObject' }) }),
      parameters: { acceptPolicyMfa: 'true' },
      code: 'MFA_DELETE_OFF',
    },
    {
      name: 'a policy too intricate to decide',
      resource: bucketWith({ versioning: off, policy: policyOf(...intricateDenies(denyWithoutMfa)) }),
      parameters: { acceptPolicyMfa: 'true' },
      code: 'MFA_DELETE_OFF',
      reason:
        'MFA delete is off; only the root user can turn it on. Whether the bucket policy stands in for it is unknown. The policy is too intricate to decide this.',
    },
    {
      name: 'the policy was not read',
      resource: bucketWith({ versioning: off, policy: denied('s3:GetBucketPolicy') }),
      parameters: { acceptPolicyMfa: 'true' },
      code: 'MFA_DELETE_OFF',
      reason:
        'MFA delete is off; only the root user can turn it on. Whether the bucket policy stands in for it is unknown: s3:GetBucketPolicy was denied.',
    },
  ],
  notApplicable: [
    {
      name: 'a lifecycle configuration (F2)',
      resource: bucketWith({ versioning: off, lifecycle: [expireUploads] }),
      code: 'LIFECYCLE',
      reason: 'The bucket has a lifecycle configuration, beside which S3 allows no MFA delete.',
    },
    {
      name: 'a lifecycle configuration whose only rule is disabled',
      resource: bucketWith({ versioning: off, lifecycle: [{ ...expireUploads, enabled: false }] }),
      code: 'LIFECYCLE',
    },
    {
      name: 'a lifecycle configuration and Object Lock',
      resource: bucketWith({ versioning: off, lifecycle: [expireUploads], objectLock: lockOf('COMPLIANCE', 30) }),
      code: 'LIFECYCLE',
    },
    {
      name: 'a bucket without the tag, where only tagged ones are judged (F1)',
      resource: bucketWith({ versioning: off }),
      parameters: { applyTo: 'tagged' },
      code: 'NOT_TAGGED',
      reason: 'The bucket is not tagged s3-config-rules:mfa-delete=required.',
    },
    {
      name: 'a bucket with another value of the tag, where only tagged ones are judged',
      resource: bucketWith({ versioning: off, tags: { 's3-config-rules:mfa-delete': 'optional' } }),
      parameters: { applyTo: 'tagged' },
      code: 'NOT_TAGGED',
    },
  ],
  insufficientData: [
    {
      name: 'versioning was not read',
      resource: bucketWith({ versioning: denied('s3:GetBucketVersioning') }),
      code: 'DENIED',
      reason: 's3:GetBucketVersioning was denied.',
    },
    {
      name: 'the lifecycle configuration was not read',
      resource: bucketWith({ versioning: off, lifecycle: denied('s3:GetLifecycleConfiguration') }),
      code: 'DENIED',
      reason:
        'MFA delete is off, and whether a lifecycle configuration excludes it is unknown: s3:GetLifecycleConfiguration was denied.',
    },
    {
      name: 'the tags were not read, where only tagged ones are judged',
      resource: bucketWith({ versioning: on, tags: denied('s3:GetBucketTagging') }),
      parameters: { applyTo: 'tagged' },
      code: 'DENIED',
      reason: 'Whether the rule applies is decided by tags: s3:GetBucketTagging was denied.',
    },
  ],
});

describe('parameters of s3-bucket-mfa-delete', () => {
  it.each([
    [{ applyTo: 'some' }, 'applyTo must be one of all, tagged, got "some"'],
    [{ acceptObjectLock: 'yes' }, 'acceptObjectLock must be true or false, got "yes"'],
    [{ minLockDays: '0' }, 'minLockDays must be a whole number from 1 to 36500, got "0"'],
    [{ minLockDays: '30.5' }, 'minLockDays must be a whole number from 1 to 36500, got "30.5"'],
    [{ acceptPolicyMfa: 'no' }, 'acceptPolicyMfa must be true or false, got "no"'],
  ])('refuses %j', (given, message) => {
    expect(() => rule.readParameters(given)).toThrow(ParameterError);
    expect(() => rule.readParameters(given)).toThrow(message);
  });
});

it('reads only what decides', async () => {
  const unread = unknown('NOT_READ', 'nobody asked');
  const facts = { lifecycle: unread, objectLock: unread, policy: unread, tags: unread };
  const read = jest.fn(async () => denied('the read'));
  await judgeReading(rule, bucketWith({ ...facts, versioning: on }), rule.readParameters({}), NOW, read);
  expect(read).not.toHaveBeenCalled();
  await judgeReading(rule, bucketWith({ ...facts, versioning: off }), rule.readParameters({}), NOW, read);
  expect(read.mock.calls).toEqual([['lifecycle'], ['objectLock']]);
});
