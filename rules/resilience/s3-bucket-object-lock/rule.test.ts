import { unknown } from '../../../src/core/fact.js';
import { BUCKET, bucketWith } from '../../../test/builders.js';
import { testRule } from '../../../test/rule-tester.js';
import rule from './rule.js';

const locked = (mode: 'GOVERNANCE' | 'COMPLIANCE', days: number) => ({
  objectLock: { defaultRetention: { mode, days } },
});
const letting = (Service: string, Effect = 'Allow', bucket = BUCKET) => ({
  Version: '2012-10-17',
  Statement: [
    { Sid: 'Deliver', Effect, Principal: { Service }, Action: 's3:PutObject', Resource: `arn:aws:s3:::${bucket}/*` },
  ],
});

testRule(rule, {
  compliant: [
    {
      name: 'a day of governance',
      resource: bucketWith(locked('GOVERNANCE', 1)),
      code: 'LOCKED',
      reason: 'New versions are kept for 1 days in GOVERNANCE mode.',
    },
    { name: 'compliance, where governance is enough', resource: bucketWith(locked('COMPLIANCE', 30)), code: 'LOCKED' },
    {
      name: 'as many days as asked',
      resource: bucketWith(locked('COMPLIANCE', 365)),
      parameters: { mode: 'COMPLIANCE', minRetentionDays: '365' },
      code: 'LOCKED',
    },
  ],
  nonCompliant: [
    {
      name: 'off',
      resource: bucketWith(),
      code: 'NO_OBJECT_LOCK',
      reason: 'Object Lock is off.',
      evidence: ['objectLock'],
    },
    {
      name: 'on, without default retention (G3)',
      resource: bucketWith({ objectLock: { defaultRetention: null } }),
      code: 'NO_DEFAULT_RETENTION',
      evidence: ['objectLock.defaultRetention'],
    },
    {
      name: 'governance, where compliance is asked (G4)',
      resource: bucketWith(locked('GOVERNANCE', 365)),
      parameters: { mode: 'COMPLIANCE' },
      code: 'TOO_WEAK',
    },
    {
      name: 'too few days (G4)',
      resource: bucketWith(locked('COMPLIANCE', 29)),
      parameters: { minRetentionDays: '30' },
      code: 'TOO_WEAK',
      reason: 'New versions are kept for 29 days in COMPLIANCE mode, not for 30 in GOVERNANCE.',
    },
    {
      name: 'AWS Config is denied, not allowed',
      resource: bucketWith({ policy: letting('config.amazonaws.com', 'Deny') }),
      code: 'NO_OBJECT_LOCK',
    },
    {
      name: 'off, and a policy that was not read',
      resource: bucketWith({ policy: unknown('DENIED', 'denied') }),
      code: 'NO_OBJECT_LOCK',
      reason:
        /Whether AWS Config delivers here is unknown: denied\. Whether it is a destination of access logs is unknown: denied\.$/,
    },
    {
      name: 'AWS Config may deliver into another bucket',
      resource: bucketWith({ policy: letting('config.amazonaws.com', 'Allow', 'another') }),
      code: 'NO_OBJECT_LOCK',
    },
  ],
  notApplicable: [
    {
      name: 'a destination of access logs',
      resource: bucketWith({ loggingSources: ['app'] }),
      code: 'LOG_DESTINATION',
    },
    {
      name: 'a destination of AWS Config',
      resource: bucketWith({ policy: letting('config.amazonaws.com') }),
      code: 'CONFIG_DESTINATION',
      reason: /^Destinations of AWS Config are not judged: statement "Deliver" /,
    },
    {
      name: 'a bucket without the tag',
      resource: bucketWith(),
      parameters: { applyToTag: 'keep=yes' },
      code: 'NOT_TAGGED',
    },
  ],
  insufficientData: [
    {
      name: 'not read',
      resource: bucketWith({ objectLock: unknown('DENIED', 'the read was denied') }),
      code: 'DENIED',
    },
  ],
});
