/**
 * Addresses of one CIDR range: from `low` up to, not including, `end`.
 *
 * IPv4 and IPv6 lie on one line: an IPv4 address is its 32-bit number, an IPv6 address its 128-bit one above
 * {@link IPV6_START}, so that ranges of both can be sorted and merged together.
 */
export interface AddressRange {
  readonly version: 4 | 6;
  readonly prefix: number;
  readonly low: bigint;
  readonly end: bigint;
}

/** Where IPv6 begins on the line of addresses. */
export const IPV6_START = 0x100_0000_0000n;

/** Broadest range that S3 takes for a fixed value: /8 for IPv4, /32 for IPv6. */
const NARROW = { 4: 8, 6: 32 } as const;

/**
 * Reads an address or CIDR range; null for what is neither.
 *
 * As in policies, a missing prefix length is the whole address, and bits beyond the prefix do not count.
 */
export function rangeFrom(text: string): AddressRange | null {
  const [address = '', length, ...more] = text.split('/');
  const version = address.includes(':') ? 6 : 4;
  const bits = version === 4 ? 32 : 128;
  const value = version === 4 ? ipv4(address) : ipv6(address);
  const prefix = length === undefined ? bits : /^\d{1,3}$/.test(length) ? Number(length) : bits + 1;
  if (value === null || prefix > bits || more.length > 0) return null;
  const host = BigInt(bits - prefix);
  const low = (value >> host) << host;
  const start = version === 4 ? 0n : IPV6_START;
  return { version, prefix, low: start + low, end: start + low + (1n << host) };
}

/** Whether S3 takes the range for a fixed value (RFC 1918 ranges are all as narrow as that). */
export function isNarrow(range: AddressRange): boolean {
  return range.prefix >= NARROW[range.version];
}

/** A stretch of addresses, from `low` up to, not including, `end`. */
export type Stretch = Pick<AddressRange, 'low' | 'end'>;

/** Ranges in order, those that touch joined. */
export function joinRanges(ranges: readonly Stretch[]): readonly Stretch[] {
  const joined: Stretch[] = [];
  for (const { low, end } of [...ranges].sort((one, other) => (one.low < other.low ? -1 : 1))) {
    const last = joined.at(-1);
    if (last === undefined || last.end < low) joined.push({ low, end });
    else if (last.end < end) joined[joined.length - 1] = { low: last.low, end };
  }
  return joined;
}

/** Whether an address lies in one of some joined ranges. */
export function isWithin(at: bigint, joined: readonly Stretch[]): boolean {
  let first = 0;
  let last = joined.length;
  while (first < last) {
    const middle = (first + last) >> 1;
    const range = joined[middle];
    if (range === undefined || range.end <= at) first = middle + 1;
    else if (range.low <= at) return true;
    else last = middle;
  }
  return false;
}

/** The text of an address on the line. */
export function addressText(at: bigint): string {
  if (at < IPV6_START) {
    return [24n, 16n, 8n, 0n].map((shift) => String((at >> shift) & 0xffn)).join('.');
  }
  const hex = (at - IPV6_START).toString(16).padStart(32, '0');
  const groups = hex.match(/.{4}/g) ?? [];
  return groups.map((group) => group.replace(/^0{1,3}/, '')).join(':');
}

function ipv4(text: string): bigint | null {
  const parts = /^(\d{1,3})\.(\d{1,3})\.(\d{1,3})\.(\d{1,3})$/.exec(text)?.slice(1);
  if (parts === undefined || parts.some((part) => Number(part) > 255)) return null;
  return BigInt(parts.reduce((value, part) => value * 256 + Number(part), 0));
}

function ipv6(text: string): bigint | null {
  const dotted = /^(.*:)(\d+\.\d+\.\d+\.\d+)$/.exec(text);
  if (dotted !== null) {
    const tail = ipv4(dotted[2] ?? '');
    if (tail === null) return null;
    return ipv6(`${dotted[1]}${(tail >> 16n).toString(16)}:${(tail & 0xffffn).toString(16)}`);
  }
  const halves = text.split('::').map((half) => (half === '' ? [] : half.split(':')));
  const [head = [], tail] = halves;
  const missing = 8 - head.length - (tail?.length ?? 0);
  if (halves.length > 2 || (tail === undefined ? missing !== 0 : missing < 1)) return null;
  const groups = [...head, ...(tail === undefined ? [] : [...Array(missing).fill('0'), ...tail])];
  if (groups.some((group) => !/^[0-9a-f]{1,4}$/i.test(group))) return null;
  return BigInt(`0x${groups.map((group) => group.padStart(4, '0')).join('')}`);
}
