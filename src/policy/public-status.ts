import { isNarrow, rangeFrom } from './cidr.js';
import type { Condition, NetworkOrigin, Policy, PolicyKind, PrincipalElement, Statement } from './policy.js';

/**
 * The statements that make a policy public, in the sense S3 gives the word; empty when none does.
 *
 * A statement is public unless it grants to fixed principals, or a condition confines it to fixed values of a key S3
 * trusts for that. Address ranges wider than /8 (IPv4) or /32 (IPv6) do not confine. `Deny` statements are not looked
 * at, nor is what the statement grants: S3 judges possible future actions too. Where S3's text leaves a case open, the
 * statement counts as public.
 *
 * @param kind what the policy is attached to
 * @param origin of an access point: one that only a VPC can reach is never public
 * @see https://docs.aws.amazon.com/AmazonS3/latest/userguide/access-control-block-public-access.html
 */
export function publicStatements(
  policy: Policy,
  kind: PolicyKind = 'bucket',
  origin: NetworkOrigin = 'Internet',
): readonly Statement[] {
  if (kind === 'accessPoint' && origin === 'VPC') return [];
  return policy.statements.filter((statement) => isPublic(statement, kind));
}

function isPublic(statement: Statement, kind: PolicyKind): boolean {
  if (statement.effect === 'Deny' || isFixed(statement.principal)) return false;
  return !statement.conditions.some((condition) => confines(condition, kind));
}

function isFixed(principal: PrincipalElement): boolean {
  return !principal.not && !principal.everyone && principal.federated.length === 0;
}

/** Keys of which fixed values make a policy non-public, besides `aws:SourceIp` and `s3:DataAccessPointArn`. */
const TRUSTED_KEYS: ReadonlySet<string> = /* @__PURE__ */ new Set([
  'aws:principalorgid',
  'aws:principalaccount',
  'aws:principalarn',
  'aws:sourcearn',
  'aws:sourcevpc',
  'aws:sourcevpce',
  'aws:sourceaccount',
  'aws:sourceowner',
  'aws:userid',
  's3:dataaccesspointaccount',
]);

function confines(condition: Condition, kind: PolicyKind): boolean {
  const { family, comparison, negated, ifExists, quantifier, key, values } = condition;
  if (negated || ifExists || quantifier === 'all' || values.length === 0) return false;
  if (key === 'aws:sourceip') return family === 'ip' && values.every(isNarrowRange);
  if (family !== 'string' && family !== 'arn') return false;
  if (key === 's3:dataaccesspointarn') {
    const wildName = kind === 'bucket' && comparison === 'like';
    return values.every((value) => isFixedText(value) || (wildName && isFixedButForName(value)));
  }
  // Of an access point policy S3's text does not say whether the account of the access point confines.
  if (key === 's3:dataaccesspointaccount' && kind !== 'bucket') return false;
  return TRUSTED_KEYS.has(key) && values.every(isFixedText);
}

function isNarrowRange(value: string): boolean {
  const range = rangeFrom(value);
  return range !== null && isNarrow(range);
}

function isFixedText(value: string): boolean {
  return !/[*?]|\$\{/.test(value);
}

/** In a bucket policy the name of the access point may be a wildcard, as long as its account is fixed. */
function isFixedButForName(arn: string): boolean {
  return /^arn:[^:*?]+:s3:[^:*?]*:\d{12}:accesspoint\/[^:/]+$/.test(arn) && !arn.includes('${');
}
