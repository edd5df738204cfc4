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

/** The labels of some statements as a list in words: `statement "A", Statement[1] and Statement[2]`. */
export function labelsOf(statements: readonly StatementReference[]): string {
  const labels = statements.map(({ label }) => label);
  const last = labels.pop() ?? '';
  return labels.length === 0 ? last : `${labels.join(', ')} and ${last}`;
}

/** Statements as the subject of a verb: `statement "A" denies`, `statement "A" and Statement[1] deny`. */
export function statementsThat(verb: keyof typeof PLURALS, statements: readonly StatementReference[]): string {
  return `${labelsOf(statements)} ${statements.length > 1 ? PLURALS[verb] : verb}`;
}

const PLURALS = {
  allows: 'allow',
  denies: 'deny',
  exempts: 'exempt',
  grants: 'grant',
  is: 'are',
  lets: 'let',
  'takes back': 'take back',
};

/** A sentence that begins with a label, with its capital letter: `Statement "A" denies plain HTTP.` */
export function sentence(text: string): string {
  return text.charAt(0).toUpperCase() + text.slice(1);
}
