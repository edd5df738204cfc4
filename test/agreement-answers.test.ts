import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import fc from 'fast-check';
import { rules } from '../rules/index.js';
import { type Unknown, unknown } from '../src/core/fact.js';
import { factOrigins, originOf } from '../src/core/fact-origins.js';
import type { BucketFacts } from '../src/core/facts.js';
import { judge } from '../src/core/judge.js';
import { judgeReading } from '../src/core/judge-reading.js';
import { operations } from '../src/core/operations.js';
import { answersSource } from '../src/sources/answers/recorded-file.js';
import { entryTelling } from './answers.js';
import { ACCOUNT, BUCKET, bucketWith, type Given, KEY_ARN, OTHER_ACCOUNT, OWNER_ID } from './builders.js';
import { NOW } from './rule-tester.js';

/** How many buckets are told; a fixed seed, so that a failure comes again. */
const RUNS = { numRuns: 50, seed: 20261125 };

const days = fc.integer({ min: 1, max: 4000 });
const block = fc.record({
  blockPublicAcls: fc.boolean(),
  ignorePublicAcls: fc.boolean(),
  blockPublicPolicy: fc.boolean(),
  restrictPublicBuckets: fc.boolean(),
});
const names = fc.uniqueArray(fc.stringMatching(/^[a-z]{3,8}$/), { maxLength: 3 }).map((all) => [...all].sort());

const resources = [`arn:aws:s3:::${BUCKET}`, `arn:aws:s3:::${BUCKET}/*`];
const statements = [
  { Effect: 'Allow', Principal: '*', Action: 's3:GetObject', Resource: resources },
  { Effect: 'Allow', Principal: { AWS: `arn:aws:iam::${OTHER_ACCOUNT}:root` }, Action: 's3:*', Resource: resources },
  { Effect: 'Allow', Principal: { Service: 'logging.s3.amazonaws.com' }, Action: 's3:PutObject', Resource: resources },
  {
    Sid: 'TlsOnly',
    Effect: 'Deny',
    Principal: '*',
    Action: 's3:*',
    Resource: resources,
    Condition: { Bool: { 'aws:SecureTransport': 'false' } },
  },
];
const policy = fc.subarray(statements, { minLength: 1 }).map((Statement) => ({ Version: '2012-10-17', Statement }));

const grantee = fc.oneof(
  fc.constantFrom(OWNER_ID, 'b'.repeat(64)).map((id) => ({ kind: 'canonicalUser', id }) as const),
  fc.constantFrom('AllUsers', 'AuthenticatedUsers', 'LogDelivery').map((group) => ({ kind: 'group', group }) as const),
  fc.constant({ kind: 'other', text: 'http://acs.amazonaws.com/groups/global/Everybody' } as const),
);
const acl = fc.record({
  ownerId: fc.constantFrom(OWNER_ID, null),
  grants: fc.array(
    fc.record({
      grantee,
      permission: fc.constantFrom('FULL_CONTROL', 'READ', 'WRITE', 'READ_ACP', 'WRITE_ACP'),
    }),
    { maxLength: 3 },
  ),
});

const lifecycleRule = fc.record({
  id: fc.constantFrom('all', null),
  enabled: fc.boolean(),
  wholeBucket: fc.option(fc.boolean()),
  expirationDays: fc.option(days),
  expirationDate: fc.constantFrom('2027-01-01T00:00:00.000Z', null),
  noncurrentExpirationDays: fc.option(days),
  abortMultipartUploadDays: fc.option(days),
});

const key = fc.record({
  arn: fc.constant(KEY_ARN),
  accountId: fc.constant(ACCOUNT),
  manager: fc.constantFrom('AWS', 'CUSTOMER'),
  state: fc.constantFrom('Enabled', 'Disabled', 'PendingDeletion'),
  origin: fc.constantFrom('AWS_KMS', 'EXTERNAL_KEY_STORE', null),
});
const keyPolicy = fc.constantFrom(`arn:aws:iam::${ACCOUNT}:root`, '*').map((AWS) => ({
  Version: '2012-10-17',
  Statement: [{ Effect: 'Allow', Principal: { AWS }, Action: 'kms:*', Resource: '*' }],
}));
/** The default encryption, its key and the key's rotation, which hang together. */
const encryption = fc.oneof(
  fc.constantFrom(null, { algorithm: 'AES256', keyId: null, bucketKeyEnabled: true } as const).map((none) => ({
    encryption: none,
    encryptionKey: null,
    encryptionKeyRotation: null,
    encryptionKeyPolicy: null,
  })),
  fc.record({
    encryption: fc.record({
      algorithm: fc.constantFrom('aws:kms', 'aws:kms:dsse'),
      keyId: fc.constant(KEY_ARN),
      bucketKeyEnabled: fc.constantFrom(true, false, null),
    }),
    encryptionKey: fc.option(key),
    encryptionKeyRotation: fc.constantFrom(true, false, null),
    encryptionKeyPolicy: fc.option(keyPolicy),
  }),
);

const tags = fc
  .subarray([
    ['team', 'data'],
    ['exempt:rules', rules.map(({ id }) => id).join(' ')],
    ['exempt:until', '2027-01-31'],
    ['exempt:reason', 'being moved'],
  ])
  .map((pairs) => Object.fromEntries(pairs));

const knownFacts: fc.Arbitrary<Given<BucketFacts>> = fc
  .tuple(
    encryption,
    fc.record({
      policy: fc.option(policy),
      publicAccessBlock: fc.option(block),
      accountPublicAccessBlock: fc.option(block),
      acl,
      ownership: fc.constantFrom('BucketOwnerEnforced', 'BucketOwnerPreferred', 'ObjectWriter', null),
      logging: fc.option(
        fc.record({ destinationBucket: fc.constantFrom('logs', BUCKET), prefix: fc.constantFrom('', 'app/') }),
      ),
      loggingSources: names,
      accessLogDeliveries: names,
      objectDataEvents: names,
      versioning: fc.record({ status: fc.constantFrom('Enabled', 'Suspended', 'Off'), mfaDelete: fc.boolean() }),
      lifecycle: fc.option(fc.array(lifecycleRule, { minLength: 1, maxLength: 3 })),
      objectLock: fc.option(
        fc.record({
          defaultRetention: fc.option(fc.record({ mode: fc.constantFrom('GOVERNANCE', 'COMPLIANCE'), days })),
        }),
      ),
      requesterPays: fc.boolean(),
      // `encryption.test.ts` and `audit-deliveries.test.ts` have these: they rest on answers that tell others too.
      ssecBlocked: fc.constant(false),
      auditDeliveries: fc.constant([]),
      // `access-analyzers.test.ts` and `macie.test.ts` have what more is answered.
      accessAnalyzers: fc.constant([]),
      macie: fc.constantFrom({ session: null, bucket: null }, { session: 'PAUSED', bucket: null }),
      // `replication.test.ts` has these: they rest on one answer, and items leave parts of it open.
      replication: fc.constant(null),
      replicationDetails: fc.constant(null),
      replicationTargets: fc.constant([]),
      website: fc.constantFrom(
        null,
        { indexDocument: 'index.html', redirectAllTo: null },
        { indexDocument: null, redirectAllTo: 'https://www.example.com' },
        { indexDocument: null, redirectAllTo: 'www.example.com' },
      ),
      tags,
    }),
  )
  .map(([ofKey, others]) => {
    const loggingSources = withSelf(others);
    return { ...others, ...ofKey, loggingSources, accessLogSources: withPrefixes(loggingSources, others.logging) };
  });

/** The sources with their prefixes: the bucket's own, of others what they are called. */
const withPrefixes = (sources: readonly string[], logging: { prefix: string } | null) =>
  sources.map((bucket) => ({ bucket, prefix: bucket === BUCKET ? (logging?.prefix ?? '') : `${bucket}/` }));

/** A bucket that logs into itself is one of those that log into it. */
const withSelf = ({
  loggingSources,
  logging,
}: {
  loggingSources: readonly string[];
  logging: { destinationBucket: string } | null;
}) => (logging?.destinationBucket === BUCKET ? [...loggingSources, BUCKET].sort() : loggingSources);

/** Facts that no answer tells, or a refused one. */
const arbitraryFacts: fc.Arbitrary<Given<BucketFacts>> = fc
  .tuple(
    knownFacts,
    fc.subarray(
      Object.keys(factOrigins.bucket).filter((name) => !/^(replication|auditDeliveries|ssecBlocked)/.test(name)),
    ),
    fc.constantFrom('DENIED', 'NOT_RECORDED'),
  )
  .map(([all, hidden, code]) => {
    const others = withoutSelf(all);
    const facts = hidden.includes('logging')
      ? { ...all, loggingSources: others, accessLogSources: withPrefixes(others, null) }
      : all;
    const spoilt = hidden.map((name) => [name, hiddenFact(name, code, facts)] as const);
    const given = {
      ...facts,
      ...Object.fromEntries(spoilt),
      ...sourcesIn(facts, hidden, code),
      ...(hidden.includes('objectDataEvents') && { auditDeliveries: unreadFact('objectDataEvents', code, '') }),
    } as Given<BucketFacts>;
    if (!hidden.includes('encryption')) return given;
    // Which key is asked for stands in the encryption.
    const ofKey = ['encryptionKey', 'encryptionKeyRotation', 'encryptionKeyPolicy', 'ssecBlocked'].map((name) => [
      name,
      given.encryption,
    ]);
    return { ...given, ...Object.fromEntries(ofKey) } as Given<BucketFacts>;
  });

/** Both facts about the sources rest on the same answers. */
const sourcesIn = (
  { accessLogSources }: Given<BucketFacts>,
  hidden: readonly string[],
  code: 'DENIED' | 'NOT_RECORDED',
): object => ({
  accessLogSources: hidden.includes('loggingSources') ? unreadFact('loggingSources', code, '') : accessLogSources,
});

const withoutSelf = ({ loggingSources }: Given<BucketFacts>): readonly string[] =>
  Array.isArray(loggingSources) ? loggingSources.filter((name) => name !== BUCKET) : [];

const hiddenFact = (name: string, code: 'DENIED' | 'NOT_RECORDED', facts: Given<BucketFacts>): unknown => {
  const isOfKey = name === 'encryptionKey' || name === 'encryptionKeyRotation' || name === 'encryptionKeyPolicy';
  if (isOfKey && facts[name] === null && !hasKmsKey(facts)) return null;
  return unreadFact(name, code, isOfKey ? ` for ${KEY_ARN}` : '');
};

const hasKmsKey = ({ encryption: given }: Given<BucketFacts>): boolean =>
  typeof given === 'object' && given !== null && 'keyId' in given && given.keyId !== null;

const unreadFact = (name: string, code: 'DENIED' | 'NOT_RECORDED', about: string): Unknown => {
  if (name === 'loggingSources') {
    const { reason } = unreadFact('logging', code, '');
    return unknown(code, `whether the access logs of unread go here is unknown: ${reason}`);
  }
  const own = originOf('bucket', name).operations;
  const operation = name.startsWith('encryptionKey') ? own.at(-1) : own[0];
  if (!operation) throw new Error(`nothing tells ${name}`);
  const reason =
    code === 'DENIED'
      ? `${operations[operation].action} was denied${about}`
      : `no answer of ${operation}${about} is recorded`;
  return unknown(code, reason);
};

let folder = '';
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'agreement-'));
});
afterAll(() => rm(folder, { recursive: true }));

/** The buckets as their recorded answers tell them, an account a line. */
const toldBuckets = async (all: readonly Given<BucketFacts>[]) => {
  const path = join(folder, 'answers.ndjson');
  await writeFile(path, all.map((given) => `${JSON.stringify(entryTelling(given))}\n`).join(''));
  const found = [];
  for await (const subject of answersSource(path).subjects()) {
    if (subject.state !== 'live' || subject.resource.identity.id !== BUCKET || !subject.read) continue;
    found.push({ resource: subject.resource, read: subject.read });
  }
  return found;
};

describe('a bucket told as recorded answers', () => {
  const samples = fc.sample(arbitraryFacts, RUNS);
  let told: Awaited<ReturnType<typeof toldBuckets>> = [];
  beforeAll(async () => {
    told = await toldBuckets(samples);
  });

  it('is who it is', async () => {
    expect(told).toHaveLength(samples.length);
    for (const { resource } of told) expect(resource.identity).toEqual(bucketWith().identity);
  });

  it('reads to the same facts', async () => {
    await fc.assert(
      fc.asyncProperty(arbitraryFacts, async (given) => {
        const [bucket] = await toldBuckets([given]);
        for (const name of Object.keys(factOrigins.bucket).filter(
          (one) => originOf('bucket', one).operations.length > 0,
        )) {
          expect([name, await bucket?.read(name)]).toEqual([name, bucketWith(given).fact(name)]);
        }
      }),
      RUNS,
    );
  });

  it.each(rules.map((rule) => [rule.id, rule] as const))('draws the same verdict from %s', async (_id, rule) => {
    const texts = { exemptionTagPrefix: 'exempt:', allowCriticalExemption: 'true' };
    const byTags = Object.fromEntries(Object.entries(texts).filter(([name]) => name in rule.parameters));
    for (const parameters of [rule.readParameters({}), rule.readParameters(byTags)]) {
      for (const [index, { resource, read }] of told.entries()) {
        const given = bucketWith(samples[index]);
        expect(await judgeReading(rule, resource, parameters, NOW, read)).toEqual(judge(rule, given, parameters, NOW));
      }
    }
  });
});
