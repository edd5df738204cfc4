import type { Policy } from '../policy/index.js';
import type { AccessAnalyzer } from './access-analyzers.js';
import type { EventRule, ManagementTrail, TrailFilters } from './change-alerting.js';
import type { EventSelector } from './event-selectors.js';
import type { Fact, Unknown } from './fact.js';
import type { MacieCoverage } from './macie-coverage.js';

/**
 * What can be known of each kind of resource. Where a setting may be missing the value is null: read, and not there.
 * Where each fact comes from stands in `fact-origins.ts`.
 */
export interface FactsByKind {
  readonly bucket: BucketFacts;
  readonly account: AccountFacts;
  readonly accessPoint: AccessPointFacts;
  readonly directoryBucket: DirectoryBucketFacts;
  readonly tableBucket: TableBucketFacts;
  readonly vpcEndpoint: VpcEndpointFacts;
  readonly vpc: VpcFacts;
  readonly identity: IdentityFacts;
}

/** A general purpose bucket (AWS::S3::Bucket). */
export interface BucketFacts {
  readonly policy: Policy | null;
  /** The bucket's own block, never merged with the account's. */
  readonly publicAccessBlock: PublicAccessBlock | null;
  /** The block in force for the account: the organization's S3 policy where there is one, else the account's own. */
  readonly accountPublicAccessBlock: PublicAccessBlock | null;
  readonly acl: Acl;
  /** Null: none was ever set, so object writers own their objects and ACLs count. */
  readonly ownership: ObjectOwnership | null;
  /** Null only for buckets not looked at since January 2023, when S3 began to encrypt by default. */
  readonly encryption: DefaultEncryption | null;
  /** Whether S3 refuses uploads with customer-provided keys (SSE-C), by the bucket's own setting. */
  readonly ssecBlocked: boolean;
  /** The KMS key of the default encryption; null where there is none, or the key no longer exists. */
  readonly encryptionKey: EncryptionKey | null;
  /** Whether that key rotates; null where it cannot. */
  readonly encryptionKeyRotation: boolean | null;
  /** The policy of that key; null where there is no key. */
  readonly encryptionKeyPolicy: Policy | null;
  readonly logging: ServerAccessLogging | null;
  /** Names of the buckets in its account and region whose access logs go here, sorted. */
  readonly loggingSources: readonly string[];
  /** Those buckets with their prefixes, sorted; unknown where one of them may be missing. */
  readonly accessLogSources: readonly AccessLogSource[];
  /** ARNs of CloudWatch Logs delivery sources of its access logs that have a delivery, sorted. */
  readonly accessLogDeliveries: readonly string[];
  /** Names of the trails and event data stores that record every read and write of its objects, sorted. */
  readonly objectDataEvents: readonly string[];
  /** Who delivers audit records into it: trails, AWS Config's delivery channel, conformance packs. */
  readonly auditDeliveries: readonly AuditDelivery[];
  /** Analyzers of its region, with what they find about it. */
  readonly accessAnalyzers: readonly AccessAnalyzer[];
  readonly macie: MacieCoverage;
  readonly versioning: Versioning;
  readonly lifecycle: readonly LifecycleRule[] | null;
  /** The rules of its replication, as far as the source tells them. */
  readonly replication: readonly ReplicationRule[] | null;
  /** The same in full, asked of S3. */
  readonly replicationDetails: readonly ReplicationRule[] | null;
  /** The buckets it replicates to, sorted by name, each once. */
  readonly replicationTargets: readonly ReplicationTarget[];
  /** Names of buckets that are seen to replicate into this one, sorted; others may. */
  readonly replicationSources: readonly string[];
  readonly objectLock: ObjectLock | null;
  /** Whether requesters pay for requests and transfer. */
  readonly requesterPays: boolean;
  readonly website: Website | null;
  readonly tags: Tags;
}

export interface AccountFacts {
  readonly accountPublicAccessBlock: PublicAccessBlock | null;
  /** What the organization's S3 policies prescribe for this account; null where no such policy applies. */
  readonly organizationPublicAccessBlock: 'all' | 'none' | null;
  /** What may record the data events of its objects in this region, and in others. */
  readonly dataEventRecorders: DataEventRecorders;
  /** Analyzers of the region, with their archive rules. */
  readonly accessAnalyzers: readonly AccessAnalyzer[];
  /** Trails in force in the region. */
  readonly managementTrails: readonly ManagementTrail[];
  /** Rules of the region's default event bus that may be about S3. */
  readonly eventRules: readonly EventRule[];
  readonly trailFilters: readonly TrailFilters[];
  /** Null: the account is in none. */
  readonly organization: Organization | null;
  /** Those attached to the account and to each unit above it, up to the root; null where there is no organization. */
  readonly serviceControlPolicies: readonly ControlPolicy[] | null;
  readonly resourceControlPolicies: readonly ControlPolicy[] | null;
}

export interface Organization {
  readonly id: string;
  readonly arn: string;
  readonly managementAccountId: string;
}

/** A service or resource control policy. */
export interface ControlPolicy extends PolicyDocument {
  /** The root, organizational unit or account it is attached to: `r-ab12`, `ou-ab12-11111111`, `111122223333`. */
  readonly target: string;
}

/** An access point or Multi-Region Access Point. */
export interface AccessPointFacts {
  readonly policy: Policy | null;
  readonly publicAccessBlock: PublicAccessBlock | null;
  readonly accountPublicAccessBlock: PublicAccessBlock | null;
  /** The VPC it is confined to; null: reachable from the internet. */
  readonly vpcId: string | null;
  readonly buckets: readonly AccessPointBucket[];
  readonly tags: Tags;
}

export interface AccessPointBucket {
  readonly name: string;
  readonly accountId: string | null;
}

export interface DirectoryBucketFacts {
  readonly policy: Policy | null;
  readonly encryption: DefaultEncryption | null;
  readonly tags: Tags;
}

export interface TableBucketFacts {
  readonly policy: Policy | null;
  readonly encryption: DefaultEncryption | null;
  /** `aws`: S3 made it and keeps it, for tables of its own such as those of S3 Metadata. */
  readonly bucketType: 'customer' | 'aws';
  /** Its tables, in the order S3 lists them. */
  readonly tables: readonly Table[];
  readonly tags: Tags;
}

export interface Table {
  /** Namespace and name: `sales.orders`. */
  readonly name: string;
  /** Its own encryption, which its creator may choose; one table may be unread where others are not. */
  readonly encryption: Fact<DefaultEncryption | null>;
}

export interface VpcEndpointFacts {
  readonly serviceName: string;
  readonly vpcId: string | null;
  readonly state: string;
  readonly requesterManaged: boolean;
  /** The endpoint policy as JSON. */
  readonly policyDocument: unknown;
  readonly tags: Tags;
}

/** A virtual private cloud (AWS::EC2::VPC). */
export interface VpcFacts {
  /** The account that owns it; accounts that its subnets are shared with see it too. */
  readonly ownerId: string;
  readonly isDefault: boolean;
  /** Its endpoints for S3, in whatever state, by id. */
  readonly s3Endpoints: readonly S3Endpoint[];
  /**
   * Ids of subnets from which requests may come, and whose route table leads to no gateway endpoint for S3 that works;
   * sorted.
   */
  readonly subnetsWithoutS3Route: readonly string[];
  readonly tags: Tags;
}

export interface S3Endpoint {
  readonly id: string;
  /** `Gateway`, `Interface`. */
  readonly type: string;
  /** `available`, `pending`, `deleting`, …; compare it without case. */
  readonly state: string;
  /** Subnets that an interface endpoint has a network interface in. */
  readonly subnetIds: readonly string[];
  /**
   * Whether S3's usual names lead to an interface endpoint: in its VPC, for those alone who come in through an inbound
   * resolver, or not at all.
   */
  readonly privateDns: 'vpc' | 'inboundResolver' | 'off';
}

/** An IAM customer managed policy, role, user or group. */
export interface IdentityFacts {
  readonly name: string;
  /** Its own documents: the default version of a managed policy, the inline policies of the others. */
  readonly policyDocuments: readonly PolicyDocument[];
  /** ARNs of the managed policies attached to it. */
  readonly attachedPolicies: readonly string[];
  readonly tags: Tags;
}

export interface PolicyDocument {
  readonly name: string;
  readonly document: unknown;
}

export type Tags = Readonly<Record<string, string>>;

/** The four settings of Block Public Access, in the spelling of the S3 user guide. */
export const publicAccessBlockFlags = [
  'blockPublicAcls',
  'ignorePublicAcls',
  'blockPublicPolicy',
  'restrictPublicBuckets',
] as const;
export type PublicAccessBlockFlag = (typeof publicAccessBlockFlags)[number];
export type PublicAccessBlock = Readonly<Record<PublicAccessBlockFlag, boolean>>;

export interface Acl {
  /** Canonical user id; null where the source does not give it. */
  readonly ownerId: string | null;
  readonly grants: readonly AclGrant[];
}

export interface AclGrant {
  readonly grantee: AclGrantee;
  readonly permission: AclPermission;
}

/** The groups are S3's own; `other` is a grantee in a spelling nobody has documented, kept as it stands. */
export type AclGrantee =
  | { readonly kind: 'group'; readonly group: 'AllUsers' | 'AuthenticatedUsers' | 'LogDelivery' }
  | { readonly kind: 'canonicalUser'; readonly id: string }
  | { readonly kind: 'other'; readonly text: string };

export type AclPermission = 'FULL_CONTROL' | 'READ' | 'WRITE' | 'READ_ACP' | 'WRITE_ACP';

export type ObjectOwnership = 'BucketOwnerEnforced' | 'BucketOwnerPreferred' | 'ObjectWriter';

export interface DefaultEncryption {
  readonly algorithm: 'AES256' | 'aws:kms' | 'aws:kms:dsse';
  /** As the writer gave it: key ARN, key id, alias name or alias ARN. Null with KMS: the AWS managed key `aws/s3`. */
  readonly keyId: string | null;
  readonly bucketKeyEnabled: boolean | null;
}

export interface EncryptionKey {
  readonly arn: string;
  /** The account that owns it. */
  readonly accountId: string;
  readonly manager: 'AWS' | 'CUSTOMER';
  /** AWS KMS's key state: `Enabled`, `Disabled`, `PendingDeletion`, `PendingImport`, `Unavailable`, … */
  readonly state: string;
  /** `AWS_KMS`, `EXTERNAL`, `AWS_CLOUDHSM`, `EXTERNAL_KEY_STORE`; null where the source does not give it. */
  readonly origin: string | null;
}

export interface ServerAccessLogging {
  readonly destinationBucket: string;
  readonly prefix: string;
}

/** A bucket whose access logs go to another one. */
export interface AccessLogSource {
  readonly bucket: string;
  /** What the keys of its logs begin with. */
  readonly prefix: string;
}

/** CloudTrail's trails and event data stores that an account sees. */
export interface DataEventRecorders {
  readonly recorders: readonly DataEventRecorder[];
  /** Why there may be more of them. */
  readonly unlisted: readonly Unknown[];
}

/** A trail or event data store. What of it could not be read is unknown by itself. */
export interface DataEventRecorder {
  readonly kind: 'trail' | 'event data store';
  readonly name: string;
  readonly arn: string;
  readonly isMultiRegion: boolean;
  readonly isOrganization: boolean;
  /** The bucket it delivers to; null for stores. */
  readonly bucket: string | null;
  readonly isRecording: Fact<boolean>;
  readonly selectors: Fact<readonly EventSelector[]>;
}

export interface Versioning {
  readonly status: 'Enabled' | 'Suspended' | 'Off';
  readonly mfaDelete: boolean;
}

export interface LifecycleRule {
  readonly id: string | null;
  readonly enabled: boolean;
  /** Whether it applies to every object of the bucket; null where the objects decide, as under a filter by size alone. */
  readonly wholeBucket: boolean | null;
  /** Days; null: it does not expire current versions. */
  readonly expirationDays: number | null;
  readonly expirationDate: string | null;
  readonly noncurrentExpirationDays: number | null;
  readonly abortMultipartUploadDays: number | null;
}

/** What delivers audit records into a bucket. */
export interface AuditDelivery {
  readonly by: 'trail' | 'deliveryChannel' | 'conformancePack';
  readonly name: string;
  /** Of a trail: whether its log files can be proven unaltered. Null for the others. */
  readonly validatesFiles: boolean | null;
}

/** One rule of a bucket's replication. Members that the source leaves open are null. */
export interface ReplicationRule {
  readonly id: string | null;
  readonly enabled: boolean;
  /** Whether it applies to every object of the bucket. */
  readonly wholeBucket: boolean | null;
  /** Its name; the ARN tells no more. */
  readonly destinationBucket: string;
  /** The owner of the destination, which S3 asks for only where replicas change hands; null where not given. */
  readonly destinationAccountId: string | null;
  readonly deleteMarkers: boolean | null;
  /** The KMS key of the replicas: its id or ARN, null in it where replicas have none of their own. */
  readonly replicaKey: { readonly id: string | null } | null;
}

/** A bucket that another replicates to. */
export interface ReplicationTarget {
  readonly bucket: string;
  /** Whether it is among the buckets of the same account. */
  readonly isOwn: boolean;
  /** Known of the account's own buckets alone. */
  readonly region: string | null;
}

export interface ObjectLock {
  readonly defaultRetention: ObjectLockRetention | null;
}

export interface ObjectLockRetention {
  readonly mode: 'GOVERNANCE' | 'COMPLIANCE';
  /** Years counted as 365 days. */
  readonly days: number;
}

/** What a bucket's website does: it serves objects or, where it has no index document, redirects every request. */
export interface Website {
  readonly indexDocument: string | null;
  /** Where every request is redirected: `https://www.example.com`, without the protocol where it keeps the request's. */
  readonly redirectAllTo: string | null;
}
