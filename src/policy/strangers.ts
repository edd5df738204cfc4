import type { Caller } from './callers.js';
import { IPV6_START, joinRanges, rangeFrom, type Stretch } from './cidr.js';
import { type Decider, operationsIn } from './decide.js';
import { isEmptyMask, type Mask, overlap, union } from './mask.js';
import type { Model } from './model.js';
import { isPinned, PINNING_KEYS } from './named-values.js';
import type { KeyFilter } from './requests.js';

/**
 * The callers that are strangers: anonymous, of an account that is named nowhere, or a service or identity provider's
 * user acting for one. A service that a statement names is none: what it may be made to do is a question of its own.
 */
export function strangersOf({ callers, named }: Model): readonly Caller[] {
  return callers.filter((caller) => {
    if (caller.kind === 'account') return !named.accounts.has(caller.account);
    if (caller.kind === 'service') return caller.name === '';
    return caller.kind !== 'canonicalUser';
  });
}

/** The requests in which no fixed value tells who calls. What is the same in all requests tells nobody. */
export function unpinned({ named, keys: used, fixed }: Model): KeyFilter {
  const keys = PINNING_KEYS.filter((key) => used.has(key) && !fixed.has(key));
  return { keys, isIn: (key, value) => value === null || !isPinned(named, key, value) };
}

/** What strangers may do. */
export function strangerOperations(decider: Decider): Mask {
  const { model } = decider;
  const { all } = model.table;
  const found: Mask[] = [all.map(() => 0)];
  decider.visitAllowed(strangersOf(model), { where: unpinned(model) }, ({ requests }) => {
    const sum = union(found.pop() ?? [], operationsIn(model, requests));
    found.push(sum);
    return isEmptyMask(overlap(all, sum, true));
  });
  return found[0] ?? all;
}

/** Whether address ranges that are narrow one by one are, together, more than one broadest narrow range. */
export function isBroadTogether(ranges: readonly Stretch[]): boolean {
  const sizes = { 4: 0n, 6: 0n };
  for (const { low, end } of joinRanges(ranges.filter(isPublic))) sizes[low < IPV6_START ? 4 : 6] += end - low;
  return sizes[4] > 1n << 24n || sizes[6] > 1n << 96n;
}

/** RFC 1918: no request has one of these as its source address. */
const PRIVATE = ['10.0.0.0/8', '172.16.0.0/12', '192.168.0.0/16'];

function isPublic({ low, end }: Stretch): boolean {
  const privates = PRIVATE.flatMap((text) => rangeFrom(text) ?? []);
  return !privates.some((range) => range.low <= low && end <= range.end);
}
