import type { EventRule } from '../../core/change-alerting.js';
import { known } from '../../core/fact.js';
import { unlessGone } from './ask.js';
import { accountQuestion, type FactFunctions } from './fact-functions.js';
import { memberOf, optional, type Part, textOf } from './part.js';
import { factOfReply, replyToAll } from './reply.js';

/** Rules of a region's default event bus, where AWS services send their events. */
export const accountEventRules: FactFunctions<'account'> = {
  eventRules: async ({ ask, resource }) => {
    const { region } = resource.identity;
    const question = accountQuestion('events:ListRules', {}, region);
    const reply = await replyToAll(ask, question, { list: 'Rules', token: 'NextToken' });
    const listed = factOfReply(question, reply, (rules) => rules.flatMap(enabledRuleFrom));
    if (!listed.known) return listed;
    const found: EventRule[] = [];
    for (const rule of listed.value) {
      const ofTargets = accountQuestion('events:ListTargetsByRule', { Rule: rule.name }, region, rule.name);
      const targets = await unlessGone(replyToAll(ask, ofTargets, { list: 'Targets', token: 'NextToken' }));
      if (targets === null) continue;
      const count = factOfReply(ofTargets, targets, ({ length }) => length);
      if (!count.known) return count;
      found.push({ ...rule, targets: count.value });
    }
    return known(found);
  },
};

/** None that is disabled, has no pattern, or is plainly about another service. */
const enabledRuleFrom = (rule: Part): readonly Pick<EventRule, 'name' | 'pattern'>[] => {
  const pattern = optional(memberOf(rule, 'EventPattern'), textOf);
  const state = textOf(memberOf(rule, 'State'));
  if (pattern === null || !state.startsWith('ENABLED') || isAboutOthers(pattern)) return [];
  return [{ name: textOf(memberOf(rule, 'Name')), pattern }];
};

const isAboutOthers = (pattern: string): boolean => {
  const sources = sourcesIn(pattern);
  return Array.isArray(sources) && sources.every((one) => typeof one === 'string' && one !== 'aws.s3');
};

const sourcesIn = (pattern: string): unknown => {
  try {
    const parsed: unknown = JSON.parse(pattern);
    return typeof parsed === 'object' && parsed !== null && 'source' in parsed ? parsed.source : null;
  } catch (error) {
    // EventBridge takes no such pattern; whoever decides about it says that it is not understood.
    if (error instanceof SyntaxError) return null;
    throw error;
  }
};
