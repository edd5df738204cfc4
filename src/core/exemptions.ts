import type { CommonParameterValues } from './common-parameters.js';
import type { Tags } from './facts.js';
import { matchesName } from './name-pattern.js';
import { words } from './reason.js';
import type { Resource } from './resource.js';
import type { Rule } from './rule.js';
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
  const prefix = parameters.exemptionTagPrefix ?? '';
  if (prefix === '') return null;
  const tags = resource.fact('tags');
  // Tags that cannot be read exempt nothing.
  if (!tags.known) return null;
  return exemptionByTags(rule.id, tags.value as Tags, prefix, parameters.maxExceptionDays ?? 365, now);
};

/** The verdict on an exempt resource. */
export const exemptVerdict = (exemption: Exemption): Verdict => {
  const until = exemption.until === null ? 'without an end date' : `until ${exemption.until}`;
  const reason =
    exemption.by === 'parameter'
      ? words`Exempt ${until} by the parameter exemptResources.`
      : words`Exempt ${until} by tags: ${exemption.reason ?? ''}.`;
  return { ...notApplicable('EXEMPT', reason), exemption };
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

/** A tag without a reason, without a date, over, or ending too far ahead does not count. */
const exemptionByTags = (ruleId: string, tags: Tags, prefix: string, maxDays: number, now: Date): Exemption | null => {
  const rules = tagOf(tags, `${prefix}rules`).split(/\s+/);
  const until = tagOf(tags, `${prefix}until`);
  const reason = tagOf(tags, `${prefix}reason`);
  if (!rules.includes(ruleId) || reason === '') return null;
  if (!isNotOver(until, now) || endOf(until) > now.getTime() + (maxDays + 1) * DAY) return null;
  return { by: 'tag', until, reason };
};

const tagOf = (tags: Tags, key: string): string => (Object.hasOwn(tags, key) ? (tags[key] ?? '').trim() : '');

const DAY = 24 * 60 * 60 * 1000;

/** The last moment of an ISO day in UTC; NaN for anything else, so that every comparison fails. */
const endOf = (day: string): number => {
  if (!/^\d{4}-\d{2}-\d{2}$/.test(day)) return Number.NaN;
  const start = Date.parse(`${day}T00:00:00.000Z`);
  // Date.parse takes 2026-02-30 for 2 March.
  return new Date(start).toISOString().startsWith(day) ? start + DAY - 1 : Number.NaN;
};

const isNotOver = (day: string, now: Date): boolean => endOf(day) >= now.getTime();
