import { exclusionSetNames } from './exclusion-sets.js';
import { canBeTagged } from './fact-origins.js';
import type { ParameterDefinitions, ParameterValues } from './parameters.js';
import type { Kind } from './resource.js';
import type { Severity } from './verdict.js';

/** How exemptions by tags are turned on and bounded. */
export const tagExemptionParameters = {
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

const exemptions = {
  exemptResources: {
    type: 'list',
    default: [],
    pattern: '^[^@\\s]+(@\\d{4}-\\d{2}-\\d{2})?$',
    description:
      'Resources this rule does not judge: name or name@2027-03-31 (last day), * allowed in names; accounts by their id.',
  },
  ...tagExemptionParameters,
} as const satisfies ParameterDefinitions;

const exclusions = {
  exclusionSets: {
    type: 'list',
    default: [],
    enum: exclusionSetNames,
    description: 'Sets of buckets that others own and this rule does not judge, such as control-tower.',
  },
} as const satisfies ParameterDefinitions;

const critical = {
  allowCriticalExemption: {
    type: 'boolean',
    default: false,
    description: 'Whether exemptions count for this rule although it is CRITICAL.',
  },
} as const satisfies ParameterDefinitions;

/**
 * The parameter that confines a rule to tagged resources.
 *
 * @param tag `key` or `key=value`, where the rule is about tagged resources only; empty text then means every resource
 */
export const scopeByTag = (tag: string) =>
  ({
    applyToTag: {
      type: 'text',
      default: tag,
      pattern: tag === '' ? '^[^=]+(=.*)?$' : '^([^=]+(=.*)?)?$',
      description:
        tag === ''
          ? 'Judge only resources with this tag: key or key=value. Not set: every resource.'
          : 'Judge only resources with this tag: key or key=value. Empty: every resource.',
    },
  }) as const satisfies ParameterDefinitions;

const scope = /* @__PURE__ */ scopeByTag('');

const scheduled = {
  postUnchanged: {
    type: 'boolean',
    default: false,
    description: 'Whether a daily run posts results again that did not change, for fresh dates. Config bills each.',
  },
} as const satisfies ParameterDefinitions;

export type CommonParameterValues = ParameterValues<
  typeof exemptions & typeof exclusions & typeof critical & typeof scope & typeof scheduled
>;

/** The parameters that every rule of these kinds and severity has beside its own. */
export const commonParametersOf = (kinds: readonly Kind[], severity: Severity): ParameterDefinitions => ({
  ...exemptions,
  ...(kinds.includes('bucket') && exclusions),
  ...(severity === 'CRITICAL' && critical),
  ...(kinds.some(canBeTagged) && scope),
  ...scheduled,
});
