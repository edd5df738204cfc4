import type { Fact } from '../../core/fact.js';
import type { Resource } from '../../core/resource.js';
import type { Ask } from './ask.js';
import { rememberingAsk } from './memoize-ask.js';
import { readFact } from './read-fact.js';

/**
 * Makes the function that reads the facts of one resource, each once, also while it is being read. Facts that one
 * builds on are taken from the resource where it tells them and read where it says `NOT_READ`.
 */
export const createFactReader = (
  resource: Resource,
  ask: Ask,
  read: typeof readFact = readFact,
): ((fact: string) => Promise<Fact<unknown>>) => {
  const askOnce = rememberingAskOfOwner(ask);
  const facts = new Map<string, Promise<Fact<unknown>>>();
  const readOnce = (fact: string): Promise<Fact<unknown>> => {
    const before = facts.get(fact);
    if (before) return before;
    const found = read(resource, fact, askOnce, get);
    facts.set(fact, found);
    return found;
  };
  const get = async (fact: string): Promise<Fact<unknown>> => {
    const own = resource.fact(fact);
    return own.known || own.code !== 'NOT_READ' ? own : readOnce(fact);
  };
  return readOnce;
};

/** The questions of the resource itself; those of its account belong to the run (`memoizeAsk`). */
const rememberingAskOfOwner = (ask: Ask): Ask => {
  const remembered = rememberingAsk(ask);
  return (question) => (question.owner === null ? ask(question) : remembered(question));
};
