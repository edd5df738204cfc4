import { type Fact, unknown } from '../src/core/fact.js';
import type { Acl, PolicyDocument, Website } from '../src/core/facts.js';
import type { Resource } from '../src/core/resource.js';
import type { Policy } from '../src/policy/index.js';
import {
  encryptionKeyFromItem,
  keyRotationFromItem,
} from '../src/sources/configuration-item/encryption-key-from-item.js';
import { type ConfigurationItem, isLive } from '../src/sources/configuration-item/parse-item.js';
import { resourceFromItem } from '../src/sources/configuration-item/resource-from-item.js';
import { trailFromItem } from '../src/sources/configuration-item/trail-from-item.js';
import { itemsIn } from '../src/sources/configuration-item/unwrap-items.js';
import { at, documentsIn, listAt, plainCount, type Sample, samplesIn } from './item-samples.js';

/**
 * Reads a folder of configuration items as AWS Config emitted them and compares the facts with what plain code finds in
 * the same JSON. The captures are other people's and no part of this repository, so the folder is named from outside.
 */
const folder = process.env.CONFIG_SAMPLES;
if (folder === undefined) console.log('No captured items are read: CONFIG_SAMPLES names no folder that holds them.');

const documents = folder === undefined ? [] : documentsIn(folder);
const samples = documents.flatMap(([file, document]) => samplesIn(file, document));

/** Runs `check` on every sample of some types; where there is none there is nothing to run. */
const onEach = (types: RegExp, live: boolean, check: (sample: Sample) => void): void => {
  for (const sample of samples.filter(({ plain }) => types.test(plain.type) && plain.live === live)) {
    it(`${sample.file}: ${sample.item.resourceId}`, () => check(sample));
  }
};

if (folder === undefined) {
  it('reads nothing without CONFIG_SAMPLES', () => undefined);
} else {
  it('finds the items in every wrapper', () => {
    for (const [file, document] of documents) {
      expect([file, itemsIn(document).length]).toEqual([file, plainCount(document)]);
    }
  });
  it('finds the live buckets that the index counts', () => {
    const buckets = samples.filter(({ plain, file }) => /S3::Bucket$/.test(plain.type) && !/^snapshot-file/.test(file));
    expect(buckets.filter(({ item }) => isLive(item))).toHaveLength(47);
  });
}

describe('live buckets', () => {
  describe('tell every fact of their own', () =>
    onEach(/S3::Bucket$/, true, ({ item, plain }) => {
      const unknowns = factsOfBucketItem.filter((name) => !resourceOf(item).fact(name).known);
      // One captured query did not select tags.
      expect(unknowns).toEqual(plain.tags === undefined ? ['tags'] : []);
    }));
  describe('policy', () =>
    onEach(/S3::Bucket$/, true, ({ item, plain }) => {
      const text = at(plain.supplementary, 'BucketPolicy', 'policyText');
      const policy = known<Policy | null>(resourceOf(item).fact('policy'));
      const statements = typeof text === 'string' ? [at(JSON.parse(text), 'Statement')].flat().length : undefined;
      expect(policy?.statements.length).toBe(statements);
    }));
  describe('public access block', () =>
    onEach(/S3::Bucket$/, true, ({ item, plain }) => {
      const block = at(plain.supplementary, 'PublicAccessBlockConfiguration') ?? null;
      expect(known(resourceOf(item).fact('publicAccessBlock'))).toEqual(block);
    }));
  describe('access control list', () =>
    onEach(/S3::Bucket$/, true, ({ item, plain }) => {
      const { ownerId, grants } = known<Acl>(resourceOf(item).fact('acl'));
      const list = at(plain.supplementary, 'AccessControlList');
      expect(ownerId).toBe(at(list, 'owner', 'id'));
      expect(grants.map(({ grantee, permission }) => [...Object.values(grantee).slice(1), words(permission)])).toEqual(
        listAt(list, 'grantList').map((grant) => [
          at(grant, 'grantee', 'id') ?? at(grant, 'grantee'),
          words(String(at(grant, 'permission'))),
        ]),
      );
    }));
  describe('versioning', () =>
    onEach(/S3::Bucket$/, true, ({ item, plain }) => {
      const versioning = at(plain.supplementary, 'BucketVersioningConfiguration');
      expect(known(resourceOf(item).fact('versioning'))).toEqual({
        status: at(versioning, 'status'),
        mfaDelete: at(versioning, 'isMfaDeleteEnabled') === true,
      });
    }));
  describe('logging', () =>
    onEach(/S3::Bucket$/, true, ({ item, plain }) => {
      const logging = at(plain.supplementary, 'BucketLoggingConfiguration');
      const destinationBucket = at(logging, 'destinationBucketName') ?? null;
      const prefix = at(logging, 'logFilePrefix') ?? '';
      expect(known(resourceOf(item).fact('logging'))).toEqual(destinationBucket && { destinationBucket, prefix });
    }));
  describe('default encryption', () =>
    onEach(/S3::Bucket$/, true, ({ item, plain }) => {
      const rule = at(plain.supplementary, 'ServerSideEncryptionConfiguration', 'rules', 0);
      const byDefault = at(rule, 'applyServerSideEncryptionByDefault');
      expect(known(resourceOf(item).fact('encryption'))).toEqual(
        rule === undefined
          ? null
          : {
              algorithm: at(byDefault, 'sseAlgorithm'),
              keyId: at(byDefault, 'kmsMasterKeyID') ?? null,
              bucketKeyEnabled: at(rule, 'bucketKeyEnabled') ?? null,
            },
      );
    }));
  describe('lifecycle', () =>
    onEach(/S3::Bucket$/, true, ({ item, plain }) => {
      const rules = listAt(plain.supplementary, 'BucketLifecycleConfiguration', 'rules');
      const lifecycle = known(resourceOf(item).fact('lifecycle'));
      expect(lifecycle).toEqual(rules.length === 0 ? null : rules.map(plainLifecycleRule));
    }));
  describe('Object Lock, which no captured item has', () =>
    onEach(/S3::Bucket$/, true, ({ item, plain }) => {
      expect(at(plain.supplementary, 'ObjectLockConfiguration')).toBeUndefined();
      expect(known(resourceOf(item).fact('objectLock'))).toBeNull();
    }));
  describe('website', () =>
    onEach(/S3::Bucket$/, true, ({ item, plain }) => {
      const told = (...path: readonly string[]) =>
        at(plain.supplementary, 'BucketWebsiteConfiguration', ...path) ?? null;
      const website = known<Website | null>(resourceOf(item).fact('website'));
      expect(website?.indexDocument ?? null).toBe(told('indexDocumentSuffix'));
      const redirect = told('redirectAllRequestsTo', 'hostName');
      const protocol = told('redirectAllRequestsTo', 'protocol');
      expect(website?.redirectAllTo ?? null).toBe(redirect && `${protocol}://${redirect}`);
    }));
  describe('tags', () =>
    onEach(/S3::Bucket$/, true, ({ item, plain }) => {
      const tags = resourceOf(item).fact('tags');
      expect(tags.known ? tags.value : undefined).toEqual(plain.tags);
    }));
});

describe('what is deleted is not looked into', () =>
  onEach(/S3::(Bucket|AccessPoint)$|IAM/, false, ({ item }) => {
    expect(isLive(item)).toBe(false);
    const names = item.resourceType.includes('IAM')
      ? ['policyDocuments', 'attachedPolicies']
      : ['policy', 'publicAccessBlock'];
    expect(names.filter((name) => resourceOf(item).fact(name).known)).toEqual([]);
  }));

describe('access points', () =>
  onEach(/AccessPoint$/, true, ({ item, plain: { configuration } }) => {
    const { fact } = resourceOf(item);
    const statements = at(configuration, 'Policy', 'Statement');
    expect(known<Policy | null>(fact('policy'))?.statements.length).toBe(statements && [statements].flat().length);
    const block = at(configuration, 'PublicAccessBlockConfiguration') as object;
    expect(Object.values(known<object>(fact('publicAccessBlock')))).toEqual(Object.values(block));
    const bucket = { name: at(configuration, 'Bucket'), accountId: at(configuration, 'BucketAccountId') };
    expect(known(fact('buckets'))).toEqual([bucket]);
    expect(known(fact('vpcId'))).toBeNull();
  }));

describe('accounts', () =>
  onEach(/AccountPublicAccessBlock$/, true, ({ item, plain }) => {
    expect(known(resourceOf(item).fact('accountPublicAccessBlock'))).toEqual(plain.configuration);
    expect(resourceOf(item).identity.type).toBe('AWS::::Account');
  }));

describe('trails', () =>
  onEach(/CloudTrail::Trail$/, true, ({ item, plain: { configuration } }) => {
    expect(known(trailFromItem(item))).toMatchObject({
      name: at(configuration, 'name'),
      arn: at(configuration, 'trailARN'),
      bucket: at(configuration, 's3BucketName'),
      isMultiRegion: at(configuration, 'isMultiRegionTrail'),
      isOrganization: at(configuration, 'isOrganizationTrail') === true,
      hasCustomEventSelectors: at(configuration, 'hasCustomEventSelectors'),
      logFileValidation: at(configuration, 'logFileValidationEnabled'),
    });
  }));

describe('VPC endpoints', () =>
  onEach(/VPCEndpoint$/, true, ({ item, plain: { configuration, tags } }) => {
    const { fact } = resourceOf(item);
    for (const name of ['serviceName', 'vpcId', 'state', 'requesterManaged']) {
      expect(known(fact(name))).toBe(at(configuration, name));
    }
    expect(known(fact('policyDocument'))).toEqual(JSON.parse(String(at(configuration, 'policyDocument'))));
    expect(known(fact('tags'))).toEqual(tags);
  }));

describe('KMS keys', () =>
  onEach(/KMS::Key$/, true, ({ item, plain: { configuration, supplementary } }) => {
    expect(known(encryptionKeyFromItem(item))).toMatchObject({
      arn: at(configuration, 'arn'),
      manager: at(configuration, 'keyManager'),
      state: at(configuration, 'keyState'),
      origin: at(configuration, 'origin'),
    });
    expect(known(keyRotationFromItem(item))).toBe(at(supplementary, 'KeyRotationStatus') ?? true);
  }));

describe('identities', () =>
  onEach(/IAM/, true, ({ file, item, plain: { configuration } }) => {
    const { fact } = resourceOf(item);
    const versions = listAt(configuration, 'policyVersionList').filter((one) => at(one, 'isDefaultVersion') === true);
    const inline = ['rolePolicyList', 'userPolicyList', 'groupPolicyList'].flatMap((key) => listAt(configuration, key));
    const texts = [...versions.map((one) => at(one, 'document')), ...inline.map((one) => at(one, 'policyDocument'))];
    const attached = listAt(configuration, 'attachedManagedPolicies').map((one) => at(one, 'policyArn'));
    expect(known(fact('attachedPolicies'))).toEqual(attached);
    if (texts.every((text) => typeof text === 'string')) {
      const read = known<readonly PolicyDocument[]>(fact('policyDocuments')).map(({ document }) => document);
      expect(read).toEqual(texts.map((text) => JSON.parse(decodeURIComponent(text))));
      return;
    }
    // Not wire form: the console had decoded these documents into lists before they were published.
    expect(file).toMatch(/\.rdk\./);
    expect(fact('policyDocuments')).toMatchObject({ code: 'MALFORMED' });
  }));

const factsOfBucketItem = [
  'policy',
  'publicAccessBlock',
  'acl',
  'encryption',
  'logging',
  'versioning',
  'lifecycle',
  'objectLock',
  'website',
  'tags',
];

const resourceOf = (item: ConfigurationItem): Resource => {
  const resource = resourceFromItem(item, (fact) => unknown('NOT_IN_SOURCE', fact));
  if (!resource) throw new Error(`no rule judges ${item.resourceType}`);
  return resource;
};

const known = <T>(fact: Fact<unknown>): T => {
  if (!fact.known) throw new Error(`${fact.code}: ${fact.reason}`);
  return fact.value as T;
};

/** `ReadAcp` and `READ_ACP` alike. */
const words = (permission: string): string => permission.replace('_', '').toLowerCase();

const plainLifecycleRule = (rule: unknown): object => {
  const daysAt = (...path: readonly string[]): unknown => {
    const days = at(rule, ...path) ?? -1;
    return days === -1 ? null : days;
  };
  return {
    id: at(rule, 'id'),
    enabled: at(rule, 'status') === 'Enabled',
    // Who narrows a rule names a prefix that is not empty, or a tag; no captured rule has a size, which would be null.
    wholeBucket: !/"prefix":"[^"]|"tag":/.test(JSON.stringify(rule)),
    expirationDays: daysAt('expirationInDays'),
    expirationDate: at(rule, 'expirationDate') ?? null,
    noncurrentExpirationDays: daysAt('noncurrentVersionExpirationInDays'),
    abortMultipartUploadDays: daysAt('abortIncompleteMultipartUpload', 'daysAfterInitiation'),
  };
};
