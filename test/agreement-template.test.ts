import fc from 'fast-check';
import { rules } from '../rules/index.js';
import type { Fact } from '../src/core/fact.js';
import type { LifecycleRule, ObjectLock } from '../src/core/facts.js';
import type { Rule } from '../src/core/rule.js';
import { parsePolicy } from '../src/policy/index.js';
import { DEPLOYMENT } from '../src/sources/declared/deployment.js';
import type { LiveSubject } from '../src/sources/subject.js';
import { ACCOUNT, OWNER_ID } from './builders.js';
import { type ArbitraryBucket, arbitraryBucket } from './item-arbitrary.js';
import { expectSameVerdict } from './same-verdict.js';
import { factTo, subjectNamed, subjectsOfTemplate } from './template-subjects.js';

/** A bucket that a template can make: it sets everything, no MFA delete, no ACL but a canned one. */
const makeable = arbitraryBucket.map(
  (bucket): ArbitraryBucket => ({
    ...bucket,
    accountId: DEPLOYMENT.accountId,
    region: DEPLOYMENT.region,
    policy: bucket.policy === null ? null : JSON.parse(inDeployment(bucket.policy)),
    acl: {
      ownerId: OWNER_ID,
      grants: [{ grantee: { kind: 'canonicalUser', id: OWNER_ID }, permission: 'FULL_CONTROL' }],
    },
    versioning: {
      status: bucket.objectLock ? 'Enabled' : bucket.versioning.status,
      mfaDelete: false,
    },
    requesterPays: false,
  }),
);

const inDeployment = (policy: object | string): string =>
  (typeof policy === 'string' ? policy : JSON.stringify(policy)).replaceAll(ACCOUNT, DEPLOYMENT.accountId);

const flag = (name: string): string => `${name[0]?.toUpperCase()}${name.slice(1)}`;

/** The bucket as a template declares it. What the facts leave open is left out. */
const templateOf = (bucket: ArbitraryBucket): object => ({
  Resources: {
    Bucket: {
      Type: 'AWS::S3::Bucket',
      Properties: {
        BucketName: bucket.name,
        ...(bucket.publicAccessBlock && {
          PublicAccessBlockConfiguration: Object.fromEntries(
            Object.entries(bucket.publicAccessBlock).map(([name, on]) => [flag(name), on]),
          ),
        }),
        ...(bucket.ownership && { OwnershipControls: { Rules: [{ ObjectOwnership: bucket.ownership }] } }),
        ...(bucket.encryption && {
          BucketEncryption: {
            ServerSideEncryptionConfiguration: [
              {
                ServerSideEncryptionByDefault: {
                  SSEAlgorithm: bucket.encryption.algorithm,
                  ...(bucket.encryption.keyId !== null && { KMSMasterKeyID: bucket.encryption.keyId }),
                },
                ...(bucket.encryption.bucketKeyEnabled !== null && {
                  BucketKeyEnabled: bucket.encryption.bucketKeyEnabled,
                }),
              },
            ],
          },
        }),
        ...(bucket.versioning.status !== 'Off' && { VersioningConfiguration: { Status: bucket.versioning.status } }),
        ...(bucket.logging && {
          LoggingConfiguration: {
            DestinationBucketName: bucket.logging.destinationBucket,
            LogFilePrefix: bucket.logging.prefix,
          },
        }),
        ...(bucket.lifecycle && { LifecycleConfiguration: { Rules: bucket.lifecycle.map(lifecycleRule) } }),
        ...(bucket.objectLock && lockOf(bucket.objectLock)),
        ...(bucket.website && {
          WebsiteConfiguration: {
            ...(bucket.website.indexDocument && { IndexDocument: bucket.website.indexDocument }),
            ...(bucket.website.redirectAllTo && { RedirectAllRequestsTo: redirectTo(bucket.website.redirectAllTo) }),
          },
        }),
        Tags: Object.entries(bucket.tags).map(([Key, Value]) => ({ Key, Value })),
      },
    },
    ...(bucket.policy && {
      Policy: {
        Type: 'AWS::S3::BucketPolicy',
        Properties: { Bucket: { Ref: 'Bucket' }, PolicyDocument: bucket.policy },
      },
    }),
  },
});

const lifecycleRule = (rule: LifecycleRule): object => ({
  ...(rule.id !== null && { Id: rule.id }),
  Status: rule.enabled ? 'Enabled' : 'Disabled',
  ...(rule.wholeBucket === false && { Prefix: 'logs/' }),
  ...(rule.wholeBucket === null && { ObjectSizeGreaterThan: '1024' }),
  ...(rule.expirationDays && { ExpirationInDays: rule.expirationDays }),
  ...(rule.expirationDate && { ExpirationDate: rule.expirationDate }),
  ...(rule.noncurrentExpirationDays && {
    NoncurrentVersionExpiration: { NoncurrentDays: String(rule.noncurrentExpirationDays) },
  }),
  ...(rule.abortMultipartUploadDays && {
    AbortIncompleteMultipartUpload: { DaysAfterInitiation: rule.abortMultipartUploadDays },
  }),
});

const lockOf = ({ defaultRetention }: ObjectLock): object => ({
  ObjectLockEnabled: true,
  ...(defaultRetention && {
    ObjectLockConfiguration: {
      ObjectLockEnabled: 'Enabled',
      Rule: { DefaultRetention: { Mode: defaultRetention.mode, Days: defaultRetention.days } },
    },
  }),
});

const redirectTo = (target: string): object => {
  const [protocol, host] = target.split('://');
  return host === undefined ? { HostName: target } : { Protocol: protocol, HostName: host };
};

/** What a template says of a bucket, where it says it. */
const comparedIn = (bucket: ArbitraryBucket): readonly string[] => [
  ...(['publicAccessBlock', 'ownership', 'encryption'] as const).filter((fact) => bucket[fact] !== null),
  'lifecycle',
  'logging',
  'objectLock',
  'policy',
  'requesterPays',
  'tags',
  'versioning',
  'website',
];

const subjectFrom = async (bucket: ArbitraryBucket): Promise<LiveSubject> =>
  subjectNamed(await subjectsOfTemplate(templateOf(bucket)), 'Bucket');

const knownFacts = (bucket: ArbitraryBucket): Readonly<Record<string, Fact<unknown>>> =>
  Object.fromEntries(
    comparedIn(bucket).map((name) => {
      const value = bucket[name as keyof ArbitraryBucket];
      return [name, { known: true, value: name === 'policy' && value !== null ? parsePolicy(value) : value }];
    }),
  );

const alike = { seed: 20261125, numRuns: 100 };

describe('one bucket told by a template', () => {
  it('reads to the same facts', async () => {
    await fc.assert(
      fc.asyncProperty(makeable, async (bucket) => {
        const subject = await subjectFrom(bucket);
        const read = await Promise.all(comparedIn(bucket).map(async (name) => [name, await factTo(subject, name)]));
        expect(Object.fromEntries(read)).toEqual(knownFacts(bucket));
      }),
      alike,
    );
  });

  it.each(rules.filter(({ kinds }) => kinds.includes('bucket')).map((rule): [string, Rule] => [rule.id, rule]))(
    'draws the same verdict from %s',
    async (_id, rule) => {
      await fc.assert(
        fc.asyncProperty(makeable, async (bucket) => {
          await expectSameVerdict(rule, await subjectFrom(bucket), knownFacts(bucket));
        }),
        { ...alike, numRuns: 15 },
      );
    },
  );
});
