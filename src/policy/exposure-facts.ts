import type { AccessControlList, ObjectOwnership } from './access-control-list.js';
import type { Answer } from './answer.js';
import type { Perimeter } from './perimeter.js';
import type { Policy } from './policy.js';
import type { PolicyContext } from './policy-context.js';
import type { BlockLevel } from './public-access-block.js';
import type { RequiredEncryption } from './put-encryption.js';

/** A policy as far as it is known: null where there is none, `'malformed'` where it does not parse. */
export type KnownPolicy = Policy | null | 'malformed' | 'unknown';

/** What {@link exposureOf} judges. `'unknown'` stands for what was not read. */
export interface ExposureInput {
  readonly context: PolicyContext;
  readonly policy: KnownPolicy;
  readonly acl: AccessControlList | 'unknown';
  readonly ownership: ObjectOwnership | 'unknown';
  /** The effective setting of the account, an organization's included. */
  readonly accountBlock: BlockLevel;
  readonly bucketBlock: BlockLevel;
  /** The bucket's access points, each with the context of its own policy. */
  readonly accessPoints?: readonly { readonly context: PolicyContext; readonly policy: KnownPolicy }[];
}

/**
 * What can be known of a bucket's exposure. The names are a public interface (`explain --format json`).
 *
 * Every value may be `'unknown'`; see {@link Exposure}.
 */
export interface ExposureFacts {
  readonly malformed: boolean;
  readonly policyIsPublic: boolean;
  readonly aclIsPublic: boolean;
  readonly publicRead: boolean;
  readonly publicList: boolean;
  readonly publicWrite: boolean;
  readonly publicAdmin: boolean;
  readonly crossAccount: readonly string[];
  readonly canonicalUsers: readonly string[];
  readonly aclExternalGrantees: readonly string[];
  readonly orgIds: readonly string[];
  readonly services: readonly string[];
  readonly confusedDeputy: readonly string[];
  readonly accessPointDelegation: { readonly accounts: readonly string[] };
  readonly accessPoints: Readonly<Record<string, { readonly policyIsPublic: boolean | 'unknown' }>>;
  readonly tlsEnforced: boolean;
  readonly minTlsVersion: string | null;
  readonly mfaDelete: boolean;
  readonly signatureAgeMaxMs: number | null;
  readonly presignedBlocked: boolean;
  readonly sse: RequiredEncryption | null;
  readonly kmsKeys: readonly string[];
  readonly ssecDenied: boolean;
  readonly perimeter: Perimeter;
}

/** The answer to each fact: its value, and what it rests on. */
export type Exposure = { readonly [Name in keyof ExposureFacts]: Answer<ExposureFacts[Name]> };
