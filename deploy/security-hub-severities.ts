import { logicalIdOf } from '../conformance-pack/logical-id.js';
import { managedRules } from '../conformance-pack/managed-rules.js';
import type { Rule } from '../src/core/rule.js';
import { type Severity, severities } from '../src/core/verdict.js';

/** A Config rule and the severity that its findings should have. */
interface Graded {
  readonly name: string;
  readonly severity: Severity;
}

/**
 * The template of Security Hub automation rules that give AWS Config's own findings the severities of the rules. Config
 * imports each finding as MEDIUM, so rules of that severity need none. For the region and account that administer
 * Security Hub.
 *
 * A finding names its rule in its title, in a pack with a suffix. Four ids begin names of AWS's own rules, so that a
 * prefix has to end where the suffix begins.
 *
 * @see https://docs.aws.amazon.com/securityhub/latest/userguide/securityhub-internal-providers.html
 */
export const securityHubSeveritiesTemplate = (rules: readonly Rule[]): object => {
  const graded: readonly Graded[] = [...managedRules, ...rules.map(({ id, severity }) => ({ name: id, severity }))];
  const groups = [...severities].reverse().flatMap((severity) => groupsOf(severity, graded));
  return {
    AWSTemplateFormatVersion: '2010-09-09',
    Description:
      "s3-config-rules: Security Hub automation rules that give AWS Config's findings the severities of the rules. For the administrator account of Security Hub, in its home region.",
    Resources: Object.fromEntries(
      groups.map(({ severity, part, names }, index) => [
        logicalIdOf(`${severity.toLowerCase()}-${part}`),
        automationRule(severity, part, names, index + 1),
      ]),
    ),
  };
};

/** What Security Hub gives every finding of AWS Config. */
const IMPORTED_AS: Severity = 'MEDIUM';

/** A rule's finding is met by two conditions, and one field may have twenty. */
const RULES_EACH = 10;

interface Group {
  readonly severity: Severity;
  /** From 1. */
  readonly part: number;
  readonly names: readonly string[];
}

const groupsOf = (severity: Severity, graded: readonly Graded[]): readonly Group[] => {
  if (severity === IMPORTED_AS) return [];
  const names = graded.filter((one) => one.severity === severity).map(({ name }) => name);
  return Array.from({ length: Math.ceil(names.length / RULES_EACH) }, (_, index) => ({
    severity,
    part: index + 1,
    names: names.slice(index * RULES_EACH, (index + 1) * RULES_EACH),
  }));
};

const automationRule = (severity: Severity, part: number, names: readonly string[], order: number) => ({
  Type: 'AWS::SecurityHub::AutomationRule',
  Properties: {
    RuleName: `s3-config-rules-${severity.toLowerCase()}-${part}`,
    RuleOrder: order,
    RuleStatus: 'ENABLED',
    Description: `Findings of AWS Config rules of s3-config-rules whose severity is ${severity}.`,
    Criteria: {
      ProductName: [{ Comparison: 'EQUALS', Value: 'Config' }],
      ComplianceStatus: [{ Comparison: 'EQUALS', Value: 'FAILED' }],
      Title: names.flatMap((name) => [
        { Comparison: 'EQUALS', Value: name },
        { Comparison: 'PREFIX', Value: `${name}-conformance-pack-` },
      ]),
    },
    Actions: [{ Type: 'FINDING_FIELDS_UPDATE', FindingFieldsUpdate: { Severity: { Label: severity } } }],
  },
});
