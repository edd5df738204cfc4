import { createHash } from 'node:crypto';
import { shortText } from '../core/reason.js';
import { findingResource } from './finding-resource.js';
import type { FoundBy } from './found-by.js';
import type { Place, Result, ResultCompliance } from './result.js';

/** A finding in the AWS Security Finding Format. */
export type Finding = ReturnType<typeof findingFrom>;

/** With it every id begins, so that an automation rule or a filter can name all of these findings. */
export const FINDING_ID_PREFIX = 's3-config-rules/';

/**
 * The finding of a result. It has one id for a rule and a resource for ever, so that each import replaces the one
 * before; Security Hub ignores an import whose `UpdatedAt` is not later than that of the finding it holds.
 *
 * @param seenAt when the result was found to hold still; by default when it was recorded
 * @see https://docs.aws.amazon.com/securityhub/1.0/APIReference/API_AwsSecurityFinding.html
 * @see https://docs.aws.amazon.com/securityhub/latest/userguide/finding-update-batchimportfindings.html
 */
export const findingFrom = (rule: FoundBy, result: Result, place: Place, seenAt: Date = result.recordedAt) => {
  const { partition, region, accountId } = place;
  const { status, workflow, recordState } = states[result.compliance];
  const severity = { Label: rule.severity };
  const types = ['Software and Configuration Checks/AWS Security Best Practices'];
  const updatedAt = new Date(Math.max(result.recordedAt.getTime(), seenAt.getTime())).toISOString();
  return {
    SchemaVersion: '2018-10-08',
    Id: findingId(rule.id, result, place),
    // The account's own product; it may be imported to from the account itself alone.
    ProductArn: `arn:${partition}:securityhub:${region}:${accountId}:product/${accountId}/default`,
    ProductName: 's3-config-rules',
    GeneratorId: rule.id,
    AwsAccountId: accountId,
    CreatedAt: result.recordedAt.toISOString(),
    UpdatedAt: updatedAt,
    LastObservedAt: updatedAt,
    Title: shortText(rule.title, LIMITS.title),
    Description: shortText([result.annotation, rule.description].filter(isText).join(' '), LIMITS.description),
    // What those who look at the finding see first, and may change; an import changes only the provider's own below.
    Severity: severity,
    Types: types,
    FindingProviderFields: { Severity: severity, Types: types },
    Compliance: { Status: status, RelatedRequirements: requirementsOf(rule) },
    Remediation: { Recommendation: { Text: shortText(rule.remediation, LIMITS.remediation) } },
    Resources: [findingResource(result, place)],
    // Of a finding that is there already, Security Hub takes no workflow status from an import.
    Workflow: { Status: workflow },
    RecordState: recordState,
    ProductFields: { 's3-config-rules/ConfigRuleName': result.configRuleName },
  };
};

/** Longest texts in characters, and the most requirements. */
const LIMITS = { id: 512, title: 256, description: 1024, remediation: 512, requirements: 32 } as const;

interface States {
  readonly status: 'PASSED' | 'FAILED' | 'WARNING';
  readonly workflow: 'NEW' | 'RESOLVED';
  readonly recordState: 'ACTIVE' | 'ARCHIVED';
}

/** NOT_AVAILABLE would set the workflow status back to NEW, also for a resource that is gone. */
const states: Readonly<Record<ResultCompliance, States>> = {
  NON_COMPLIANT: { status: 'FAILED', workflow: 'NEW', recordState: 'ACTIVE' },
  COMPLIANT: { status: 'PASSED', workflow: 'RESOLVED', recordState: 'ACTIVE' },
  NOT_APPLICABLE: { status: 'PASSED', workflow: 'RESOLVED', recordState: 'ARCHIVED' },
  INSUFFICIENT_DATA: { status: 'WARNING', workflow: 'NEW', recordState: 'ACTIVE' },
};

/** Config's ids of resources may be longer than an id of a finding; such a one is hashed. */
const findingId = (ruleId: string, { resourceType, resourceId }: Result, { accountId, region }: Place): string => {
  const place = `${FINDING_ID_PREFIX}${accountId}/${region}/${ruleId}/${resourceType}/`;
  const whole = `${place}${resourceId}`;
  return whole.length <= LIMITS.id ? whole : `${place}${createHash('sha256').update(resourceId).digest('hex')}`;
};

/** AWS's own mappings first, since some rules have more than fit. */
const requirementsOf = ({ controls }: FoundBy): string[] => {
  const isOurs = (control: string) => control.endsWith(' ~');
  return [...controls.filter((one) => !isOurs(one)), ...controls.filter(isOurs)].slice(0, LIMITS.requirements);
};

const isText = (text: string | null): text is string => text !== null && text.trim() !== '';
