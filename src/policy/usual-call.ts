import type { Operation } from './actions.js';
import type { Caller } from './callers.js';
import { isNarrow, isWithin, joinRanges, rangeFrom, type Stretch } from './cidr.js';
import type { Model } from './model.js';
import { accountOfPrincipal } from './parse-principal.js';
import type { Statement } from './policy.js';
import type { KeyFilter, Region } from './requests.js';

/** A role or user that calls as it usually does. */
export interface UsualCall {
  /** Its ARN. */
  readonly principal: string;
  /** The organization it is taken to be a member of; null: it is not known. */
  readonly organization: string | null;
  /** Actions on the bucket itself, by their whole names. */
  readonly actions: ReadonlySet<string>;
  /** The narrow address ranges that statements name, joined: it calls from none of them. */
  readonly addresses: readonly Stretch[];
}

/** Who makes a call. */
export function callerOf({ principal }: UsualCall): Caller {
  return { kind: 'account', account: accountOfPrincipal(principal) ?? '', arn: principal };
}

/**
 * The requests of a usual call: signed in a header, over TLS 1.3, over the internet, without MFA, in nobody else's name.
 * Of other keys any value is possible.
 */
export function regionOf(call: UsualCall, { keys }: Model): Region {
  return { operation: isAsked, where: usualKeys(call, { keys }) };

  function isAsked({ action, inside }: Operation): boolean {
    return !inside && call.actions.has(action);
  }
}

/** The condition keys of a usual call. */
export function usualKeys(call: Omit<UsualCall, 'actions'>, { keys }: Pick<Model, 'keys'>): KeyFilter {
  return { keys: [...keys.keys()], isIn };

  function isIn(key: string, value: string | null): boolean {
    const usual = USUAL.get(key);
    if (usual !== undefined) return value === usual;
    if (isAbsent(key)) return value === null;
    if (key === 'aws:multifactorauthpresent') return value === (call.principal.includes(':role/') ? 'false' : null);
    if (key === 'aws:sourceip') return isFromElsewhere(value, call);
    if (call.organization === null) return true;
    if (key === 'aws:principalorgid') return value === call.organization;
    return key !== 'aws:principalorgpaths' || value?.startsWith(`${call.organization}/`) === true;
  }
}

/** Whether a usual call has one value of a key, whoever makes it, or none. */
export function isUsual(key: string): boolean {
  return USUAL.has(key) || isAbsent(key) || key === 'aws:multifactorauthpresent' || key === 'aws:sourceip';
}

/** Whether nothing tells which value a key has in a usual call. */
export function isUntold(key: string, { organization }: UsualCall): boolean {
  if (isOrganizationKey(key)) return organization === null;
  return !USUAL.has(key) && !isAbsent(key) && !TOLD.has(key);
}

/** Whether a key tells the organization of who calls. */
export function isOrganizationKey(key: string): boolean {
  return key === 'aws:principalorgid' || key === 'aws:principalorgpaths';
}

/** The narrow address ranges that conditions of statements name, joined. */
export function addressesIn(statements: readonly Statement[]): readonly Stretch[] {
  const conditions = statements.flatMap((statement) =>
    statement.conditions.filter(({ key }) => key === 'aws:sourceip'),
  );
  return joinRanges(
    conditions.flatMap(({ values }) => values.flatMap((value) => rangeFrom(value) ?? [])).filter(isNarrow),
  );
}

/** What usual calls have in common, whoever makes them. */
export const USUAL: ReadonlyMap<string, string> = /* @__PURE__ */ new Map([
  ['aws:securetransport', 'true'],
  // What clients agree on with S3's endpoints where neither side is old.
  ['s3:tlsversion', '1.3'],
  ['s3:authtype', 'REST-HEADER'],
  ['s3:signatureversion', 'AWS4-HMAC-SHA256'],
  ['s3:signatureage', '0'],
  ['aws:viaawsservice', 'false'],
]);

/** Keys whose values follow from the principal, the bucket or the call's own members. */
const TOLD: ReadonlySet<string> = /* @__PURE__ */ new Set([
  'aws:multifactorauthpresent',
  'aws:sourceip',
  'aws:principalaccount',
  'aws:principalarn',
  'aws:principaltype',
  'aws:principalisawsservice',
  'aws:principalservicename',
  'aws:principalservicenameslist',
  'aws:resourceaccount',
  's3:resourceaccount',
  'aws:requestedregion',
]);

/** Keys that such a call lacks. */
const ABSENT: ReadonlySet<string> = /* @__PURE__ */ new Set([
  'aws:sourcevpc',
  'aws:sourcevpce',
  'aws:vpcsourceip',
  'aws:vpceaccount',
  'aws:vpceorgid',
  'aws:vpceorgpaths',
  'aws:multifactorauthage',
  'aws:calledvia',
  'aws:calledviafirst',
  'aws:calledvialast',
  'aws:referer',
  'aws:tagkeys',
  's3:dataaccesspointarn',
  's3:dataaccesspointaccount',
  's3:accesspointnetworkorigin',
  's3:prefix',
  's3:delimiter',
  's3:max-keys',
]);

/** The same, by how they begin. */
const ABSENT_FAMILIES = [
  's3:x-amz-',
  's3:existingobjecttag/',
  's3:requestobjecttag',
  's3:object-lock-',
  'aws:requesttag/',
];

/** Whether usual calls lack a key, whoever makes them. */
export function isAbsent(key: string): boolean {
  return ABSENT.has(key) || ABSENT_FAMILIES.some((family) => key.startsWith(family));
}

function isFromElsewhere(address: string | null, { addresses }: Pick<UsualCall, 'addresses'>): boolean {
  const at = address === null ? undefined : rangeFrom(address)?.low;
  return at !== undefined && !isWithin(at, addresses);
}
