/** Whether a row of a table is kept. */
export type Keep = (row: string) => boolean;

/**
 * Leaves rows out of a table, an exported object literal of a source text. Rows are found by their indentation, which
 * the formatter fixes. What is no row (a spread, the opening line) stays.
 *
 * @param table name of the constant
 * @throws Error if the text has no such table
 */
export const cutRows = (text: string, table: string, keep: Keep): string =>
  replaceTable(text, table, (lines) => cutLevel(lines, '  ', keep));

/** The same in a table of tables: of each row, rows are left out. */
export const cutInnerRows = (text: string, table: string, keepOf: (row: string) => Keep): string =>
  replaceTable(text, table, (lines) =>
    rowsAt(lines, '  ')
      .map((row) => (row.name === null ? row.text : cutLevel(row.text, '    ', keepOf(row.name))))
      .join(''),
  );

const replaceTable = (text: string, table: string, replace: (lines: string) => string): string => {
  const [whole, head, lines, tail] =
    new RegExp(`^(export const ${table}\\b[^\\n]* = \\{\\n)(.*?)(^\\})`, 'ms').exec(text) ?? [];
  if (whole === undefined || lines === undefined) throw new Error(`no table "${table}" to leave rows out of`);
  return text.replace(whole, () => `${head}${replace(lines)}${tail}`);
};

const cutLevel = (lines: string, indent: string, keep: Keep): string =>
  rowsAt(lines, indent)
    .filter(({ name }) => name === null || keep(name))
    .map(({ text }) => text)
    .join('');

interface Row {
  /** Null for what is no row. */
  readonly name: string | null;
  readonly text: string;
}

/** The rows that begin at an indentation, each with its lines; what comes before, between and after them. */
const rowsAt = (lines: string, indent: string): readonly Row[] => {
  const rows: { name: string | null; text: string }[] = [];
  for (const line of lines.split(/(?<=\n)/)) {
    const [, quoted, plain] = new RegExp(`^${indent}(?:'([^']+)'|(\\w+))[:,]`).exec(line) ?? [];
    const name = quoted ?? plain ?? null;
    const last = rows.at(-1);
    const isFurther = line.startsWith(indent) && !line.startsWith(`${indent}...`);
    if (name === null && last && (isFurther || last.name === null)) last.text += line;
    else rows.push({ name, text: line });
  }
  return rows;
};
