import { sparingLogDestinations } from '../../../src/core/log-destination.js';
import { defineRule } from '../../../src/core/rule.js';
import { compliant, nonCompliant } from '../../../src/core/verdict.js';

export default defineRule({
  id: 's3-bucket-versioning',
  severity: 'LOW',
  title: 'The bucket keeps earlier versions of its objects',
  description:
    'Versioning is enabled, so that what is overwritten or deleted can be brought back. Destinations of access logs are not judged unless asked for. Controls: S3.14.',
  tier: 'core',
  controls: [
    'Security Hub S3.14',
    'NIST 800-53 r5 AU-9(2)',
    'NIST 800-53 r5 CP-6',
    'NIST 800-53 r5 CP-6(1)',
    'NIST 800-53 r5 CP-6(2)',
    'NIST 800-53 r5 CP-9',
    'NIST 800-53 r5 CP-10',
    'NIST 800-53 r5 SC-5(2)',
    'NIST 800-53 r5 SI-12',
    'NIST 800-53 r5 SI-13(5)',
    'NIST 800-171 r2 3.3.8',
  ],
  remediation: {
    summary: 'Enable versioning, and give the bucket a lifecycle rule that expires noncurrent versions.',
    automation: {
      document: 'AWS-ConfigureS3BucketVersioning',
      parameters: { BucketName: 'RESOURCE_ID', VersioningState: 'Enabled' },
    },
  },
  resource: 'bucket',
  facts: ['versioning'],
  optionalFacts: ['policy', 'acl', 'loggingSources'],
  parameters: {
    acceptSuspended: {
      type: 'boolean',
      default: false,
      description: 'Whether suspended versioning counts, which keeps old versions and makes no new ones.',
    },
    exemptLogDestinations: {
      type: 'boolean',
      default: true,
      description: 'Whether destinations of access logs go without versioning.',
    },
  },
  evaluate(bucket, { acceptSuspended, exemptLogDestinations }) {
    const { status } = bucket.versioning;
    if (status === 'Enabled') return compliant('VERSIONED', 'Versioning is enabled.');
    if (status === 'Suspended' && acceptSuspended)
      return compliant(
        'SUSPENDED_ACCEPTED',
        'Versioning is suspended, which is accepted here: old versions are kept, and no new ones are made.',
      );
    const violation = nonCompliant(status === 'Suspended' ? 'SUSPENDED' : 'NEVER_ENABLED', reasons[status], [
      { path: 'versioning.status', found: status, expected: 'Enabled' },
    ]);
    return exemptLogDestinations ? sparingLogDestinations(bucket, violation) : violation;
  },
});

const reasons = {
  Suspended: 'Versioning is suspended: old versions are kept, and no new ones are made.',
  Off: 'Versioning was never enabled: what is overwritten or deleted cannot be brought back.',
};
