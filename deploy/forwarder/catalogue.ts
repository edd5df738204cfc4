import { managedRules } from '../../conformance-pack/managed-rules.js';
import { rules } from '../../rules/index.js';
import type { FoundBy } from '../../src/asff/found-by.js';

/** Every rule of the packs, AWS's own two among them. A bundle holds these rows alone (`cataloguePlugin`). */
export const forwardedRules: readonly FoundBy[] = [
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
