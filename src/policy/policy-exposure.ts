import type { Answer } from './answer.js';
import type { Exposure, KnownPolicy } from './exposure-facts.js';
import { accessPointDelegationIn, canonicalUsersIn, crossAccountIn, orgIdsIn } from './grantees.js';
import { describeStatement, sentence, statementsThat } from './label.js';
import { mfaDeleteIn } from './mfa-delete.js';
import { perimeterIn } from './perimeter.js';
import type { PolicyContext } from './policy-context.js';
import { presignedBlockedIn, signatureAgeMaxMsIn } from './presigned.js';
import { publicStatements } from './public-status.js';
import { requiredEncryptionIn, requiredKmsKeysIn, ssecDeniedIn } from './put-encryption.js';
import { createInquiry } from './question.js';
import { minimumTlsVersionIn, plainHttpDeniedIn } from './secure-transport.js';
import { confusedDeputyIn, servicesIn } from './services.js';
import { type StrangerAccess, strangerAccessIn } from './stranger-access.js';

/** The facts that other settings change, or that rest on other things than the policy. */
type JoinedFact =
  | 'malformed'
  | 'aclIsPublic'
  | 'publicRead'
  | 'publicList'
  | 'publicWrite'
  | 'publicAdmin'
  | 'aclExternalGrantees'
  | 'accessPoints';

/** What the bucket policy alone tells, before ACL and Block Public Access. */
export interface PolicyExposure extends Omit<Exposure, JoinedFact> {
  readonly strangers: StrangerAccess;
}

/** All facts of a policy alone. Without a policy nothing is granted and nothing is denied. */
export function policyExposure(policy: KnownPolicy, context: PolicyContext): PolicyExposure {
  if (policy === 'malformed') return undecided('The policy is malformed, so nothing is known of what it does.');
  if (policy === 'unknown') return undecided('The policy was not read.');
  if (policy === null) return NO_POLICY;
  const inquiry = createInquiry(policy, context);
  const delegation = accessPointDelegationIn(inquiry);
  return {
    policyIsPublic: policyStatus(policy, context),
    strangers: strangerAccessIn(inquiry),
    crossAccount: crossAccountIn(inquiry),
    canonicalUsers: canonicalUsersIn(inquiry),
    orgIds: orgIdsIn(inquiry),
    services: servicesIn(inquiry),
    confusedDeputy: confusedDeputyIn(inquiry),
    accessPointDelegation: {
      ...delegation,
      value: delegation.value === 'unknown' ? 'unknown' : { accounts: delegation.value },
    },
    tlsEnforced: plainHttpDeniedIn(inquiry),
    minTlsVersion: minimumTlsVersionIn(inquiry),
    mfaDelete: mfaDeleteIn(inquiry),
    signatureAgeMaxMs: signatureAgeMaxMsIn(inquiry),
    presignedBlocked: presignedBlockedIn(inquiry),
    sse: requiredEncryptionIn(inquiry),
    kmsKeys: requiredKmsKeysIn(inquiry),
    ssecDenied: ssecDeniedIn(inquiry),
    perimeter: perimeterIn(inquiry),
  };
}

/** Without a policy nothing is granted and nothing is denied. */
const NO_POLICY: PolicyExposure = /* @__PURE__ */ withoutPolicy();

function withoutPolicy(): PolicyExposure {
  const answer = <T>(value: T): Answer<T> => ({
    value,
    statements: [],
    reason: 'There is no policy.',
    code: 'NO_POLICY',
  });
  const no = answer(false);
  const none = answer<readonly string[]>([]);
  return {
    policyIsPublic: no,
    strangers: { read: no, list: no, write: no, admin: no, any: no },
    crossAccount: none,
    canonicalUsers: none,
    orgIds: none,
    services: none,
    confusedDeputy: none,
    accessPointDelegation: answer({ accounts: [] }),
    tlsEnforced: no,
    minTlsVersion: answer(null),
    mfaDelete: no,
    signatureAgeMaxMs: answer(null),
    presignedBlocked: no,
    sse: answer(null),
    kmsKeys: none,
    ssecDenied: no,
    perimeter: answer({ enforced: false }),
  };
}

/** S3's documented status of a policy, as an answer. Codes: `PUBLIC`, `NOT_PUBLIC`, `NO_POLICY`. */
export function policyStatus(policy: KnownPolicy, { kind, networkOrigin }: PolicyContext): Answer {
  if (policy === 'malformed' || policy === 'unknown') return unread(`The policy is ${policy}.`);
  if (policy === null) return { value: false, statements: [], reason: 'There is no policy.', code: 'NO_POLICY' };
  const statements = publicStatements(policy, kind, networkOrigin).map(describeStatement);
  if (statements.length === 0) {
    const reason = 'Every Allow statement is limited to fixed values.';
    return { value: false, statements, reason, code: 'NOT_PUBLIC' };
  }
  const reason = sentence(
    `${statementsThat('is', statements)} public: neither principal nor conditions limit it to fixed values.`,
  );
  return { value: true, statements, reason, code: 'PUBLIC' };
}

/** The answer where what decides was not read or does not parse. */
export function unread<T>(reason: string): Answer<T> {
  return { value: 'unknown', statements: [], reason, code: 'UNREAD' };
}

function undecided(reason: string): PolicyExposure {
  const unknown = unread<never>(reason);
  return {
    policyIsPublic: unknown,
    strangers: { read: unknown, list: unknown, write: unknown, admin: unknown, any: unknown },
    crossAccount: unknown,
    canonicalUsers: unknown,
    orgIds: unknown,
    services: unknown,
    confusedDeputy: unknown,
    accessPointDelegation: unknown,
    tlsEnforced: unknown,
    minTlsVersion: unknown,
    mfaDelete: unknown,
    signatureAgeMaxMs: unknown,
    presignedBlocked: unknown,
    sse: unknown,
    kmsKeys: unknown,
    ssecDenied: unknown,
    perimeter: unknown,
  };
}
