import { HiddenAllows } from '../answers/hidden-value.js';
import { hiddenIn, isMembers, type Members } from '../declared/members.js';
import { arnOfCanonicalUser } from './resource-attributes.js';

/**
 * A policy document as text; hidden if anything in it is, since any part may turn its meaning. Where nothing but Allow
 * statements is hidden, what the others say is kept.
 */
export const documentText = (document: unknown): unknown => {
  if (typeof document === 'string') return document;
  const hidden = hiddenIn(document);
  if (hidden === null) return JSON.stringify(asStored(document));
  const denies = changeStatements(document, (statement) =>
    statement.Effect === 'Allow' && hiddenIn(statement) ? ABOUT_NOTHING : statement,
  );
  return hiddenIn(denies) ? hidden : new HiddenAllows(hidden.cause, JSON.stringify(asStored(denies)));
};

/** A statement that matches no request to S3, so that the numbers of the others stay what they are. */
const ABOUT_NOTHING = { Effect: 'Allow', Principal: { AWS: '*' }, Action: 's3:GetObject', NotResource: '*' };

/** What S3 would store: text where a template may have numbers, ARNs for origin access identities. */
const asStored = (document: unknown): unknown =>
  changeStatements(document, (statement) => {
    const { Principal: principal } = statement;
    return isMembers(principal) ? { ...statement, Principal: storedPrincipal(principal) } : statement;
  });

const storedPrincipal = ({ CanonicalUser: users, ...principal }: Members): Members => {
  const ids = [users ?? []].flat();
  const arns = ids.flatMap((id) => arnOfCanonicalUser(String(id)) ?? []);
  const aws = changeEach(principal.AWS, (one) => (typeof one === 'number' ? String(one) : one));
  const rest = ids.filter((id) => arnOfCanonicalUser(String(id)) === null);
  return {
    ...principal,
    ...((aws !== undefined || arns.length > 0) && { AWS: arns.length > 0 ? [aws ?? [], arns].flat(2) : aws }),
    ...(rest.length > 0 && { CanonicalUser: rest }),
  };
};

const changeStatements = (document: unknown, change: (statement: Members) => unknown): unknown => {
  if (!isMembers(document)) return document;
  return Object.fromEntries(
    Object.entries(document).map(([name, value]) => [
      name,
      name === 'Statement' ? changeEach(value, (one) => (isMembers(one) ? change(one) : one)) : value,
    ]),
  );
};

/** Changes each element of a list, or what stands in the place of one. */
const changeEach = (value: unknown, change: (one: unknown) => unknown): unknown =>
  Array.isArray(value) ? value.map(change) : value === undefined ? undefined : change(value);
