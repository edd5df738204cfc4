import { unknown } from '../../../src/core/fact.js';
import { bucketWith } from '../../../test/builders.js';
import { testRule } from '../../../test/rule-tester.js';
import rule from './rule.js';

const enabled = { status: 'Enabled', mfaDelete: false } as const;

testRule(rule, {
  compliant: [{ name: 'enabled', resource: bucketWith({ versioning: enabled }), code: 'ENABLED' }],
  nonCompliant: [
    {
      name: 'never enabled',
      resource: bucketWith({ versioning: { ...enabled, status: 'Off' } }),
      code: 'NOT_ENABLED',
      reason: 'Versioning is Off.',
      evidence: ['versioning.status'],
    },
  ],
  notApplicable: [],
  insufficientData: [
    {
      name: 'not read',
      resource: bucketWith({ versioning: unknown('DENIED', 's3:GetBucketVersioning was denied') }),
      code: 'DENIED',
    },
  ],
});
