import { typesOfKind } from '../../core/derivations.js';
import { type Fact, unknown } from '../../core/fact.js';
import { originOf } from '../../core/fact-origins.js';
import { accountIdentity, createResource, type Kind, type Resource } from '../../core/resource.js';
import type { Elsewhere } from '../configuration-item/elsewhere.js';
import { hintOf } from '../configuration-item/fact-from-item.js';
import { type ConfigurationItem, isLive } from '../configuration-item/parse-item.js';
import { createAccountBlocks } from './elsewhere/account-blocks.js';
import { createBucketPolicies } from './elsewhere/bucket-policies.js';
import { createEncryptionKeys } from './elsewhere/encryption-keys.js';
import { createLoggingSources } from './elsewhere/logging-sources.js';
import { createReplicationSources } from './elsewhere/replication-sources.js';

/** What the items of many resources tell of each other: the facts that a resource's own item does not hold. */
export interface ItemIndex {
  /** Takes one item of a type that `isRelevant`, once a resource. */
  add(item: ConfigurationItem): void;
  /** Tells those facts, once every item was added. */
  readonly elsewhere: Elsewhere;
  /** An account, as a whole or in a region; no item but its block tells of it. */
  account(accountId: string, region: string | null): Resource<'account'>;
  /** Where the account has buckets. */
  regionsOf(accountId: string): Iterable<string>;
}

/**
 * Makes an empty index. It grows with accounts, KMS keys, and buckets that log or replicate, not with items.
 *
 * @param where as reasons name the source: `the snapshot`
 */
export const createItemIndex = (where: string): ItemIndex => {
  const accountBlocks = createAccountBlocks(where);
  const loggingSources = createLoggingSources();
  const replicationSources = createReplicationSources();
  const encryptionKeys = createEncryptionKeys(where);
  const bucketPolicies = createBucketPolicies(where);

  const regions = new Map<string, Set<string>>();
  const regionsIn = (accountId: string): Set<string> => {
    const found = regions.get(accountId) ?? new Set();
    regions.set(accountId, found);
    return found;
  };

  const never = (kind: Kind, fact: string, type?: string): Fact<never> =>
    unknown('NOT_IN_SOURCE', `${where} never holds the ${originOf(kind, fact).name}${hintOf(kind, fact, type)}`);

  const elsewhere: Elsewhere = (fact, resource) => {
    switch (fact) {
      case 'accountPublicAccessBlock':
        return accountBlocks.of(resource.identity.accountId);
      case 'loggingSources':
        return loggingSources.of(resource.identity);
      case 'replicationSources':
        return replicationSources.of(resource.identity.id);
      case 'accessLogSources':
        return loggingSources.withPrefixesOf(resource.identity);
      case 'encryptionKey':
        return encryptionKeys.keyOf(resource);
      case 'encryptionKeyRotation':
        return encryptionKeys.rotationOf(resource);
      case 'encryptionKeyPolicy':
        return encryptionKeys.policyOf(resource);
      case 'policy':
        if (resource.kind === 'accessPoint') return never(resource.kind, fact, resource.identity.type);
        return bucketPolicies.of(resource.identity);
      default:
        return never(resource.kind, fact);
    }
  };

  const adders: ReadonlyMap<string, (item: ConfigurationItem) => void> = new Map([
    ['AWS::S3::AccountPublicAccessBlock', accountBlocks.add],
    [
      'AWS::S3::Bucket',
      (item) => {
        loggingSources.add(item);
        replicationSources.add(item);
        if (isLive(item) && item.region !== null) regionsIn(item.accountId).add(item.region);
      },
    ],
    ['AWS::KMS::Key', encryptionKeys.add],
    ['AWS::KMS::Alias', encryptionKeys.add],
    ['AWS::S3Express::BucketPolicy', bucketPolicies.add],
    ['AWS::S3Tables::TableBucketPolicy', bucketPolicies.add],
  ]);

  return {
    add: (item) => adders.get(item.resourceType)?.(item),
    elsewhere,
    regionsOf: regionsIn,
    account: (accountId, region) =>
      createResource(
        'account',
        accountIdentity(accountId, region),
        { accountPublicAccessBlock: () => accountBlocks.of(accountId) },
        (fact) => never('account', fact),
      ),
  };
};

/** Whether items of a type are judged, or tell of those that are. */
export const isRelevant = (resourceType: string): boolean => relevantTypes.has(resourceType);

const relevantTypes: ReadonlySet<string> = new Set([
  ...Object.values(typesOfKind).flat(),
  'AWS::KMS::Key',
  'AWS::KMS::Alias',
  'AWS::S3Express::BucketPolicy',
  'AWS::S3Tables::TableBucketPolicy',
]);
