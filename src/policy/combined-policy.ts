import { describeStatement, type StatementReference } from './label.js';
import type { Condition, Policy, Statement } from './policy.js';

/** A policy and how whoever reads about it knows it: the name of an inline policy, of a managed or a control policy. */
export interface NamedPolicy {
  readonly name: string;
  readonly policy: Policy;
}

/** A statement and the policy it stands in. */
export interface PlacedStatement {
  readonly policyName: string;
  readonly statement: StatementReference;
}

/** Several policies that count together as one, as those of an identity or of an organization do. */
export interface CombinedPolicy {
  /** All statements, numbered anew. */
  readonly policy: Policy;
  /** Where a statement stands, by its new number. */
  readonly placeOf: (index: number) => PlacedStatement;
}

/**
 * Makes one policy of several: what one of them allows is allowed, what one of them denies is denied.
 *
 * @param policies of either version; variables stay variables only where theirs knows them
 */
export function combinedPolicy(policies: readonly NamedPolicy[]): CombinedPolicy {
  const places: PlacedStatement[] = [];
  const statements: Statement[] = [];
  for (const { name, policy } of policies) {
    for (const statement of policy.statements) {
      const spelled = policy.version === '2012-10-17' ? statement : withoutVariables(statement);
      statements.push({ ...spelled, index: places.length });
      places.push({ policyName: name, statement: describeStatement(statement) });
    }
  }
  return {
    policy: { version: '2012-10-17', id: null, statements },
    placeOf(index) {
      const place = places[index];
      if (place === undefined) throw new RangeError(`there is no statement ${index}`);
      return place;
    },
  };
}

/** A statement of 2008, to which `${` is plain text, as one of 2012 that says the same. */
function withoutVariables(statement: Statement): Statement {
  const { resource, conditions } = statement;
  return {
    ...statement,
    resource: { ...resource, patterns: resource.patterns.map(escaped) },
    conditions: conditions.map((condition): Condition => ({ ...condition, values: condition.values.map(escaped) })),
  };
}

function escaped(text: string): string {
  return text.replaceAll('${', '${$}{');
}
