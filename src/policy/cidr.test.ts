import fc from 'fast-check';
import { addressText, IPV6_START, isNarrow, isWithin, joinRanges, rangeFrom } from './cidr.js';

const range = (text: string) => {
  const found = rangeFrom(text);
  if (found === null) throw new Error(`no range: ${text}`);
  return found;
};

describe('ranges', () => {
  test.each<[string, bigint, bigint]>([
    ['0.0.0.0/0', 0n, 1n << 32n],
    ['203.0.113.7', 0xcb007107n, 0xcb007108n],
    ['203.0.113.77/24', 0xcb007100n, 0xcb007200n],
    ['255.255.255.255/32', 0xffffffffn, 1n << 32n],
    ['::/0', IPV6_START, IPV6_START + (1n << 128n)],
    ['::1', IPV6_START + 1n, IPV6_START + 2n],
    ['2001:db8::/32', IPV6_START + (0x20010db8n << 96n), IPV6_START + (0x20010db9n << 96n)],
    [
      '1:2:3:4:5:6:7:8',
      IPV6_START + 0x00010002000300040005000600070008n,
      IPV6_START + 0x00010002000300040005000600070009n,
    ],
    ['::ffff:203.0.113.7', IPV6_START + 0xffffcb007107n, IPV6_START + 0xffffcb007108n],
  ])('%s', (text, low, end) => {
    expect(rangeFrom(text)).toMatchObject({ low, end });
  });

  test.each([
    '',
    '1.2.3',
    '1.2.3.4.5',
    '256.1.1.1',
    '1.2.3.4/33',
    '1.2.3.4/',
    '1.2.3.4/-1',
    '1.2.3.4/8/8',
    'a.b.c.d',
    ':',
    ':::',
    '1::2::3',
    '1:2:3:4:5:6:7',
    '1:2:3:4:5:6:7:8:9',
    '1:2:3:4:5:6:7:8::',
    '12345::',
    '::/129',
    '::1.2.3',
    '*',
  ])('%j is none', (text) => {
    expect(rangeFrom(text)).toBeNull();
  });
});

test.each([
  ['54.0.0.0/8', true],
  ['54.0.0.0/7', false],
  ['10.0.0.0/7', false],
  ['2001:db8::/32', true],
  ['2001:db8::/31', false],
])('%s is narrow: %s', (text, expected) => {
  expect(isNarrow(range(text))).toBe(expected);
});

test('the text of an address is the address', () => {
  const address = fc.oneof(fc.ipV4(), fc.ipV6());
  fc.assert(
    fc.property(address, (text) => {
      const { low } = range(text);
      expect(range(addressText(low)).low).toBe(low);
    }),
  );
});

test('joined ranges hold the same addresses', () => {
  const cidr = fc
    .tuple(fc.constantFrom('10.0.0.0', '10.128.0.0', '11.0.0.0', '12.3.4.5'), fc.integer({ min: 5, max: 32 }))
    .map(([address, bits]) => `${address}/${bits}`);
  fc.assert(
    fc.property(
      fc.array(cidr, { maxLength: 6 }),
      fc.constantFrom('10.0.0.1', '10.127.255.255', '10.128.0.0', '11.0.0.0', '12.3.4.5', '12.3.4.6', '9.0.0.0'),
      (texts, address) => {
        const ranges = texts.map(range);
        const { low: at } = range(address);
        const joined = joinRanges(ranges);
        expect(isWithin(at, joined)).toBe(ranges.some(({ low, end }) => low <= at && at < end));
        expect(joined.every(({ low }, i) => i === 0 || (joined[i - 1]?.end ?? 0n) < low)).toBe(true);
      },
    ),
  );
});
