import fc from 'fast-check';
import { rules } from '../rules/index.js';
import type { Fact } from '../src/core/fact.js';
import type { AclGrantee, LifecycleRule, PublicAccessBlock } from '../src/core/facts.js';
import type { Rule } from '../src/core/rule.js';
import { parsePolicy } from '../src/policy/index.js';
import type { LiveSubject } from '../src/sources/subject.js';
import { ACCOUNT, REGION } from './builders.js';
import { type ArbitraryBucket, arbitraryBucket } from './item-arbitrary.js';
import { configured, constant, newBucket, type Planned, type PlanToWrite, planSubject, refersTo } from './plans.js';
import { expectSameVerdict } from './same-verdict.js';
import { factTo } from './template-subjects.js';

const ADDRESS = 'aws_s3_bucket.data';

/** How the parts of a bucket name it: by its name, by a reference that is known after the apply, or all is there already. */
const ways = ['name', 'reference', 'there'] as const;
type Way = (typeof ways)[number];

const flagsOf = (block: PublicAccessBlock): object => ({
  block_public_acls: block.blockPublicAcls,
  ignore_public_acls: block.ignorePublicAcls,
  block_public_policy: block.blockPublicPolicy,
  restrict_public_buckets: block.restrictPublicBuckets,
});

/** The resources that set the parts of a bucket, by the ends of their types. What the facts leave open is left out. */
const partsOf = (bucket: ArbitraryBucket): Readonly<Record<string, object>> => ({
  acl: {
    access_control_policy: [
      {
        owner: [{ id: bucket.acl.ownerId, display_name: '' }],
        grant: bucket.acl.grants.map(({ grantee, permission }) => ({ grantee: [granteeOf(grantee)], permission })),
      },
    ],
  },
  versioning: {
    versioning_configuration: [
      {
        status: bucket.versioning.status === 'Off' ? 'Disabled' : bucket.versioning.status,
        mfa_delete: bucket.versioning.mfaDelete ? 'Enabled' : '',
      },
    ],
  },
  request_payment_configuration: { payer: bucket.requesterPays ? 'Requester' : 'BucketOwner' },
  ...(bucket.policy && {
    policy: { policy: typeof bucket.policy === 'string' ? bucket.policy : JSON.stringify(bucket.policy) },
  }),
  ...(bucket.publicAccessBlock && { public_access_block: flagsOf(bucket.publicAccessBlock) }),
  ...(bucket.ownership && { ownership_controls: { rule: [{ object_ownership: bucket.ownership }] } }),
  ...(bucket.encryption && {
    server_side_encryption_configuration: {
      rule: [
        {
          apply_server_side_encryption_by_default: [
            { sse_algorithm: bucket.encryption.algorithm, kms_master_key_id: bucket.encryption.keyId ?? '' },
          ],
          bucket_key_enabled: bucket.encryption.bucketKeyEnabled,
        },
      ],
    },
  }),
  ...(bucket.logging && {
    logging: { target_bucket: bucket.logging.destinationBucket, target_prefix: bucket.logging.prefix },
  }),
  ...(bucket.lifecycle && { lifecycle_configuration: { rule: bucket.lifecycle.map(lifecycleRule) } }),
  ...(bucket.objectLock && {
    object_lock_configuration: {
      object_lock_enabled: 'Enabled',
      rule: bucket.objectLock.defaultRetention
        ? [{ default_retention: [{ ...bucket.objectLock.defaultRetention, years: 0 }] }]
        : [],
    },
  }),
  ...(bucket.website && {
    website_configuration: {
      index_document: bucket.website.indexDocument ? [{ suffix: bucket.website.indexDocument }] : [],
      redirect_all_requests_to: bucket.website.redirectAllTo ? [redirectTo(bucket.website.redirectAllTo)] : [],
    },
  }),
});

const granteeOf = (grantee: AclGrantee): object => {
  if (grantee.kind === 'canonicalUser') return { type: 'CanonicalUser', id: grantee.id, uri: '', email_address: '' };
  if (grantee.kind === 'other') return { type: 'Group', uri: grantee.text, id: '' };
  const folder = grantee.group === 'LogDelivery' ? 's3' : 'global';
  return { type: 'Group', uri: `http://acs.amazonaws.com/groups/${folder}/${grantee.group}`, id: '' };
};

const lifecycleRule = (rule: LifecycleRule): object => ({
  id: rule.id ?? '',
  status: rule.enabled ? 'Enabled' : 'Disabled',
  prefix: '',
  filter: [
    rule.wholeBucket === null
      ? { prefix: '', object_size_greater_than: 1024 }
      : { prefix: rule.wholeBucket ? '' : 'logs/', tag: [], and: [] },
  ],
  expiration: [{ days: rule.expirationDays ?? 0, date: rule.expirationDate ?? '' }],
  noncurrent_version_expiration: rule.noncurrentExpirationDays
    ? [{ noncurrent_days: rule.noncurrentExpirationDays }]
    : [],
  abort_incomplete_multipart_upload: rule.abortMultipartUploadDays
    ? [{ days_after_initiation: rule.abortMultipartUploadDays }]
    : [],
});

const redirectTo = (target: string): object => {
  const [host = '', protocol = ''] = target.split('://').reverse();
  return { host_name: host, protocol };
};

const partIn = (way: Way, bucket: ArbitraryBucket, type: string, values: object): Planned => ({
  address: `aws_s3_bucket_${type}.data`,
  actions: [way === 'there' ? 'no-op' : 'create'],
  after: { ...values, ...(way !== 'reference' && { bucket: bucket.name }) },
  unknown: way === 'there' ? {} : { id: true, ...(way === 'reference' && { bucket: true }) },
});

const planOf = (bucket: ArbitraryBucket, way: Way): PlanToWrite => {
  const parts = Object.entries(partsOf(bucket)).map(([type, values]) => partIn(way, bucket, type, values));
  const own = { tags: bucket.tags, tags_all: bucket.tags };
  return {
    resources: [
      way === 'there'
        ? { address: ADDRESS, actions: ['no-op'], after: { ...shownOf(bucket), ...own } }
        : newBucket(ADDRESS, bucket.name, { after: own, unknown: { tags_all: {} } }),
      ...parts,
      ...(bucket.accountPublicAccessBlock
        ? [{ address: 'aws_s3_account_public_access_block.account', after: flagsOf(bucket.accountPublicAccessBlock) }]
        : []),
    ],
    configuration: {
      resources: [
        configured(ADDRESS, { bucket: constant(bucket.name) }),
        ...parts.map(({ address }) => configured(address, { bucket: refersTo(`${ADDRESS}.id`) })),
      ],
    },
    providers: { aws: { name: 'aws', expressions: { region: constant(bucket.region) } } },
    data: [{ address: 'data.aws_caller_identity.current', values: { account_id: bucket.accountId } }],
  };
};

/** What the state shows beside the parts: of those that are left out, that they are not there. */
const shownOf = (bucket: ArbitraryBucket): object => ({
  bucket: bucket.name,
  arn: `arn:aws:s3:::${bucket.name}`,
  lifecycle_rule: [],
  logging: [],
  object_lock_enabled: bucket.objectLock !== null,
  policy: '',
  replication_configuration: [],
  website: [],
});

/** What a plan says of a bucket, where it says it. */
const comparedIn = (bucket: ArbitraryBucket): readonly string[] => [
  ...(['accountPublicAccessBlock', 'encryption', 'ownership', 'publicAccessBlock'] as const).filter(
    (fact) => bucket[fact] !== null,
  ),
  'acl',
  'lifecycle',
  'logging',
  'objectLock',
  'policy',
  'requesterPays',
  'tags',
  'versioning',
  'website',
];

const subjectFrom = (bucket: ArbitraryBucket, way: Way): Promise<LiveSubject> =>
  planSubject(planOf(bucket, way), ADDRESS);

const knownFacts = (bucket: ArbitraryBucket): Readonly<Record<string, Fact<unknown>>> =>
  Object.fromEntries(
    comparedIn(bucket).map((name) => {
      const value = bucket[name as keyof ArbitraryBucket];
      return [name, { known: true, value: name === 'policy' && value !== null ? parsePolicy(value) : value }];
    }),
  );

const alike = { seed: 20261125, numRuns: 100 };
const way = fc.constantFrom<Way>(...ways);

describe('one bucket told by a plan', () => {
  it('reads to the same facts', async () => {
    await fc.assert(
      fc.asyncProperty(arbitraryBucket, way, async (bucket, told) => {
        const subject = await subjectFrom(bucket, told);
        const read = await Promise.all(comparedIn(bucket).map(async (name) => [name, await factTo(subject, name)]));
        expect(Object.fromEntries(read)).toEqual(knownFacts(bucket));
      }),
      alike,
    );
  });

  it('is in its account and region', async () => {
    const [bucket] = fc.sample(arbitraryBucket, { numRuns: 1, seed: alike.seed });
    if (!bucket) throw new Error('a sample has one');
    const { identity } = (await subjectFrom(bucket, 'name')).resource;
    expect(identity).toMatchObject({ accountId: ACCOUNT, region: REGION, arn: `arn:aws:s3:::${bucket.name}` });
  });

  it.each(rules.filter(({ kinds }) => kinds.includes('bucket')).map((rule): [string, Rule] => [rule.id, rule]))(
    'draws the same verdict from %s',
    async (_id, rule) => {
      await fc.assert(
        fc.asyncProperty(arbitraryBucket, way, async (bucket, told) => {
          await expectSameVerdict(rule, await subjectFrom(bucket, told), knownFacts(bucket));
        }),
        { ...alike, numRuns: 15 },
      );
    },
  );
});
