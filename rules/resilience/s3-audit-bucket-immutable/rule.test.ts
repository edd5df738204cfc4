import { unknown } from '../../../src/core/fact.js';
import type { AuditDelivery, BucketFacts } from '../../../src/core/facts.js';
import { BUCKET, block, bucketWith, type Given, OWNER_ID } from '../../../test/builders.js';
import { type RuleCase, testRule } from '../../../test/rule-tester.js';
import rule from './rule.js';

const trail: AuditDelivery = { by: 'trail', name: 'audit', validatesFiles: true };
const channel: AuditDelivery = { by: 'deliveryChannel', name: 'default', validatesFiles: null };
const lock = (days: number) => ({ defaultRetention: { mode: 'COMPLIANCE' as const, days } });
const versioned = { status: 'Enabled', mfaDelete: false } as const;
const statement = (more: object) => ({ Version: '2012-10-17', Statement: [{ Sid: 'Keep', Principal: '*', ...more }] });
const keepAll = statement({
  Effect: 'Deny',
  Action: ['s3:DeleteObject', 's3:DeleteObjectVersion'],
  Resource: `arn:aws:s3:::${BUCKET}/*`,
});
const openToAll = statement({ Effect: 'Allow', Action: 's3:GetObject', Resource: `arn:aws:s3:::${BUCKET}/*` });

/** A trail's bucket with everything in order, with what the test changes. */
const audited = (given: Given<BucketFacts> = {}) =>
  bucketWith({
    auditDeliveries: [trail],
    versioning: versioned,
    objectLock: lock(365),
    logging: { destinationBucket: 'audit-logs', prefix: '' },
    ...given,
  });
const bad = (name: string, given: Given<BucketFacts>, code: string, more: Partial<RuleCase> = {}): RuleCase => ({
  name,
  resource: audited(given),
  code,
  ...more,
});
const worldReadable = {
  ownership: 'ObjectWriter',
  acl: { ownerId: OWNER_ID, grants: [{ grantee: { kind: 'group', group: 'AllUsers' }, permission: 'READ' }] },
} as const;

testRule(rule, {
  compliant: [
    {
      name: 'everything in order',
      resource: audited(),
      code: 'IMMUTABLE',
      reason: 'Audit records of trail audit are private, versioned, kept and logged.',
    },
    {
      name: 'MFA delete in place of a lock',
      resource: audited({ objectLock: null, versioning: { status: 'Enabled', mfaDelete: true } }),
      code: 'IMMUTABLE',
    },
    {
      name: 'a Deny of every deletion in place of a lock',
      resource: audited({ objectLock: null, policy: keepAll }),
      code: 'IMMUTABLE',
    },
    {
      name: 'AWS Config with a Deny',
      resource: audited({ auditDeliveries: [channel], objectLock: null, policy: keepAll }),
      code: 'IMMUTABLE',
    },
    {
      name: 'a public ACL that is ignored',
      resource: audited({ ...worldReadable, publicAccessBlock: block(true) }),
      code: 'IMMUTABLE',
    },
    {
      name: 'fewer days, where they are enough',
      resource: audited({ objectLock: lock(30) }),
      parameters: { minLockDays: '30' },
      code: 'IMMUTABLE',
    },
  ],
  nonCompliant: [
    bad('a public policy', { policy: openToAll, publicAccessBlock: block(false) }, 'PUBLIC', {
      reason: 'Audit records of trail audit are at risk: the bucket policy lets strangers in.',
      evidence: ['policy'],
    }),
    bad('a public ACL', { ...worldReadable, publicAccessBlock: block(false) }, 'PUBLIC', {
      reason: /the access control list lets strangers in/,
    }),
    bad('no versioning', { versioning: { status: 'Suspended', mfaDelete: false } }, 'NOT_VERSIONED'),
    bad('nothing that keeps records', { objectLock: null }, 'DELETABLE', {
      reason: /neither Object Lock nor MFA delete nor a Deny/,
    }),
    bad(
      'nothing that keeps records, as far as was read',
      { objectLock: null, policy: unknown('DENIED', 'denied') },
      'DELETABLE',
      {
        reason:
          /neither Object Lock nor MFA delete keeps records from being deleted, and whether a Deny does is unknown/,
      },
    ),
    bad('a lock for too few days', { objectLock: lock(30) }, 'DELETABLE', {
      reason: /keeps versions for 30 days, not for 365/,
    }),
    bad(
      'MFA delete, where it is not accepted',
      { objectLock: null, versioning: { status: 'Enabled', mfaDelete: true } },
      'DELETABLE',
      { parameters: { acceptMfaDelete: 'false' } },
    ),
    bad(
      'a Deny that spares somebody',
      {
        objectLock: null,
        policy: {
          ...keepAll,
          Statement: [
            {
              ...keepAll.Statement[0],
              Condition: { StringNotEquals: { 'aws:PrincipalArn': 'arn:aws:iam::111122223333:role/admin' } },
            },
          ],
        },
      },
      'DELETABLE',
    ),
    bad('no access logging', { logging: null }, 'NOT_LOGGED'),
    bad('a trail that validates nothing', { auditDeliveries: [{ ...trail, validatesFiles: false }] }, 'NOT_VALIDATED'),
    bad('default retention under AWS Config', { auditDeliveries: [channel], policy: keepAll }, 'BREAKS_DELIVERY', {
      evidence: ['objectLock.defaultRetention'],
    }),
    bad('several flaws, all named', { objectLock: null, logging: null }, 'DELETABLE', {
      evidence: ['objectLock', 'logging'],
    }),
    bad('a flaw, and something that was not read', { logging: null, acl: unknown('DENIED', 'denied') }, 'NOT_LOGGED'),
  ],
  notApplicable: [{ name: 'a bucket that nothing delivers to', resource: bucketWith(), code: 'NO_AUDIT_BUCKET' }],
  insufficientData: [
    {
      name: 'who delivers was not read',
      resource: bucketWith({ auditDeliveries: unknown('DENIED', 'the trails may not be listed') }),
      code: 'DENIED',
    },
    {
      name: 'the policy was not read',
      resource: audited({ policy: unknown('DENIED', 's3:GetBucketPolicy was denied') }),
      code: 'DENIED',
      reason: 'Whether audit records are safe is unknown: s3:GetBucketPolicy was denied.',
    },
    { name: 'versioning was not read', resource: audited({ versioning: unknown('DENIED', 'denied') }), code: 'DENIED' },
    { name: 'the lock was not read', resource: audited({ objectLock: unknown('DENIED', 'denied') }), code: 'DENIED' },
    { name: 'the ACL was not read', resource: audited({ acl: unknown('DENIED', 'denied') }), code: 'DENIED' },
    { name: 'logging was not read', resource: audited({ logging: unknown('DENIED', 'denied') }), code: 'DENIED' },
  ],
});
