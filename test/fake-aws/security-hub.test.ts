import { findingFrom } from '../../src/asff/finding.js';
import { ACCOUNT, OTHER_ACCOUNT, REGION } from '../builders.js';
import { flawOf } from './security-hub.js';

const place = { partition: 'aws', accountId: ACCOUNT, region: REGION };

const good = findingFrom(
  { id: 'rule', title: 'T', description: 'D', severity: 'LOW', controls: ['FSBP S3.5'], remediation: 'R' },
  {
    configRuleName: 'rule',
    resourceType: 'AWS::S3::Bucket',
    resourceId: 'app-data',
    compliance: 'NON_COMPLIANT',
    annotation: null,
    recordedAt: new Date('2026-11-20T08:05:01.405Z'),
  },
  place,
);

describe('a finding', () => {
  it('is taken', () => {
    expect(flawOf(good, place)).toBeNull();
  });

  it.each([
    ['without an id', { Id: undefined }],
    ['without a title', { Title: undefined }],
    ['without types', { Types: undefined }],
    ['with an empty description', { Description: ' ' }],
    ['with too long an id', { Id: 'x'.repeat(513) }],
    ['with too long a title', { Title: 'x'.repeat(257) }],
    ['with too long a description', { Description: 'x'.repeat(1025) }],
    ['with too long a remediation', { Remediation: { Recommendation: { Text: 'x'.repeat(513) } } }],
    ['of another schema', { SchemaVersion: '2020-01-01' }],
    ['with an unknown severity', { Severity: { Label: 'SEVERE' } }],
    ['with an unknown severity of the provider', { FindingProviderFields: { Severity: { Label: 'SEVERE' } } }],
    ['with an unknown compliance', { Compliance: { Status: 'NON_COMPLIANT', RelatedRequirements: [] } }],
    ['with an unknown workflow', { Workflow: { Status: 'OPEN' } }],
    ['with an unknown record state', { RecordState: 'DELETED' }],
    ['trap 73: of another account', { AwsAccountId: OTHER_ACCOUNT }],
    [
      'trap 73: with the product of another account',
      { ProductArn: good.ProductArn.replaceAll(ACCOUNT, OTHER_ACCOUNT) },
    ],
    ['trap 73: with the product of another region', { ProductArn: good.ProductArn.replace(REGION, 'us-east-1') }],
    ['with a time that is none', { UpdatedAt: 'now' }],
    ['without resources', { Resources: [] }],
    ['with a resource without an id', { Resources: [{ Type: 'Other' }] }],
    ['with 33 requirements', { Compliance: { Status: 'FAILED', RelatedRequirements: Array(33).fill('x') } }],
    ['with 51 fields', { ProductFields: Object.fromEntries(Array.from({ length: 51 }, (_, key) => [key, 'x'])) }],
    ['of 240 KB', { Note: { Text: 'x'.repeat(240_000) } }],
  ])('is refused %s', (_, changes) => {
    expect(flawOf({ ...good, ...changes }, place)).not.toBeNull();
  });
});
