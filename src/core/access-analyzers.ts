/** An analyzer of IAM Access Analyzer that looks for access to resources; those of unused access are none. */
export interface AccessAnalyzer {
  readonly name: string;
  /** Access from outside its zone of trust, or from within the organization or account. */
  readonly access: 'external' | 'internal';
  /** Whom it takes for inside. */
  readonly zoneOfTrust: 'account' | 'organization';
  /** `ACTIVE`, `CREATING`, `DISABLED`, `FAILED`; only an active one finds anything. */
  readonly status: string;
  /** Of a bucket: what it finds about that one, active and archived. Of an account: none. */
  readonly findings: readonly AccessFinding[];
  /** Of an account: its archive rules. Of a bucket: none. */
  readonly archiveRules: readonly ArchiveRule[];
}

export interface AccessFinding {
  readonly id: string;
  readonly status: 'ACTIVE' | 'ARCHIVED';
  /** Null: findings of internal access do not say. */
  readonly isPublic: boolean | null;
  /** Who has access: `AWS 444455556666`; empty where the finding does not say. */
  readonly principals: readonly string[];
  readonly createdAt: string;
  /** Why the bucket could not be analyzed: `ACCESS_DENIED`, `INTERNAL_ERROR`; null where it was. */
  readonly error: string | null;
}

/** A rule that archives findings as they are made: those that meet the criteria of every property. */
export interface ArchiveRule {
  readonly name: string;
  readonly filter: Readonly<Record<string, Criterion>>;
}

/** Members that are left out are null. */
export interface Criterion {
  readonly eq: readonly string[] | null;
  readonly neq: readonly string[] | null;
  readonly contains: readonly string[] | null;
  readonly exists: boolean | null;
}

/**
 * Whether an archive rule may hide that a bucket is public, without naming the buckets it is about: a rule for named
 * buckets is how AWS has access marked as intended.
 *
 * @see https://docs.aws.amazon.com/IAM/latest/UserGuide/access-analyzer-reference-filter-keys.html
 */
export const hidesPublicBuckets = ({ filter }: ArchiveRule): boolean =>
  !namesResources(filter.resource) &&
  Object.entries(filter).every(([property, criterion]) => {
    const value = valueInPublicFinding(property);
    return value === undefined || meets(value, criterion);
  });

const namesResources = (criterion: Criterion | undefined): boolean => (criterion?.eq?.length ?? 0) > 0;

/** What a finding says whose bucket is open to everyone without a condition; undefined for what differs by bucket. */
const valueInPublicFinding = (property: string): string | null | undefined =>
  Object.hasOwn(publicFinding, property) || !/^(principal|condition)\./.test(property) ? publicFinding[property] : null;

const publicFinding: Readonly<Record<string, string>> = {
  resourceType: 'AWS::S3::Bucket',
  isPublic: 'true',
  'principal.AWS': '*',
  status: 'ACTIVE',
};

/** @param value null: the finding has none */
const meets = (value: string | null, { eq, neq, contains, exists }: Criterion): boolean =>
  (eq === null || (value !== null && eq.includes(value))) &&
  (neq === null || value === null || !neq.includes(value)) &&
  (contains === null || (value !== null && contains.some((part) => value.includes(part)))) &&
  (exists === null || exists === (value !== null));
