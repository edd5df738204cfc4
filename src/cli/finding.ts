import { fullText } from '../core/reason.js';
import type { ResourceIdentity } from '../core/resource.js';
import type { Rule } from '../core/rule.js';
import type { Compliance, Evidence, Exemption, Severity, Verdict } from '../core/verdict.js';
import type { Location } from '../sources/subject.js';

/** How reports name what a rule found; `UNVERIFIED`: the question arises, and what was read does not decide it. */
export const compliances = ['COMPLIANT', 'NON_COMPLIANT', 'NOT_APPLICABLE', 'UNVERIFIED'] as const;
export type ReportedCompliance = (typeof compliances)[number];

/** The verdict of a rule on a resource as reports give it. A public interface: other programs read it. */
export interface Finding {
  /** Null for an item that no rule could be asked about. */
  readonly rule: string | null;
  /** The finding's own; at most the rule's. */
  readonly severity: Severity;
  readonly compliance: ReportedCompliance;
  readonly code: string;
  readonly reason: string;
  readonly evidence: readonly Evidence[];
  readonly exemption?: Exemption;
  /** The last day on which the baseline has it for known, as `2027-03-31`; it is open all the same. */
  readonly acceptedUntil?: string;
  readonly resource: FindingResource;
  /** Where it is declared, if it was judged before a deployment. */
  readonly location?: Location;
}

/** Who the resource is; members that AWS does not give, or that could not be read, are null. */
export interface FindingResource {
  readonly type: string | null;
  readonly id: string | null;
  readonly arn: string | null;
  readonly accountId: string | null;
  readonly region: string | null;
}

/** A verdict as a finding. */
export const findingFrom = (rule: Rule, identity: ResourceIdentity, verdict: Verdict): Finding => ({
  rule: rule.id,
  severity: verdict.severity ?? rule.severity,
  compliance: reported(verdict.compliance),
  code: verdict.code,
  reason: fullText(verdict.reason),
  evidence: verdict.evidence,
  ...(verdict.exemption && { exemption: verdict.exemption }),
  resource: resourceFrom(identity),
});

/**
 * The finding on an item that cannot be read.
 *
 * @param severity the highest of the rules that could not be asked
 */
export const unreadableFinding = (
  identity: Partial<ResourceIdentity>,
  reason: string,
  severity: Severity,
): Finding => ({
  rule: null,
  severity,
  compliance: 'UNVERIFIED',
  code: 'ITEM_UNREADABLE',
  reason,
  evidence: [],
  resource: resourceFrom(identity),
});

/** Whether somebody has to act on it: a violation, or a question that nothing answered. */
export const isOpen = ({ compliance }: Pick<Finding, 'compliance'>): boolean =>
  compliance === 'NON_COMPLIANT' || compliance === 'UNVERIFIED';

/** Tells a question about a resource from every other one, whatever the answer. */
export const questionOf = ({ rule, resource, location }: Finding): string => {
  const { type, id, accountId, region } = resource;
  return JSON.stringify([rule, type, accountId, region, id, location?.file, location?.name]);
};

const reported = (compliance: Compliance): ReportedCompliance =>
  compliance === 'INSUFFICIENT_DATA' ? 'UNVERIFIED' : compliance;

const resourceFrom = ({
  type = null,
  id = null,
  arn = null,
  accountId = null,
  region = null,
}: { readonly [M in keyof ResourceIdentity]?: ResourceIdentity[M] | null }): FindingResource => ({
  type,
  id,
  arn,
  accountId,
  region,
});
