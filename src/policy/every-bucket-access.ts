import { isCallerKey } from './caller-keys.js';
import type { Caller } from './callers.js';
import { combinedPolicy, type NamedPolicy, type PlacedStatement } from './combined-policy.js';
import { decidable } from './decidable-condition.js';
import { type AllowedFinding, type Decider, operationsIn } from './decide.js';
import { hasBit, isEmptyMask, type Mask, overlap, union } from './mask.js';
import { namedOn } from './named-on-key.js';
import type { Statement } from './policy.js';
import { createInquiry } from './question.js';
import type { KeyFilter } from './requests.js';
import { withStatements } from './trust.js';
import { addressesIn, isUsual, usualKeys } from './usual-call.js';

/** Whose policies are asked about. */
export interface PolicyIdentity {
  /** Of a role or user; null for what several of them have, a group or a managed policy. */
  readonly principalArn: string | null;
  readonly accountId: string;
  /** `aws`, `aws-cn`, `aws-us-gov` … */
  readonly partition: string;
}

/** What policies allow on every bucket of an account, named by none of them. */
export interface EveryBucketAccess {
  /** The statements that allow all there is to allow on buckets and objects; empty where something is left. */
  readonly full: readonly PlacedStatement[];
  /** The statements that allow an action on every bucket or, for `s3:GetObject` and the like, every object. */
  readonly allowing: (action: string) => readonly PlacedStatement[];
}

/**
 * What the policies of an identity allow it on buckets that they do not name, so on every bucket there is or will be.
 *
 * Asked is about usual calls: over TLS, from no address that is named, without MFA, without special headers. A
 * condition on anything else narrows where it asks for values that it names: a region, a tag of the resource, a
 * variable. What tells who calls narrows no buckets: whoever has the policy may fit. A Deny takes back what it matches
 * of these calls for certain.
 *
 * @returns `'unknown'` when deciding it costs too much
 */
export function everyBucketAccess(
  policies: readonly NamedPolicy[],
  identity: PolicyIdentity,
): EveryBucketAccess | 'unknown' {
  const { policy, placeOf } = combinedPolicy(policies);
  const { accountId, partition, principalArn } = identity;
  const context = { kind: 'bucket', name: ANY_BUCKET, accountId, partition } as const;
  const statements = policy.statements.map((statement) =>
    statement.effect === 'Allow' ? withFixedVariables(statement, accountId) : statement,
  );
  const asked = withStatements({ ...policy, statements }, [statementThatNames(identity)]);
  return createInquiry(asked, context).decide((decider) => {
    const caller: Caller = { kind: 'account', account: accountId, arn: principalArn };
    const masks = grantedBy(decider, caller, usualAndUnnamed(decider, principalArn ?? ''));
    const { all, where } = decider.model.table;
    const isWhole = (mask: Mask) => isEmptyMask(overlap(all, mask, true));
    const placesWhere = (isIn: (mask: Mask) => boolean) =>
      [...masks].filter(([, mask]) => isIn(mask)).map(([index]) => placeOf(index));
    const alone = placesWhere(isWhole);
    const together = isWhole(
      [...masks.values()].reduce(
        union,
        all.map(() => 0),
      ),
    )
      ? placesWhere(() => true)
      : [];
    return {
      full: alone.length > 0 ? alone : together,
      allowing: (action) => {
        const one = where((operation) => operation.action === action);
        return placesWhere((mask) => !isEmptyMask(overlap(one, mask)));
      },
    };
  });
}

/** A character that no policy of IAM can hold: it is matched by wildcards alone. */
const FOREIGN = '\u0101';
/** Stands for all names of buckets: as long as patterns of `?` may ask for. */
const ANY_BUCKET = FOREIGN.repeat(20);
const ANY_KEY = FOREIGN.repeat(40);

/** A statement that matches nothing, and makes the engine tell such a key, and the principal, from all others. */
function statementThatNames({ partition, principalArn }: PolicyIdentity): object {
  return {
    Effect: 'Deny',
    Principal: principalArn === null ? '*' : { AWS: principalArn },
    Action: 'iam:GetUser',
    Resource: `arn:${partition}:s3:::${ANY_BUCKET}/${ANY_KEY}`,
  };
}

/** The operations that each Allow, by its number, lets the caller do and no Deny takes back. */
function grantedBy(decider: Decider, caller: Caller, where: KeyFilter): ReadonlyMap<number, Mask> {
  const { model, visitAllowed } = decider;
  const granted = new Map<number, Mask>();
  const keyAt = model.insides.indexOf(ANY_KEY);
  visitAllowed([caller], { where }, ({ requests, allow }: AllowedFinding) => {
    if (!hasBit(requests.bits, keyAt, model.space[1]?.at)) return false;
    const before = granted.get(allow.index);
    const found = operationsIn(model, requests);
    granted.set(allow.index, before === undefined ? found : union(before, found));
    return false;
  });
  return granted;
}

function usualAndUnnamed({ model }: Decider, principal: string): KeyFilter {
  const { statements } = model.policy;
  const usual = usualKeys({ principal, organization: null, addresses: addressesIn(statements) }, model);
  const named = new Map<string, (value: string) => boolean>();
  for (const key of model.keys.keys()) {
    if (!isUsual(key) && !isCallerKey(key) && !model.fixed.has(key)) named.set(key, namedOn(key, model.statements));
  }
  return {
    keys: usual.keys,
    isIn: (key, value) => usual.isIn(key, value) && (value === null || named.get(key)?.(value) !== true),
  };
}

/**
 * The Allow with a fixed value in place of each variable: one principal has one value of it, which names no bucket that
 * the policy does not name.
 */
function withFixedVariables(statement: Statement, owner: string): Statement {
  const { resource, conditions } = statement;
  return {
    ...statement,
    resource: { ...resource, patterns: resource.patterns.map(withFixedValue) },
    conditions: conditions.map((condition) =>
      decidable(condition, owner) === condition
        ? { ...condition, values: condition.values.map(withFixedValue) }
        : condition,
    ),
  };
}

function withFixedValue(text: string): string {
  return text.replace(/\$\{[^}]*\}/g, (variable) => {
    if (/^\$\{[*?$]\}$/.test(variable)) return variable;
    const [, fallback] = /,\s*'(.*)'\s*\}$/.exec(variable) ?? [];
    return fallback ?? VALUE;
  });
}

/** Stands for the value of a variable. */
const VALUE = '\u0102';
