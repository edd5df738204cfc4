import { type Finding, findingFrom } from '../../src/asff/finding.js';
import type { FoundBy } from '../../src/asff/found-by.js';
import type { Place, Result } from '../../src/asff/result.js';
import type { Api, Page } from './api.js';

/**
 * The findings of everything that is NON_COMPLIANT now, a page of results at a time, so that a large account need not fit
 * into memory.
 *
 * They are as of the run's beginning: what changes while it reads is recorded later, and its own import wins, whether it
 * comes before or after.
 *
 * @param ruleOf the rule of a Config rule's name, or null
 */
export async function* openFindings(
  api: Api,
  ruleOf: (configRuleName: string) => FoundBy | null,
  place: Place,
  begun: Date,
): AsyncGenerator<readonly Finding[], void, void> {
  // First all names: a token may not outlast the minutes that the results take.
  const names: string[] = [];
  for await (const some of pagesOf(api.nonCompliantRules)) names.push(...some);
  for (const name of names) {
    const rule = ruleOf(name);
    if (!rule) continue;
    for await (const results of pagesOf((token) => resultsOf(api, name, token))) {
      yield results.map((result) => findingFrom(rule, result, place, begun));
    }
  }
}

async function* pagesOf<T>(
  ask: (token: string | undefined) => Promise<Page<T>>,
): AsyncGenerator<readonly T[], void, void> {
  let token: string | undefined;
  do {
    const { items, next } = await ask(token);
    yield items;
    token = next;
  } while (token);
}

/** A rule that was deleted since it was listed has no results. */
const resultsOf = async (api: Api, name: string, token: string | undefined): Promise<Page<Result>> => {
  try {
    return await api.nonCompliantResults(name, token);
  } catch (error) {
    if (error instanceof Error && error.name === 'NoSuchConfigRuleException') return { items: [], next: undefined };
    throw error;
  }
};
