import { ResourceGoneError } from '../../sources/answers/ask.js';
import { at, isAbsent, type Part, textOf } from '../../sources/answers/part.js';
import { replyToAll } from '../../sources/answers/reply.js';
import { type EvaluatedResource, keyOf } from '../evaluation.js';
import type { Invocation } from '../invocation.js';

/** A result that Config holds for the rule. */
export interface StoredResult {
  readonly resource: EvaluatedResource;
  readonly compliance: string;
  readonly annotation: string;
  /** Null where Config does not say. */
  readonly orderingTime: Date | null;
}

/** Results by the key of their resource; why they are not known; or that the rule itself is gone. */
export type StoredResults =
  | { readonly kind: 'known'; readonly byKey: ReadonlyMap<string, StoredResult> }
  | { readonly kind: 'unknown'; readonly reason: string }
  | { readonly kind: 'ruleIsGone' };

/**
 * The results that count on the dashboard. Config does not list those that are NOT_APPLICABLE among them, so what has
 * none here needs no withdrawal.
 *
 * @see https://docs.aws.amazon.com/config/latest/APIReference/API_GetComplianceDetailsByConfigRule.html
 */
export const readStoredResults = async (
  { ask, region }: Invocation,
  configRuleName: string,
): Promise<StoredResults> => {
  // INSUFFICIENT_DATA is refused as a filter; the page is 10 results if no limit is given and at most 100.
  const input = { ConfigRuleName: configRuleName, ComplianceTypes: ['COMPLIANT', 'NON_COMPLIANT'], Limit: 100 };
  const question = { operation: 'config:GetComplianceDetailsByConfigRule', input, region, owner: null } as const;
  try {
    const reply = await replyToAll(ask, question, { list: 'EvaluationResults', token: 'NextToken' });
    if (reply.kind === 'unknown') return { kind: 'unknown', reason: reply.fact.reason };
    const results = reply.kind === 'answer' ? reply.output.map(resultFrom) : [];
    return { kind: 'known', byKey: new Map(results.map((one) => [keyOf(one.resource), one])) };
  } catch (error) {
    if (error instanceof ResourceGoneError) return { kind: 'ruleIsGone' };
    throw error;
  }
};

const resultFrom = (part: Part): StoredResult => {
  const qualifier = at(part, 'EvaluationResultIdentifier', 'EvaluationResultQualifier');
  const orderingTime = at(part, 'EvaluationResultIdentifier', 'OrderingTimestamp').value;
  const annotation = at(part, 'Annotation');
  return {
    resource: { type: textOf(at(qualifier, 'ResourceType')), id: textOf(at(qualifier, 'ResourceId')) },
    compliance: textOf(at(part, 'ComplianceType')),
    annotation: isAbsent(annotation) ? '' : textOf(annotation),
    orderingTime: orderingTime instanceof Date ? orderingTime : null,
  };
};
