import { cutInnerRows, cutRows } from './cut-rows.js';

const source = `import { one } from './one.js';

/** A table. */
export const table: Table = {
  ...spread,
  // Why the first is as it is.
  first: ({ ask }) =>
    factOf(
      ask,
    ),
  'quoted:Name': { action: 'a', gone: ['b'] },
  short,
  last: {
    inner: 1,
    more: {
      deep: 2,
    },
  },
} as const satisfies Table;

export const other = {
  first: 1,
};
`;

describe('cutRows', () => {
  it('keeps a table of which every row is kept as it is', () => {
    expect(cutRows(source, 'table', () => true)).toBe(source);
  });

  it('leaves rows out with all their lines, and keeps what is no row', () => {
    expect(
      cutRows(source, 'table', (row) => row === 'quoted:Name' || row === 'short'),
    ).toBe(`import { one } from './one.js';

/** A table. */
export const table: Table = {
  ...spread,
  // Why the first is as it is.
  'quoted:Name': { action: 'a', gone: ['b'] },
  short,
} as const satisfies Table;

export const other = {
  first: 1,
};
`);
  });

  it('leaves other tables alone', () => {
    expect(cutRows(source, 'table', () => false)).toContain('export const other = {\n  first: 1,\n};');
    expect(cutRows(source, 'other', () => false)).toContain('export const other = {\n};');
  });

  it('refuses a text without the table', () => {
    expect(() => cutRows(source, 'tabl', () => true)).toThrow('no table "tabl"');
  });
});

describe('cutInnerRows', () => {
  const nested = `export const origins: Origins = {
  bucket: {
    policy: {
      name: 'policy',
    },
    shared,
    tags: { name: 'tags' },
  },
  account: {
    shared: {
      ...shared,
      item: 'x',
    },
  },
};
`;

  it('leaves rows out of each row', () => {
    const kept = cutInnerRows(nested, 'origins', (kind) => (fact) => kind === 'bucket' && fact !== 'policy');
    expect(kept).toBe(`export const origins: Origins = {
  bucket: {
    shared,
    tags: { name: 'tags' },
  },
  account: {
  },
};
`);
  });

  it('keeps everything where everything is kept', () => {
    expect(cutInnerRows(nested, 'origins', () => () => true)).toBe(nested);
  });
});
