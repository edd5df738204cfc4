import { kindsInLambda, typesOfKind } from '../../core/derivations.js';
import { accountIdentity, createResource, type Kind } from '../../core/resource.js';
import type { Invocation } from '../invocation.js';
import { notRead } from '../judge-resource.js';
import { findBuckets } from './find-buckets.js';
import { type FoundResource, joinPopulations, type Population } from './population.js';
import { foundFrom, readRecordedItems } from './recorded-items.js';

/** Finds every resource of the rule's kinds in its account and region: those that its change events are about. */
export const findResources = (invocation: Invocation, time: Date): Promise<Population> =>
  joinEach(kindsInLambda(invocation.rule), (kind) => findKind(invocation, kind, time));

/** One after the other, so that nothing is still asked when one breaks and the run ends. */
const joinEach = async <T>(all: readonly T[], find: (one: T) => Promise<Population>): Promise<Population> => {
  const parts: Population[] = [];
  for (const one of all) parts.push(await find(one));
  return joinPopulations(parts);
};

const findKind = async (invocation: Invocation, kind: Kind, time: Date): Promise<Population> => {
  if (kind === 'account') return { found: [accountOf(invocation)], gaps: [] };
  if (kind === 'bucket') return findBuckets(invocation, time);
  return joinEach<string>(typesOfKind[kind], (type) => findRecorded(invocation, type));
};

/** It is always there, whether or not its block was ever set and recorded. */
const accountOf = ({ accountId }: Invocation): FoundResource => {
  const identity = accountIdentity(accountId);
  return { ...identity, open: () => createResource('account', identity, {}, notRead) };
};

const findRecorded = async (invocation: Invocation, type: string): Promise<Population> => {
  const { items, gap } = await readRecordedItems(invocation, type);
  return { found: items.map((item) => foundFrom(item, notRead)), gaps: gap ? [gap.reason] : [] };
};
