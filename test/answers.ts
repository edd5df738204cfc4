import type { Fact, Unknown } from '../src/core/fact.js';
import type {
  AccessLogSource,
  Acl,
  AclGrantee,
  BucketFacts,
  DefaultEncryption,
  EncryptionKey,
  LifecycleRule,
  ObjectLock,
  PublicAccessBlock,
  ReplicationRule,
  ServerAccessLogging,
  Tags,
  Versioning,
  Website,
} from '../src/core/facts.js';
import type { MacieCoverage } from '../src/core/macie-coverage.js';
import { ACCOUNT, BUCKET, type Given, REGION } from './builders.js';

/** Recorded answers by their keys. */
export type Answers = Readonly<Record<string, unknown>>;

/** An entry of a recorded file, as JSON. */
export interface AccountEntry {
  readonly accountId: string;
  readonly partition: string;
  readonly answers: Answers;
  readonly buckets: readonly { readonly name: string; readonly region: string; readonly answers: Answers }[];
}

/**
 * A bucket's facts told as recorded answers: an entry whose first bucket is the one told. A policy is its JSON document;
 * what is not given is not recorded; an unknown fact is a refused answer (`DENIED`) or none at all.
 */
export const entryTelling = (given: Given<BucketFacts>): AccountEntry => {
  const tell = (fact: string, key: string, answer: (value: never) => unknown, absentCode?: string): Answers => {
    const value = (given as Readonly<Record<string, unknown>>)[fact];
    if (value === undefined) return {};
    if (isUnknown(value)) return value.code === 'DENIED' ? { [key]: errorAnswer('AccessDenied') } : {};
    const known = isKnown(value) ? value.value : value;
    return { [key]: known === null && absentCode ? errorAnswer(absentCode) : answer(known as never) };
  };
  const keyId = keyIdOf(given.encryption);
  return {
    accountId: ACCOUNT,
    partition: 'aws',
    answers: {
      ...tell('accountPublicAccessBlock', 's3control:GetPublicAccessBlock', blockAnswer, NO_BLOCK),
      ...(keyId !== null && tell('encryptionKey', `kms:DescribeKey#${keyId}`, keyAnswer, 'NotFoundException')),
      ...(keyId !== null &&
        tell('encryptionKeyRotation', `kms:GetKeyRotationStatus#${keyId}`, rotationAnswer, 'NotFoundException')),
      ...(keyId !== null &&
        tell('encryptionKeyPolicy', `kms:GetKeyPolicy#${keyId}`, policyAnswer, 'NotFoundException')),
      ...tell('accessLogDeliveries', `logs:DescribeDeliverySources@${REGION}`, deliverySourcesAnswer),
      ...tell('accessLogDeliveries', `logs:DescribeDeliveries@${REGION}`, deliveriesAnswer),
      ...tell('accessAnalyzers', `access-analyzer:ListAnalyzers@${REGION}`, (analyzers) => ({ analyzers })),
      ...tell('macie', `macie2:GetMacieSession@${REGION}`, ({ session }: MacieCoverage) =>
        session === null ? errorAnswer('AccessDeniedException', 'Macie is not enabled') : { status: session },
      ),
      ...trailAnswers(given.objectDataEvents),
      ...(given.auditDeliveries && {
        [`config:DescribeDeliveryChannels@${REGION}`]: { DeliveryChannels: [] },
        [`config:DescribeConformancePacks@${REGION}`]: { ConformancePackDetails: [] },
      }),
    },
    buckets: [
      {
        name: BUCKET,
        region: REGION,
        answers: {
          ...tell('policy', 's3:GetBucketPolicy', policyAnswer, 'NoSuchBucketPolicy'),
          ...tell('publicAccessBlock', 's3:GetPublicAccessBlock', blockAnswer, NO_BLOCK),
          ...tell('acl', 's3:GetBucketAcl', aclAnswer),
          ...tell(
            'ownership',
            's3:GetBucketOwnershipControls',
            (ObjectOwnership: string) => ({ OwnershipControls: { Rules: [{ ObjectOwnership }] } }),
            'OwnershipControlsNotFoundError',
          ),
          ...tell(
            'encryption',
            's3:GetBucketEncryption',
            encryptionAnswer,
            'ServerSideEncryptionConfigurationNotFoundError',
          ),
          ...tell('logging', 's3:GetBucketLogging', loggingAnswer),
          ...tell('versioning', 's3:GetBucketVersioning', versioningAnswer),
          ...tell('lifecycle', 's3:GetBucketLifecycleConfiguration', lifecycleAnswer, 'NoSuchLifecycleConfiguration'),
          ...tell(
            'objectLock',
            's3:GetObjectLockConfiguration',
            objectLockAnswer,
            'ObjectLockConfigurationNotFoundError',
          ),
          ...tell('replication', 's3:GetBucketReplication', replicationAnswer, 'ReplicationConfigurationNotFoundError'),
          ...tell('requesterPays', 's3:GetBucketRequestPayment', requestPaymentAnswer),
          ...tell('website', 's3:GetBucketWebsite', websiteAnswer, 'NoSuchWebsiteConfiguration'),
          ...tell('tags', 's3:GetBucketTagging', tagsAnswer),
        },
      },
      ...sourceBuckets(given),
    ],
  };
};

/** An error as a recorded file holds it. */
export const errorAnswer = (code: string, message?: string): unknown => ({
  error: { code, ...(message !== undefined && { message }) },
});

/** A replication told in full. */
export const replicationAnswer = (rules: readonly ReplicationRule[]): unknown => ({
  ReplicationConfiguration: {
    Role: 'arn:aws:iam::111122223333:role/replication',
    Rules: rules.map((rule) => ({
      ...(rule.id !== null && { ID: rule.id }),
      Status: rule.enabled ? 'Enabled' : 'Disabled',
      Priority: 1,
      Filter: rule.wholeBucket ? {} : { Prefix: 'part/' },
      DeleteMarkerReplication: { Status: rule.deleteMarkers ? 'Enabled' : 'Disabled' },
      Destination: {
        Bucket: `arn:aws:s3:::${rule.destinationBucket}`,
        ...(rule.destinationAccountId !== null && { Account: rule.destinationAccountId }),
        ...(rule.replicaKey?.id && { EncryptionConfiguration: { ReplicaKmsKeyID: rule.replicaKey.id } }),
      },
    })),
  },
});

export const blockAnswer = (block: PublicAccessBlock): unknown => ({
  PublicAccessBlockConfiguration: {
    BlockPublicAcls: block.blockPublicAcls,
    IgnorePublicAcls: block.ignorePublicAcls,
    BlockPublicPolicy: block.blockPublicPolicy,
    RestrictPublicBuckets: block.restrictPublicBuckets,
  },
});

export const aclAnswer = ({ ownerId, grants }: Acl): unknown => ({
  ...(ownerId !== null && { Owner: { ID: ownerId } }),
  Grants: grants.map(({ grantee, permission }) => ({ Grantee: granteeAnswer(grantee), Permission: permission })),
});

export const encryptionAnswer = ({ algorithm, keyId, bucketKeyEnabled }: DefaultEncryption): unknown => ({
  ServerSideEncryptionConfiguration: {
    Rules: [
      {
        ApplyServerSideEncryptionByDefault: {
          SSEAlgorithm: algorithm,
          ...(keyId !== null && { KMSMasterKeyID: keyId }),
        },
        ...(bucketKeyEnabled !== null && { BucketKeyEnabled: bucketKeyEnabled }),
      },
    ],
  },
});

export const keyAnswer = ({ arn, accountId, manager, state, origin }: EncryptionKey): unknown => ({
  KeyMetadata: {
    AWSAccountId: accountId,
    KeyId: arn.split('/')[1],
    Arn: arn,
    KeyManager: manager,
    KeyState: state,
    ...(origin !== null && { Origin: origin }),
  },
});

export const lifecycleAnswer = (rules: readonly LifecycleRule[]): unknown => ({
  Rules: rules.map((rule) => ({
    ...(rule.id !== null && { ID: rule.id }),
    Status: rule.enabled ? 'Enabled' : 'Disabled',
    Filter: rule.wholeBucket ? {} : rule.wholeBucket === null ? { ObjectSizeGreaterThan: 1024 } : { Prefix: 'logs/' },
    ...((rule.expirationDays !== null || rule.expirationDate !== null) && {
      Expiration: {
        ...(rule.expirationDays !== null && { Days: rule.expirationDays }),
        ...(rule.expirationDate !== null && { Date: rule.expirationDate }),
      },
    }),
    ...(rule.noncurrentExpirationDays !== null && {
      NoncurrentVersionExpiration: { NoncurrentDays: rule.noncurrentExpirationDays },
    }),
    ...(rule.abortMultipartUploadDays !== null && {
      AbortIncompleteMultipartUpload: { DaysAfterInitiation: rule.abortMultipartUploadDays },
    }),
  })),
});

/** A trail that records all objects of all buckets. */
export const trailNamed = (name: string) => {
  const arn = `arn:aws:cloudtrail:us-east-1:${ACCOUNT}:trail/${name}`;
  return {
    Name: name,
    TrailARN: arn,
    HomeRegion: 'us-east-1',
    IsMultiRegionTrail: true,
    HasCustomEventSelectors: true,
  };
};

const NO_BLOCK = 'NoSuchPublicAccessBlockConfiguration';

const isFact = (value: unknown): value is Fact<unknown> =>
  typeof value === 'object' && value !== null && 'known' in value;
const isUnknown = (value: unknown): value is Unknown => isFact(value) && !value.known;
const isKnown = (value: unknown): value is Exclude<Fact<unknown>, Unknown> => isFact(value) && value.known;

const givenValue = <T>(given: T | Fact<T> | undefined): T | undefined => {
  if (!isFact(given)) return given;
  return given.known ? (given.value as T) : undefined;
};

/** As the builder's key: aws/s3 where KMS is asked for without a key. */
const keyIdOf = (given: Given<BucketFacts>['encryption']): string | null => {
  const encryption = givenValue<DefaultEncryption | null>(given as DefaultEncryption | null);
  if (!encryption || encryption.algorithm === 'AES256') return null;
  return encryption.keyId ?? 'alias/aws/s3';
};

const policyAnswer = (document: object): unknown => ({ Policy: JSON.stringify(document) });

const granteeAnswer = (grantee: AclGrantee): unknown => {
  if (grantee.kind === 'canonicalUser') return { Type: 'CanonicalUser', ID: grantee.id };
  if (grantee.kind === 'other') return { Type: 'Group', URI: grantee.text };
  const folder = grantee.group === 'LogDelivery' ? 's3' : 'global';
  return { Type: 'Group', URI: `http://acs.amazonaws.com/groups/${folder}/${grantee.group}` };
};

const rotationAnswer = (rotates: boolean): unknown => ({ KeyRotationEnabled: rotates });

const loggingAnswer = (logging: ServerAccessLogging | null): unknown =>
  logging ? { LoggingEnabled: { TargetBucket: logging.destinationBucket, TargetPrefix: logging.prefix } } : {};

const versioningAnswer = ({ status, mfaDelete }: Versioning): unknown => ({
  ...(status !== 'Off' && { Status: status }),
  ...(mfaDelete && { MFADelete: 'Enabled' }),
});

const objectLockAnswer = ({ defaultRetention }: ObjectLock): unknown => ({
  ObjectLockConfiguration: {
    ObjectLockEnabled: 'Enabled',
    ...(defaultRetention && {
      Rule: { DefaultRetention: { Mode: defaultRetention.mode, Days: defaultRetention.days } },
    }),
  },
});

const requestPaymentAnswer = (requesterPays: boolean): unknown => ({
  Payer: requesterPays ? 'Requester' : 'BucketOwner',
});
const websiteAnswer = ({ indexDocument, redirectAllTo }: Website): unknown => {
  const [host = '', protocol] = (redirectAllTo ?? '').split('://').reverse();
  return {
    ...(indexDocument !== null && { IndexDocument: { Suffix: indexDocument } }),
    ...(redirectAllTo !== null && {
      RedirectAllRequestsTo: { HostName: host, ...(protocol && { Protocol: protocol }) },
    }),
  };
};

const tagsAnswer = (tags: Tags): unknown => ({
  TagSet: Object.entries(tags).map(([Key, Value]) => ({ Key, Value })),
});

const deliverySourcesAnswer = (arns: readonly string[]): unknown => ({
  deliverySources: arns.map((arn) => ({
    name: arn,
    arn,
    resourceArns: [`arn:aws:s3:::${BUCKET}`],
    logType: 'S3_SERVER_ACCESS_LOGS',
    status: 'ACTIVE',
  })),
});

const deliveriesAnswer = (arns: readonly string[]): unknown => ({
  deliveries: arns.map((arn) => ({ id: arn, deliverySourceName: arn })),
});

const trailAnswers = (given: Given<BucketFacts>['objectDataEvents']): Answers => {
  if (given === undefined || (isUnknown(given) && given.code !== 'DENIED')) return {};
  if (isUnknown(given)) {
    const denied = errorAnswer('AccessDeniedException');
    return { 'cloudtrail:DescribeTrails': denied, 'cloudtrail:ListEventDataStores': denied };
  }
  const trails = (givenValue<readonly string[]>(given as readonly string[]) ?? []).map(trailNamed);
  const each = (operation: string, answer: unknown): Answers =>
    Object.fromEntries(trails.map(({ TrailARN }) => [`${operation}#${TrailARN}`, answer]));
  return {
    'cloudtrail:DescribeTrails': { trailList: trails },
    'cloudtrail:ListEventDataStores': { EventDataStores: [] },
    ...each('cloudtrail:GetTrailStatus', { IsLogging: true }),
    ...each('cloudtrail:GetEventSelectors', {
      EventSelectors: [{ ReadWriteType: 'All', DataResources: [{ Type: 'AWS::S3::Object', Values: ['arn:aws:s3'] }] }],
    }),
  };
};

/** The others that log into the one told; one that was not read where the fact is unknown. */
const sourceBuckets = ({ loggingSources: given, accessLogSources }: Given<BucketFacts>): AccountEntry['buckets'] => {
  const told = (name: string, answers: Answers) => ({ name, region: REGION, answers });
  if (isUnknown(given)) {
    const answer = given.code === 'DENIED' ? { 's3:GetBucketLogging': errorAnswer('AccessDenied') } : {};
    return [told('unread', answer)];
  }
  const others = (givenValue<readonly string[]>(given as readonly string[]) ?? []).filter((name) => name !== BUCKET);
  const sources = givenValue<readonly AccessLogSource[]>(accessLogSources as readonly AccessLogSource[]) ?? [];
  return others.map((name) => {
    const prefix = sources.find(({ bucket }) => bucket === name)?.prefix ?? '';
    return told(name, { 's3:GetBucketLogging': loggingAnswer({ destinationBucket: BUCKET, prefix }) });
  });
};
