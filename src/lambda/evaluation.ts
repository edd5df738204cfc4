import type { ResourceIdentity } from '../core/resource.js';
import type { Compliance, Verdict } from '../core/verdict.js';
import { annotationFrom } from './annotation.js';

/** One result as PutEvaluations takes it. */
export interface Evaluation {
  readonly ComplianceResourceType: string;
  readonly ComplianceResourceId: string;
  readonly ComplianceType: EvaluatedCompliance;
  readonly Annotation: string;
  /** A Date: text would go onto the wire as it is, where the protocol wants seconds. */
  readonly OrderingTimestamp: Date;
}

/** Config takes no INSUFFICIENT_DATA from a custom rule. */
export type EvaluatedCompliance = Exclude<Compliance, 'INSUFFICIENT_DATA'>;

/** Whose result it is. */
export type EvaluatedResource = Pick<ResourceIdentity, 'type' | 'id'>;

/**
 * The evaluation that reports a verdict. A lasting unknown is reported as NON_COMPLIANT that begins `UNVERIFIED:`,
 * since silence would be a false green.
 *
 * @param time when the item was captured or the run was asked for; never the wall clock, or a late retry of an old
 *   event would overwrite a newer result
 */
export const evaluationFrom = (verdict: Verdict, { type, id }: EvaluatedResource, time: Date): Evaluation => {
  const { compliance, code, reason } = verdict;
  const [complianceType, label] =
    compliance === 'INSUFFICIENT_DATA' ? (['NON_COMPLIANT', 'UNVERIFIED'] as const) : ([compliance, code] as const);
  return {
    ComplianceResourceType: type,
    ComplianceResourceId: id,
    ComplianceType: complianceType,
    Annotation: annotationFrom(label, reason),
    OrderingTimestamp: time,
  };
};

/** Tells results apart. By id alone a bucket and an access point of one name would be one. */
export const keyOf = ({ type, id }: EvaluatedResource): string => `${type} ${id}`;

/** Whose result an evaluation is. */
export const resourceOf = ({ ComplianceResourceType, ComplianceResourceId }: Evaluation): EvaluatedResource => ({
  type: ComplianceResourceType,
  id: ComplianceResourceId,
});
