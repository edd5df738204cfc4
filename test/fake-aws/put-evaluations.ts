import { typesOfKind } from '../../src/core/derivations.js';
import { ServiceError } from './fault.js';
import { type Input, invalid, listOf, numberOf, textOf } from './input.js';
import type { State } from './state.js';

/** A result as Config keeps it. */
export interface StoredEvaluation {
  readonly type: string;
  readonly id: string;
  readonly compliance: string;
  readonly annotation?: string;
  readonly orderingTime: Date;
}

/**
 * PutEvaluations with the limits of its API model. Not documented and settled here: an empty list is refused, and of
 * two results of a resource the one with the later OrderingTimestamp counts.
 *
 * @param isRefused whether an evaluation is answered as failed
 */
export const putEvaluations = (state: State, input: Input, isRefused: (id: string) => boolean): object => {
  const evaluations = listOf(input, 'Evaluations');
  if (evaluations.length === 0)
    throw new ServiceError('InvalidParameterValueException', 'Evaluations must not be empty');
  if (evaluations.length > 100) throw invalid('evaluations', 'Member must have length less than or equal to 100');
  const token = textOf(input, 'ResultToken');
  const stored = evaluations.map(storedFrom);
  if (input.TestMode === true) return { FailedEvaluations: [] };
  const rule = Object.hasOwn(state.tokens, token) ? state.tokens[token] : undefined;
  if (!rule) throw new ServiceError('InvalidResultTokenException', 'Result Token provided is invalid');
  if (!state.rules.has(rule))
    throw new ServiceError('NoSuchConfigRuleException', `The ConfigRule ${rule} does not exist`);
  const failed = evaluations.filter((one) => isRefused(String(one.ComplianceResourceId)));
  for (const one of stored) {
    if (failed.some(({ ComplianceResourceId }) => ComplianceResourceId === one.id)) continue;
    state.evaluations.push(one);
    keep(state.current.get(rule), one);
  }
  return { FailedEvaluations: failed };
};

const keep = (current: Map<string, StoredEvaluation> | undefined, one: StoredEvaluation): void => {
  const key = `${one.type} ${one.id}`;
  const before = current?.get(key);
  if (before && before.orderingTime > one.orderingTime) return;
  // Config marks results that are not applicable for deletion.
  if (one.compliance === 'NOT_APPLICABLE') current?.delete(key);
  else current?.set(key, one);
};

const storedFrom = (evaluation: Input): StoredEvaluation => {
  const type = textOf(evaluation, 'ComplianceResourceType');
  if (!permittedTypes.has(type)) {
    throw new ServiceError(
      'InvalidParameterValueException',
      `The resource type ${type} is invalid. Only the following values are permitted: [${[...permittedTypes].join(', ')}]`,
    );
  }
  const id = textOf(evaluation, 'ComplianceResourceId');
  if (id.length > 768) throw invalid('complianceResourceId', 'Member must have length less than or equal to 768');
  if (type === 'AWS::::Account' && !/^\d{12}$/.test(id)) {
    throw new ServiceError('InvalidParameterValueException', `The account id ${id} is invalid`);
  }
  const compliance = textOf(evaluation, 'ComplianceType');
  if (compliance === 'INSUFFICIENT_DATA') {
    throw new ServiceError('InvalidParameterValueException', 'INSUFFICIENT_DATA is not accepted as a ComplianceType');
  }
  if (!['COMPLIANT', 'NON_COMPLIANT', 'NOT_APPLICABLE'].includes(compliance)) throw invalid('complianceType', 'enum');
  const annotation = evaluation.Annotation === undefined ? undefined : textOf(evaluation, 'Annotation');
  if (annotation !== undefined && annotation.length > 256) {
    throw invalid('annotation', 'Member must have length less than or equal to 256');
  }
  const orderingTime = new Date(numberOf(evaluation, 'OrderingTimestamp') * 1000);
  return { type, id, compliance, ...(annotation !== undefined && { annotation }), orderingTime };
};

/** The part of AWS's list that this pack comes near to. */
const permittedTypes: ReadonlySet<string> = new Set([
  'AWS::::Account',
  'AWS::CloudTrail::Trail',
  'AWS::EC2::Instance',
  'AWS::KMS::Key',
  ...Object.values(typesOfKind).flat(),
]);
