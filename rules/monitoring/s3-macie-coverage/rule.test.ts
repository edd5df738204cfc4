import { unknown } from '../../../src/core/fact.js';
import type { MacieBucket, MacieCoverage } from '../../../src/core/macie-coverage.js';
import { bucketWith } from '../../../test/builders.js';
import { testRule } from '../../../test/rule-tester.js';
import rule from './rule.js';

const monitored: MacieBucket = {
  error: null,
  classifiableObjects: 1200,
  isMonitored: true,
  lastDiscovery: '2026-11-20T03:00:00.000Z',
  isInJob: false,
  lastJobRun: null,
  sensitivityScore: 20,
  publicAccess: 'NOT_PUBLIC',
};
const inSession = (session: MacieCoverage['session'], bucket: MacieBucket | null = null) =>
  bucketWith({ macie: { session, bucket } });
const covered = (changes: Partial<MacieBucket> = {}) => inSession('ENABLED', { ...monitored, ...changes });
const byJob = (changes: Partial<MacieBucket> = {}) =>
  covered({ isMonitored: false, isInJob: true, lastJobRun: '2026-09-01T10:00:00.000Z', ...changes });

testRule(rule, {
  compliant: [
    {
      name: 'automated discovery',
      resource: covered(),
      code: 'DISCOVERED',
      reason: 'Automated sensitive data discovery includes the bucket. It last looked on 2026-11-20; the score is 20.',
    },
    {
      name: 'automated discovery that has not looked yet: it takes samples',
      resource: covered({ lastDiscovery: null, sensitivityScore: 50 }),
      code: 'DISCOVERED',
      reason: /It has not looked yet; the score is 50, which is not analyzed yet\.$/,
    },
    {
      name: 'automated discovery of which no score is told',
      resource: covered({ sensitivityScore: null, classifiableObjects: null, publicAccess: null }),
      code: 'DISCOVERED',
      reason: /on 2026-11-20\.$/,
    },
    {
      name: 'sensitive data in a bucket that is not public',
      resource: covered({ sensitivityScore: 100 }),
      code: 'DISCOVERED',
    },
    {
      name: 'a public bucket without sensitive data',
      resource: covered({ publicAccess: 'PUBLIC', sensitivityScore: 50 }),
      code: 'DISCOVERED',
    },
    {
      name: 'a job that ran lately',
      resource: byJob(),
      code: 'JOB_RAN',
      reason: 'A job that analyzes the bucket ran on 2026-09-01.',
    },
    {
      name: 'a job that ran lately, and discovery does not say',
      resource: byJob({ isMonitored: null }),
      code: 'JOB_RAN',
    },
    {
      name: 'a job that ran on the first of the days that count',
      resource: byJob({ lastJobRun: '2026-11-15T12:00:00.000Z' }),
      parameters: { maxAgeDays: '10' },
      code: 'JOB_RAN',
    },
  ],
  nonCompliant: [
    {
      name: 'Macie is not enabled',
      resource: inSession(null),
      code: 'MACIE_OFF',
      reason: 'Macie is not enabled in the region.',
      evidence: ['macie.session'],
    },
    { name: 'Macie is suspended', resource: inSession('PAUSED'), code: 'MACIE_PAUSED' },
    { name: 'not in the inventory', resource: inSession('ENABLED'), code: 'NOT_IN_INVENTORY' },
    {
      name: 'a policy keeps Macie out',
      resource: covered({ error: 'ACCESS_DENIED', classifiableObjects: 0 }),
      code: 'MACIE_BLIND',
      reason: 'Macie may not look into the bucket (ACCESS_DENIED), as where its policy denies it.',
    },
    {
      name: 'more buckets than Macie monitors',
      resource: covered({ error: 'BUCKET_COUNT_EXCEEDS_QUOTA' }),
      code: 'MACIE_BLIND',
      reason: /more buckets than Macie monitors/,
    },
    {
      name: 'an error of tomorrow',
      resource: covered({ error: 'SOMETHING_NEW' }),
      code: 'MACIE_BLIND',
      reason: 'Macie cannot look into the bucket: SOMETHING_NEW.',
    },
    {
      name: 'sensitive data in a public bucket',
      resource: covered({ publicAccess: 'PUBLIC', sensitivityScore: 51 }),
      code: 'SENSITIVE_AND_PUBLIC',
      reason: 'Macie calls the bucket public and scores its sensitivity 51 of 100.',
      evidence: ['macie.bucket.publicAccess', 'macie.bucket.sensitivityScore'],
    },
    {
      name: 'a public bucket above a lower score',
      resource: covered({ publicAccess: 'PUBLIC' }),
      parameters: { maxSensitivityScore: '19' },
      code: 'SENSITIVE_AND_PUBLIC',
    },
    {
      name: 'no object could be analyzed',
      resource: covered({ sensitivityScore: -1 }),
      code: 'ANALYSIS_FAILED',
    },
    {
      name: 'neither discovery nor a job',
      resource: covered({ isMonitored: false }),
      code: 'NOT_COVERED',
      reason: 'Neither automated discovery nor a job analyzes the bucket.',
    },
    {
      name: 'a job that ran long ago (Steampipe looks at jobs alone, whenever they ran)',
      resource: byJob({ lastJobRun: '2026-08-01T10:00:00.000Z' }),
      code: 'JOB_TOO_OLD',
      reason: 'The job that analyzes the bucket ran last on 2026-08-01, more than 90 days ago.',
      evidence: ['macie.bucket.lastJobRun'],
    },
    {
      name: 'a job that has not run',
      resource: byJob({ lastJobRun: null }),
      code: 'JOB_TOO_OLD',
      reason: 'A job is to analyze the bucket and has not run.',
    },
  ],
  notApplicable: [
    {
      name: 'nothing that Macie can analyze',
      resource: covered({ classifiableObjects: 0, isMonitored: false }),
      code: 'NOTHING_TO_ANALYZE',
    },
  ],
  insufficientData: [
    {
      name: 'Macie was not asked',
      resource: bucketWith({ macie: unknown('DENIED', 'macie2:GetMacieSession was denied') }),
      code: 'DENIED',
      reason: 'macie2:GetMacieSession was denied.',
    },
    {
      name: 'Macie does not say whether discovery analyzes it',
      resource: covered({ isMonitored: null }),
      code: 'NOT_TOLD',
      reason: 'Macie does not say whether automated discovery analyzes the bucket.',
    },
    {
      name: 'Macie could not tell its jobs',
      resource: byJob({ isInJob: null, lastJobRun: null }),
      code: 'NOT_TOLD',
      reason: 'Macie does not say whether a job analyzes the bucket.',
    },
  ],
});
