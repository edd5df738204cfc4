import fc from 'fast-check';
import { createItemReader, type RawItem } from './item-reader.js';
import { ContentError } from './json-scanner.js';

/** Reads a text that arrives cut at the given places. */
const read = (text: string | Uint8Array, cuts: readonly number[] = []): readonly RawItem[] => {
  const bytes = Buffer.from(text);
  const borders = [0, ...cuts.map((cut) => cut % (bytes.length + 1)).sort((a, b) => a - b), bytes.length];
  const reader = createItemReader();
  const items = borders.flatMap((border, index) => {
    const piece = bytes.subarray(border, borders[index + 1] ?? bytes.length);
    // A copy, as a stream gives it: an item that keeps looking at old memory would be found out.
    return reader.push(Buffer.from(piece));
  });
  reader.end();
  return items;
};

const valuesOf = (items: readonly RawItem[]): readonly unknown[] => items.map((item) => item.parse());

const errorOf = (text: string, cuts?: readonly number[]): string => {
  try {
    read(text, cuts);
  } catch (error) {
    if (error instanceof ContentError) return `${error.place.line}:${error.place.byte} ${error.message}`;
    throw error;
  }
  return 'nothing wrong';
};

const item = { resourceType: 'AWS::S3::Bucket', resourceId: 'app-data', awsAccountId: '111122223333' };

describe('the items of a document', () => {
  it.each<[string, unknown, readonly unknown[]]>([
    [
      'a snapshot',
      { fileVersion: '1.0', configSnapshotId: 'x', configurationItems: [item, { a: 1 }] },
      [item, { a: 1 }],
    ],
    ['members behind the list', { configurationItems: [item], nextToken: 'x', more: [1, { b: [2] }] }, [item]],
    ['an empty list', { fileVersion: '1.0', configurationItems: [] }, []],
    ['an answer of BatchGetResourceConfig', { baseConfigurationItems: [item], unprocessedResourceKeys: [] }, [item]],
    ['a bare array', [item, item], [item, item]],
    [
      'things that are no items',
      { configurationItems: [1, null, 'text', [item], true] },
      [1, null, 'text', [item], true],
    ],
    [
      'lists of the same name inside an item',
      { configurationItems: [{ configurationItems: [1], nested: { configurationItems: [2] } }] },
      [{ configurationItems: [1], nested: { configurationItems: [2] } }],
    ],
  ])('%s', (_name, document, expected) => {
    const found = read(JSON.stringify(document));
    expect(valuesOf(found)).toEqual(expected);
    expect(found.every(({ kind }) => kind === 'item')).toBe(true);
    expect(valuesOf(read(JSON.stringify(document, null, 2)))).toEqual(expected);
  });

  it('a document without a list comes whole', () => {
    const event = { messageType: 'ConfigurationItemChangeNotification', configurationItem: item };
    const found = read(JSON.stringify(event));
    expect(found.map(({ kind }) => kind)).toEqual(['document']);
    expect(valuesOf(found)).toEqual([event]);
  });

  it('several documents come one after the other', () => {
    const list = (...items: readonly number[]) => JSON.stringify({ configurationItems: items, nextToken: 'x' });
    const text = `${JSON.stringify(item)}\n${list(1)}${list(2)}\n${JSON.stringify([3, 4])}\n\n`;
    expect(valuesOf(read(text))).toEqual([item, 1, 2, 3, 4]);
  });

  it('a key written with escapes is the same key', () => {
    expect(valuesOf(read('{"configuration\\u0049tems": [7]}'))).toEqual([7]);
  });
});

describe('what is told of an item without parsing it', () => {
  it.each<[string, string, string | null, string | null]>([
    ['its type and account', JSON.stringify(item), 'AWS::S3::Bucket', '111122223333'],
    ['the account in the spelling of the APIs', '{"accountId":"1","resourceType":"T"}', 'T', '1'],
    ['members of members are not its own', '{"a":{"resourceType":"T"},"b":[{"accountId":"1"}]}', null, null],
    ['the last of two counts', '{"resourceType":"T","resourceType":"U"}', 'U', null],
    ['a last one that is no text counts too', '{"resourceType":"T","resourceType":7}', null, null],
    ['escapes are left to the parser', '{"resourceType":"AWS::S3\\u003a:Bucket"}', null, null],
    ['a key with escapes is found', '{"resource\\u0054ype":"T"}', 'T', null],
    ['no object', '"resourceType"', null, null],
  ])('%s', (_name, text, resourceType, accountId) => {
    for (const document of [`[${text}]`, `{"configurationItems":[${text}]}`]) {
      for (let cut = 0; cut <= document.length; cut += 1) {
        expect(read(document, [cut])).toMatchObject([{ resourceType, accountId }]);
      }
    }
  });

  it('where it stands', () => {
    const [first, second] = read('{"configurationItems": [\n{"a": 1},\n{"a": 2}]}');
    expect(first?.place).toEqual({ line: 2, byte: 26 });
    expect(second?.place).toEqual({ line: 3, byte: 36 });
  });
});

describe('text that is refused', () => {
  it.each([
    ['', '1:1 it is empty'],
    [' \n', '2:3 it is empty'],
    ['42', '1:1 expected an object or an array, got "4"'],
    ['{"configurationItems":[{"a":1}', '1:31 the text ends in the middle'],
    ['{"configurationItems":[{"a":"b', '1:31 the text ends in the middle'],
    ['{"configurationItems":[]', '1:25 the text ends in the middle'],
    ['{"configurationItems":[]} x', '1:27 expected an object or an array, got "x"'],
    ['{"configurationItems":[]}]', '1:26 expected an object or an array, got "]"'],
    ['{"configurationItems":[1 2]}', '1:26 expected "," or "]", got "2"'],
    ['{"configurationItems":[1,]}', '1:26 expected a value, got "]"'],
    ['{"configurationItems":[,1]}', '1:24 expected a value, got ","'],
    ['{"configurationItems":[{"a" 1}]}', '1:29 expected ":", got "1"'],
    ['{"configurationItems":[{"a":1,}]}', '1:31 expected a key in quotes, got "}"'],
    ['{"configurationItems":[{"a":1]}', '1:30 expected "," or "}", got "]"'],
    ['{"configurationItems":[\n"a\u0001"]}', '2:27 expected text without control characters, got the byte 0x01'],
    ['["\\x"]', '1:4 expected an escape such as \\n, got "x"'],
    ['["\\u12g4"]', '1:7 expected four hexadecimal digits, got "g"'],
    ['[truth]', '1:5 expected true, false or null, got "t"'],
    ['[1.]', '1:4 expected a number, got "]"'],
    ['{"configurationItems":{}}', '1:23 configurationItems must be a list'],
    ['{"configurationItems":null}', '1:23 configurationItems must be a list'],
    ['{"configurationItems":[],"configurationItems":[1]}', '1:47 configurationItems stands there twice'],
    ['['.repeat(501), '1:501 more than 500 levels of nesting'],
  ])('%.40s', (text, expected) => {
    expect(errorOf(text)).toBe(expected);
    for (let cut = 0; cut <= text.length; cut += 7) expect(errorOf(text, [cut])).toBe(expected);
  });
});

describe('what is held in memory', () => {
  const million = Buffer.alloc(1_000_000, 'x');
  const readLong = (before: string, millions: number, after: string): number => {
    const reader = createItemReader();
    const pieces = [Buffer.from(before), ...Array.from({ length: millions }, () => million), Buffer.from(after)];
    const found = pieces.map((piece) => reader.push(piece).length);
    reader.end();
    return found.reduce((sum, count) => sum + count, 0);
  };

  it('is one item, which has a limit', () => {
    expect(() => readLong('{"configurationItems":[1,{"a":"', 70, '"}]}')).toThrow(
      'longer than 67108864 bytes without an end or configurationItems',
    );
  });

  it('is nothing of what follows the items', () => {
    expect(readLong('{"configurationItems":[1],"more":["', 70, '"]}')).toBe(1);
  });
});

describe('for any document and any borders between its pieces', () => {
  const cuts = fc.array(fc.nat(), { maxLength: 20 });

  it('the items are those JSON.parse gives', () => {
    const document = fc.record({
      before: fc.dictionary(fc.string(), fc.jsonValue({ maxDepth: 3 }), { maxKeys: 3 }),
      items: fc.array(fc.jsonValue({ maxDepth: 4, stringUnit: 'grapheme' }), { maxLength: 8 }),
      after: fc.dictionary(fc.string(), fc.jsonValue({ maxDepth: 2 }), { maxKeys: 3 }),
      space: fc.constantFrom(undefined, 1, '\t'),
    });
    fc.assert(
      fc.property(document, cuts, ({ before, items, after, space }, borders) => {
        const text = JSON.stringify({ ...before, configurationItems: items, ...after }, null, space);
        expect(valuesOf(read(text, borders))).toEqual(
          (JSON.parse(text) as { configurationItems: unknown[] }).configurationItems,
        );
      }),
      { numRuns: 400 },
    );
  });

  it('what JSON.parse refuses is refused, and nothing else', () => {
    const text = fc.oneof(
      fc.json({ maxDepth: 3 }),
      fc
        .tuple(
          fc.json({ maxDepth: 3 }),
          fc.nat(),
          fc.constantFrom('', '"', '\\', ',', '}', ']', '{', ':', '0', '-', '.', 'e', '\n', 'u', '\u0000'),
        )
        .map(([json, place, put]) => {
          const at = place % (json.length + 1);
          return json.slice(0, at) + put + json.slice(at + (place % 2));
        }),
    );
    fc.assert(
      fc.property(text, cuts, (inner, borders) => {
        const document = `[${inner}]`;
        expect(errorOf(document, borders) === 'nothing wrong').toBe(isJson(document));
      }),
      { numRuns: 3000 },
    );
  });
});

const isJson = (text: string): boolean => {
  try {
    JSON.parse(text);
    return true;
  } catch {
    return false;
  }
};
