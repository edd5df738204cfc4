import type { AclGrantee, LifecycleRule, PublicAccessBlock, PublicAccessBlockFlag } from '../../src/core/facts.js';
import { block, OWNER_ID } from '../builders.js';
import { ServiceError } from './fault.js';
import type { FakeBucket } from './state.js';
import { type XmlMembers, xmlDocument } from './xml.js';

/** What S3 answers of a bucket, by the query parameter that asks; JSON for the policy, else XML. */
export const bucketAnswers: Readonly<Record<string, (bucket: FakeBucket) => string>> = {
  policy: ({ policy }) => {
    if (policy === null || policy === undefined) throw absent('NoSuchBucketPolicy', 'The bucket policy does not exist');
    return typeof policy === 'string' ? policy : JSON.stringify(policy);
  },
  acl: ({ acl }) => {
    const { ownerId, grants } = acl ?? {
      ownerId: OWNER_ID,
      grants: [{ grantee: { kind: 'canonicalUser', id: OWNER_ID }, permission: 'FULL_CONTROL' }] as const,
    };
    const list = grants.map(
      ({ grantee, permission }) => `<Grant>${granteeTold(grantee)}<Permission>${permission}</Permission></Grant>`,
    );
    return `<AccessControlPolicy><Owner><ID>${ownerId}</ID></Owner><AccessControlList>${list.join('')}</AccessControlList></AccessControlPolicy>`;
  },
  publicAccessBlock: ({ publicAccessBlock = block(true) }) => publicAccessBlockTold(publicAccessBlock),
  ownershipControls: ({ ownership = 'BucketOwnerEnforced' }) => {
    if (!ownership) throw absent('OwnershipControlsNotFoundError', 'The bucket ownership controls were not found');
    return xmlDocument('OwnershipControls', { Rule: { ObjectOwnership: ownership } });
  },
  encryption: ({ encryption = { algorithm: 'AES256', keyId: null, bucketKeyEnabled: true } }) => {
    if (!encryption) {
      throw absent(
        'ServerSideEncryptionConfigurationNotFoundError',
        'The server side encryption configuration was not found',
      );
    }
    const { algorithm, keyId, bucketKeyEnabled } = encryption;
    return xmlDocument('ServerSideEncryptionConfiguration', {
      Rule: {
        ApplyServerSideEncryptionByDefault: { SSEAlgorithm: algorithm, KMSMasterKeyID: keyId },
        BucketKeyEnabled: bucketKeyEnabled,
      },
    });
  },
  versioning: ({ versioning: { status, mfaDelete } = { status: 'Off', mfaDelete: false } }) =>
    xmlDocument('VersioningConfiguration', {
      Status: status === 'Off' ? null : status,
      MfaDelete: mfaDelete ? 'Enabled' : null,
    }),
  logging: ({ logging }) =>
    xmlDocument('BucketLoggingStatus', {
      LoggingEnabled: logging && { TargetBucket: logging.destinationBucket, TargetPrefix: logging.prefix },
    }),
  lifecycle: ({ lifecycle }) => {
    if (!lifecycle) throw absent('NoSuchLifecycleConfiguration', 'The lifecycle configuration does not exist');
    return xmlDocument('LifecycleConfiguration', { Rule: lifecycle.map(lifecycleTold) });
  },
  'object-lock': ({ objectLock }) => {
    if (!objectLock) {
      throw absent('ObjectLockConfigurationNotFoundError', 'Object Lock configuration does not exist for this bucket');
    }
    const { defaultRetention } = objectLock;
    return xmlDocument('ObjectLockConfiguration', {
      ObjectLockEnabled: 'Enabled',
      Rule: defaultRetention && { DefaultRetention: { Mode: defaultRetention.mode, Days: defaultRetention.days } },
    });
  },
  website: ({ website }) => {
    if (!website)
      throw absent('NoSuchWebsiteConfiguration', 'The specified bucket does not have a website configuration');
    return xmlDocument('WebsiteConfiguration', {
      IndexDocument: website.indexDocument && { Suffix: website.indexDocument },
      RedirectAllRequestsTo: website.redirectAllTo && { HostName: website.redirectAllTo },
    });
  },
  tagging: ({ tags = {} }) => {
    const list = Object.entries(tags).map(([Key, Value]) => ({ Key, Value }));
    if (list.length === 0) throw absent('NoSuchTagSet', 'The TagSet does not exist');
    return xmlDocument('Tagging', { TagSet: { Tag: list } });
  },
};

/** A block of a bucket or an account; none is an error. */
export const publicAccessBlockTold = (flags: PublicAccessBlock | null): string => {
  if (!flags) {
    throw absent('NoSuchPublicAccessBlockConfiguration', 'The public access block configuration was not found');
  }
  const members = (Object.keys(flags) as readonly PublicAccessBlockFlag[]).map((flag) => [
    flag.charAt(0).toUpperCase() + flag.slice(1),
    flags[flag],
  ]);
  return xmlDocument('PublicAccessBlockConfiguration', Object.fromEntries(members));
};

const absent = (code: string, message: string): ServiceError => new ServiceError(code, message, 404);

const granteeTold = (grantee: AclGrantee): string => {
  const namespace = 'xmlns:xsi="http://www.w3.org/2001/XMLSchema-instance"';
  if (grantee.kind === 'canonicalUser') {
    return `<Grantee ${namespace} xsi:type="CanonicalUser"><ID>${grantee.id}</ID></Grantee>`;
  }
  const groups = {
    AllUsers: 'global/AllUsers',
    AuthenticatedUsers: 'global/AuthenticatedUsers',
    LogDelivery: 's3/LogDelivery',
  };
  const uri = grantee.kind === 'group' ? `http://acs.amazonaws.com/groups/${groups[grantee.group]}` : grantee.text;
  return `<Grantee ${namespace} xsi:type="Group"><URI>${uri}</URI></Grantee>`;
};

const lifecycleTold = (rule: LifecycleRule): XmlMembers => ({
  ID: rule.id,
  Status: rule.enabled ? 'Enabled' : 'Disabled',
  Filter: rule.wholeBucket === null ? { ObjectSizeGreaterThan: 1024 } : { Prefix: rule.wholeBucket ? '' : 'logs/' },
  Expiration:
    rule.expirationDays === null && rule.expirationDate === null
      ? null
      : { Days: rule.expirationDays, Date: rule.expirationDate },
  NoncurrentVersionExpiration: rule.noncurrentExpirationDays && { NoncurrentDays: rule.noncurrentExpirationDays },
  AbortIncompleteMultipartUpload: rule.abortMultipartUploadDays && {
    DaysAfterInitiation: rule.abortMultipartUploadDays,
  },
});
