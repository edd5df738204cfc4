import type { CommonParameterValues } from './common-parameters.js';
import { excludedOwnerOf } from './exclusion-sets.js';
import { canBeTagged } from './fact-origins.js';
import type { Tags } from './facts.js';
import { matchesName } from './name-pattern.js';
import { words } from './reason.js';
import type { Resource } from './resource.js';
import type { Rule } from './rule.js';
import { endOfDay, tagExemptionOf } from './tag-exemption.js';
import { type Exemption, notApplicable, type Verdict } from './verdict.js';

type ExemptionParameters = Partial<CommonParameterValues>;

/**
 * The exemption of a resource from a rule, if there is a valid one.
 *
 * @param now the time of the notification or of the start of the run, so that an old capture prolongs nothing
 */
export const exemptionOf = (
  rule: Pick<Rule, 'id' | 'severity'>,
  resource: Resource,
  parameters: ExemptionParameters,
  now: Date,
): Exemption | null => {
  if (rule.severity === 'CRITICAL' && parameters.allowCriticalExemption !== true) return null;
  const byParameter = exemptionByParameter(parameters.exemptResources ?? [], resource.identity.id, now);
  if (byParameter) return byParameter;
  const owner = excludedOwnerOf(resource.identity, parameters.exclusionSets ?? []);
  if (owner) return { by: 'exclusionSet', until: null, reason: `the bucket belongs to ${owner}` };
  const prefix = parameters.exemptionTagPrefix ?? '';
  if (prefix === '' || !canBeTagged(resource.kind)) return null;
  const tags = resource.fact('tags');
  // Tags that cannot be read exempt nothing.
  if (!tags.known) return null;
  return exemptionByTags(rule.id, tags.value as Tags, prefix, parameters.maxExceptionDays ?? 365, now);
};

/** The verdict on an exempt resource. */
export const exemptVerdict = (exemption: Exemption): Verdict => {
  const until = exemption.until === null ? 'without an end date' : `until ${exemption.until}`;
  return { ...notApplicable('EXEMPT', words`Exempt ${until} ${groundOf(exemption)}.`), exemption };
};

const groundOf = ({ by, reason }: Exemption): string => {
  switch (by) {
    case 'parameter':
      return 'by the parameter exemptResources';
    case 'exclusionSet':
      return `by the parameter exclusionSets: ${reason ?? ''}`;
    case 'tag':
      return `by tags: ${reason ?? ''}`;
  }
};

const exemptionByParameter = (entries: readonly string[], id: string, now: Date): Exemption | null => {
  for (const entry of entries) {
    const [name = '', until = null] = entry.split('@');
    if (matchesName(name, id) && (until === null || isNotOver(until, now))) {
      return { by: 'parameter', until, reason: null };
    }
  }
  return null;
};

const exemptionByTags = (ruleId: string, tags: Tags, prefix: string, maxDays: number, now: Date): Exemption | null => {
  const asked = tagExemptionOf(tags, { prefix, maxDays, now, judging: ruleId });
  if (!asked || asked.flaws.length > 0 || !asked.rules.includes(ruleId)) return null;
  return { by: 'tag', until: asked.until, reason: asked.reason };
};

const isNotOver = (day: string, now: Date): boolean => endOfDay(day) >= now.getTime();
