import { afterReading, matches, wildGlob } from './glob.js';
import type { Policy } from './policy.js';
import { arnsOf, type PolicyContext } from './policy-context.js';

const ANY = 'any bucket';

/**
 * What of a statement's resources a bucket or access point stands for, in words: `any bucket`, `buckets named app-*`,
 * `app-data of account 444455556666`.
 */
export function reachedText({ statements }: Policy, index: number, target: PolicyContext): string {
  const statement = statements.find((one) => one.index === index);
  if (statement === undefined) return ANY;
  const { resource, conditions } = statement;
  const isOwnerNamed = conditions.some(({ key, values }) => OWNER_KEYS.has(key) && values.includes(target.accountId));
  const { outer } = arnsOf(target);
  const isNamed = statements.some((one) => one.resource.patterns.some((pattern) => shortened(pattern) === outer));
  const ofAllow = resource.not ? undefined : resource.patterns.find((one) => isOf(one, outer));
  const owner = isOwnerNamed ? ` of account ${target.accountId}` : '';
  if (isNamed || ofAllow === undefined || isWithinParts(ofAllow, outer)) {
    return `${nameText(isNamed ? outer : (ofAllow ?? '*'))}${owner}`;
  }
  return `${ANY}${owner} by keys that fit ${ofAllow}`;
}

/** The texts that say all, each once. */
export function widestOf(texts: readonly string[]): readonly string[] {
  const isAll = (text: string) => texts.includes(ANY) && text !== ANY;
  const isPart = (text: string) =>
    !text.startsWith(ANY) && texts.some((one) => one.startsWith(ANY) && text.endsWith(one.slice(ANY.length)));
  return [...new Set(texts)].filter((text) => !isAll(text) && !isPart(text));
}

const OWNER_KEYS: ReadonlySet<string> = /* @__PURE__ */ new Set(['aws:resourceaccount', 's3:resourceaccount']);

/** Whether a pattern is of a bucket or access point, or of something in it. */
function isOf(pattern: string, outer: string): boolean {
  return afterReading(wildGlob(pattern), outer).some(
    (rest) => matches(rest, '') || rest.head.startsWith('/') || (rest.head === '' && rest.rest.length > 0),
  );
}

/** Whether a pattern fits an ARN part by part, so that none of its wildcards has to cross a colon. */
function isWithinParts(pattern: string, arn: string): boolean {
  const parts = arn.split(':');
  const patterns = pattern.split(':');
  return patterns.length < 6 || patterns.slice(0, 5).every((one, i) => matches(wildGlob(one), parts[i] ?? ''));
}

/** The pattern up to what is in the bucket or access point. */
function shortened(pattern: string): string {
  return pattern.replace(/(:::[^/]*|\/[^/]*)\/.*$/, '$1');
}

function nameText(pattern: string): string {
  const bucket = /^arn:[^:]*:s3:::(.*)$/.exec(shortened(pattern))?.[1];
  const name = bucket ?? shortened(pattern);
  if (/^\*+$/.test(name)) return ANY;
  return bucket !== undefined && /[*?]/.test(name) ? `buckets named ${name}` : name;
}
