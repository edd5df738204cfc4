import { type Fact, unknown } from '../../core/fact.js';
import { originOf } from '../../core/fact-origins.js';
import type { Kind, Resource } from '../../core/resource.js';
import { accountAccessAnalyzers, bucketAccessAnalyzers } from './access-analyzers.js';
import { accessPointFacts } from './access-point.js';
import { accountFacts, accountPublicAccessBlock } from './account.js';
import { bucketAcl } from './acl.js';
import type { Ask } from './ask.js';
import { bucketAuditDeliveries } from './audit-deliveries.js';
import { bucketSettings } from './bucket-settings.js';
import { accountDataEvents } from './data-event-recorders.js';
import { directoryBucketFacts } from './directory-bucket.js';
import { bucketEncryption } from './encryption.js';
import { accountEventRules } from './event-rules.js';
import type { FactContext, FactFunctions } from './fact-functions.js';
import { identityFacts } from './identity.js';
import { bucketLogging } from './logging.js';
import { bucketMacie } from './macie.js';
import { accountManagementTrails } from './management-trails.js';
import { multiRegionAccessPointFacts } from './multi-region-access-point.js';
import { bucketDataEvents } from './object-data-events.js';
import { bucketReplication } from './replication.js';
import { tableBucketFacts } from './table-bucket.js';
import { accountTrailFilters } from './trail-filters.js';
import { vpcFacts } from './vpc.js';
import { vpcEndpointFacts } from './vpc-endpoint.js';

/**
 * Reads one fact of a resource from what the AWS APIs answer, live or recorded.
 *
 * @param get another fact of the same resource, wherever it comes from
 * @throws ResourceGoneError if the resource vanished; what `ask` throws, which are faults
 */
export const readFact = async (
  resource: Resource,
  fact: string,
  ask: Ask,
  get: (fact: string) => Promise<Fact<unknown>>,
): Promise<Fact<unknown>> => {
  const ofKind: Functions = isMultiRegion(resource) ? multiRegionAccessPointFacts : functionsOf(resource.kind);
  const read = Object.hasOwn(ofKind, fact) ? ofKind[fact] : undefined;
  if (!read) {
    return unknown('NOT_IN_SOURCE', `no API call is known here that tells the ${originOf(resource.kind, fact).name}`);
  }
  return read({ resource, ask, get });
};

/** Whether a fact of a kind can be read by API calls. */
export const canReadFact = (kind: Kind, fact: string): boolean => Object.hasOwn(functionsOf(kind), fact);

type FactFunction = (context: FactContext) => Promise<Fact<unknown>>;
type Functions = Readonly<Record<string, FactFunction | undefined>>;

const functions: { readonly [K in Kind]?: FactFunctions<K> } = {
  bucket: {
    ...bucketSettings,
    ...bucketAcl,
    ...bucketEncryption,
    ...bucketLogging,
    ...bucketDataEvents,
    ...bucketReplication,
    ...bucketAuditDeliveries,
    ...bucketAccessAnalyzers,
    ...bucketMacie,
    accountPublicAccessBlock,
  },
  account: {
    ...accountFacts,
    ...accountDataEvents,
    ...accountAccessAnalyzers,
    ...accountManagementTrails,
    ...accountEventRules,
    ...accountTrailFilters,
  },
  accessPoint: accessPointFacts,
  directoryBucket: directoryBucketFacts,
  tableBucket: tableBucketFacts,
  identity: identityFacts,
  vpcEndpoint: vpcEndpointFacts,
  vpc: vpcFacts,
};

/** Multi-Region Access Points have calls of their own. */
const isMultiRegion = ({ identity }: Resource): boolean => identity.type === 'AWS::S3::MultiRegionAccessPoint';

const functionsOf = (kind: Kind): Functions => functions[kind] ?? {};
