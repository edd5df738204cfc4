import type { Severity } from '../core/verdict.js';

/** What a finding takes from the rule that found it. */
export interface FoundBy {
  readonly id: string;
  readonly title: string;
  readonly description: string;
  /** The highest severity of its findings: what Config keeps of a result does not grade. */
  readonly severity: Severity;
  readonly controls: readonly string[];
  /** What to do, for the owner of the resource. */
  readonly remediation: string;
}
