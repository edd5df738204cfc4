import { exemptionOf, exemptVerdict } from './exemptions.js';
import { known } from './fact.js';
import { canBeTagged } from './fact-origins.js';
import type { Tags } from './facts.js';
import type { Kind, Resource } from './resource.js';
import type { Rule } from './rule.js';
import { insufficientData, notApplicable, type Verdict } from './verdict.js';

/**
 * The verdict of a rule on a resource: out of its scope, exempt, or evaluated.
 *
 * @param parameters what the rule's `readParameters` gave
 * @param now the notification's time in Lambda, the start of the run elsewhere
 * @returns null if the rule says nothing about such a resource
 */
export const judge = (
  rule: Rule,
  resource: Resource,
  parameters: Readonly<Record<string, unknown>>,
  now: Date,
): Verdict | null => {
  if (!rule.kinds.includes(resource.kind)) return verdictOnOtherKind(rule, resource.kind);
  const outOfScope = verdictOnScope(resource, parameters);
  if (outOfScope) return outOfScope;
  const exemption = exemptionOf(rule, resource, parameters, now);
  if (exemption) return exemptVerdict(exemption);
  const verdict = rule.evaluate(resource, parameters, now);
  return rule.looksAtDeniesAlone && verdict.code === 'NOT_DEPLOYED'
    ? (byDeniesAlone(rule, resource, parameters, now) ?? verdict)
    : verdict;
};

/** The verdict where Allow statements are hidden; null where more is. */
const byDeniesAlone = (
  rule: Rule,
  resource: Resource,
  parameters: Readonly<Record<string, unknown>>,
  now: Date,
): Verdict | null => {
  const policy = resource.fact('policy');
  if (policy.known || policy.denies === undefined) return null;
  const denies = known(policy.denies);
  return rule.evaluate(
    { ...resource, fact: (name) => (name === 'policy' ? denies : resource.fact(name)) },
    parameters,
    now,
  );
};

/** A rule for general purpose buckets says of another sort of bucket that it does not apply; of the rest, nothing. */
const verdictOnOtherKind = (rule: Rule, kind: Kind): Verdict | null => {
  const name = otherBuckets[kind];
  if (!name || !rule.kinds.includes('bucket')) return null;
  return notApplicable('OTHER_BUCKET_KIND', `This is a ${name}; the rule judges general purpose buckets.`);
};

const otherBuckets: Partial<Record<Kind, string>> = {
  directoryBucket: 'directory bucket',
  tableBucket: 'table bucket',
};

const verdictOnScope = (resource: Resource, parameters: Readonly<Record<string, unknown>>): Verdict | null => {
  const wanted = typeof parameters.applyToTag === 'string' ? parameters.applyToTag : '';
  if (wanted === '' || !canBeTagged(resource.kind)) return null;
  const tags = resource.fact('tags');
  if (!tags.known) return insufficientData(tags.code, `Whether the rule applies is decided by tags: ${tags.reason}.`);
  const [key = '', ...value] = wanted.split('=');
  const values = tags.value as Tags;
  const found = Object.hasOwn(values, key) ? values[key] : undefined;
  const applies = found !== undefined && (value.length === 0 || found === value.join('='));
  return applies ? null : notApplicable('NOT_TAGGED', `The resource does not carry the tag ${wanted}.`);
};
