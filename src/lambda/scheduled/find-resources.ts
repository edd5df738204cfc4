import { kindsInLambda, typesOfKind } from '../../core/derivations.js';
import { accountIdentity, createResource, type Kind } from '../../core/resource.js';
import type { Invocation } from '../invocation.js';
import { notRead } from '../judge-resource.js';
import { findBuckets } from './find-buckets.js';
import { mapBounded } from './map-bounded.js';
import { type FoundResource, joinPopulations, type Population } from './population.js';
import { foundFrom, readRecordedItems } from './recorded-items.js';

/** Finds every resource of the rule's kinds in its account and region: those that its change events are about. */
export const findResources = async (invocation: Invocation, time: Date): Promise<Population> =>
  joinPopulations(await oneByOne(kindsInLambda(invocation.rule), (kind) => findKind(invocation, kind, time)));

const findKind = async (invocation: Invocation, kind: Kind, time: Date): Promise<Population> => {
  if (kind === 'account') return { found: [accountOf(invocation)], gaps: [] };
  if (kind === 'bucket') return findBuckets(invocation, time);
  return joinPopulations(await oneByOne(typesOfKind[kind], (type) => findRecorded(invocation, type)));
};

/** One after the other, so that nothing is left running when one fails: Lambda would freeze it until the next event. */
const oneByOne = <T, U>(items: readonly T[], find: (item: T) => Promise<U>): Promise<readonly U[]> =>
  mapBounded(items, 1, find);

/** It is always there, whether or not its block was ever set and recorded. */
const accountOf = ({ accountId }: Invocation): FoundResource => {
  const identity = accountIdentity(accountId);
  return { ...identity, open: () => createResource('account', identity, {}, notRead) };
};

const findRecorded = async (invocation: Invocation, type: string): Promise<Population> => {
  const { items, gap } = await readRecordedItems(invocation, type);
  return { found: items.map((item) => foundFrom(item, notRead)), gaps: gap ? [gap.reason] : [] };
};
