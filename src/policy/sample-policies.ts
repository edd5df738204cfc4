import { parsePolicy } from './parse.js';
import type { Policy } from './policy.js';
import type { PolicyContext } from './policy-context.js';

// Policies for the tests of this folder; nothing here is shipped.

/** The account that owns the bucket under test. */
export const OWNER = '111122223333';
/** Another account. */
export const OTHER = '444455556666';

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
