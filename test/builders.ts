import { type Fact, known } from '../src/core/fact.js';
import type { AccountFacts, BucketFacts, IdentityFacts, PublicAccessBlock } from '../src/core/facts.js';
import {
  accountIdentity,
  createResource,
  type FactReaders,
  type FactValue,
  type Kind,
  type Resource,
  type ResourceIdentity,
} from '../src/core/resource.js';
import { type Policy, parsePolicy } from '../src/policy/index.js';

export const ACCOUNT = '111122223333';
export const OTHER_ACCOUNT = '444455556666';
export const REGION = 'eu-west-1';
export const BUCKET = 'app-data';
export const OWNER_ID = 'a'.repeat(64);
export const KEY_ARN = `arn:aws:kms:${REGION}:${ACCOUNT}:key/1234abcd-12ab-34cd-56ef-1234567890ab`;

/** Facts as a test writes them: a value, or a whole fact where it is unknown. A policy may be its JSON document. */
export type Given<Facts> = {
  readonly [F in keyof Facts]?: Facts[F] | Fact<Facts[F]> | (Facts[F] extends Policy | null ? object : never);
};

/** All four settings alike. */
export const block = (on: boolean): PublicAccessBlock => ({
  blockPublicAcls: on,
  ignorePublicAcls: on,
  blockPublicPolicy: on,
  restrictPublicBuckets: on,
});

/** A new bucket as S3 makes it today, nothing unknown, with what the test changes. */
export const bucketWith = (
  given: Given<BucketFacts> = {},
  identity: Partial<ResourceIdentity> = {},
): Resource<'bucket'> => {
  const id = identity.id ?? BUCKET;
  return resourceWith(
    'bucket',
    { type: 'AWS::S3::Bucket', id, arn: `arn:aws:s3:::${id}`, accountId: ACCOUNT, region: REGION, ...identity },
    { ...newBucket, ...given },
  );
};

/** An account with nothing set, with what the test changes. */
export const accountWith = (given: Given<AccountFacts> = {}): Resource<'account'> =>
  resourceWith('account', accountIdentity(ACCOUNT), {
    accountPublicAccessBlock: null,
    organizationPublicAccessBlock: null,
    dataEventRecorders: { recorders: [], unlisted: [] },
    accessAnalyzers: [],
    managementTrails: [],
    eventRules: [],
    trailFilters: [],
    organization: null,
    serviceControlPolicies: null,
    resourceControlPolicies: null,
    ...given,
  });

/** A role without policies, with what the test changes. */
export const identityWith = (
  given: Given<IdentityFacts> = {},
  identity: Partial<ResourceIdentity> = {},
): Resource<'identity'> => {
  const name = typeof given.name === 'string' ? given.name : 'example-role';
  return resourceWith(
    'identity',
    {
      type: 'AWS::IAM::Role',
      id: 'AROAEXAMPLE000000001',
      arn: `arn:aws:iam::${ACCOUNT}:role/${name}`,
      accountId: ACCOUNT,
      region: null,
      ...identity,
    },
    { name, policyDocuments: [], attachedPolicies: [], tags: {}, ...given },
  );
};

/** A resource of any kind from its facts. */
export const resourceWith = <K extends Kind>(kind: K, identity: ResourceIdentity, given: object): Resource<K> =>
  createResource(
    kind,
    identity,
    Object.fromEntries(
      Object.entries(given).map(([name, value]) => [name, () => factFrom(name, value)]),
    ) as FactReaders<K>,
  );

const factFrom = (name: string, value: unknown): Fact<FactValue<Kind, string>> => {
  if (isFact(value)) return value as Fact<never>;
  const isDocument =
    /^(policy|encryptionKeyPolicy)$/.test(name) && value !== null && !('statements' in (value as object));
  return known((isDocument ? parsePolicy(value) : value) as never);
};

const isFact = (value: unknown): boolean => typeof value === 'object' && value !== null && 'known' in value;

const newBucket: BucketFacts = {
  policy: null,
  publicAccessBlock: block(true),
  accountPublicAccessBlock: null,
  acl: {
    ownerId: OWNER_ID,
    grants: [{ grantee: { kind: 'canonicalUser', id: OWNER_ID }, permission: 'FULL_CONTROL' }],
  },
  ownership: 'BucketOwnerEnforced',
  encryption: { algorithm: 'AES256', keyId: null, bucketKeyEnabled: true },
  ssecBlocked: true,
  encryptionKey: null,
  encryptionKeyRotation: null,
  encryptionKeyPolicy: null,
  logging: null,
  loggingSources: [],
  accessLogSources: [],
  accessLogDeliveries: [],
  objectDataEvents: [],
  auditDeliveries: [],
  accessAnalyzers: [],
  macie: { session: null, bucket: null },
  versioning: { status: 'Off', mfaDelete: false },
  lifecycle: null,
  replication: null,
  replicationDetails: null,
  replicationTargets: [],
  replicationSources: [],
  objectLock: null,
  requesterPays: false,
  website: null,
  tags: {},
};
