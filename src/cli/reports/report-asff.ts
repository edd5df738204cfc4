import { findingFrom } from '../../asff/finding.js';
import type { FoundBy } from '../../asff/found-by.js';
import type { ResultCompliance } from '../../asff/result.js';
import { partitionOf } from '../../core/resource.js';
import type { Rule } from '../../core/rule.js';
import { jsonText } from '../display-text.js';
import { type Finding, isOpen, type ReportedCompliance } from '../finding.js';
import { UsageError } from '../usage-error.js';
import type { ReportWriter } from './report.js';

/**
 * Writes a list of findings in the AWS Security Finding Format, by the code that imports the results of AWS Config: the
 * same rule and resource has the same id. Security Hub takes 100 at a time, of one account and region.
 *
 * @throws UsageError for a finding that belongs to no account
 * @see https://docs.aws.amazon.com/securityhub/latest/userguide/securityhub-findings-format.html
 */
export const writeAsff: ReportWriter = async ({ asked, findings }, { onlyFindings }, output) => {
  const rules = new Map<string | null, FoundBy>(asked.map(({ rule }) => [rule.id, foundBy(rule)]));
  const now = new Date();
  let before = '[\n';
  for await (const finding of findings) {
    if (onlyFindings && !isOpen(finding)) continue;
    const { severity } = finding;
    const rule = { ...(rules.get(finding.rule) ?? UNREADABLE), severity };
    await output.write(before + jsonText(findingFrom(rule, resultOf(finding, now), placeOf(finding))));
    before = ',\n';
  }
  await output.write(before === '[\n' ? '[]\n' : '\n]\n');
};

const foundBy = ({ id, title, description, severity, controls, remediation }: Rule): FoundBy => ({
  id,
  title,
  description,
  severity,
  controls,
  remediation: remediation.summary,
});

/** For what could not be read at all, so that no rule was asked. */
const UNREADABLE: FoundBy = {
  id: 's3-config-rules-unreadable',
  title: 'The resource can be read',
  description: 'What cannot be read may break any rule.',
  severity: 'CRITICAL',
  controls: [],
  remediation: 'Let it be read, and look again.',
};

const resultOf = ({ rule, compliance, code, reason, resource, acceptedUntil }: Finding, recordedAt: Date) => ({
  configRuleName: rule ?? UNREADABLE.id,
  resourceType: resource.type ?? 'unknown',
  resourceId: resource.id ?? 'unknown',
  compliance: results[compliance],
  annotation: `${code}: ${reason}${acceptedUntil ? ` Accepted until ${acceptedUntil}.` : ''}`,
  recordedAt,
});

const results: Readonly<Record<ReportedCompliance, ResultCompliance>> = {
  COMPLIANT: 'COMPLIANT',
  NON_COMPLIANT: 'NON_COMPLIANT',
  NOT_APPLICABLE: 'NOT_APPLICABLE',
  UNVERIFIED: 'INSUFFICIENT_DATA',
};

/** What has no region is found where IAM is. */
const placeOf = ({ resource: { accountId, arn, region } }: Finding) => {
  if (accountId === null) throw new UsageError('asff is about accounts, and what is not deployed belongs to none');
  const partition = partitionOf({ arn, region });
  return { accountId, partition, region: region ?? homes[partition] ?? 'us-east-1' };
};

const homes: Readonly<Record<string, string>> = { 'aws-cn': 'cn-north-1', 'aws-us-gov': 'us-gov-west-1' };
