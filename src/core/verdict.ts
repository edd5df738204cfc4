import type { Reason } from './reason.js';

/** What a rule finds. The Lambda side and the reports show `INSUFFICIENT_DATA` as *unverified*. */
export type Compliance = 'COMPLIANT' | 'NON_COMPLIANT' | 'NOT_APPLICABLE' | 'INSUFFICIENT_DATA';

/** Labels of the AWS Security Finding Format, lowest first. */
export const severities = ['INFORMATIONAL', 'LOW', 'MEDIUM', 'HIGH', 'CRITICAL'] as const;
export type Severity = (typeof severities)[number];

/** Whether `severity` is `floor` or above. */
export const isAtLeast = (severity: Severity, floor: Severity): boolean =>
  severities.indexOf(severity) >= severities.indexOf(floor);

/** Where something stands and what: `{ path: 'policy.Statement[2]', found: …, expected: … }`; JSON values. */
export interface Evidence {
  readonly path: string;
  readonly found: unknown;
  readonly expected: unknown;
}

/** The answer of a rule about one resource. */
export interface Verdict {
  readonly compliance: Compliance;
  /** Stable, upper case, for machines: `SELF_LOOP`. */
  readonly code: string;
  /** One or two sentences for the owner of the resource. */
  readonly reason: Reason;
  readonly evidence: readonly Evidence[];
  /** The finding's own severity, where the rule grades; at most the rule's. */
  readonly severity?: Severity;
  /** Why the rule was not asked, if somebody exempted the resource. */
  readonly exemption?: Exemption;
}

/** A valid exception: by whom, until which day (included), and why; `null` where it was not said. */
export interface Exemption {
  readonly by: 'parameter' | 'exclusionSet' | 'tag';
  readonly until: string | null;
  readonly reason: string | null;
}

/** The state that should hold was proven from what was read. */
export const compliant = (code: string, reason: Reason, evidence: readonly Evidence[] = []): Verdict => ({
  compliance: 'COMPLIANT',
  code,
  reason,
  evidence,
});

/** The state that should hold does not. */
export const nonCompliant = (
  code: string,
  reason: Reason,
  evidence: readonly [Evidence, ...Evidence[]],
  severity?: Severity,
): Verdict => ({ compliance: 'NON_COMPLIANT', code, reason, evidence, ...(severity && { severity }) });

/** The question does not arise for this resource. */
export const notApplicable = (code: string, reason: Reason, evidence: readonly Evidence[] = []): Verdict => ({
  compliance: 'NOT_APPLICABLE',
  code,
  reason,
  evidence,
});

/** The question arises and what was read does not decide it. */
export const insufficientData = (code: string, reason: Reason, evidence: readonly Evidence[] = []): Verdict => ({
  compliance: 'INSUFFICIENT_DATA',
  code,
  reason,
  evidence,
});
