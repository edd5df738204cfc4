import { isMembers, type Members } from './members.js';

/** A policy document with a statement about nothing in the place of each Allow statement of which something is hidden. */
export const withoutAllows = (document: unknown, isHidden: (statement: Members) => boolean): unknown =>
  changeStatements(document, (statement) =>
    statement.Effect === 'Allow' && isHidden(statement) ? ABOUT_NOTHING : statement,
  );

/** A statement that matches no request to S3, so that the numbers of the others stay what they are. */
const ABOUT_NOTHING = { Effect: 'Allow', Principal: { AWS: '*' }, Action: 's3:GetObject', NotResource: '*' };

/** A policy document with each of its statements changed. */
export const changeStatements = (document: unknown, change: (statement: Members) => unknown): unknown => {
  if (!isMembers(document)) return document;
  return Object.fromEntries(
    Object.entries(document).map(([name, value]) => [
      name,
      name === 'Statement' ? changeEach(value, (one) => (isMembers(one) ? change(one) : one)) : value,
    ]),
  );
};

/** Changes each element of a list, or what stands in the place of one. */
export const changeEach = (value: unknown, change: (one: unknown) => unknown): unknown =>
  Array.isArray(value) ? value.map(change) : value === undefined ? undefined : change(value);
