import type { Fact } from './fact.js';
import { judge } from './judge.js';
import type { Resource } from './resource.js';
import type { Rule } from './rule.js';
import type { Verdict } from './verdict.js';

/**
 * `judge` where facts have to be fetched: the rule is evaluated on what is there, the facts it looked at and nobody
 * had read are read, and it is evaluated again, until its verdict rests on nothing unread. So a call is made only where
 * it can decide.
 *
 * @param resource answers `NOT_READ` for facts that `read` is to fetch
 * @param read never answers `NOT_READ`; what it throws is passed on
 */
export const judgeReading = async (
  rule: Rule,
  resource: Resource,
  parameters: Readonly<Record<string, unknown>>,
  now: Date,
  read: (fact: string) => Promise<Fact<unknown>>,
): Promise<Verdict | null> => {
  const fetched = new Map<string, Fact<unknown>>();
  for (;;) {
    const unread = new Set<string>();
    const fact = (name: string): Fact<unknown> => {
      const found = fetched.get(name) ?? resource.fact(name);
      if (!found.known && found.code === 'NOT_READ') unread.add(name);
      return found;
    };
    const verdict = judge(rule, { ...resource, fact }, parameters, now);
    if (unread.size === 0) return verdict;
    for (const name of unread) {
      if (fetched.has(name)) throw new Error(`${rule.id}: the fact "${name}" was read and is still not there`);
      fetched.set(name, await read(name));
    }
  }
};
