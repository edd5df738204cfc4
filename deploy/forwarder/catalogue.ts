import { managedRules } from '../../conformance-pack/managed-rules.js';
import { rules } from '../../rules/index.js';
import type { Severity } from '../../src/core/verdict.js';

/** What a finding takes from the rule that found it. */
export interface ForwardedRule {
  readonly id: string;
  readonly title: string;
  readonly description: string;
  /** The highest severity of its findings: what Config keeps of a result does not grade. */
  readonly severity: Severity;
  readonly controls: readonly string[];
  /** What to do, for the owner of the resource. */
  readonly remediation: string;
}

/** Every rule of the packs, AWS's own two among them. A bundle holds these rows alone (`cataloguePlugin`). */
export const forwardedRules: readonly ForwardedRule[] = [
  ...rules.map(({ id, title, description, severity, controls, remediation }) => ({
    id,
    title,
    description,
    severity,
    controls,
    remediation: remediation.summary,
  })),
  ...managedRules.map(({ name, title, description, severity, controls, remediation }) => ({
    id: name,
    title,
    description,
    severity,
    controls,
    remediation,
  })),
];
