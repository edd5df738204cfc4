import { defineRule } from '../../../src/core/rule.js';
import { compliant, nonCompliant } from '../../../src/core/verdict.js';

export default defineRule({
  id: 's3-audit-bucket-immutable',
  severity: 'MEDIUM',
  title: 'The bucket keeps its versions',
  description: 'At most 256 characters, shown by AWS Config.',
  tier: 'extended',
  controls: [],
  remediation: { summary: 'What the owner of the bucket does about it.' },
  resource: 'bucket',
  facts: ['versioning'],
  optionalFacts: [],
  parameters: {},
  evaluate({ versioning }) {
    if (versioning.status === 'Enabled') return compliant('ENABLED', 'Versioning is enabled.');
    return nonCompliant('NOT_ENABLED', `Versioning is ${versioning.status}.`, [
      { path: 'versioning.status', found: versioning.status, expected: 'Enabled' },
    ]);
  },
});
