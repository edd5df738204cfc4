export type {
  AccessControlList,
  AclGrant,
  AclGrantee,
  AclPermission,
  ObjectOwnership,
} from './access-control-list.js';
export { externalGrantees, publicGrants } from './access-control-list.js';
export type { AccessLevel, Operation } from './actions.js';
export { operationsOf } from './actions.js';
export type { Answer } from './answer.js';
export type { Caller } from './callers.js';
export { type CombinedPolicy, combinedPolicy, type NamedPolicy, type PlacedStatement } from './combined-policy.js';
export { deletesDenied } from './deletes-denied.js';
export { type Decision, evaluateRequest } from './evaluate-request.js';
export { type EveryBucketAccess, everyBucketAccess, type PolicyIdentity } from './every-bucket-access.js';
export { exposureOf, factsOf } from './exposure.js';
export type { Exposure, ExposureFacts, ExposureInput, KnownPolicy } from './exposure-facts.js';
export { accessPointDelegation, canonicalUsers, crossAccount, orgIds } from './grantees.js';
export {
  blockChangeDenied,
  everyBucket,
  type GuardedAccount,
  outsidersDenied,
  publicAclsDenied,
} from './guardrails.js';
export { describeStatement, labelsOf, type StatementReference, sentence } from './label.js';
export { MalformedPolicyError } from './malformed-policy-error.js';
export { mfaDelete } from './mfa-delete.js';
export { parseIdentityPolicy, parsePolicy } from './parse.js';
export { type Perimeter, type PerimeterOptions, perimeter } from './perimeter.js';
export type {
  Comparison,
  Condition,
  NetworkOrigin,
  OperatorFamily,
  PatternElement,
  Policy,
  PolicyKind,
  PolicyVersion,
  PrincipalElement,
  Statement,
} from './policy.js';
export type { PolicyContext } from './policy-context.js';
export { policyStatus } from './policy-exposure.js';
export { presignedBlocked, presignedVersion2Denied, signatureAgeMaxMs } from './presigned.js';
export { type BlockLevel, isInForce, type PublicAccessBlock, type Truth } from './public-access-block.js';
export { publicStatements } from './public-status.js';
export { type RequiredEncryption, requiredEncryption, requiredKmsKeys, ssecDenied } from './put-encryption.js';
export { createInquiry, type Inquiry } from './question.js';
export type { PolicyRequest } from './request.js';
export { minimumTlsVersion, plainHttpDenied } from './secure-transport.js';
export { confusedDeputy, services } from './services.js';
export { type AccessSort, type StrangerAccess, strangerAccess } from './stranger-access.js';
