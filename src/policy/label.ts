import type { Statement } from './policy.js';

/** How a verdict points to a statement. */
export interface StatementReference {
  readonly index: number;
  readonly sid: string | null;
  /** For sentences: `statement "AllowAll"`, or `Statement[2]` where it has no Sid. */
  readonly label: string;
  /** For evidence: `policy.Statement[2]`. */
  readonly path: string;
}

/** The reference to a statement. */
export function describeStatement(statement: Pick<Statement, 'index' | 'sid'>): StatementReference {
  const { index, sid } = statement;
  const place = `Statement[${index}]`;
  return { index, sid, label: sid === null || sid === '' ? place : `statement "${sid}"`, path: `policy.${place}` };
}

/** The labels of some statements as a list in words: `statement "A", Statement[1]`. */
export function labelsOf(statements: readonly StatementReference[]): string {
  return statements.map(({ label }) => label).join(', ');
}

/** A sentence that begins with a label, with its capital letter: `Statement "A" denies plain HTTP.` */
export function sentence(text: string): string {
  return text.charAt(0).toUpperCase() + text.slice(1);
}
