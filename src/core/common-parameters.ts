import { factOrigins } from './fact-origins.js';
import type { ParameterDefinitions, ParameterValues } from './parameters.js';
import type { Kind } from './resource.js';
import type { Severity } from './verdict.js';

const exemptions = {
  exemptResources: {
    type: 'list',
    default: [],
    pattern: '^[^@\\s]+(@\\d{4}-\\d{2}-\\d{2})?$',
    description:
      'Resources this rule does not judge: name or name@2027-03-31 (last day), * allowed in names; accounts by their id.',
  },
  exemptionTagPrefix: {
    type: 'text',
    default: '',
    description:
      'Turns exemption by tags on: the tags <prefix>rules, <prefix>until and <prefix>reason. Whoever may tag may then exempt.',
  },
  maxExceptionDays: {
    type: 'integer',
    default: 365,
    minimum: 1,
    maximum: 3650,
    description: 'How many days ahead an exemption by tags may end at most.',
  },
} as const satisfies ParameterDefinitions;

const critical = {
  allowCriticalExemption: {
    type: 'boolean',
    default: false,
    description: 'Whether exemptions count for this rule although it is CRITICAL.',
  },
} as const satisfies ParameterDefinitions;

const scope = {
  applyToTag: {
    type: 'text',
    default: '',
    pattern: '^[^=]+(=.*)?$',
    description: 'Judge only resources with this tag: key or key=value. Not set: every resource.',
  },
} as const satisfies ParameterDefinitions;

const scheduled = {
  postUnchanged: {
    type: 'boolean',
    default: false,
    description: 'Whether a daily run posts results again that did not change, for fresh dates. Config bills each.',
  },
} as const satisfies ParameterDefinitions;

export type CommonParameterValues = ParameterValues<
  typeof exemptions & typeof critical & typeof scope & typeof scheduled
>;

/** The parameters that every rule of these kinds and severity has beside its own. */
export const commonParametersOf = (kinds: readonly Kind[], severity: Severity): ParameterDefinitions => ({
  ...exemptions,
  ...(severity === 'CRITICAL' && critical),
  ...(kinds.some((kind) => 'tags' in factOrigins[kind]) && scope),
  ...scheduled,
});
