import { unknown } from '../../../src/core/fact.js';
import type { BucketFacts, LifecycleRule } from '../../../src/core/facts.js';
import { bucketWith, type Given } from '../../../test/builders.js';
import { testRule } from '../../../test/rule-tester.js';
import rule from './rule.js';

const good: LifecycleRule = {
  id: 'clear',
  enabled: true,
  wholeBucket: true,
  expirationDays: null,
  expirationDate: null,
  noncurrentExpirationDays: 90,
  abortMultipartUploadDays: 7,
};
const versioned = { status: 'Enabled', mfaDelete: false } as const;
const bucket = (rules: readonly Partial<LifecycleRule>[], given: Given<BucketFacts> = {}) =>
  bucketWith({ versioning: versioned, lifecycle: rules.map((one) => ({ ...good, ...one })), ...given });
const locked = (days: number) => ({ objectLock: { defaultRetention: { mode: 'COMPLIANCE', days } } }) as const;

testRule(rule, {
  compliant: [
    { name: 'one rule for everything', resource: bucket([{}]), code: 'SAFE' },
    {
      name: 'two rules that add up',
      resource: bucket([{ abortMultipartUploadDays: null }, { noncurrentExpirationDays: null }]),
      code: 'SAFE',
    },
    {
      name: 'no versions, so none to expire',
      resource: bucket([{ noncurrentExpirationDays: null }], { versioning: { status: 'Off', mfaDelete: false } }),
      code: 'SAFE',
    },
    { name: 'exactly as many days as allowed', resource: bucket([{ noncurrentExpirationDays: 365 }]), code: 'SAFE' },
    {
      name: 'longer, as long as versions are locked',
      resource: bucket([{ noncurrentExpirationDays: 400 }], locked(400)),
      code: 'SAFE',
    },
    { name: 'objects expire after two days', resource: bucket([{ expirationDays: 2 }]), code: 'SAFE' },
    {
      name: 'a part expires after a day',
      resource: bucket([{}, { wholeBucket: false, expirationDays: 1 }]),
      code: 'SAFE',
    },
    {
      name: 'a destructive rule that is off',
      resource: bucket([{}, { enabled: false, expirationDays: 1 }]),
      code: 'SAFE',
    },
    {
      name: 'noncurrent versions expire early, and there are none',
      resource: bucket([{ noncurrentExpirationDays: 1 }], { versioning: { status: 'Off', mfaDelete: false } }),
      code: 'SAFE',
    },
    {
      name: 'objects of some sizes expire in time',
      resource: bucket([{}, { wholeBucket: null, expirationDays: 2 }]),
      code: 'SAFE',
    },
    {
      name: 'no aborting where it is not asked',
      resource: bucket([{ abortMultipartUploadDays: null }]),
      parameters: { requireAbortMultipart: 'false' },
      code: 'SAFE',
    },
    {
      name: 'no expiring where it is not asked',
      resource: bucket([{ noncurrentExpirationDays: null }]),
      parameters: { requireNoncurrentExpiry: 'false' },
      code: 'SAFE',
    },
  ],
  nonCompliant: [
    {
      name: 'no lifecycle',
      resource: bucketWith({ versioning: versioned }),
      code: 'NO_LIFECYCLE',
      severity: 'LOW',
      reason:
        'The bucket has no lifecycle configuration: noncurrent versions never expire, unfinished uploads are never aborted.',
      evidence: ['lifecycle'],
    },
    {
      name: 'no aborting',
      resource: bucket([{ abortMultipartUploadDays: null }]),
      code: 'INCOMPLETE',
      severity: 'LOW',
      reason: 'Of the whole bucket, by its enabled rules: unfinished uploads are never aborted.',
    },
    {
      name: 'no expiring of suspended versions',
      resource: bucket([{ noncurrentExpirationDays: null }], { versioning: { status: 'Suspended', mfaDelete: false } }),
      code: 'INCOMPLETE',
    },
    {
      name: 'a rule that does nothing (G5)',
      resource: bucket([{ noncurrentExpirationDays: null, abortMultipartUploadDays: null }]),
      code: 'INCOMPLETE',
    },
    { name: 'rules for a part', resource: bucket([{ wholeBucket: false }]), code: 'INCOMPLETE' },
    { name: 'a rule that is off', resource: bucket([{ enabled: false }]), code: 'INCOMPLETE' },
    {
      name: 'everything expires after a day',
      resource: bucket([{ expirationDays: 1 }]),
      code: 'DESTRUCTIVE',
      severity: 'HIGH',
      reason: 'The whole bucket is emptied: rule "clear" expires objects after 1 day.',
    },
    {
      name: 'everything expires within the days of a protected bucket',
      resource: bucket([{ expirationDays: 7 }]),
      parameters: { minExpirationDays: '8' },
      code: 'DESTRUCTIVE',
    },
    {
      name: 'everything expires on a day far ahead, and every new object from then on',
      resource: bucket([{ expirationDate: '2036-01-01T00:00:00.000Z' }]),
      code: 'DESTRUCTIVE',
      reason: 'The whole bucket is emptied: rule "clear" expires objects from 2036-01-01 on.',
    },
    {
      name: 'rules by size prove nothing of the whole bucket',
      resource: bucket([{ wholeBucket: null }]),
      code: 'INCOMPLETE',
    },
    {
      name: 'everything expired on a day that is over',
      resource: bucket([{ expirationDate: '2026-01-01T00:00:00.000Z' }]),
      code: 'DESTRUCTIVE',
    },
    {
      name: 'noncurrent versions expire after six days',
      resource: bucket([{ noncurrentExpirationDays: 6 }]),
      code: 'DESTRUCTIVE',
      reason: /expires noncurrent versions after 6 days/,
    },
    {
      name: 'noncurrent versions stay too long',
      resource: bucket([{ noncurrentExpirationDays: 366 }]),
      code: 'NONCURRENT_TOO_LONG',
      severity: 'LOW',
      reason: 'Noncurrent versions expire after 366 days only, not after 365.',
    },
    {
      name: 'longer than they are locked',
      resource: bucket([{ noncurrentExpirationDays: 401 }], locked(400)),
      code: 'NONCURRENT_TOO_LONG',
    },
  ],
  notApplicable: [
    {
      name: 'MFA delete',
      resource: bucketWith({ versioning: { status: 'Enabled', mfaDelete: true } }),
      code: 'MFA_DELETE',
    },
  ],
  insufficientData: [
    {
      name: 'objects chosen by size expire after a day',
      resource: bucket([{}, { id: 'large', wholeBucket: null, expirationDays: 1 }]),
      code: 'CHOSEN_BY_OBJECTS',
      reason:
        'Whether the whole bucket is emptied depends on the objects that a filter by size or of a new kind chooses: rule "large" expires objects after 1 day.',
    },
    {
      name: 'noncurrent versions chosen by size expire after a day',
      resource: bucket([{}, { wholeBucket: null, noncurrentExpirationDays: 1 }]),
      code: 'CHOSEN_BY_OBJECTS',
    },
    {
      name: 'a lifecycle that was not read',
      resource: bucketWith({ lifecycle: unknown('DENIED', 'denied') }),
      code: 'DENIED',
      reason: 'denied.',
    },
    {
      name: 'versioning that was not read',
      resource: bucketWith({ versioning: unknown('NOT_RECORDED', 'the item does not hold it') }),
      code: 'NOT_RECORDED',
    },
    {
      name: 'versions that stay long, and a lock that was not read',
      resource: bucket([{ noncurrentExpirationDays: 400 }], { objectLock: unknown('DENIED', 'denied') }),
      code: 'DENIED',
    },
  ],
});
