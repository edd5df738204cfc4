/** The two versions of the policy language; without `Version` a policy is of 2008, which knows no variables. */
export type PolicyVersion = '2008-10-17' | '2012-10-17';

/**
 * What a resource policy is attached to. An account has none: it is what control policies say of actions that have no
 * resource.
 */
export type PolicyKind =
  | 'bucket'
  | 'accessPoint'
  | 'multiRegionAccessPoint'
  | 'directoryBucket'
  | 'tableBucket'
  | 'account';

/** Where an access point takes requests from; fixed when it is created. */
export type NetworkOrigin = 'Internet' | 'VPC';

/** A resource policy, normalised: scalars are lists, keys are lower case, operators are taken apart. */
export interface Policy {
  readonly version: PolicyVersion;
  readonly id: string | null;
  readonly statements: readonly Statement[];
}

/** One statement of a policy; `index` is its place in the document, from 0. */
export interface Statement {
  readonly index: number;
  readonly sid: string | null;
  readonly effect: 'Allow' | 'Deny';
  readonly principal: PrincipalElement;
  readonly action: PatternElement;
  readonly resource: PatternElement;
  readonly conditions: readonly Condition[];
}

/** `Principal` (`not` false) or `NotPrincipal` (`not` true), sorted by sort of principal. */
export interface PrincipalElement {
  readonly not: boolean;
  /** `"*"`, `{"AWS": "*"}` or a `*` anywhere in the AWS list. */
  readonly everyone: boolean;
  /** Account ids, from bare ids and `:root` ARNs. */
  readonly accounts: readonly string[];
  /** ARNs of users, roles, role sessions, federated users and CloudFront identities. */
  readonly arns: readonly string[];
  readonly services: readonly string[];
  readonly canonicalUsers: readonly string[];
  readonly federated: readonly string[];
  /** What remains of deleted users and roles (`AIDA…`, `AROA…`); matches nobody. */
  readonly deleted: readonly string[];
}

/** `Action`, `Resource` or, with `not`, their complements; patterns as written. */
export interface PatternElement {
  readonly not: boolean;
  readonly patterns: readonly string[];
}

/** What a condition compares as. */
export type OperatorFamily = 'string' | 'arn' | 'numeric' | 'date' | 'bool' | 'binary' | 'ip' | 'null';

/** How a condition compares, without negation: `NotEquals` is `equals` with `negated`. */
export type Comparison =
  | 'equals'
  | 'equalsIgnoreCase'
  | 'like'
  | 'lessThan'
  | 'lessOrEqual'
  | 'moreThan'
  | 'moreOrEqual';

/** One key of one operator block of a statement. */
export interface Condition {
  readonly family: OperatorFamily;
  readonly comparison: Comparison;
  readonly negated: boolean;
  readonly ifExists: boolean;
  /** The set prefix: `ForAnyValue:` or `ForAllValues:`. */
  readonly quantifier: 'any' | 'all' | null;
  /** Lower case: key names are case-insensitive. */
  readonly key: string;
  readonly values: readonly string[];
  /** The operator as written, for words: `ForAnyValue:StringLike`. */
  readonly operator: string;
  /** The key as written, for words: `aws:SourceVpce`. */
  readonly keyName: string;
}
