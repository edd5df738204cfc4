import type { Tags } from './facts.js';
import { ruleIds } from './rule-ids.generated.js';

/** What the three exemption tags of a resource say, and what is wrong with them. */
export interface TagExemption {
  /** Rule ids, as the tag names them. */
  readonly rules: readonly string[];
  /** The last day as ISO date, or whatever stands there. */
  readonly until: string;
  readonly reason: string;
  /** Without flaw it counts. */
  readonly flaws: readonly TagFlaw[];
}

/** One thing that keeps exemption tags from counting. */
export interface TagFlaw {
  readonly code: 'NO_RULES' | 'UNKNOWN_RULE' | 'REGISTER' | 'NO_END' | 'EXPIRED' | 'TOO_LONG' | 'NO_REASON';
  /** Which of the tags: `rules` of `s3-config-rules:rules`. */
  readonly tag: 'rules' | 'until' | 'reason';
  /** A clause: `it ended on 2026-10-31`. */
  readonly text: string;
}

/** How exemption tags are read. */
export interface TagExemptionQuestion {
  /** Of the three tags `<prefix>rules`, `<prefix>until` and `<prefix>reason`. */
  readonly prefix: string;
  /** How many days ahead of `now` the last day may be. */
  readonly maxDays: number;
  readonly now: Date;
  /** The id of the rule that asks, which is known even where it is not of the catalogue. */
  readonly judging: string;
}

/**
 * The exemption that a resource's tags ask for.
 *
 * @returns null if it carries none of the three tags
 */
export const tagExemptionOf = (
  tags: Tags,
  { prefix, maxDays, now, judging }: TagExemptionQuestion,
): TagExemption | null => {
  const tagOf = (name: TagFlaw['tag']): string | null => {
    const key = `${prefix}${name}`;
    return Object.hasOwn(tags, key) ? (tags[key] ?? '').trim() : null;
  };
  const given = { rules: tagOf('rules'), until: tagOf('until'), reason: tagOf('reason') };
  if (Object.values(given).every((value) => value === null)) return null;
  const rules = (given.rules ?? '').split(/\s+/).filter((id) => id !== '');
  const until = given.until ?? '';
  const reason = given.reason ?? '';
  const flaws = [...rulesFlaws(rules, judging), ...untilFlaws(until, maxDays, now), ...reasonFlaws(reason)];
  return { rules, until, reason, flaws };
};

/** The last moment of an ISO day in UTC, in ms; NaN for anything else, so that every comparison fails. */
export const endOfDay = (day: string): number => {
  if (!/^\d{4}-\d{2}-\d{2}$/.test(day)) return Number.NaN;
  const start = Date.parse(`${day}T00:00:00.000Z`);
  if (Number.isNaN(start)) return Number.NaN;
  // Date.parse takes 2026-02-30 for 2 March.
  return new Date(start).toISOString().startsWith(day) ? start + DAY - 1 : Number.NaN;
};

/** Milliseconds. */
export const DAY = 24 * 60 * 60 * 1000;

/** The rule that reports exemptions by tags; if they could silence it, it would be of no use. */
const REGISTER = 's3-exemptions-valid';

const known: ReadonlySet<string> = new Set(ruleIds);

const rulesFlaws = (rules: readonly string[], judging: string): readonly TagFlaw[] => {
  if (rules.length === 0) return [{ code: 'NO_RULES', tag: 'rules', text: 'it names no rule' }];
  return rules.flatMap((id): readonly TagFlaw[] => {
    if (id === REGISTER) return [{ code: 'REGISTER', tag: 'rules', text: `tags cannot exempt from ${id}` }];
    return known.has(id) || id === judging
      ? []
      : [{ code: 'UNKNOWN_RULE', tag: 'rules', text: `there is no rule "${id}"` }];
  });
};

const untilFlaws = (until: string, maxDays: number, now: Date): readonly TagFlaw[] => {
  const end = endOfDay(until);
  if (until === '') return [{ code: 'NO_END', tag: 'until', text: 'it has no last day' }];
  if (Number.isNaN(end)) return [{ code: 'NO_END', tag: 'until', text: `"${until}" is no day such as 2027-03-31` }];
  if (end < now.getTime()) return [{ code: 'EXPIRED', tag: 'until', text: `it ended on ${until}` }];
  if (end <= now.getTime() + (maxDays + 1) * DAY) return [];
  return [{ code: 'TOO_LONG', tag: 'until', text: `${until} is more than ${maxDays} days ahead` }];
};

const reasonFlaws = (reason: string): readonly TagFlaw[] =>
  reason === '' ? [{ code: 'NO_REASON', tag: 'reason', text: 'it gives no reason' }] : [];
