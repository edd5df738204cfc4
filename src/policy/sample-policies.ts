import { evaluateRequest } from './evaluate-request.js';
import { parsePolicy } from './parse.js';
import type { Policy } from './policy.js';
import type { PolicyContext } from './policy-context.js';
import { strangerAccess } from './stranger-access.js';

// Policies for the tests of this folder; nothing here is shipped.

/** The account that owns the bucket under test. */
export const OWNER = '111122223333';
/** Another account. */
export const OTHER = '444455556666';

/** An organization. */
export const ORGANIZATION = 'o-a1b2c3d4e5';

/** The bucket under test. */
export const bucket: PolicyContext = { kind: 'bucket', name: 'example-bucket', accountId: OWNER, partition: 'aws' };

export const bucketArn = 'arn:aws:s3:::example-bucket';
export const objectsArn = 'arn:aws:s3:::example-bucket/*';

/** A statement as it stands in a policy document. */
export type StatementSource = Readonly<Record<string, unknown>>;

/** Anyone may read any object. */
export function allow(changes: StatementSource = {}): StatementSource {
  return { Effect: 'Allow', Principal: '*', Action: 's3:GetObject', Resource: objectsArn, ...changes };
}

/** Nobody may do anything. */
export function deny(changes: StatementSource = {}): StatementSource {
  return { Effect: 'Deny', Principal: '*', Action: 's3:*', Resource: [bucketArn, objectsArn], ...changes };
}

/** Nobody may do anything over plain HTTP. */
export function denyPlainHttp(changes: StatementSource = {}): StatementSource {
  return deny({ Sid: 'TlsOnly', Condition: { Bool: { 'aws:SecureTransport': 'false' } }, ...changes });
}

/** The parsed policy of some statements, without members that are undefined. */
export function policyOf(...statements: readonly StatementSource[]): Policy {
  return parsePolicy(JSON.stringify({ Version: '2012-10-17', Statement: statements }));
}

/** One condition, as a member of a statement. */
export function when(operator: string, key: string, value: unknown): StatementSource {
  return { Condition: { [operator]: { [key]: value } } };
}

/**
 * The sorts of access strangers have, unknown ones with a question mark.
 *
 * @throws when the witness of one is missing, or is not allowed by plain evaluation
 */
export function accessOf(statements: readonly StatementSource[], context: PolicyContext = bucket): readonly string[] {
  const policy = policyOf(...statements);
  return Object.entries(strangerAccess(policy, context)).flatMap(([sort, { value, witness }]) => {
    if (value !== true) return value === false ? [] : [`${sort}?`];
    // A variable leaves no request to show; all else does.
    const isShown = !JSON.stringify(statements).includes('${');
    const isWrong = witness === undefined ? isShown : evaluateRequest(policy, witness) !== 'allowed';
    if (isWrong) throw new Error(`no proof that strangers have ${sort}: ${JSON.stringify(witness)}`);
    return [sort];
  });
}
