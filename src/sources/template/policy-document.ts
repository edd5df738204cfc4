import { HiddenAllows } from '../answers/hidden-value.js';
import { hiddenIn, isMembers, type Members } from '../declared/members.js';
import { changeEach, changeStatements, withoutAllows } from '../declared/policy-statements.js';
import { arnOfCanonicalUser } from './resource-attributes.js';

/**
 * A policy document as text; hidden if anything in it is, since any part may turn its meaning. Where nothing but Allow
 * statements is hidden, what the others say is kept.
 */
export const documentText = (document: unknown): unknown => {
  if (typeof document === 'string') return document;
  const hidden = hiddenIn(document);
  if (hidden === null) return JSON.stringify(asStored(document));
  const denies = withoutAllows(document, (statement) => hiddenIn(statement) !== null);
  return hiddenIn(denies) ? hidden : new HiddenAllows(hidden.cause, JSON.stringify(asStored(denies)));
};

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
