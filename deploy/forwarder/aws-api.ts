import {
  ConfigServiceClient,
  DescribeComplianceByConfigRuleCommand,
  type EvaluationResult,
  GetComplianceDetailsByConfigRuleCommand,
} from '@aws-sdk/client-config-service';
import { BatchImportFindingsCommand, SecurityHubClient } from '@aws-sdk/client-securityhub';
import type { Result } from '../../src/asff/result.js';
import type { Api } from './api.js';

/** The calls of the forwarder by the SDK, in the region and with the credentials of the environment. */
export const createApi = (): Api => {
  const config = new ConfigServiceClient(clientConfig());
  const securityHub = new SecurityHubClient(clientConfig());
  return {
    importFindings: async (findings) => {
      const answer = await securityHub.send(new BatchImportFindingsCommand({ Findings: [...findings] }));
      const failed = (answer.FailedFindings ?? []).map(({ Id = '', ErrorCode = '', ErrorMessage = '' }) => ({
        id: Id,
        code: ErrorCode,
        message: ErrorMessage,
      }));
      return { failedCount: answer.FailedCount ?? failed.length, failed };
    },
    nonCompliantRules: async (token) => {
      const input = { ComplianceTypes: ['NON_COMPLIANT' as const], ...(token && { NextToken: token }) };
      const answer = await config.send(new DescribeComplianceByConfigRuleCommand(input));
      const names = (answer.ComplianceByConfigRules ?? []).map(({ ConfigRuleName }) => ConfigRuleName);
      return { items: names.filter((name) => name !== undefined), next: answer.NextToken };
    },
    nonCompliantResults: async (ConfigRuleName, token) => {
      // The page is 10 results if no limit is given and at most 100.
      const input = { ConfigRuleName, ComplianceTypes: ['NON_COMPLIANT' as const], Limit: 100 };
      const answer = await config.send(
        new GetComplianceDetailsByConfigRuleCommand({ ...input, ...(token && { NextToken: token }) }),
      );
      return {
        items: (answer.EvaluationResults ?? []).map((one) => resultFrom(ConfigRuleName, one)),
        next: answer.NextToken,
      };
    },
  };
};

/** Security Hub takes ten imports a second of an account and region; adaptive retries slow down with it. */
const clientConfig = () => ({
  customUserAgent: 's3-config-rules',
  ...(process.env.AWS_MAX_ATTEMPTS === undefined && { maxAttempts: 8 }),
  retryMode: 'adaptive',
});

const resultFrom = (configRuleName: string, told: EvaluationResult): Result => {
  const { ResourceType, ResourceId } = told.EvaluationResultIdentifier?.EvaluationResultQualifier ?? {};
  const { ResultRecordedTime, Annotation } = told;
  if (!ResourceType || !ResourceId || !ResultRecordedTime)
    throw new Error('AWS Config told a result without its resource or time');
  return {
    configRuleName,
    resourceType: ResourceType,
    resourceId: ResourceId,
    compliance: 'NON_COMPLIANT',
    annotation: Annotation ?? null,
    recordedAt: ResultRecordedTime,
  };
};
