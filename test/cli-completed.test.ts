import { block } from './builders.js';
import { createTestFolder, inShort, reportIn, runMain, snapshotOf } from './cli-command.js';
import { accountBlockItem, asDeleted, asSnapshot, eventItem, snapshotItem, withSupplementary } from './items.js';

const folder = createTestFolder();
afterAll(() => folder.remove());

const OWNERSHIP = 's3-bucket-acls-disabled';
const VERSIONING = 's3-bucket-versioning';

const ownershipOf = (ObjectOwnership: string) => ({
  's3:GetBucketOwnershipControls': { OwnershipControls: { Rules: [{ ObjectOwnership }] } },
});
const bucketTelling = (name: string, answers: object) => ({ name, region: 'eu-west-1', answers });
const answersOf = (...buckets: readonly object[]) => ({
  version: 1,
  accounts: [{ accountId: '111122223333', partition: 'aws', answers: {}, buckets }],
});

/** Judges a snapshot and answers together, in JSON. */
const auditOf = async (items: readonly unknown[], answers: object, ...rules: readonly string[]) => {
  const snapshot = folder.write('snapshot.json', snapshotOf(...items));
  const recorded = folder.write('answers.json', JSON.stringify(answers));
  const named = rules.flatMap((rule) => ['--rule', rule]);
  const ran = await runMain(['audit', '--snapshot', snapshot, '--answers', recorded, '--format', 'json', ...named]);
  return { ...ran, ...reportIn(ran) };
};

describe('a snapshot with recorded answers', () => {
  it('tells what no snapshot tells', async () => {
    const { findings, summary } = await auditOf(
      [snapshotItem({ name: 'one' }), snapshotItem({ name: 'two' })],
      answersOf(
        bucketTelling('one', ownershipOf('BucketOwnerEnforced')),
        bucketTelling('two', ownershipOf('ObjectWriter')),
      ),
      OWNERSHIP,
    );
    expect(summary.notJudged).toEqual([]);
    expect(inShort(findings)).toEqual([
      `${OWNERSHIP} one COMPLIANT ACLS_DISABLED`,
      `${OWNERSHIP} two NON_COMPLIANT ACLS_ENABLED`,
    ]);
  });

  it('C8: joins a policy that was told apart from its bucket', async () => {
    const policy = {
      Version: '2012-10-17',
      Statement: {
        Effect: 'Deny',
        Principal: '*',
        Action: 's3:*',
        Resource: ['arn:aws:s3:::one', 'arn:aws:s3:::one/*'],
        Condition: { Bool: { 'aws:SecureTransport': 'false' } },
      },
    };
    const { findings } = await auditOf(
      [withSupplementary(snapshotItem({ name: 'one' }), { BucketPolicy: undefined })],
      answersOf(bucketTelling('one', { 's3:GetBucketPolicy': { Policy: JSON.stringify(policy) } })),
      's3-bucket-tls-required',
    );
    expect(inShort(findings)).toEqual(['s3-bucket-tls-required one COMPLIANT HTTP_DENIED']);
  });

  it('leaves unverified what neither tells', async () => {
    const { status, findings } = await auditOf(
      [snapshotItem({ name: 'one' }), snapshotItem({ name: 'two' })],
      answersOf(bucketTelling('one', { 's3:GetBucketOwnershipControls': { error: { code: 'AccessDenied' } } })),
      OWNERSHIP,
    );
    expect(inShort(findings)).toEqual([
      `${OWNERSHIP} one UNVERIFIED DENIED`,
      `${OWNERSHIP} two UNVERIFIED NOT_RECORDED`,
    ]);
    expect(findings[0]?.reason).toContain('s3:GetBucketOwnershipControls');
    expect(status).toBe(1);
  });

  it('counts what the snapshot tells before what the answers tell', async () => {
    const enabled = { 's3:GetBucketVersioning': { Status: 'Enabled' } };
    const { findings } = await auditOf(
      [snapshotItem({ name: 'one', versioning: { status: 'Suspended', mfaDelete: false } })],
      answersOf(bucketTelling('one', enabled)),
      VERSIONING,
    );
    expect(inShort(findings)).toEqual([`${VERSIONING} one NON_COMPLIANT SUSPENDED`]);
  });

  it('judges what only the answers name after all others, and once what both name', async () => {
    const { findings } = await auditOf(
      [snapshotItem({ name: 'both', versioning: { status: 'Enabled', mfaDelete: false } })],
      answersOf(
        bucketTelling('answered', { 's3:GetBucketVersioning': { Status: 'Enabled' } }),
        bucketTelling('both', {}),
      ),
      VERSIONING,
    );
    expect(inShort(findings)).toEqual([
      `${VERSIONING} both COMPLIANT VERSIONED`,
      `${VERSIONING} answered COMPLIANT VERSIONED`,
    ]);
  });

  it('takes a bucket that the snapshot knows for deleted as deleted', async () => {
    const { findings } = await auditOf(
      [asDeleted(eventItem({ name: 'gone' }))],
      answersOf(bucketTelling('gone', { 's3:GetBucketVersioning': { Status: 'Enabled' } })),
      VERSIONING,
    );
    expect(inShort(findings)).toEqual([`${VERSIONING} gone NOT_APPLICABLE RESOURCE_DELETED`]);
  });

  it('tells an account whose block was not recorded', async () => {
    const rule = 's3-account-public-access-block';
    const block = {
      BlockPublicAcls: true,
      IgnorePublicAcls: true,
      BlockPublicPolicy: true,
      RestrictPublicBuckets: true,
    };
    const { findings } = await auditOf(
      [snapshotItem({ name: 'one' })],
      {
        version: 1,
        accounts: [
          {
            accountId: '111122223333',
            partition: 'aws',
            answers: { 's3control:GetPublicAccessBlock': { PublicAccessBlockConfiguration: block } },
            buckets: [],
          },
        ],
      },
      rule,
    );
    expect(inShort(findings)).toEqual([`${rule} 111122223333 COMPLIANT BLOCKED`]);
  });

  it('of another account says nothing about the snapshot', async () => {
    const items = [snapshotItem({ name: 'one' }), asSnapshot(accountBlockItem(block(true)))];
    const { findings } = await auditOf(
      items,
      { version: 1, accounts: [{ accountId: '444455556666', partition: 'aws', answers: {}, buckets: [] }] },
      OWNERSHIP,
    );
    expect(inShort(findings)).toEqual([`${OWNERSHIP} one UNVERIFIED NOT_IN_SOURCE`]);
  });
});
