import type { MacieBucket } from '../../../src/core/macie-coverage.js';
import type { ParameterDefinitions, ParameterValues } from '../../../src/core/parameters.js';
import { defineRule } from '../../../src/core/rule.js';
import { DAY } from '../../../src/core/tag-exemption.js';
import {
  compliant,
  type Evidence,
  insufficientData,
  nonCompliant,
  notApplicable,
  type Verdict,
} from '../../../src/core/verdict.js';

const parameters = {
  maxSensitivityScore: {
    type: 'integer',
    default: 50,
    minimum: 0,
    maximum: 100,
    description: 'The highest sensitivity score that a public bucket may have; above 50 Macie found sensitive data.',
  },
  maxAgeDays: {
    type: 'integer',
    default: 90,
    minimum: 1,
    maximum: 3650,
    description: 'How many days ago a job must have run at most to count.',
  },
} as const satisfies ParameterDefinitions;

export default defineRule({
  id: 's3-macie-coverage',
  severity: 'MEDIUM',
  title: 'Amazon Macie looks for sensitive data in the bucket',
  description:
    'Macie is enabled, can look into the bucket, and analyzes it by automated sensitive data discovery or by a job that ran lately. Controls: Macie.1, Macie.2, CIS 2.1.3, NIST SI-4.',
  tier: 'extended',
  controls: [
    'Security Hub Macie.1 ~',
    'Security Hub Macie.2 ~',
    'CIS AWS Foundations 1.4 2.1.4 ~',
    'CIS AWS Foundations 3.0 2.1.3 ~',
    'CIS AWS Foundations 5.0 2.1.3 ~',
    'NIST 800-53 r5 CA-7',
    'NIST 800-53 r5 CA-9(1)',
    'NIST 800-53 r5 RA-5',
    'NIST 800-53 r5 SA-8(19)',
    'NIST 800-53 r5 SI-4',
  ],
  remediation: {
    summary:
      "Enable Macie in the region and let automated sensitive data discovery include the bucket, or run a job over it. Let Macie's service-linked role in where a policy keeps it out. Macie bills what it looks at.",
  },
  resource: 'bucket',
  facts: ['macie'],
  optionalFacts: [],
  parameters,
  evaluate({ macie: { session, bucket } }, values, now) {
    if (session === null)
      return uncovered('MACIE_OFF', 'Macie is not enabled in the region.', 'macie.session', session);
    if (session === 'PAUSED') return uncovered('MACIE_PAUSED', 'Macie is suspended.', 'macie.session', session);
    if (!bucket)
      return uncovered('NOT_IN_INVENTORY', "The bucket is not in Macie's inventory.", 'macie.bucket', bucket);
    const { error, publicAccess, sensitivityScore: score, classifiableObjects } = bucket;
    if (error !== null) return blind(error);
    if (publicAccess === 'PUBLIC' && score !== null && score > values.maxSensitivityScore)
      return leaking(score, values);
    if (classifiableObjects === 0) {
      return notApplicable('NOTHING_TO_ANALYZE', 'The bucket holds no object that Macie can analyze.');
    }
    return bucket.isMonitored ? discovered(bucket) : byJob(bucket, values, now);
  },
});

type Values = ParameterValues<typeof parameters>;

const uncovered = (code: string, reason: string, path: string, found: unknown): Verdict =>
  nonCompliant(code, reason, [{ path, found, expected: 'a bucket that Macie analyzes' }]);

const blind = (error: string): Verdict =>
  uncovered(
    'MACIE_BLIND',
    blindness[error] ?? `Macie cannot look into the bucket: ${error}.`,
    'macie.bucket.error',
    error,
  );

const blindness: Readonly<Record<string, string>> = {
  ACCESS_DENIED: 'Macie may not look into the bucket (ACCESS_DENIED), as where its policy denies it.',
  BUCKET_COUNT_EXCEEDS_QUOTA: 'The account has more buckets than Macie monitors (BUCKET_COUNT_EXCEEDS_QUOTA).',
};

const leaking = (score: number, { maxSensitivityScore }: Values): Verdict =>
  nonCompliant('SENSITIVE_AND_PUBLIC', `Macie calls the bucket public and scores its sensitivity ${score} of 100.`, [
    { path: 'macie.bucket.publicAccess', found: 'PUBLIC', expected: 'NOT_PUBLIC' },
    { path: 'macie.bucket.sensitivityScore', found: score, expected: `at most ${maxSensitivityScore}` },
  ]);

/** Discovery takes samples, so an old or missing date is told and not held against it. */
const discovered = ({ sensitivityScore: score, lastDiscovery }: MacieBucket): Verdict => {
  const path = 'macie.bucket.sensitivityScore';
  if (score === -1) return uncovered('ANALYSIS_FAILED', 'Macie could not analyze any object (score -1).', path, score);
  const when = lastDiscovery === null ? 'It has not looked yet' : `It last looked on ${dayOf(lastDiscovery)}`;
  const found = score === null ? '' : `; the score is ${score}${score === 50 ? ', which is not analyzed yet' : ''}`;
  return compliant('DISCOVERED', `Automated sensitive data discovery includes the bucket. ${when}${found}.`);
};

const byJob = ({ isMonitored, isInJob, lastJobRun }: MacieBucket, { maxAgeDays }: Values, now: Date): Verdict => {
  const earliest = now.getTime() - maxAgeDays * DAY;
  const isRecent = lastJobRun !== null && new Date(lastJobRun).getTime() >= earliest;
  if (isInJob && isRecent) return compliant('JOB_RAN', `A job that analyzes the bucket ran on ${dayOf(lastJobRun)}.`);
  if (isMonitored === null || isInJob === null) {
    const what = isMonitored === null ? 'automated discovery' : 'a job';
    return insufficientData('NOT_TOLD', `Macie does not say whether ${what} analyzes the bucket.`);
  }
  if (!isInJob) {
    return uncovered('NOT_COVERED', 'Neither automated discovery nor a job analyzes the bucket.', 'macie.bucket', {
      isMonitored,
      isInJob,
    });
  }
  const reason =
    lastJobRun === null
      ? 'A job is to analyze the bucket and has not run.'
      : `The job that analyzes the bucket ran last on ${dayOf(lastJobRun)}, more than ${maxAgeDays} days ago.`;
  const evidence: Evidence = {
    path: 'macie.bucket.lastJobRun',
    found: lastJobRun,
    expected: `a run since ${dayOf(new Date(earliest).toISOString())}`,
  };
  return nonCompliant('JOB_TOO_OLD', reason, [evidence]);
};

const dayOf = (time: string): string => time.slice(0, 10);
