import { managedRules } from '../conformance-pack/managed-rules.js';
import { rules } from '../rules/index.js';
import { securityHubSeveritiesTemplate } from './security-hub-severities.js';

interface StringFilter {
  readonly Comparison: string;
  readonly Value: string;
}

interface AutomationRule {
  readonly Type: string;
  readonly Properties: {
    readonly RuleName: string;
    readonly RuleOrder: number;
    readonly Criteria: {
      readonly ProductName: readonly StringFilter[];
      readonly ComplianceStatus: readonly StringFilter[];
      readonly Title: readonly StringFilter[];
    };
    readonly Actions: readonly {
      readonly Type: string;
      readonly FindingFieldsUpdate: { readonly Severity: { readonly Label: string } };
    }[];
  };
}

const { Resources } = securityHubSeveritiesTemplate(rules) as {
  readonly Resources: Readonly<Record<string, AutomationRule>>;
};
const automationRules = Object.values(Resources);

/** As Security Hub compares, with case. */
const fits = (title: string, filters: readonly StringFilter[]): boolean =>
  filters.some(({ Comparison, Value }) => (Comparison === 'PREFIX' ? title.startsWith(Value) : title === Value));

/** The severity that a finding of AWS Config has in the end. */
const severityOf = (title: string): string => {
  const found = automationRules.filter(({ Properties }) => fits(title, Properties.Criteria.Title));
  expect(found.length).toBeLessThanOrEqual(1);
  return found[0]?.Properties.Actions[0]?.FindingFieldsUpdate.Severity.Label ?? 'MEDIUM';
};

it.each(rules.map(({ id, severity }) => [id, severity]))('findings of %s become %s', (id, severity) => {
  expect(severityOf(id)).toBe(severity);
  expect(severityOf(`${id}-conformance-pack-a1b2c3d4e`)).toBe(severity);
});

it.each(managedRules.map(({ name }) => name))('findings of the managed rule %s become CRITICAL', (name) => {
  expect(severityOf(name)).toBe('CRITICAL');
});

it('rules of others whose names begin alike keep their severity', () => {
  for (const name of [
    's3-bucket-versioning-enabled',
    's3-bucket-mfa-delete-enabled',
    's3-bucket-replication-enabled',
  ]) {
    expect(severityOf(name)).toBe('MEDIUM');
  }
});

it('keeps to the limits of Security Hub', () => {
  expect(automationRules.length).toBeLessThanOrEqual(100);
  for (const { Properties } of automationRules) expect(Properties.Criteria.Title.length).toBeLessThanOrEqual(20);
  const orders = automationRules.map(({ Properties }) => Properties.RuleOrder);
  expect(new Set(orders).size).toBe(orders.length);
  expect(Math.max(...orders)).toBeLessThanOrEqual(1000);
});

it("changes failed findings of AWS Config and nobody else's", () => {
  for (const { Type, Properties } of automationRules) {
    expect(Type).toBe('AWS::SecurityHub::AutomationRule');
    expect(Properties.Criteria.ProductName).toEqual([{ Comparison: 'EQUALS', Value: 'Config' }]);
    expect(Properties.Criteria.ComplianceStatus).toEqual([{ Comparison: 'EQUALS', Value: 'FAILED' }]);
    expect(Properties.Actions).toHaveLength(1);
  }
});
