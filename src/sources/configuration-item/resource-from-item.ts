import { typesOfKind } from '../../core/derivations.js';
import type { Fact } from '../../core/fact.js';
import {
  accountIdentity,
  createResource,
  type Kind,
  type Resource,
  type ResourceIdentity,
} from '../../core/resource.js';
import { accessPointReaders, multiRegionAccessPointReaders } from './access-point-readers.js';
import { accountReaders } from './account-readers.js';
import { bucketReaders } from './bucket-readers.js';
import { directoryBucketReaders } from './directory-bucket-readers.js';
import type { Elsewhere } from './elsewhere.js';
import { factFromItem, hintOf } from './fact-from-item.js';
import { identityReaders } from './identity-readers.js';
import type { ConfigurationItem } from './parse-item.js';
import { tableBucketReaders } from './table-bucket-readers.js';
import { vpcEndpointReaders } from './vpc-endpoint-readers.js';
import { vpcReaders } from './vpc-readers.js';

/**
 * The resource an item is about, whose facts are decoded when they are asked for.
 *
 * Ask `isLive` first: of an item that is not live every fact of its own is unknown, except that an account whose block
 * was deleted has none.
 *
 * @param elsewhere tells the facts that such an item never carries
 * @returns null for a type that no rule judges
 */
export const resourceFromItem = (item: ConfigurationItem, elsewhere: Elsewhere): Resource | null => {
  const kind = kindOfType(item.resourceType);
  if (!kind) return null;
  // One table a type serves all its items, so that a resource costs one function.
  const readers = readersOf(kind, item.resourceType);
  const resource: Resource = createResource(kind, identityOf(item), {}, (name): Fact<unknown> => {
    const read = Object.hasOwn(readers, name) ? readers[name] : undefined;
    return read
      ? factFromItem(
          () => read(item),
          () => hintOf(kind, name, item.resourceType),
        )
      : elsewhere(name, resource);
  });
  return resource;
};

/** Who the resource of an item is; for an account's block that is the account. */
export const identityOf = (item: ConfigurationItem): ResourceIdentity => {
  if (kindOfType(item.resourceType) === 'account') return accountIdentity(item.accountId);
  return {
    type: item.resourceType,
    id: item.resourceId,
    arn: item.arn,
    accountId: item.accountId,
    // Config's word for "no region"; a client built for it would fail.
    region: item.region === 'global' ? null : item.region,
  };
};

/** The kind of resource of one of Config's types; null for a type that no rule judges. */
export const kindOfType = (resourceType: string): Kind | null => kinds.get(resourceType) ?? null;

const kinds: ReadonlyMap<string, Kind> = new Map(
  (Object.keys(typesOfKind) as readonly Kind[]).flatMap((kind) =>
    typesOfKind[kind].map((type) => [type, kind] as const),
  ),
);

type Readers = Readonly<Record<string, ((item: ConfigurationItem) => unknown) | undefined>>;

const readersOfKind: Readonly<Record<Kind, Readers>> = {
  bucket: bucketReaders,
  account: accountReaders,
  accessPoint: accessPointReaders,
  directoryBucket: directoryBucketReaders,
  tableBucket: tableBucketReaders,
  vpcEndpoint: vpcEndpointReaders,
  vpc: vpcReaders,
  identity: identityReaders,
};

const readersOf = (kind: Kind, resourceType: string): Readers =>
  resourceType === 'AWS::S3::MultiRegionAccessPoint' ? multiRegionAccessPointReaders : readersOfKind[kind];
