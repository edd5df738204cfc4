import type { Condition, Policy } from './policy.js';
import { withStatements } from './trust.js';

/**
 * The policy as several, each for the requests of some callers and resources by their organizations, so that conditions
 * which compare the two by a variable (`aws:ResourceOrgID` with `${aws:PrincipalOrgID}`) can be decided.
 *
 * Together they allow what the policy allows. In the one for organizations that the policy does not name, variables
 * remain.
 */
export function byOrganization(policy: Policy): readonly Policy[] {
  if (policy.version !== '2012-10-17') return [policy];
  return KEYS.reduce<readonly Policy[]>((parts, key) => parts.flatMap((part) => splitBy(part, key)), [policy]);
}

const KEYS = ['aws:PrincipalOrgID', 'aws:ResourceOrgID'];

function splitBy(policy: Policy, key: string): readonly Policy[] {
  const variable = new RegExp(`\\$\\{${key}\\}`, 'gi');
  const conditions = policy.statements.flatMap((statement) => statement.conditions);
  if (!conditions.some(({ values }) => values.some((value) => value.search(variable) !== -1))) return [policy];
  const organizations = [...new Set(conditions.flatMap(({ values }) => values.filter(isOrganization)))];
  const denied = (operator: string, values: readonly string[]) => ({
    Effect: 'Deny',
    Principal: '*',
    Action: '*',
    Resource: '*',
    Condition: { [operator]: { [key]: values } },
  });
  const within = (organization: string): Policy => {
    const filled = (condition: Condition): Condition => ({
      ...condition,
      values: condition.values.map((value) => value.replace(variable, organization)),
    });
    const statements = policy.statements.map((one) => ({ ...one, conditions: one.conditions.map(filled) }));
    return withStatements({ ...policy, statements }, [denied('StringNotEquals', [organization])]);
  };
  const outside = organizations.length === 0 ? policy : withStatements(policy, [denied('StringEquals', organizations)]);
  return [...organizations.map(within), outside];
}

function isOrganization(value: string): boolean {
  return /^o-[a-z0-9]+$/.test(value);
}
