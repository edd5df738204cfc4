import { type Fact, type Unknown, unknown } from './fact.js';
import { nameOfFact } from './fact-origins.js';
import type { FactsByKind } from './facts.js';

/** What a rule can judge; each kind has its own table of facts (`facts.ts`). */
export type Kind = keyof FactsByKind;

/** The facts of a kind; of several kinds, those they share. */
export type FactName<K extends Kind> = K extends Kind ? keyof FactsByKind[K] & string : never;

/** The facts that every one of the kinds has. */
export type SharedFactName<K extends Kind> = keyof FactsByKind[K] & string;

export type FactValue<K extends Kind, F> = F extends keyof FactsByKind[K] ? FactsByKind[K][F] : never;

/** Who a resource is. Members that AWS does not give are null. */
export interface ResourceIdentity {
  /** AWS Config's resource type: `AWS::S3::Bucket`, for accounts `AWS::::Account` with its four colons. */
  readonly type: string;
  /** The id Config uses: the bucket's name, the account's 12 digits, the unique id of an IAM role. */
  readonly id: string;
  readonly arn: string | null;
  readonly accountId: string;
  readonly region: string | null;
}

/** What a rule judges. Facts are decoded when first asked for, and once. */
export interface Resource<K extends Kind = Kind> {
  readonly kind: K;
  readonly identity: ResourceIdentity;
  fact(name: string): Fact<unknown>;
}

/** How a source tells the facts of one resource: a function a fact, asked at most once. */
export type FactReaders<K extends Kind> = { readonly [F in FactName<K>]?: () => Fact<FactValue<K, F>> };

/**
 * A resource from a source's readers.
 *
 * @param missing the answer for a fact without a reader; by default that the source cannot tell it
 */
export const createResource = <K extends Kind>(
  kind: K,
  identity: ResourceIdentity,
  readers: FactReaders<K>,
  missing: (name: string) => Fact<unknown> = (name) => notInSource(kind, name),
): Resource<K> => {
  const decoded = new Map<string, Fact<unknown>>();
  const byName = readers as Readonly<Record<string, (() => Fact<unknown>) | undefined>>;
  const fact = (name: string): Fact<unknown> => {
    const before = decoded.get(name);
    if (before) return before;
    const reader = Object.hasOwn(byName, name) ? byName[name] : undefined;
    const found = reader ? reader() : missing(name);
    if (found.known || found.code !== 'NOT_READ') decoded.set(name, found);
    return found;
  };
  return { kind, identity, fact };
};

const notInSource = (kind: Kind, fact: string): Unknown =>
  unknown('NOT_IN_SOURCE', `this source does not tell the ${nameOfFact(kind, fact)}`);

/** Config's resource type for results about an account. `AWS::Account` is refused by PutEvaluations. */
export const ACCOUNT_TYPE = 'AWS::::Account';

/** The account as a resource: as a whole, or in one of its regions. */
export const accountIdentity = (accountId: string, region: string | null = null): ResourceIdentity => ({
  type: ACCOUNT_TYPE,
  id: accountId,
  arn: null,
  accountId,
  region,
});

/** The partition of an ARN or of a region: `aws`, `aws-cn`, `aws-us-gov`. */
export const partitionOf = ({ arn, region }: Pick<ResourceIdentity, 'arn' | 'region'>): string => {
  const fromArn = arn?.split(':')[1];
  if (fromArn) return fromArn;
  if (region?.startsWith('cn-')) return 'aws-cn';
  return region?.startsWith('us-gov-') ? 'aws-us-gov' : 'aws';
};
