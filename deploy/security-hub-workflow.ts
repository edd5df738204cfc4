import { FINDING_ID_PREFIX } from '../src/asff/finding.js';

/**
 * The template of a Security Hub automation rule that resolves imported findings whose resource was put right or is gone.
 * An import cannot do that: of a finding that is there, Security Hub takes no workflow status from it. (Back to NEW it sets
 * it by itself.) For the region and account that administer Security Hub.
 *
 * @see https://docs.aws.amazon.com/securityhub/latest/userguide/finding-update-batchimportfindings.html
 */
export const securityHubWorkflowTemplate = (): object => ({
  AWSTemplateFormatVersion: '2010-09-09',
  Description:
    's3-config-rules: a Security Hub automation rule that resolves imported findings of what was put right. For the administrator account of Security Hub, in its home region.',
  Resources: {
    ResolvePassed: {
      Type: 'AWS::SecurityHub::AutomationRule',
      Properties: {
        RuleName: 's3-config-rules-resolve-passed',
        RuleOrder: 100,
        RuleStatus: 'ENABLED',
        Description: 'Imported findings of s3-config-rules whose resource is compliant or gone are resolved.',
        Criteria: {
          Id: [{ Comparison: 'PREFIX', Value: FINDING_ID_PREFIX }],
          ComplianceStatus: [{ Comparison: 'EQUALS', Value: 'PASSED' }],
          // What somebody suppressed stays so.
          WorkflowStatus: ['NEW', 'NOTIFIED'].map((Value) => ({ Comparison: 'EQUALS', Value })),
        },
        Actions: [{ Type: 'FINDING_FIELDS_UPDATE', FindingFieldsUpdate: { Workflow: { Status: 'RESOLVED' } } }],
      },
    },
  },
});
