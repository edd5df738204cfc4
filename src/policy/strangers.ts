import type { Caller } from './callers.js';
import { type AddressRange, IPV6_START, rangeFrom } from './cidr.js';
import { type Decider, operationsIn } from './decide.js';
import { type Mask, overlap, union } from './mask.js';
import type { Model } from './model.js';
import { isPinned, PINNING_KEYS } from './named-values.js';
import type { KeyFilter } from './requests.js';

/**
 * The callers that are strangers: anonymous, of an account that is named nowhere, or a service or identity provider's
 * user acting for one. A service that a statement names is none: what it may be made to do is a question of its own.
 */
export function strangersOf({ callers, named }: Model): readonly Caller[] {
  return callers.filter((caller) => {
    if (caller.kind === 'account') return caller.arn === null && !named.accounts.has(caller.account);
    if (caller.kind === 'service') return caller.name === '';
    return caller.kind !== 'canonicalUser';
  });
}

/** The requests in which no fixed value tells who calls. */
export function unpinned({ named }: Model): KeyFilter {
  return { keys: PINNING_KEYS, isIn: (key, value) => value === null || !isPinned(named, key, value) };
}

/** What strangers may do. */
export function strangerOperations(decider: Decider): Mask {
  const { model } = decider;
  const { all } = model.table;
  const found: Mask[] = [all.map(() => 0)];
  decider.visitAllowed(strangersOf(model), { where: unpinned(model) }, ({ requests }) => {
    const sum = union(found.pop() ?? [], operationsIn(model, requests));
    found.push(sum);
    return overlap(all, sum, true).every((word) => word === 0);
  });
  return found[0] ?? all;
}

/** Whether address ranges that are narrow one by one are, together, more than one broadest narrow range. */
export function isBroadTogether(ranges: readonly AddressRange[]): boolean {
  const sizes = { 4: 0n, 6: 0n };
  for (const { low, end } of merged(ranges)) sizes[low < IPV6_START ? 4 : 6] += end - low;
  return sizes[4] > 1n << 24n || sizes[6] > 1n << 96n;
}

/** RFC 1918: no request has one of these as its source address. */
const PRIVATE = ['10.0.0.0/8', '172.16.0.0/12', '192.168.0.0/16'];

type Stretch = Pick<AddressRange, 'low' | 'end'>;

/** The ranges without the private ones, those that touch joined. */
function merged(ranges: readonly AddressRange[]): readonly Stretch[] {
  const privates = PRIVATE.flatMap((text) => rangeFrom(text) ?? []);
  const isPrivate = (range: AddressRange) => privates.some(({ low, end }) => low <= range.low && range.end <= end);
  const sorted = ranges.filter((range) => !isPrivate(range)).sort((a, b) => (a.low < b.low ? -1 : 1));
  const joined: Stretch[] = [];
  for (const { low, end } of sorted) {
    const last = joined.at(-1);
    if (last === undefined || last.end < low) joined.push({ low, end });
    else if (last.end < end) joined[joined.length - 1] = { low: last.low, end };
  }
  return joined;
}
